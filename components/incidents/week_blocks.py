"""The week in blocks of four hours: what stands out, in words, as a picture and as a table."""

from __future__ import annotations

import streamlit as st

from components.drawing import charts, tables
from components.incidents import charts_response
from components.shell.visit import Visit
from usalama.incidents.response.week_blocks import HOURS_IN_BLOCK, WeekBlocks
from usalama.incidents.response.week_words import hours_named
from usalama.model import Sentence


def caption_of(visit: Visit, place_name: str, blocks: WeekBlocks) -> str:
    """What the picture of one place shows, and of how many."""
    sentence = Sentence(
        "{place}: {count} incidents of the chosen period with a known hour in blocks of four hours, against what the "
        "totals of its weekdays and of its hours alone would give. A sign marks the blocks that stand out of all 42.",
        {"place": place_name, "count": blocks.known_count},
    )
    return visit.say(sentence)


def show_sentences(visit: Visit, blocks: WeekBlocks) -> None:
    """The clearest blocks in words."""
    for sentence in blocks.sentences:
        st.markdown(f"- {visit.say(sentence)}")


def show_blocks(visit: Visit, blocks: WeekBlocks, *, caption: str, key: str) -> None:
    """The picture, where there is anything to tell, and its table."""
    _ = visit._
    rows = blocks.rows.assign(
        block_name=[hours_named(block, block + HOURS_IN_BLOCK) for block in blocks.rows.block],
        day_name=[charts.weekday_names(visit)[day] for day in blocks.rows.weekday],
    )
    if rows.residual.notna().any():
        charts.show_chart(visit, charts_response.build_week(rows, visit), caption=caption, key=key)
    columns = {
        "day_name": _("Weekday"),
        "block_name": _("Hour"),
        "incident_count": _("Incidents"),
        "usual_lower": _("Usual from"),
        "usual_upper": _("Usual to"),
        "flag": _("Reliability"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key=f"{key}-table")
