"""Pairs of reports by distance and days: as dots over the range that chance keeps to, in words and as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import altair as alt
import pandas as pd

from components.drawing import figures
from components.drawing.charts import INK, OKABE_ITO, line_at, names_down, span, tips
from components.drawing.spoken import SAID
from components.incidents.hot_spots import show_limits
from components.shell.visit import Visit
from usalama.incidents.hot_spots.near_repeats import DAYS, METRES, WHEN, WHERE, RepeatTable
from usalama.model import Sentence


def show_repeats(visit: Visit, result: RepeatTable) -> None:
    """Pairs of reports by distance and days."""
    _ = visit._
    columns = {
        "where": _("Distance"),
        "when": _("Days between"),
        "observed": _("Pairs seen"),
        "expected": _("Expected"),
        "usual_lower": _("Usual from"),
        "usual_upper": _("Usual to"),
        "said": _("What may be said"),
    }
    origin = figures.origin_of(visit, result.about, result.method, visit.name_of(result.place))
    figures.figure(
        visit,
        build_repeats(result, visit),
        with_band_names(result, visit),
        columns,
        figures.Words(
            result.finding,
            _repeats_caption(visit, result),
            replace(origin, question=(visit.language.period(result.period), *origin.question[1:])),
        ),
        key="repeats",
    )
    show_limits(visit)


def _repeats_caption(visit: Visit, result: RepeatTable) -> str:
    values: dict[str, object] = {
        "count": result.point_count,
        "imprecise": result.imprecise_count,
        "centre": result.centre_count,
    }
    text = visit.say(
        Sentence(
            "Pairs among {count} reports, beside what dates without pattern would bring (the bar). "
            "Left out: {imprecise} whose place is not known well enough, {centre} that stand for a whole area.",
            values,
        )
    )
    if result.sample_of is None:
        return text
    sample = Sentence("Drawn at random from {count}, since more would take too long.", {"count": result.sample_of})
    return f"{text} {visit.say(sample)}"


def with_band_names(result: RepeatTable, visit: Visit) -> pd.DataFrame:
    """The rows with their distance and days in words."""
    return result.rows.assign(
        where=[visit.say(WHERE[one]) for one in result.rows.distance],
        when=[visit.say(WHEN[one]) for one in result.rows.days],
        said=[visit.say(one) for one in result.sentences],
    )


def build_repeats(result: RepeatTable, visit: Visit) -> alt.LayerChart:
    """Pairs for each expected one as dots, over the range that chance keeps to; bands with too few are left out."""
    _ = visit._
    named = with_band_names(result, visit)
    shown = named[named.flag == "ok"]
    shown = shown.assign(
        low=shown.usual_lower / shown.expected,
        high=shown.usual_upper / shown.expected,
        band=[_band(row, visit) for row in shown.itertuples()],
    )[["band", "observed", "expected", "ratio", "low", "high", "stands_out", "said"]]
    row = names_down("band:N", 280)
    axis = {"title": _("Pairs seen for each expected"), "scale": alt.Scale(zero=False, padding=12)}
    usual = span(row, "low", "high", width=9, opacity=0.3, color="#6b7280", **axis)
    drawn = alt.Chart().mark_point(size=110, filled=True, opacity=1)
    dots = drawn.encode(
        row,
        alt.X("ratio:Q"),
        SAID,
        color=alt.ColorValue(OKABE_ITO[0], condition={"test": "datum.stands_out", "value": OKABE_ITO[5]}),
        shape=alt.ShapeValue("circle", condition={"test": "datum.stands_out", "value": "diamond"}),
        tooltip=tips(("band:N", " "), ("observed:Q", _("Pairs seen"), ","), ("expected:Q", _("Expected"), ",.0f")),
    )
    one = line_at(alt.X, 1.0, "ratio", color=INK)
    return alt.LayerChart(data=shown, layer=[usual, one, dots], height=alt.Step(30))


def _band(row: Any, visit: Visit) -> str:
    """Distance and days short enough for a phone."""
    (nearest, furthest), (first, last) = METRES[row.distance], DAYS[row.days]
    values = {"nearest": nearest, "furthest": furthest, "first": first, "last": last}
    return visit.say(Sentence("{nearest}–{furthest} m, {first}–{last} days", values))
