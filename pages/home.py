"""What changed, where, and what waits for a decision?"""

import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.incidents.overview import build_figures, change_lines, show_figures, source_rows
from components.maps import map_words, show_place_map
from components.maps.county_map import build_county_map, map_caption
from components.shell import notices
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.rates.overview import overview
from usalama.incidents.trends.trend import trend

visit = start()
_ = visit._
with opened(visit, "home") as tab:
    result = overview(visit.store, visit.scope, visit.choices, visit.subject)
    shown = county_map(visit.store, visit.scope, visit.choices, visit.subject, Measure.RATE)
    months = trend(visit.store, visit.scope, visit.choices, visit.subject)
    notices.show_cuts(visit, result.about)
    show_figures(build_figures(result, visit))

    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_("What changed most"))
        for line in change_lines(result, visit):
            st.markdown(line)
        st.subheader(_("Month by month"))
        caption = _(
            "Reported incidents of each month, as a yearly rate for every 100,000 people, with the likely range."
        )
        charts.show_chart(visit, shared_charts.build_trend(months.rows, visit), caption=caption, key="overview-trend")
        tables.show_table(visit, months.rows, tables.trend_columns(visit), caption=caption, key="trend-table")
    with right:
        st.subheader(_("Where"))
        show_place_map(build_county_map(shown, visit), map_words(_), key="overview-map", height=430)
        st.caption(map_caption(shown, visit))

    tables.show_table(
        visit,
        shown.counties.rows,
        tables.county_columns(visit),
        caption=map_caption(shown, visit),
        key="overview-table",
    )
    st.subheader(_("How fresh is each source?"))
    st.dataframe(source_rows(visit), hide_index=True, width="stretch")

    st.subheader(_("What these numbers do and do not mean"))
    st.markdown(
        _(
            "They count reports, not everything that happened. More reports can mean more trust, a new station or a new "
            "app, not more crime. Small numbers jump by chance. A rate compares places of different size; it does not say "
            "that a place or its people are dangerous."
        )
    )
    notices.show_about(visit, result.about, result.counties.method)
