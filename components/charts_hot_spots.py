"""Charts of hot spots: how much a map would have caught, pairs of reports with their usual range, a smooth picture."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.charts import DASHES, OKABE_ITO
from components.visit import Visit
from usalama.reports.density_picture import DensityPicture
from usalama.reports.foretelling import MAPS, Foretelling
from usalama.reports.near_repeats import WHEN, WHERE, RepeatTable

PICTURE_WIDTH = 640
# A line for each hundredth of the area is as fine as anybody sees.
CURVE_STEP = 0.01


def map_names(visit: Visit) -> dict[str, str]:
    """The maps that are held against each other."""
    _ = visit._
    return {
        "neighbours": _("Map of the period before, with neighbours"),
        "plain": _("Busiest cells of the period before"),
        "best": _("Best that any map could do"),
    }


def build_hit_curve(result: Foretelling, visit: Visit) -> alt.LayerChart:
    """Share of the reports caught for every share of the area; the thin line is a map without knowledge."""
    names = map_names(visit)
    curve = result.curve.assign(step=(result.curve.area_share / CURVE_STEP).round())
    thinned = curve.groupby(["map", "step"], as_index=False).last()
    shown = thinned.assign(map_name=thinned.map.map(names))[["map_name", "area_share", "hit_share"]]
    scale = alt.Scale(domain=[names[one] for one in MAPS], range=OKABE_ITO[: len(MAPS)])
    dashes = alt.Scale(domain=[names[one] for one in MAPS], range=DASHES[: len(MAPS)])
    legend = alt.Legend(orient="top", columns=1, labelLimit=340)
    area = alt.X("area_share:Q", title=visit._("Share of the area"), axis=alt.Axis(format="%"))
    lines = (
        alt.Chart(shown)
        .mark_line(strokeWidth=2.5)
        .encode(
            area,
            alt.Y("hit_share:Q", title=visit._("Share of the reports in it"), axis=alt.Axis(format="%")),
            alt.Color("map_name:N", title=None, scale=scale, legend=legend),
            alt.StrokeDash("map_name:N", legend=None, scale=dashes),
            tooltip=[
                alt.Tooltip("map_name:N", title=" "),
                alt.Tooltip("area_share:Q", title=visit._("Share of the area"), format=".0%"),
                alt.Tooltip("hit_share:Q", title=visit._("Share of the reports in it"), format=".0%"),
            ],
        )
    )
    chance = alt.Chart(pd.DataFrame({"area_share": [0.0, 1.0], "hit_share": [0.0, 1.0]}))
    fixed = alt.Chart(pd.DataFrame({"area_share": [result.area_share]}))
    return (
        chance.mark_line(color="#6b7280", strokeWidth=1).encode(alt.X("area_share:Q"), alt.Y("hit_share:Q"))
        + fixed.mark_rule(color="#6b7280", strokeDash=[3, 3]).encode(alt.X("area_share:Q"))
        + lines
    ).properties(height=320)


def with_band_names(result: RepeatTable, visit: Visit) -> pd.DataFrame:
    """The rows with their distance and days in words."""
    return result.rows.assign(
        where=[visit.say(WHERE[one]) for one in result.rows.distance],
        when=[visit.say(WHEN[one]) for one in result.rows.days],
    )


def build_repeats(result: RepeatTable, visit: Visit) -> alt.LayerChart:
    """Pairs for each expected one as dots, over the range that chance keeps to; bands with too few are left out."""
    named = with_band_names(result, visit)
    shown = named[named.flag == "ok"]
    shown = shown.assign(
        low=shown.usual_lower / shown.expected,
        high=shown.usual_upper / shown.expected,
        band=shown["where"] + ", " + shown["when"],
    )[["band", "observed", "expected", "ratio", "low", "high", "stands_out"]]
    band = alt.Y("band:N", title=None, sort=None, axis=alt.Axis(labelLimit=280))
    title = visit._("Pairs for each one that dates without pattern would bring")
    base = alt.Chart(shown)
    usual = base.mark_rule(strokeWidth=9, opacity=0.3, color="#6b7280").encode(
        band, alt.X("low:Q", title=title, scale=alt.Scale(zero=True)), alt.X2("high:Q")
    )
    dots = base.mark_point(size=110, filled=True, opacity=1).encode(
        band,
        alt.X("ratio:Q"),
        color=alt.condition("datum.stands_out", alt.value(OKABE_ITO[5]), alt.value(OKABE_ITO[0])),
        shape=alt.condition("datum.stands_out", alt.value("diamond"), alt.value("circle")),
        tooltip=[
            alt.Tooltip("band:N", title=" "),
            alt.Tooltip("observed:Q", title=visit._("Pairs seen"), format=","),
            alt.Tooltip("expected:Q", title=visit._("Expected"), format=",.0f"),
        ],
    )
    one = alt.Chart(pd.DataFrame({"ratio": [1.0]})).mark_rule(color="#26323d").encode(alt.X("ratio:Q"))
    return (usual + one + dots).properties(height=alt.Step(30))


def build_density(result: DensityPicture, visit: Visit) -> alt.Chart:
    """Squares, darker where reports lie more densely; north is up, and nothing is drawn outside the place."""
    rows = result.rows.round(4)
    height, width = rows.north.max() - rows.south.min(), rows.east.max() - rows.west.min()
    domain_x, domain_y = [rows.west.min(), rows.east.max()], [rows.south.min(), rows.north.max()]
    hidden = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    return (
        alt.Chart(rows)
        .mark_rect()
        .encode(
            alt.X("west:Q", title=None, axis=hidden, scale=alt.Scale(domain=domain_x, nice=False)),
            alt.X2("east:Q"),
            alt.Y("south:Q", title=None, axis=hidden, scale=alt.Scale(domain=domain_y, nice=False)),
            alt.Y2("north:Q"),
            alt.Color(
                "per_km2:Q",
                title=visit._("Reports for each square kilometre"),
                scale=alt.Scale(scheme="cividis", reverse=True, zero=True),
                legend=alt.Legend(orient="bottom"),
            ),
            tooltip=[alt.Tooltip("per_km2:Q", title=visit._("Reports for each square kilometre"), format=".1f")],
        )
        .properties(height=min(max(int(PICTURE_WIDTH * height / width), 260), 620))
    )
