"""Every county on one axis: a line each, one under another; those that changed clearly first, with their sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from components.drawing import figures
from components.drawing.charts import by_kind, dated, month_tip, on_ground, tips
from components.shell import anatomy
from components.shell.visit import Visit
from usalama.asking.asked import finding_about
from usalama.incidents.trends.small_multiples import Direction, SmallMultiples
from usalama.model import N_, Sentence, counted

GREY = on_ground("#6b7680", "#8d99a5")
COLOURS = {
    Direction.RISING: on_ground("#A85400", "#f0965a"),
    Direction.FALLING: on_ground("#0072B2", "#56B4E9"),
    Direction.UNCLEAR: GREY,
    Direction.TOO_FEW: GREY,
}
MARKS = {Direction.RISING: "▲", Direction.FALLING: "▼"}
WORDS = {
    Direction.RISING: N_("rose clearly"),
    Direction.FALLING: N_("fell clearly"),
    Direction.UNCLEAR: N_("no clear change"),
    Direction.TOO_FEW: N_("too few to say"),
}
# As many counties stand in the first picture, those that are chosen and those that changed before the largest.
FIRST_SHOWN = 8
ROW_PIXELS = 38


def show_multiples(visit: Visit, result: SmallMultiples, chosen: Sequence[str]) -> None:
    """The counties that were chosen or changed clearly, and in a fold all others, at one height and scale.

    Arguments:
        chosen: codes of the counties that come first.
    """
    country = visit.subject.country
    order = in_order(result, [country.county(code).place.key for code in chosen])
    n_first = max(FIRST_SHOWN, int((order.rank_ < 2).sum()))
    # Of one county that is chosen its own change is what was asked.
    finding = (
        finding_about(order.sentence.iloc[0], visit.choices, visit.subject) if len(chosen) == 1 else result.finding
    )
    _show_lines(visit, result, order.iloc[:n_first], finding, key="lines")
    rest = order.iloc[n_first:]
    if len(rest):
        said = counted(
            "The other county: no clear change, or too few to say.",
            "The other {count} counties: no clear change, or too few to say.",
            len(rest),
        )
        heading = N_("All other counties, at the same height and scale")
        anatomy.show_folds(visit, "lines", {heading: lambda: _show_lines(visit, result, rest, said, key="other-lines")})


def in_order(result: SmallMultiples, chosen: Sequence[str]) -> pd.DataFrame:
    """A row a county: those chosen by their keys, those that changed clearly by how much, then the largest rates."""
    rates = result.rows.groupby("place_key").rate_per_100k.mean()
    clear = result.trends.direction.isin([Direction.RISING, Direction.FALLING])
    rank = np.select([result.trends.place_key.isin(chosen), clear], [0, 1], 2)
    size = np.where(clear, result.trends.ratio, result.trends.place_key.map(rates).astype(float))
    ordered = result.trends.assign(rank_=rank, size_=size)
    return ordered.sort_values(["rank_", "size_"], ascending=[True, False], na_position="last", ignore_index=True)


def _show_lines(visit: Visit, result: SmallMultiples, order: pd.DataFrame, finding: Sentence, *, key: str) -> None:
    _ = visit._
    caption = _(
        "Reported incidents of each month for every 100,000 people a year, all at one height and scale. Orange with ▲: "
        "clearly rising over the years; blue with ▼: clearly falling; grey: no clear change, or too few to say."
    )
    rows = order[["place_key"]].merge(result.rows, on="place_key")
    highest = float(result.rows.rate_per_100k.max()) if rows.rate_per_100k.notna().any() else 1.0
    words = figures.Words(finding, caption, figures.origin_of(visit, result.about, result.method))
    table = order.assign(
        sentence=[visit.say(one) for one in order.sentence],
        direction=[_(WORDS[Direction(one)]) for one in order.direction],
    )
    figures.figure(visit, build_multiples(rows, visit, highest), table, _columns(visit), words, key=key)


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "place_name": _("County"),
        "region_name": _("Region"),
        "direction": _("Over the years"),
        "sentence": _("Change over the years"),
    }


def build_multiples(rows: pd.DataFrame, visit: Visit, highest: float) -> alt.LayerChart:
    """A line a county, one under another, all of the same height.

    Arguments:
        rows: place_name, direction, occurred_month, rate_per_100k, in the order to be drawn.
        highest: the rate that fills the height of a line, the same for all charts beside each other.
    """
    heads = rows.drop_duplicates("place_name")[["place_name", "direction"]].reset_index(drop=True)
    place_of = {name: number for number, name in enumerate(heads.place_name)}
    shown = dated(rows[["place_name", "direction", "occurred_month", "rate_per_100k"]].dropna())
    base = [len(heads) - 1 - place_of[name] for name in shown.place_name]
    shown = shown.assign(
        height=np.array(base) + 0.9 * np.minimum(shown.rate_per_100k / max(highest, 1e-9), 1),
        said=shown.place_name + ": " + shown.direction.map({one: visit._(words) for one, words in WORDS.items()}),
    )
    axis = alt.Axis(values=list(range(len(heads))), labels=False, grid=True, ticks=False, domain=False)
    years = alt.Axis(format="%Y", tickCount="year", labelOverlap=True)
    drawn = (
        alt.Chart(shown)
        .mark_line(strokeWidth=1.4)
        .encode(
            alt.X("occurred_month:T", title=None, axis=years),
            alt.Y("height:Q", title=None, scale=alt.Scale(domain=[0, len(heads)], nice=False), axis=axis),
            _ink(),
            detail=alt.Detail("place_name:N"),
            description=alt.Description("said:N"),
            tooltip=tips(
                ("place_name:N", visit._("County")),
                month_tip(visit._("Month")),
                ("rate_per_100k:Q", visit._("Rate"), ".1f"),
            ),
        )
    )
    return alt.LayerChart(layer=[drawn, _county_names(heads)], height=ROW_PIXELS * len(heads))


def _ink() -> Any:
    return by_kind(alt.Color, "direction:N", list(COLOURS), list(COLOURS.values()), legend=None)


def _county_names(heads: pd.DataFrame) -> alt.Chart:
    """Names to the left of the lines. They are no labels of an axis: the theme drops every second one of these."""
    names = [f"{MARKS.get(row.direction, '')} {row.place_name}".strip() for row in heads.itertuples()]
    rows = pd.DataFrame({"height": [len(heads) - number - 0.75 for number in heads.index], "label": names})
    text = alt.Chart(rows.assign(direction=heads.direction))
    named = text.mark_text(align="right", baseline="middle", fontSize=13, limit=130)
    return named.encode(_ink(), x=alt.XValue(-6), y=alt.Y("height:Q"), text=alt.Text("label:N"))
