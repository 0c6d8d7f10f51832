"""Charts that several subjects draw: rates with their range, months, mixes, shares of what is known, quarters."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import (
    DASHES,
    OKABE_ITO,
    OUTLINE,
    as_floats,
    band,
    by_kind,
    dated,
    legend,
    month_tip,
    months,
    names_at,
    names_down,
    span,
    stacked,
    tips,
)
from components.drawing.spoken import SAID, with_words
from components.shell.visit import Visit
from usalama.model import N_

BLUE, GREY = OKABE_ITO[0], "#6e6e6e"
RATES = ["rate_per_100k", "rate_lower", "rate_upper"]
SHARES = ["share_per_100", "share_lower", "share_upper"]
FROM_ZERO = alt.Scale(zero=True)
FEW_STEPS = alt.Axis(tickCount=6)
# Pixels for a few rows; as many names as fit above each other.
ROOM, NAMES_HIGH = 240, 15


def build_rate_dots(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Rates as dots with their 95 % range.

    Arguments:
        rows: place_name, rate_per_100k, rate_lower, rate_upper, flag.
    """
    place = names_down("place_name:N")
    title = visit._("Incidents for every 100,000 people a year")
    ranges = span(place, "rate_lower", "rate_upper", title=title, scale=FROM_ZERO, color=BLUE, axis=FEW_STEPS)
    dots = alt.Chart().mark_circle(size=130, color=BLUE, opacity=1)
    drawn = dots.encode(place, alt.X("rate_per_100k:Q"), SAID, tooltip=tips(*_rate_tips(visit)))
    shown = as_floats(rows.dropna(subset="rate_per_100k")[["place_name", *RATES]])
    template = N_("{place_name}: {rate_per_100k} for every 100,000 people a year, likely {rate_lower} to {rate_upper}")
    shown = with_words(shown, visit, template, decimals=1)
    # Few places stand further apart, so that the picture is one.
    step = max(38, min(80, ROOM // max(len(shown), 1)))
    return alt.LayerChart(data=shown, layer=[ranges, drawn], height=alt.Step(step))


def build_trend(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Months as a line with a band, a colour and a dash for each place.

    Arguments:
        rows: place_name, occurred_month, rate_per_100k, rate_lower, rate_upper.
    """
    shown = dated(as_floats(rows[["place_name", "occurred_month", *RATES]]))
    shown = shown.assign(month=[visit.language.month(day) for day in rows.occurred_month])
    names = list(dict.fromkeys(shown.place_name))
    colour = by_kind(alt.Color, "place_name:N", names, OKABE_ITO, title=None, legend=None)
    title = visit._("For every 100,000 people a year")
    ranges = band(months(), "rate_lower", "rate_upper", colour, mark={"opacity": 0.18}, title=title, scale=FROM_ZERO)
    lines = alt.Chart().mark_line(point=alt.OverlayMarkDef(size=18), strokeWidth=2)
    drawn = lines.encode(
        months(),
        alt.Y("rate_per_100k:Q"),
        colour,
        by_kind(alt.StrokeDash, "place_name:N", names, DASHES, legend=None),
        SAID,
        tooltip=tips(month_tip(visit._("Month")), *_rate_tips(visit)),
    )
    known = shown.dropna(subset="rate_per_100k")
    template = N_(
        "{place_name}, {month}: {rate_per_100k} for every 100,000 people a year, likely {rate_lower} to {rate_upper}"
    )
    shown = shown.assign(said=with_words(known, visit, template, decimals=1).said.reindex(shown.index))
    layers = [ranges, drawn]
    if len(names) > 1:
        layers += names_at(_ends(shown), "occurred_month:T", "at:Q", "place_name:N", align="right", dx=-4)
    return alt.LayerChart(data=shown, layer=layers, height=280)


def _ends(shown: pd.DataFrame) -> pd.DataFrame:
    """Where the name of each line stands: at its last month, and no nearer to another name than it is high."""
    last = shown.dropna(subset="rate_per_100k").sort_values("occurred_month").drop_duplicates("place_name", keep="last")
    last = last.sort_values("rate_per_100k")
    at: list[float] = []
    gap = float(shown.rate_upper.max()) / NAMES_HIGH
    for rate in last.rate_per_100k:
        at.append(max(rate + gap / 2, at[-1] + gap) if at else rate + gap / 2)
    return last[["place_name", "occurred_month"]].assign(at=at)


def build_mix(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Each place's incidents by category group, as counts on an axis of its own share.

    Arguments:
        rows: place_name, category_name, incident_count.
    """
    _ = visit._
    percent = alt.Axis(format="%")
    bars = alt.Chart(as_floats(rows.dropna(subset="incident_count"))).mark_bar(stroke=OUTLINE, strokeWidth=0.8)
    drawn = bars.encode(
        names_down("place_name:N"),
        alt.X("incident_count:Q", stack="normalize", title=_("Share of the incidents shown"), axis=percent),
        alt.Color("category_name:N", title=None, scale=alt.Scale(range=OKABE_ITO), legend=legend(300, orient="bottom")),
        tooltip=tips(
            ("place_name:N", _("Place")),
            ("category_name:N", _("Category")),
            ("incident_count:Q", _("Incidents"), ","),
        ),
    )
    return drawn.properties(height=alt.Step(38))


def build_counts(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Counts of one place by category, longest first.

    Arguments:
        rows: category_name, incident_count.
    """
    bars = alt.Chart(as_floats(rows.dropna(subset="incident_count"))).mark_bar(color=BLUE)
    drawn = bars.encode(
        alt.Y("category_name:N", title=None, sort="-x", axis=alt.Axis(labelLimit=220)),
        alt.X("incident_count:Q", title=visit._("Incidents")),
        tooltip=tips(("category_name:N", " "), ("incident_count:Q", " ", ",")),
    )
    return drawn.properties(height=alt.Step(24))


def _rate_tips(visit: Visit) -> list[tuple[str, ...]]:
    _ = visit._
    return [
        ("place_name:N", _("Place")),
        ("rate_per_100k:Q", _("Rate"), ".1f"),
        ("rate_lower:Q", _("Likely from"), ".1f"),
        ("rate_upper:Q", _("Likely to"), ".1f"),
    ]


def build_share_dots(rows: pd.DataFrame, visit: Visit, title: str) -> alt.LayerChart:
    """Shares as dots: a bar for chance, a thin line for what the unknown could make of it.

    Arguments:
        rows: label, share_per_100, share_lower, share_upper, lowest_per_100, highest_per_100, flag.
        title: of the axis: a share of what.
    """
    firm, few = visit._("reliable"), visit._("too few to be reliable")
    shown = rows.dropna(subset="share_per_100")[["label", *SHARES, "lowest_per_100", "highest_per_100", "flag"]]
    shown = shown.assign(firm=[firm if one == "ok" else few for one in shown.flag])
    label = names_down("label:N", 170)
    thin = alt.Chart().mark_rule(strokeWidth=1.5, color=GREY, strokeDash=[2, 2])
    unknown = thin.encode(label, alt.X("lowest_per_100:Q", title=title, scale=FROM_ZERO), alt.X2("highest_per_100:Q"))
    chance = span(label, "share_lower", "share_upper", opacity=0.4, color=BLUE)
    dots = alt.Chart().mark_point(size=90, filled=True, opacity=1, color=BLUE)
    drawn = dots.encode(
        label,
        alt.X("share_per_100:Q"),
        by_kind(alt.Shape, "firm:N", [firm, few], ["circle", "diamond"], title=None, legend=legend(columns=0)),
        tooltip=share_tooltips(visit),
    )
    return alt.LayerChart(data=shown, layer=[unknown, chance, drawn], height=alt.Step(24))


def build_share_months(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """The share of those known by month with its likely range, and beside it how many of 100 are unknown.

    Arguments:
        rows: occurred_month, share_per_100, share_lower, share_upper, unknown_per_100.
    """
    _ = visit._
    names = {"share_per_100": _("of those known"), "unknown_per_100": _("unknown, of all")}
    kinds, shown = list(names.values()), dated(rows)
    ranges = band(
        months(),
        "share_lower",
        "share_upper",
        data=shown[["occurred_month", "share_lower", "share_upper"]],
        mark={"opacity": 0.2, "color": BLUE},
        title=_("In 100 reports"),
        scale=FROM_ZERO,
    )
    series = stacked(shown, names, along="occurred_month", kind="name", value="in_100")
    lines = alt.Chart(series).mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=18))
    drawn = lines.encode(
        months(),
        alt.Y("in_100:Q"),
        by_kind(alt.Color, "name:N", kinds, [BLUE, GREY], legend=legend(title=None)),
        by_kind(alt.StrokeDash, "name:N", kinds, [[1, 0], [4, 3]], legend=legend(title=None)),
        tooltip=tips(month_tip(_("Month")), ("name:N", " "), ("in_100:Q", _("In 100"), ".1f")),
    )
    return alt.LayerChart(layer=[ranges, drawn], height=280)


def share_tooltips(visit: Visit) -> list[alt.Tooltip]:
    """A share with its range."""
    _ = visit._
    return tips(
        ("label:N", " "),
        ("share_per_100:Q", _("In 100"), ".1f"),
        ("share_lower:Q", _("Likely from"), ".1f"),
        ("share_upper:Q", _("Likely to"), ".1f"),
    )


def build_quarters(rows: pd.DataFrame, unit: str, visit: Visit) -> alt.LayerChart:
    """Values as dots with their likely range, targets as a dashed line of open diamonds.

    Arguments:
        rows: quarter_start, quarter_name, value, lower, upper and, where there are targets, target.
        unit: what the values are counted in, as people read it.
    """
    numbers = [name for name in ("value", "lower", "upper", "target") if name in rows]
    shown = rows[["quarter_start", "quarter_name", *numbers]].astype(dict.fromkeys(numbers, float))
    quarter, base = months("quarter_start:T"), alt.Chart()
    scale = alt.Scale(zero=True, nice=True)
    dots = base.transform_filter("isValid(datum.value)").mark_circle(size=90, color=BLUE, opacity=1)
    ranges = base.transform_filter("isValid(datum.lower)").mark_rule(strokeWidth=6, opacity=0.35, color=BLUE)
    tooltip = _quarter_tips(numbers, visit)
    layers = [
        ranges.encode(quarter, alt.Y("lower:Q", title=unit, scale=scale), alt.Y2("upper:Q"), tooltip=tooltip),
        dots.encode(quarter, alt.Y("value:Q", title=unit, scale=scale), tooltip=tooltip),
    ]
    if "target" in numbers:
        aimed = base.transform_filter("isValid(datum.target)")
        line = aimed.mark_line(color=OUTLINE, strokeDash=[6, 4]).encode(quarter, alt.Y("target:Q", title=unit))
        points = aimed.mark_point(shape="diamond", size=60, color=OUTLINE, filled=False)
        layers = [line, points.encode(quarter, alt.Y("target:Q"), tooltip=tooltip), *layers]
    return alt.LayerChart(data=dated(shown, "quarter_start"), layer=layers, height=280)


def _quarter_tips(numbers: list[str], visit: Visit) -> list[alt.Tooltip]:
    _ = visit._
    titles = {"value": _("Value"), "lower": _("Likely from"), "upper": _("Likely to"), "target": _("Target")}
    return tips(("quarter_name:N", _("Quarter")), *((f"{name}:Q", titles[name], ",.1f") for name in numbers))
