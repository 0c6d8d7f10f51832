"""The week in blocks of four hours: what stands out, in words, as a picture and as a table."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import tips
from components.shell.visit import Visit
from usalama.incidents.response.hours_of_week import hours_named
from usalama.incidents.response.week_pattern import HOURS_IN_BLOCK, WeekBlocks, WeekPattern
from usalama.model import Sentence

# 16:00-20:00 as 16-20, so that six blocks fit on a phone.
SHORT_BLOCK = "slice(datum.label, 0, 2) + '-' + slice(datum.label, 6, 8)"
# A residual beyond this is as strong a colour as there is.
STRONGEST_RESIDUAL = 6


def show_week(visit: Visit, result: WeekPattern) -> None:
    """Blocks that stand out, the week as a picture and its table, and the middle hour."""
    show_sentences(visit, result.blocks)
    st.markdown(f"- {visit.say(result.middle_sentence)}")
    caption = visit._(
        "Incidents with a known hour in blocks of four hours, against what the totals of the weekday and of the hours "
        "alone would give. A sign marks the blocks that stand out of all 42."
    )
    show_blocks(visit, result.blocks, caption=caption, key="week")
    st.caption(visit.say(result.ranges))


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
        day_name=[weekday_names(visit)[day] for day in blocks.rows.weekday],
    )
    if rows.residual.notna().any():
        charts.show_chart(visit, build_week(rows, visit), caption=caption, key=key)
    columns = tables.columns(
        visit,
        "day_name block_name incident_count usual_lower usual_upper flag",
        day_name=_("Weekday"),
        block_name=_("Hour"),
    )
    tables.show_table(visit, rows, columns, caption=caption, key=f"{key}-table")


def build_week(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Blocks of four hours by weekday against what both alone would give; signs mark those that stand out.

    Arguments:
        rows: weekday (0 Monday), block_name, incident_count, usual_lower, usual_upper, residual, is_more, is_less.
    """
    days = weekday_names(visit)
    signs = rows.is_more.map({True: "+", False: ""}) + rows.is_less.map({True: "−", False: ""})
    shown = rows.assign(day_name=[days[day] for day in rows.weekday], sign=signs)
    shown = shown.dropna(subset="residual")
    block = alt.X("block_name:O", title=visit._("Hour"), sort=None, axis=alt.Axis(labelAngle=0, labelExpr=SHORT_BLOCK))
    day = alt.Y("day_name:O", title=None, sort=days, scale=alt.Scale(domain=days))
    edge = STRONGEST_RESIDUAL
    base = alt.Chart()
    cells = base.mark_rect(stroke="white").encode(
        block,
        day,
        alt.Color(
            "residual:Q",
            title=visit._("Fewer (−) or more (+) than usual"),
            scale=alt.Scale(scheme="purpleorange", domain=[-edge, edge], clamp=True),
            legend=alt.Legend(orient="bottom", titleLimit=320, values=[-edge, 0, edge]),
        ),
        tooltip=tips(
            ("day_name:N", " "),
            ("block_name:N", visit._("Hour")),
            ("incident_count:Q", visit._("Incidents"), ",.0f"),
            ("usual_lower:Q", visit._("Usual from"), ",.0f"),
            ("usual_upper:Q", visit._("Usual to"), ",.0f"),
        ),
    )
    marks = base.mark_text(fontSize=16, fontWeight="bold").encode(block, day, text=alt.Text("sign:N"))
    return alt.LayerChart(data=shown, layer=[cells, marks], height=alt.Step(26))


def weekday_names(visit: Visit) -> list[str]:
    _ = visit._
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
