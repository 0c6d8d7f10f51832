"""The week in blocks of four hours, of all that is chosen or of a few places: what stands out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from components.drawing import figures, tables
from components.drawing.charts import HALO, tips
from components.drawing.spoken import SAID, with_words
from components.shell import anatomy
from components.shell.visit import Visit
from usalama.incidents.response.compared_hours import ComparedWeeks
from usalama.incidents.response.hours_of_week import hours_named
from usalama.incidents.response.week_pattern import HOURS_IN_BLOCK, WeekPattern
from usalama.model import N_

# 16:00-20:00 as 16-20, so that six blocks fit on a phone.
SHORT_BLOCK = "slice(datum.label, 0, 2) + '-' + slice(datum.label, 6, 8)"
# A residual beyond this is as strong a colour as there is.
STRONGEST_RESIDUAL = 6


def show_week(visit: Visit, result: WeekPattern) -> None:
    """The week as a picture, with the blocks that stand out as its title and the middle hour under it."""
    said = visit._(
        "Incidents with a known hour in blocks of four hours, against what the totals of the weekday and of the hours "
        "alone would give. A sign marks the blocks that stand out of all 42."
    )
    rows, origin = with_names(result.blocks.rows, visit), figures.origin_of(visit, result.about, result.method)
    if rows.residual.isna().all():
        anatomy.show_finding(visit, result.finding, result.middle_sentence)
        return
    figures.figure(
        visit,
        build_week(rows, visit),
        rows,
        block_columns(visit),
        figures.Words(
            result.finding,
            f"{visit.say(result.middle_sentence)} {said}",
            replace(origin, notes=(*origin.notes, result.ranges)),
        ),
        key="week",
    )


def show_weeks(visit: Visit, result: ComparedWeeks) -> None:
    """The week of each place as a strip from Monday to Sunday, one under another."""
    country = visit.subject.country
    rows = with_names(result.rows, visit)
    rows = rows.assign(place_name=[visit.name_of(country.place(key)) for key in rows.place_key])
    if rows.residual.isna().all():
        anatomy.show_finding(visit, result.finding)
        return
    caption = visit._(
        "Incidents of each place in blocks of four hours, against what the totals of its own weekdays and hours would "
        "give. A sign marks the blocks that stand out."
    )
    places = ", ".join(visit.name_of(place) for place in result.places)
    figures.figure(
        visit,
        build_weeks(rows, visit),
        rows,
        {"place_name": visit._("Place"), **block_columns(visit)},
        figures.Words(result.finding, caption, figures.origin_of(visit, result.about, result.method, places)),
        key="weeks",
    )


def with_names(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The rows of blocks with day_name and block_name."""
    days = weekday_names(visit)
    return rows.assign(
        block_name=[hours_named(block, block + HOURS_IN_BLOCK) for block in rows.block],
        day_name=[days[day] for day in rows.weekday],
    )


def block_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "day_name block_name incident_count usual_lower usual_upper flag",
        day_name=_("Weekday"),
        block_name=_("Hour"),
    )


def build_week(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Blocks of four hours by weekday against what both alone would give; signs mark those that stand out.

    Arguments:
        rows: weekday (0 Monday), block_name, incident_count, usual_lower, usual_upper, residual, is_more, is_less.
    """
    days = weekday_names(visit)
    template = N_("{day_name} {block_name}: {incident_count} incidents, usually {usual_lower} to {usual_upper}")
    block = alt.X("block_name:O", title=visit._("Hour"), sort=None, axis=alt.Axis(labelAngle=0, labelExpr=SHORT_BLOCK))
    day = alt.Y("day_name:O", title=None, sort=days, scale=alt.Scale(domain=days))
    return _cells(rows, visit, template, (block, day), alt.Step(38))


def build_weeks(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A strip a place: the blocks of the week from Monday to Sunday, against what is usual there.

    Arguments:
        rows: place_name, and as for ``build_week``.
    """
    days = weekday_names(visit)
    template = N_(
        "{place_name}, {day_name} {block_name}: {incident_count} incidents, usually {usual_lower} to {usual_upper}"
    )
    axis = alt.Axis(labelAngle=0, orient="top", ticks=False)
    day = alt.X("day_name:O", title=None, sort=days, axis=axis, scale=alt.Scale(paddingInner=0.07, paddingOuter=0.02))
    block = alt.XOffset("block_name:O", sort=None)
    place = alt.Y("place_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=130))
    return _cells(rows, visit, template, (day, block, place), alt.Step(64))


def _cells(rows: pd.DataFrame, visit: Visit, template: str, at: tuple[Any, ...], height: alt.Step) -> alt.LayerChart:
    """Cells coloured by how far they are from the usual, with a sign where they stand out."""
    signs = rows.is_more.map({True: "+", False: ""}) + rows.is_less.map({True: "−", False: ""})
    names = weekday_names(visit)
    shown = rows.assign(sign=signs, day_name=[names[day] for day in rows.weekday]).dropna(subset="residual")
    shown = with_words(shown, visit, template)
    edge = STRONGEST_RESIDUAL
    base = alt.Chart()
    cells = base.mark_rect(stroke=HALO).encode(
        *at,
        alt.Color(
            "residual:Q",
            title=visit._("Fewer (−) or more (+) than usual"),
            scale=alt.Scale(scheme="purpleorange", domain=[-edge, edge], clamp=True),
            legend=alt.Legend(orient="bottom", titleLimit=320, values=[-edge, 0, edge]),
        ),
        SAID,
        tooltip=tips(
            ("day_name:N", " "),
            ("block_name:N", visit._("Hour")),
            ("incident_count:Q", visit._("Incidents"), ",.0f"),
            ("usual_lower:Q", visit._("Usual from"), ",.0f"),
            ("usual_upper:Q", visit._("Usual to"), ",.0f"),
        ),
    )
    # A cell is pale in both themes, unless it is strong.
    colour = alt.ColorValue("#0a1118", condition={"test": "abs(datum.residual) > 3.5", "value": "#ffffff"})
    marks = base.mark_text(fontSize=16, fontWeight="bold", aria=False).encode(*at, alt.Text("sign:N"), color=colour)
    return alt.LayerChart(data=shown, layer=[cells, marks], height=height)


def weekday_names(visit: Visit) -> list[str]:
    _ = visit._
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
