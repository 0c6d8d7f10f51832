"""What every chart is made of: colours, axes, ranges, bands, legends, what a mark says; and how it is drawn.

What all of them keep to, since each is made anew for each visitor: layers are given at once, with their data only once
if it is the same (``+`` copies every layer for each that is added, and compares their data as text), and channels are
classes, ``alt.Text("name:N")`` (shorthand is looked up in the whole of Vega-Lite's schema).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import altair as alt
import pandas as pd
from altair.utils import schemapi

from usalama.language import DEFAULT_LANGUAGE, Language

# Parts of a chart are not checked as they are made: the tests hold whole charts against the schema (``AsBuilt``).
schemapi.disable_debug_mode()

# Okabe and Ito's colours for categories, without their yellow. The first six stand out from white enough for lines and
# dots (3:1); orange and sky blue do not and come later, where they fill bars with an outline.
OKABE_ITO = ["#0072B2", "#CC79A7", "#009E73", "#000000", "#6b5b00", "#D55E00", "#E69F00", "#56B4E9", "#8c8c8c"]
OUTLINE = "#4d5966"
AXIS_TEXT = {"labelFontSize": 13, "titleFontSize": 13}


def on_ground(light: str, dark: str) -> alt.ExprRef:
    """A colour that stands out from the ground the chart is drawn on, light or dark, on the screen and in a file."""
    return alt.ExprRef(f"luminance(background) > 0.4 ? '{light}' : '{dark}'")


# Letters and what else is black on white; what is said beside, 4.5:1 on both; what stands behind letters over lines.
INK, QUIET = on_ground("#17212b", "#e8edf2"), on_ground("#5b6670", "#a3aeb9")
HALO = alt.ExprRef("background")
# The theme leaves some letters black on black, and others too pale to read.
LETTERS: dict[str, Any] = {
    "axis": AXIS_TEXT | {"labelColor": QUIET.to_dict(), "titleColor": QUIET.to_dict()},
    "legend": {"labelColor": INK.to_dict(), "titleColor": INK.to_dict()},
    "text": {"color": INK.to_dict()},
    "title": {"color": INK.to_dict(), "subtitleColor": QUIET.to_dict()},
}
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]]
MONTH = "%b %Y"
# Milliseconds: ticks closer than this would name a month more than once, beside the wrong dot.
SHORTEST_MONTH = 28 * 24 * 60 * 60 * 1000
Chart: TypeAlias = alt.Chart | alt.LayerChart
Layers: TypeAlias = list[alt.Chart]


def months(field: str = "occurred_month:T", **axis: Any) -> alt.X:
    """Months from left to right, as many named as there is room for."""
    return alt.X(field, title=None, axis=alt.Axis(format=MONTH, labelOverlap=True, tickMinStep=SHORTEST_MONTH, **axis))


def names_down(field: str, most_pixels: int = 240, **axis: Any) -> alt.Y:
    """A row for each name, in the order of the data."""
    return alt.Y(field, title=None, sort=None, axis=alt.Axis(labelLimit=most_pixels, **axis))


def legend(
    most_pixels: int = 320, *, orient: Literal["top", "bottom"] = "top", columns: int = 1, **look: Any
) -> alt.Legend:
    """One entry under another, so that a phone has room for the words."""
    return alt.Legend(orient=orient, columns=columns, labelLimit=most_pixels, **look)


def by_kind(channel: Any, field: str, kinds: Sequence[str], signs: Sequence[Any], **look: Any) -> Any:
    """A colour, dash or shape for each kind, in the order of the legend.

    Arguments:
        channel: ``alt.Color``, ``alt.StrokeDash``, ``alt.Shape``, ...
        kinds: as people read them.
        signs: as many as there are kinds, or more.
        look: title and legend of the channel.
    """
    return channel(field, scale=alt.Scale(domain=list(kinds), range=list(signs[: len(kinds)])), **look)


def tips(*told: tuple[str, ...]) -> list[alt.Tooltip]:
    """What a mark says when it is pointed at: fields with their title and, for numbers, their format."""
    return [_tip(*one) for one in told]


def month_tip(title: str, field: str = "occurred_month:T") -> tuple[str, ...]:
    """A month among ``tips``."""
    return (field, title, MONTH)


def _tip(field: str, title: str, form: Any = alt.Undefined) -> alt.Tooltip:
    return alt.Tooltip(field, title=title, format=form)


def span(
    row: alt.Y, lower: str, upper: str, *channels: Any, width: float = 6, opacity: float = 0.35, **look: Any
) -> alt.Chart:
    """The likely range of each row as a thick pale bar; its dot is a layer of its own.

    Arguments:
        lower, upper: names of the columns, without their type.
        channels: others, such as a colour or an offset.
        look: title and scale of the axis, colour of the bar.
    """
    mark = alt.Chart().mark_rule(strokeWidth=width, opacity=opacity, color=look.pop("color", alt.Undefined))
    return mark.encode(row, alt.X(f"{lower}:Q", **look), alt.X2(f"{upper}:Q"), *channels)


def band(
    across: alt.X,
    lower: str,
    upper: str,
    *channels: Any,
    data: Any = alt.Undefined,
    mark: Mapping[str, Any],
    **look: Any,
) -> alt.Chart:
    """The likely range along an axis as an area; its line is a layer of its own.

    Arguments:
        lower, upper: names of the columns, without their type.
        channels: others, such as a colour.
        data: where it has its own; else that of the whole chart.
        mark: opacity and what else the area is drawn with.
        look: title and scale of the axis.
    """
    area = alt.Chart(data).mark_area(**mark)
    return area.encode(across, alt.Y(f"{lower}:Q", **look), alt.Y2(f"{upper}:Q"), *channels)


def line_at(channel: Any, number: float, field: str, **look: Any) -> alt.Chart:
    """A line across the chart at one number of an axis: no change, the national rate, what was chosen.

    Arguments:
        channel: ``alt.X`` for an upright line, ``alt.Y`` for a level one.
        field: the number's name in the data.
    """
    return alt.Chart(pd.DataFrame({field: [number]})).mark_rule(**look).encode(channel(f"{field}:Q"))


def numbers_beside(row: alt.Y, count: alt.X, field: str) -> alt.Chart:
    """The number of each bar, written after its end."""
    text = alt.Chart().mark_text(align="left", dx=4, fontSize=13)
    return text.encode(row, count, alt.Text(f"{field}:Q", format=","))


def names_at(
    rows: pd.DataFrame, across: str, up: str, field: str = "label:N", *, color: Any = INK, **look: Any
) -> Layers:
    """Names written into the picture, beside what they name; a rim of the ground keeps lines from crossing them.

    Arguments:
        rows: with the place of each name; ``across`` and ``up`` are its columns, with their type.
        look: align, dx, dy and what else letters have.
    """
    place = {"x": alt.X(across), "y": alt.Y(up), "text": alt.Text(field)}
    base = alt.Chart(rows)
    rim = base.mark_text(fontSize=13, stroke=HALO, strokeWidth=4, color=HALO, aria=False, **look)
    return [rim.encode(**place), base.mark_text(fontSize=13, color=color, **look).encode(**place)]


def stacked(rows: pd.DataFrame, names: Mapping[str, str], *, along: str, kind: str, value: str) -> pd.DataFrame:
    """Columns under each other, each with its name, so that one legend serves colour and dash.

    Arguments:
        names: column -> name for people.
        along: the column that stays; kind, value: what the other two are called.
    """
    long = rows.melt(along, list(names), kind, value)
    return long.assign(**{kind: long[kind].map(names)})


def dated(rows: pd.DataFrame, column: str = "occurred_month") -> pd.DataFrame:
    """Days as the chart library knows them."""
    return rows.assign(**{column: pd.to_datetime(rows[column])})


def as_floats(rows: pd.DataFrame) -> pd.DataFrame:
    """Nullable counts as plain numbers, which is what the chart library knows."""
    nullable = [name for name in rows.columns if str(rows[name].dtype) in ("Int64", "Float64")]
    return rows.astype(dict.fromkeys(nullable, float))


@dataclass(frozen=True)
class AsBuilt:
    """A chart as Streamlit takes it, without being held against Vega-Lite's schema for every viewer again.

    The tests hold each chart against the schema; doing it at each visit takes as long as the rest of the page.

    Arguments:
        chart: the chart.
        language: its months are named in it.
    """

    chart: Chart
    language: Language

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = self.chart.to_dict(validate=False)
        config: dict[str, Any] = LETTERS
        if self.language.code != DEFAULT_LANGUAGE:
            config = LETTERS | {"locale": {"time": _time_locale(self.language)}}
        # Set on the chart itself, this would copy all of it once more.
        return made | {"config": made.get("config", {}) | config}


def _time_locale(language: Language) -> dict[str, Any]:
    """Names of months and days; the order of the parts of a date is the chart's own."""
    names = language.calendar_names()
    return {"dateTime": "%A, %e %B %Y %X", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["AM", "PM"]} | names
