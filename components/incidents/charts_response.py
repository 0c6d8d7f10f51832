"""Charts of waits, of the hours of the week, and the ring of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import pi
from typing import TypeVar

import altair as alt
import pandas as pd

from components.drawing.charts import DASHES, OKABE_ITO, weekday_names
from components.shell.visit import Visit

# A colour, a dash and a shape for each responder, the same in every picture.
RESPONDERS = ("residents", "private_security", "police", "unknown", "none")
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
# The ring, in pixels from its middle: incidents grow outwards from the first to the second.
INNER, OUTER, COVER_INNER, COVER_OUTER, LABELS = 34, 104, 108, 124, 136
RING_HEIGHT = 440
Sign = TypeVar("Sign")
HOURS, HOURS_BETWEEN_LABELS = 24, 3
# Blue to orange, with a sign in each slice for whoever sees no difference of colour.
STATE_COLOURS = {"covered": "#0072B2", "some_days": "#56B4E9", "uncovered": "#D55E00", "not_recorded": "#d0d0d0"}
STATE_SIGNS = {"covered": "●", "some_days": "◐", "uncovered": "○", "not_recorded": ""}
# 16:00-20:00 as 16-20, so that six blocks fit on a phone.
SHORT_BLOCK = "slice(datum.label, 0, 2) + '-' + slice(datum.label, 6, 8)"
# A residual beyond this is as strong a colour as there is.
STRONGEST_RESIDUAL = 6


def build_curves(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Calls reached after so many minutes, a colour and a dash for each responder, with the likely range.

    Arguments:
        rows: responder, responder_name, minutes, reached, reached_lower, reached_upper (in 100).
    """
    colour, names = _colour(rows), _names(rows)
    minutes = alt.X("minutes:Q", title=visit._("Minutes since the report"), scale=alt.Scale(domainMin=0))
    title = visit._("Calls reached, of 100")
    base = alt.Chart()
    band = base.mark_area(opacity=0.2, interpolate="step-after").encode(
        minutes,
        alt.Y("reached_lower:Q", title=title, scale=alt.Scale(domain=[0, 100])),
        alt.Y2("reached_upper:Q"),
        colour,
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        minutes,
        alt.Y("reached:Q"),
        colour,
        strokeDash=alt.StrokeDash(
            "responder_name:N", legend=None, scale=alt.Scale(domain=list(names.values()), range=_own(DASHES, names))
        ),
        tooltip=[
            alt.Tooltip("responder_name:N", title=visit._("Responder")),
            alt.Tooltip("minutes:Q", title=visit._("Minutes")),
            alt.Tooltip("reached:Q", title=title, format=".0f"),
            alt.Tooltip("reached_lower:Q", title=visit._("Likely from"), format=".0f"),
            alt.Tooltip("reached_upper:Q", title=visit._("Likely to"), format=".0f"),
        ],
    )
    return alt.LayerChart(data=rows, layer=[band, line], height=400)


def build_waits_by(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Calls reached within half an hour, a row a group and a dot a responder, with the likely range.

    Arguments:
        rows: group_name, responder, responder_name, within_30, within_30_lower, within_30_upper (in 100), call_count.
    """
    colour, names = _colour(rows), _names(rows)
    shown = rows.dropna(subset="within_30").astype({"call_count": float})
    group = alt.Y("group_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=150))
    offset = alt.YOffset("responder_name:N", sort=list(names.values()))
    title = visit._("Within 30 minutes, of 100")
    shape = alt.Scale(domain=list(names.values()), range=_own(SHAPES, names))
    scale = alt.Scale(domain=[0, 100])
    base = alt.Chart()
    span = base.mark_rule(strokeWidth=4, opacity=0.4).encode(
        group, offset, alt.X("within_30_lower:Q", title=title, scale=scale), alt.X2("within_30_upper:Q"), colour
    )
    dots = base.mark_point(size=55, filled=True, opacity=1).encode(
        group,
        offset,
        alt.X("within_30:Q"),
        colour,
        shape=alt.Shape("responder_name:N", legend=None, scale=shape),
        tooltip=[
            alt.Tooltip("group_name:N", title=" "),
            alt.Tooltip("responder_name:N", title=visit._("Responder")),
            alt.Tooltip("within_30:Q", title=title, format=".0f"),
            alt.Tooltip("within_30_lower:Q", title=visit._("Likely from"), format=".0f"),
            alt.Tooltip("within_30_upper:Q", title=visit._("Likely to"), format=".0f"),
            alt.Tooltip("call_count:Q", title=visit._("Calls"), format=","),
        ],
    )
    return alt.LayerChart(data=shown, layer=[span, dots], height=alt.Step(11))


def _names(rows: pd.DataFrame) -> dict[str, str]:
    """The responders of the rows, in the one order of all pictures, with their names."""
    named = dict(zip(rows.responder, rows.responder_name, strict=True))
    return {one: named[one] for one in RESPONDERS if one in named}


def _own(signs: Sequence[Sign], names: dict[str, str]) -> list[Sign]:
    return [signs[RESPONDERS.index(one)] for one in names]


def _colour(rows: pd.DataFrame) -> alt.Color:
    names = _names(rows)
    return alt.Color(
        "responder_name:N",
        title=None,
        scale=alt.Scale(domain=list(names.values()), range=_own(OKABE_ITO, names)),
        legend=alt.Legend(orient="top", columns=2, labelLimit=240),
    )


def build_ring(rows: pd.DataFrame, state_names: Mapping[str, str], visit: Visit) -> alt.LayerChart:
    """The day as a clock of 24 hours: incidents inside, hours of cover around them.

    Arguments:
        rows: hour, hour_name, incident_count, state.
        state_names: how people read each state.
    """
    names = {state: f"{STATE_SIGNS[state]} {name}" for state, name in state_names.items()}
    shown = ring_slices(rows).assign(state_name=rows.state.map(names), sign=rows.state.map(STATE_SIGNS))
    start, end = alt.Theta("start:Q", scale=None), alt.Theta2("end:Q")
    tooltip = [
        alt.Tooltip("hour_name:N", title=visit._("Hour")),
        alt.Tooltip("incident_count:Q", title=visit._("Incidents"), format=",.0f"),
        alt.Tooltip("state_name:N", title=visit._("Cover")),
    ]
    present = list(dict.fromkeys(rows.state))
    colour = alt.Color(
        "state_name:N",
        title=None,
        scale=alt.Scale(domain=[names[one] for one in present], range=[STATE_COLOURS[one] for one in present]),
        legend=alt.Legend(orient="bottom", columns=1, labelLimit=300),
    )
    base = alt.Chart()
    incidents = base.mark_arc(innerRadius=INNER, color="#6b5b00", stroke="white").encode(
        start, end, alt.Radius("reach:Q", scale=None), tooltip=tooltip
    )
    cover = base.mark_arc(innerRadius=COVER_INNER, outerRadius=COVER_OUTER, stroke="white").encode(
        start, end, colour, tooltip=tooltip
    )
    middle = alt.Theta("middle:Q", scale=None)
    signs = base.mark_text(radius=(COVER_INNER + COVER_OUTER) / 2, fontSize=12, color="white").encode(
        middle, text=alt.Text("sign:N")
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
        tooltip=[
            alt.Tooltip("day_name:N", title=" "),
            alt.Tooltip("block_name:N", title=visit._("Hour")),
            alt.Tooltip("incident_count:Q", title=visit._("Incidents"), format=",.0f"),
            alt.Tooltip("usual_lower:Q", title=visit._("Usual from"), format=",.0f"),
            alt.Tooltip("usual_upper:Q", title=visit._("Usual to"), format=",.0f"),
        ],
    )
    marks = base.mark_text(fontSize=16, fontWeight="bold").encode(block, day, text=alt.Text("sign:N"))
    return alt.LayerChart(data=shown, layer=[cells, marks], height=alt.Step(26))
