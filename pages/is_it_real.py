"""What changed over the years, and is it more than chance, reporting or talk?"""

import streamlit as st

from components.claims import claims
from components.incidents import county_lines, noise, reporting, trends, unusual_months
from components.shell import anatomy, notices
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

visit = start()
_ = visit._
with opened(visit, "is_it_real") as tab:
    if tab == "trends":
        place = trends.choose_place(visit)
        result = seasonal_trend(visit.store, visit.scope, visit.choices, visit.subject, place)
        notices.show_cuts(visit, result.about)
        st.caption(_("All data up to the end of the chosen period are used: what is usual is learnt from years."))

        st.subheader(_("One place over the years"))
        trends.show_series(visit, result)

        st.subheader(_("Unusual months"))
        kind = unusual_months.choose_kind(visit)
        listed = alerts(visit.store, visit.scope, visit.choices, visit.subject, kind)
        unusual_months.show_alerts(visit, listed)
        worth = unusual_months.fold_of_worth(visit)
        if anatomy.is_open(worth):
            told = alert_worth(visit.store, visit.scope, visit.choices, visit.subject, kind)
            worth.markdown(visit.say(told.sentence))

        st.subheader(_("Neighbouring counties together"))
        together = neighbours(visit.store, visit.scope, visit.choices, visit.subject)
        st.markdown(notices.plain(visit.say(together.sentence)))

        notices.show_about(visit, result.about, result.method)
        trends.show_methods(visit, (listed.method, together.method))
    elif tab == "counties":
        lines = small_multiples(visit.store, visit.scope, visit.choices, visit.subject)
        county_lines.show_multiples(visit, lines)
        trends.show_methods(visit, (lines.method,))
    elif tab == "reporting":
        before, now = reporting.choose_shares(visit)
        result = reporting_panel(visit.store, visit.scope, visit.choices, visit.subject, before, now)
        notices.show_cuts(visit, result.about)

        st.subheader(_("Three series together"))
        reporting.show_three_series(visit, result, now)

        st.subheader(_("What would change your mind"))
        reporting.show_break_even(visit, result)

        st.subheader(_("By which channel"))
        reporting.show_channels(visit, result)

        st.subheader(_("What others found about reporting"))
        reporting.show_evidence(visit, result)
        notices.show_about(visit, result.about, result.method)
    elif tab == "chance":
        place = trends.choose_place(visit)
        draw = noise.choose_draw(visit)
        result = draw_months(visit.store, visit.scope, visit.choices, visit.subject, place, draw)
        notices.show_cuts(visit, result.about)
        noise.show_noise(visit, result)
        notices.show_about(visit, result.about, result.method)
    elif tab == "claims":
        book = load_claims()
        result = check_claims(visit.store, visit.scope, visit.choices.source_ids, visit.subject, book.claims)
        notices.show_cuts(visit, result.about)
        claims.show_scope(visit, result.about.period_used)
        claims.show_faults(visit, book)
        claims.show_claims(visit, result)

        st.subheader(_("How to read a verdict"))
        st.markdown(
            _(
                "Supported: the range of the answer lies wholly on the side of the claim. Contested: it does not, which is not "
                "the same as false. Not measurable yet: the data cannot tell, and what would settle it is named. Places are "
                "answered with ranges; no place is called safe or dangerous here."
            )
        )
        notices.show_about(visit, result.about, result.method)
