"""The day as a ring of 24 hours: incidents inside, around them whether anybody is on duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import pi
from typing import Any

import altair as alt
import pandas as pd

from components.drawing import figures, tables
from components.drawing.charts import HALO, by_kind, legend, tips
from components.drawing.spoken import SAID, with_words
from components.shell.visit import Visit
from usalama.incidents.response.cover_ring import CoverRing
from usalama.incidents.response.hours_of_week import hours_named
from usalama.model import N_

IN_100 = 100
# The ring, in pixels from its middle: incidents grow outwards from the first to the second.
INNER, OUTER, COVER_INNER, COVER_OUTER, LABELS = 36, 126, 131, 152, 166
RING_HEIGHT = 356
HOURS, HOURS_BETWEEN_LABELS = 24, 3
# The words of the legend side by side where there is room, under each other on a phone.
SIDE_BY_SIDE: Any = alt.ExprRef("width > 640 ? 4 : 1")
INCIDENTS_COLOUR = "#8a7a1f"
# Blue to orange, with a sign in each slice for whoever sees no difference of colour.
STATE_COLOURS = {"covered": "#0072B2", "some_days": "#56B4E9", "uncovered": "#D55E00", "not_recorded": "#b9c0c6"}
STATE_SIGNS = {"covered": "●", "some_days": "◐", "uncovered": "○", "not_recorded": ""}
# Signs stand out from the fill of their slice.
SIGN_COLOURS = {"some_days": "#0a1118"}


def show_ring(visit: Visit, result: CoverRing) -> None:
    """The ring, with what it says as its title."""
    _ = visit._
    names = {
        "covered": _("somebody on duty every day"),
        "some_days": _("nobody on duty on some days"),
        "uncovered": _("nobody on duty"),
        "not_recorded": _("no cover recorded"),
    }
    rows = result.rows.assign(hour_name=[hours_named(hour, hour + 1) for hour in result.rows.hour])
    reading = _(
        "The 24 hours, midnight on top. Inside: incidents of each hour, larger where there are more. Around them: "
        "whether anybody is recorded to be on duty in any of the areas."
    )
    base = f"{visit.say(result.sentences[0])} {reading}" if result.area_count else reading
    worded = rows.assign(state_name=rows.state.map(names), covered_share=rows.covered_share * IN_100)
    columns = tables.columns(
        visit,
        "hour_name incident_count covered_share state_name flag",
        covered_share=_("Areas with somebody on duty, of 100"),
        state_name=_("Cover"),
    )
    origin = figures.origin_of(visit, result.about, result.method)
    words = figures.Words(result.finding, base, replace(origin, notes=(*origin.notes, result.ranges)))
    figures.figure(visit, build_ring(rows, names, visit), worded, columns, words, key="ring")


def build_ring(rows: pd.DataFrame, state_names: Mapping[str, str], visit: Visit) -> alt.LayerChart:
    """The day as a clock of 24 hours: incidents inside, hours of cover around them.

    Arguments:
        rows: hour, hour_name, incident_count, state.
        state_names: how people read each state.
    """
    names = {state: f"{STATE_SIGNS[state]} {name}".strip() for state, name in state_names.items()}
    shown = ring_slices(rows).assign(
        state_name=rows.state.map(names),
        sign=rows.state.map(STATE_SIGNS),
        sign_colour=[SIGN_COLOURS.get(one, "#ffffff") for one in rows.state],
        incidents=[visit._("number hidden") if pd.isna(n) else visit.language.number(n) for n in rows.incident_count],
    )
    shown = with_words(shown, visit, N_("{hour_name}: incidents {incidents}; {state_name}"))
    start, end = alt.Theta("start:Q", scale=None), alt.Theta2("end:Q")
    tooltip = tips(
        ("hour_name:N", visit._("Hour")),
        ("incident_count:Q", visit._("Incidents"), ",.0f"),
        ("state_name:N", visit._("Cover")),
    )
    present = list(dict.fromkeys(rows.state))
    words, colours = [names[one] for one in present], [STATE_COLOURS[one] for one in present]
    colour = by_kind(
        alt.Color,
        "state_name:N",
        words,
        colours,
        title=None,
        legend=legend(300, columns=SIDE_BY_SIDE, symbolType="square"),
    )
    base = alt.Chart()
    incidents = base.mark_arc(innerRadius=INNER, color=INCIDENTS_COLOUR, stroke=HALO).encode(
        start, end, alt.Radius("reach:Q", scale=None), SAID, tooltip=tooltip
    )
    cover = base.mark_arc(innerRadius=COVER_INNER, outerRadius=COVER_OUTER, stroke=HALO).encode(
        start, end, colour, tooltip=tooltip
    )
    signs = base.mark_text(radius=(COVER_INNER + COVER_OUTER) / 2, fontSize=12).encode(
        alt.Theta("middle:Q", scale=None), alt.Text("sign:N"), alt.Color("sign_colour:N", scale=None)
    )
    clock = base.mark_text(radius=LABELS, fontSize=13).encode(start, text=alt.Text("label:N"))
    return alt.LayerChart(data=shown, layer=[incidents, cover, signs, clock], height=RING_HEIGHT)


def ring_slices(rows: pd.DataFrame) -> pd.DataFrame:
    """Where each hour stands on the ring, midnight on top, and how far its incidents reach.

    The area of a slice, not its length, is in proportion to the incidents.
    """
    most = rows.incident_count.max()
    share = rows.incident_count.fillna(0) / (most if most > 0 else 1)
    return rows.assign(
        start=rows.hour * 2 * pi / HOURS,
        middle=(rows.hour + 0.5) * 2 * pi / HOURS,
        end=(rows.hour + 1) * 2 * pi / HOURS,
        reach=(INNER**2 + share * (OUTER**2 - INNER**2)) ** 0.5,
        label=["" if hour % HOURS_BETWEEN_LABELS else f"{hour:02d}" for hour in rows.hour],
    )
