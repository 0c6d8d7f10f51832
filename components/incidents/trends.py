"""One place over the years: which one, what became of it, its series as a picture."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from components.drawing import figures, tables
from components.drawing.charts import (
    INK,
    QUIET,
    Layers,
    band,
    by_kind,
    dated,
    month_tip,
    months,
    names_at,
    on_ground,
    stacked,
    tips,
)
from components.shell import address_bar, filters
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.incidents.trends.seasonal_trend import COMPLETE, INCOMPLETE, SeasonalTrend
from usalama.model import N_, Place, PlaceLevel, Sentence

STATES = ("complete", "incomplete", "hidden")
BLUE = on_ground("#0072B2", "#56B4E9")
FAN = (95, 80, 50)


def choose_place(visit: Visit) -> Place:
    """All that is chosen, or one county or city of it, kept in the address; of one chosen county only its cities."""
    country = visit.subject.country
    chosen = visit.choices.county_codes
    counties = tuple(country.county(code).place for code in chosen) or country.places(PlaceLevel.COUNTY)
    inside = {place.code for place in counties}
    cities = [place for place in country.places(PlaceLevel.CITY) if set(country.county_codes_of(place)) <= inside]
    known = [*counties, *cities] if len(chosen) == 1 else [country.whole, *cities, *counties]
    if len(known) == 1:
        return known[0]
    return _choose(visit, {place.key: place for place in known}, is_short=len(chosen) == 1)


def _choose(visit: Visit, known: dict[str, Place], *, is_short: bool) -> Place:
    country = visit.subject.country
    everywhere = {place.key for level in (PlaceLevel.COUNTY, PlaceLevel.CITY) for place in country.places(level)}
    names = {key: visit.name_of(place) for key, place in known.items()}
    together = visit._("All chosen counties together") if visit.choices.county_codes else country.whole.name
    names |= {country.whole.key: together} if country.whole.key in known else {}
    # A place outside of what all pages now show gives way to them.
    if address_bar.read("of") in (everywhere | {country.whole.key}) - set(known):
        address_bar.write("of", None)
    key = filters.choose_one(visit._("Place"), "of", list(known), names, next(iter(known)), is_short=is_short)
    return known[key]


def named_place(place: Place, visit: Visit) -> str:
    """A place by name; empty for all that are chosen, which the head of the page names."""
    if place.level == PlaceLevel.COUNTRY:
        return "" if visit.choices.county_codes else place.name
    return visit.name_of(place)


def show_series(visit: Visit, result: SeasonalTrend) -> None:
    """One place's series as a picture with what became of it, and what else can be told of it."""
    caption = Sentence(
        "Reports of each month to {month}, not everything that happened. Band: where 95 of 100 months lie when nothing "
        "changes. Dark bands: what to expect next, 5, 8 and 9.5 times in 10.",
        {"month": visit.language.month(result.completeness.month)},
    )
    origin = figures.origin_of(visit, result.about, result.method, named_place(result.place, visit))
    words = figures.Words(result.finding, caption, origin)
    figures.figure(visit, build_series(result, visit), _worded(result, visit), _columns(visit), words, key="series")
    show_sentences(visit, (*result.sentences, *_breaks_in_words(result)))


def _breaks_in_words(result: SeasonalTrend) -> list[Sentence]:
    if not result.breaks:
        return [
            Sentence(
                "No change in recording is known here: none is in the register, and no source began in these years."
            )
        ]
    return [
        Sentence(
            "From {month} on recording changed: {change} ({source})",
            {"month": one.month, "change": one.label, "source": one.published_by},
        )
        for one in result.breaks
    ]


def _worded(result: SeasonalTrend, visit: Visit) -> pd.DataFrame:
    """The months held and, after them, what is expected next."""
    _ = visit._
    states = dict(zip(STATES, (_("complete"), _("not complete"), _("hidden (1 to 7), or not covered")), strict=True))
    held = result.rows.assign(
        state=result.rows.state.map(states), incident_count=result.rows.incident_count.astype("Int64")
    )
    ahead = result.forecast.assign(state=_("expected next"))
    return pd.concat([held, ahead], ignore_index=True)


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    ahead = {
        f"{side}_{level}": visit.say(Sentence(template, {"times": times}))
        for level, times in ((50, "5"), (80, "8"), (95, "9.5"))
        for side, template in (("lower", N_("{times} in 10: from")), ("upper", N_("{times} in 10: to")))
    }
    shown = tables.columns(
        visit,
        "occurred_month incident_count without_season usual_lower usual_upper",
        without_season=_("Season removed"),
        state=_("Completeness"),
    )
    return shown | {"expected": _("Expected")} | ahead


def build_series(result: SeasonalTrend, visit: Visit) -> alt.LayerChart:
    """The reports of each month, the same without the season, the range of months in which nothing changes, what is
    expected next, and where recording changed; each line with its name.
    """
    _ = visit._
    rows, ahead = dated(result.rows.astype({"incident_count": float})), dated(result.forecast)
    known = {"incident_count": _("each month"), "without_season": _("season removed")}
    next_ones = {"expected": _("expected next")}
    lines = pd.concat([_long(rows[rows.state == COMPLETE], known), _long(ahead, next_ones)], ignore_index=True)
    usual = rows.dropna(subset="usual_lower")[["occurred_month", "usual_lower", "usual_upper"]]
    usual_look = {"opacity": 0.18, "color": BLUE}
    layers: Layers = [band(months(), "usual_lower", "usual_upper", data=usual, mark=usual_look)]
    layers += [_fan(ahead, f"lower_{level}", f"upper_{level}") for level in FAN]
    layers += [_lines(lines, [*known.values(), *next_ones.values()], visit)]
    late = rows[(rows.state == INCOMPLETE) & rows.incident_count.notna()]
    if not late.empty:
        layers += _late(late, visit)
    if result.breaks:
        layers += _breaks(result, visit)
    return alt.LayerChart(layer=[*layers, *_names(lines, ahead)], height=340)


def _long(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    long = stacked(rows, names, along="occurred_month", kind="name", value="count").dropna(subset="count")
    return long.astype({"count": float})[["occurred_month", "count", "name"]]


def _fan(ahead: pd.DataFrame, lower: str, upper: str) -> alt.Chart:
    shown = ahead.dropna(subset=lower)[["occurred_month", lower, upper]]
    return band(months(), lower, upper, data=shown, mark={"opacity": 0.16, "color": INK})


def _lines(lines: pd.DataFrame, names: list[str], visit: Visit) -> alt.Chart:
    _ = visit._
    said = [
        f"{name}, {visit.language.month(month)}: {count:,.0f}" for month, count, name in lines.itertuples(index=False)
    ]
    drawn = alt.Chart(lines.assign(said=said)).mark_line(point=alt.OverlayMarkDef(size=14, opacity=0.01))
    return drawn.encode(
        months(),
        alt.Y("count:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6)),
        by_kind(alt.Color, "name:N", names, [QUIET, BLUE, INK], legend=None),
        by_kind(alt.StrokeDash, "name:N", names, [[2, 2], [1, 0], [6, 3]], legend=None),
        by_kind(alt.StrokeWidth, "name:O", names, [1, 2.5, 2], legend=None),
        description=alt.Description("said:N"),
        tooltip=tips(month_tip(_("Month")), ("name:N", " "), ("count:Q", _("Reports"), ",.0f")),
    )


def _names(lines: pd.DataFrame, ahead: pd.DataFrame) -> Layers:
    """Each line's name where it stands out: at the top of the counts, under the first year, over the fan."""
    layers: Layers = []
    for place, (name, own) in enumerate(lines.groupby("name", sort=False)):
        at = own.loc[own["count"].idxmax()]
        look: dict[str, Any] = {"align": "center", "dy": -12, "color": (QUIET, BLUE, INK)[place]}
        if place:
            # Under all that the counts of the first year do, since they cross the line itself.
            first = lines[lines.occurred_month < own.occurred_month.iloc[0] + pd.DateOffset(years=1)]
            at = pd.Series({"occurred_month": own.occurred_month.iloc[0], "count": first["count"].min()})
            look |= {"align": "left", "dy": 16}
        if own.occurred_month.min() >= ahead.occurred_month.min():
            at = pd.Series({"occurred_month": ahead.occurred_month.iloc[-1], "count": ahead.upper_95.max()})
            look |= {"align": "right", "dy": -12, "color": INK}
        label = pd.DataFrame({"occurred_month": [at.occurred_month], "count": [at["count"]], "label": [name]})
        layers += names_at(label, "occurred_month:T", "count:Q", **look)
    return layers


def _late(late: pd.DataFrame, visit: Visit) -> Layers:
    """Months that are not complete: a grey diamond that no line leads to."""
    shown = late[["occurred_month", "incident_count"]].assign(label=visit._("not complete"))
    base = alt.Chart(shown).encode(months(), alt.Y("incident_count:Q"))
    diamond = base.mark_point(shape="diamond", size=90, color=QUIET, filled=False)
    return [diamond, *names_at(shown, "occurred_month:T", "incident_count:Q", color=QUIET, dy=16, align="right")]


def _breaks(result: SeasonalTrend, visit: Visit) -> Layers:
    labels = [visit.say(one.label) for one in result.breaks]
    rows = dated(pd.DataFrame({"occurred_month": [one.month for one in result.breaks], "label": labels}))
    base = alt.Chart(rows).encode(alt.X("occurred_month:T"))
    return [
        base.mark_rule(strokeDash=[5, 4], color=INK, strokeWidth=1.5),
        base.mark_text(align="left", dx=4, fontSize=12, baseline="top", limit=140).encode(
            y=alt.YValue(2),
            text=alt.Text("label:N"),
            tooltip=tips(("label:N", visit._("Recording changed"))),
        ),
    ]
