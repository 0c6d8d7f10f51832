"""What changed, where, and what waits for a decision?"""

from functools import partial

import streamlit as st

from components.incidents.published.published_block import show_published_block, show_published_in_short
from components.sheets import decisions, home
from components.shell.anatomy import opened, show_folds
from components.shell.session import start
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.map.map_finding import map_finding
from usalama.incidents.published.published_counties import published_counties
from usalama.incidents.published.published_nation import published_nation
from usalama.incidents.rates.overview import overview, whole_response
from usalama.incidents.trends.trend import trend
from usalama.model import N_
from usalama.programme.progress.rollout import rollout
from usalama.programme.waiting import waiting

visit = start()
asked = (visit.store, visit.scope, visit.choices, visit.subject)
of_records = (visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
published = (visit, published_counties(visit.subject), published_nation(visit.subject))
with opened(visit, "home"):
    if visit.held.period is None:
        home.show_nothing_yet(visit)
        show_published_block(*published)
        decisions.show_where_to_report(visit)
    else:
        result, waiting_now = overview(*asked), waiting(*of_records)
        with st.container(gap="xsmall"):
            home.show_findings(visit, result, waiting_now)
            home.show_map_and_blocks(
                visit,
                partial(home.show_map, visit, county_map(*asked, Measure.RATE), map_finding(*asked)),
                {
                    home.DECISIONS: partial(decisions.show_waits, visit, waiting_now),
                    home.PROGRAMME: partial(home.show_programme, visit, rollout(*of_records)),
                    home.PUBLISHED: partial(show_published_in_short, *published),
                    home.REPORT: partial(decisions.show_where_to_report, visit),
                },
            )
        show_folds(
            visit,
            "home",
            {
                N_("Month by month"): lambda: home.show_months(visit, trend(*asked), result),
                N_("What changed most"): partial(home.show_changes, visit, result),
                N_("More figures"): lambda: home.show_more_figures(visit, result, whole_response(*asked)),
                N_("What these numbers mean, and how fresh they are"): partial(home.show_meaning, visit),
            },
        )
