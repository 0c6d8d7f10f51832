"""The county that was clicked: its months, mix, week and waits."""

from __future__ import annotations

import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.incidents import week_blocks
from components.shell.visit import Visit
from usalama.incidents.map.county_detail import CountyDetail
from usalama.incidents.response.response_words import response_sentence
from usalama.model import Sentence


def show_county(visit: Visit, detail: CountyDetail) -> None:
    """Draw everything about one county under the map."""
    _ = visit._
    name = detail.place.name
    st.subheader(name)
    st.markdown(visit.say(response_sentence(detail.response.median, detail.response.reached_share)))
    left, right = st.columns(2, gap="large")
    categories = visit.subject.categories
    mix = detail.mix.assign(category_name=[_(categories.name(code)) for code in detail.mix.category_code])
    with left:
        caption = visit.say(Sentence("{place}: reported incidents of each month as a yearly rate.", {"place": name}))
        charts.show_chart(
            visit, shared_charts.build_trend(detail.trend.rows, visit), caption=caption, key="county-trend"
        )
        columns = {"occurred_month": _("Month"), "incident_count": _("Incidents"), "rate_per_100k": _("Rate")}
        tables.show_table(visit, detail.trend.rows, columns, caption=caption, key="county-trend-table")
        week_blocks.show_sentences(visit, detail.week)
        caption = week_blocks.caption_of(visit, name, detail.week)
        week_blocks.show_blocks(visit, detail.week, caption=caption, key="county-week")
    with right:
        caption = visit.say(Sentence("{place}: incidents by category.", {"place": name}))
        charts.show_chart(visit, shared_charts.build_counts(mix, visit), caption=caption, key="county-mix")
        columns = {"category_name": _("Category"), "incident_count": _("Incidents")}
        tables.show_table(visit, mix, columns, caption=caption, key="county-mix-table")
