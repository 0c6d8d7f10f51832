"""Who comes how soon by hour, county or category, side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing import figures, tables
from components.drawing.charts import by_kind, legend, names_down, span, tips
from components.drawing.spoken import SAID, with_words
from components.incidents.response import (
    IN_100,
    STEPS,
    WITHIN_30,
    colour_of,
    name_of,
    own_signs,
    reliability_of,
    responders_of,
)
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.incidents.response.hours_of_week import hours_named
from usalama.incidents.response.waits_by import HOURS_IN_BLOCK, Dimension, WaitsBy
from usalama.model import N_, PlaceLevel

# A shape for each responder, beside its colour.
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
# More groups than these have all their dots on one line each.
MOST_APART = 12


def choose_dimension(visit: Visit) -> Dimension:
    """Hours, counties or kinds of incident; kept in the address."""
    _ = visit._
    names = {
        Dimension.HOUR.value: _("Hour of the report"),
        Dimension.COUNTY.value: _("County"),
        Dimension.CATEGORY.value: _("Category"),
    }
    return Dimension(choose_one(_("Side by side"), "waits-by", list(names), names, Dimension.HOUR.value))


def show_waits_by(visit: Visit, result: WaitsBy) -> None:
    """Dots with their range, a row a group."""
    _ = visit._
    if result.rows.empty:
        anatomy.show_finding(visit, result.finding)
        return
    names = _group_names(result.dimension, visit)
    rows = result.rows.assign(
        group_name=[names[code] for code in result.rows.group_code],
        responder_name=[name_of(one, visit) for one in result.rows.responder],
        reliability=[reliability_of(flag, visit) for flag in result.rows.flag],
    )
    rows[WITHIN_30] = rows[WITHIN_30].astype(float) * IN_100
    caption = _(
        "Of 100 calls in each group, those that each responder reached within 30 minutes, with the likely range; calls "
        "that nobody reached are kept in. Groups with fewer than 20 calls are hidden from the public."
    )
    columns = tables.columns(
        visit,
        "group_name responder_name call_count within_30 within_30_lower within_30_upper median_minutes reliability",
        group_name=names[""],
        median_minutes=_("Half reached within, minutes"),
    )
    words = figures.Words(result.finding, caption, figures.origin_of(visit, result.about, result.method))
    figures.figure(visit, build_waits_by(rows, visit), rows, columns, words, key="waits-by")


def build_waits_by(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Calls reached within half an hour, a row a group and a dot a responder, with the likely range.

    Arguments:
        rows: group_name, responder, responder_name, within_30, within_30_lower, within_30_upper (in 100), call_count.
    """
    _ = visit._
    names, title = responders_of(rows), _("Within 30 minutes, of 100")
    responders, colour = list(names.values()), colour_of(names, legend=legend(240, columns=0))
    group = names_down("group_name:N", 150)
    is_apart = rows.group_name.nunique() <= MOST_APART
    apart = [alt.YOffset("responder_name:N", sort=responders)] if is_apart else []
    of_100 = {"title": title, "scale": alt.Scale(domain=[0, 100]), "axis": STEPS}
    ranges = span(group, "within_30_lower", "within_30_upper", *apart, colour, width=4, opacity=0.4, **of_100)
    template = N_(
        "{group_name}, {responder_name}: {within_30} of 100 calls reached within 30 minutes, likely {within_30_lower} "
        "to {within_30_upper}"
    )
    shown = with_words(rows.dropna(subset=WITHIN_30), visit, template).astype({"call_count": float})
    drawn = (
        alt.Chart()
        .mark_point(size=55, filled=True, opacity=1)
        .encode(
            group,
            *apart,
            alt.X("within_30:Q"),
            colour,
            by_kind(alt.Shape, "responder_name:N", responders, own_signs(SHAPES, names), legend=None),
            SAID,
            tooltip=tips(
                ("group_name:N", " "),
                ("responder_name:N", _("Responder")),
                ("within_30:Q", title, ".0f"),
                ("within_30_lower:Q", _("Likely from"), ".0f"),
                ("within_30_upper:Q", _("Likely to"), ".0f"),
                ("call_count:Q", _("Calls"), ","),
            ),
        )
    )
    return alt.LayerChart(data=shown, layer=[ranges, drawn], height=alt.Step(14 if is_apart else 19))


def _group_names(dimension: Dimension, visit: Visit) -> dict[str, str]:
    """Group code to name; the empty code names the column."""
    if dimension is Dimension.COUNTY:
        return visit.subject.country.names(PlaceLevel.COUNTY) | {"": visit._("County")}
    if dimension is Dimension.CATEGORY:
        groups = {one.code: visit._(one.name) for one in visit.subject.categories.groups}
        return groups | {"": visit._("Category")}
    blocks = {f"{hour:02d}": hours_named(hour, hour + HOURS_IN_BLOCK) for hour in range(0, 24, HOURS_IN_BLOCK)}
    return blocks | {"": visit._("Hour of the report")}
