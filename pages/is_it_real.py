"""What changed over the years, and is it more than chance, reporting or talk?"""

from dataclasses import replace

import streamlit as st

from components.claims import claims
from components.incidents import county_lines, noise, reporting, trends, unusual_months
from components.shell import anatomy
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.claims import check_claims, load_claims
from usalama.incidents.rates.reporting import reporting_panel
from usalama.incidents.trends.alert_worth import alert_worth
from usalama.incidents.trends.alerts import alerts
from usalama.incidents.trends.neighbours import neighbours
from usalama.incidents.trends.noise import noise as draw_months
from usalama.incidents.trends.seasonal_trend import seasonal_trend
from usalama.incidents.trends.small_multiples import small_multiples
from usalama.model import N_

visit = start()
asked = (visit.store, visit.scope, visit.choices, visit.subject)
with opened(visit, "is_it_real") as tab:
    if tab == "trends":
        trends.show_series(visit, seasonal_trend(*asked, trends.choose_place(visit)))
        anatomy.show_folds(
            visit,
            "trends",
            {
                N_("Unusual months"): lambda: unusual_months.show_alerts(
                    visit, alerts(*asked, unusual_months.choose_kind(visit))
                ),
                N_("How often is such a list wrong, and what does it miss?"): lambda: anatomy.show_finding(
                    visit, alert_worth(*asked, unusual_months.chosen_kind()).sentence
                ),
                N_("Neighbouring counties together"): lambda: unusual_months.show_neighbours(visit, neighbours(*asked)),
            },
        )
    elif tab == "counties":
        everywhere = replace(visit.choices, county_codes=())
        lines = small_multiples(visit.store, visit.scope, everywhere, visit.subject)
        county_lines.show_multiples(visit, lines, visit.choices.county_codes)
    elif tab == "reporting":
        before, now = reporting.choose_shares(visit)
        reporting.show_reporting(visit, reporting_panel(*asked, before, now), now)
    elif tab == "chance":
        with st.container(horizontal=True, vertical_alignment="bottom"):
            place, draw = trends.choose_place(visit), noise.choose_draw(visit)
        noise.show_noise(visit, draw_months(*asked, place, draw))
    elif tab == "claims":
        book = load_claims()
        claims.show_claims(
            visit, book, check_claims(visit.store, visit.scope, visit.choices.source_ids, visit.subject, book.claims)
        )
