"""One place over the years: which one, its sentences, its series as a picture and as tables."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import OKABE_ITO, band, by_kind, dated, legend, month_tip, months, stacked, tips
from components.shell import filters
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.incidents.trends.seasonal_trend import COMPLETE, INCOMPLETE, SeasonalTrend
from usalama.model import Place, PlaceLevel, Sentence

STATES = ("complete", "incomplete", "hidden")
BLUE, GREY, BLACK = OKABE_ITO[0], "#767676", "#000000"
FAN = (95, 80, 50)


def choose_place(visit: Visit) -> Place:
    """The country, a city or a county, kept in the address; by default the first county of the filter, if there is "
    "one."""
    country = visit.subject.country
    levels = (PlaceLevel.CITY, PlaceLevel.COUNTY)
    known = {place.key: place for level in levels for place in country.places(level)}
    known = {country.whole.key: country.whole} | known
    names = {key: visit.name_of(place) for key, place in known.items()}
    names[country.whole.key] = country.whole.name
    chosen = visit.choices.county_codes
    default = country.county(chosen[0]).place.key if chosen else country.whole.key
    key = filters.choose_one(visit._("Place"), "of", list(known), names, default, is_short=False)
    return known[key]


def named_place(place: Place, visit: Visit) -> str:
    return place.name if place.level == PlaceLevel.COUNTRY else visit.name_of(place)


def show_series(visit: Visit, result: SeasonalTrend) -> None:
    """One place's series in words, as a chart and as tables."""
    _ = visit._
    show_sentences(visit, result.sentences)
    caption = Sentence(
        "{place}: reports of each month to {month}, the same with the season removed, the range in which 95 of 100 "
        "months lie when nothing changes, and what to expect next (5, 8 and 9.5 times in 10). Counts of reports, "
        "not of everything that happened.",
        {"place": named_place(result.place, visit), "month": visit.language.month(result.completeness.month)},
    )
    charts.show_figure(
        visit,
        build_series(result, visit),
        _worded(result.rows, visit),
        series_columns(visit),
        caption=caption,
        key="series",
    )
    tables.show_table(visit, result.forecast, forecast_columns(visit), caption=_("Expected next"), key="ahead-table")
    _show_breaks(visit, result)


def _show_breaks(visit: Visit, result: SeasonalTrend) -> None:
    _ = visit._
    if not result.breaks:
        st.caption(
            _("No change in recording is known here: none is in the register, and no source began in these years.")
        )
    for one in result.breaks:
        change = Sentence(
            "From {month} on recording changed: {change} ({source})",
            {"month": visit.language.month(one.month), "change": one.label, "source": one.published_by},
        )
        st.caption(plain(visit.say(change)))


def _worded(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    _ = visit._
    states = dict(zip(STATES, (_("complete"), _("not complete"), _("hidden (1 to 7), or not covered")), strict=True))
    return rows.assign(state=rows.state.map(states), incident_count=rows.incident_count.astype("Int64"))


def series_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "occurred_month incident_count without_season usual_lower usual_upper",
        without_season=_("Season removed"),
        state=_("Completeness"),
    )


def forecast_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "occurred_month": _("Month"),
        "expected": _("Expected"),
        "lower_50": _("5 in 10: from"),
        "upper_50": _("5 in 10: to"),
        "lower_80": _("8 in 10: from"),
        "upper_80": _("8 in 10: to"),
        "lower_95": _("9.5 in 10: from"),
        "upper_95": _("9.5 in 10: to"),
    }


def build_series(result: SeasonalTrend, visit: Visit) -> alt.LayerChart:
    """The reports of each month, the same without the season, the range of months in which nothing changes, what is
    expected next, and where recording changed.
    """
    _ = visit._
    rows, ahead = dated(result.rows.astype({"incident_count": float})), dated(result.forecast)
    known = {"incident_count": _("Reports"), "without_season": _("Season removed")}
    next_ones = {"expected": _("Expected next")}
    lines = pd.concat([_long(rows[rows.state == COMPLETE], known), _long(ahead, next_ones)], ignore_index=True)
    usual = rows.dropna(subset="usual_lower")[["occurred_month", "usual_lower", "usual_upper"]]
    usual_look = {"opacity": 0.15, "color": BLUE}
    layers: list[alt.Chart] = [band(months(), "usual_lower", "usual_upper", data=usual, mark=usual_look)]
    layers += [_fan(ahead, f"lower_{level}", f"upper_{level}") for level in FAN]
    layers += [_lines(lines, [*known.values(), *next_ones.values()], visit)]
    late = rows[(rows.state == INCOMPLETE) & rows.incident_count.notna()]
    if not late.empty:
        layers += _late(late, visit)
    if result.breaks:
        layers += _breaks(result, visit)
    return alt.LayerChart(layer=layers, height=340)


def _long(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    long = stacked(rows, names, along="occurred_month", kind="name", value="count").dropna(subset="count")
    return long.astype({"count": float})[["occurred_month", "count", "name"]]


def _fan(ahead: pd.DataFrame, lower: str, upper: str) -> alt.Chart:
    shown = ahead.dropna(subset=lower)[["occurred_month", lower, upper]]
    return band(months(), lower, upper, data=shown, mark={"opacity": 0.16, "color": BLACK})


def _lines(lines: pd.DataFrame, names: list[str], visit: Visit) -> alt.Chart:
    _ = visit._
    drawn = alt.Chart(lines).mark_line()
    return drawn.encode(
        months(),
        alt.Y("count:Q", title=_("Reports a month"), scale=alt.Scale(zero=True)),
        by_kind(alt.Color, "name:N", names, [GREY, BLUE, BLACK], title=None, legend=legend(280, symbolType="stroke")),
        by_kind(alt.StrokeDash, "name:N", names, [[2, 2], [1, 0], [6, 3]], legend=None),
        by_kind(alt.StrokeWidth, "name:N", names, [1, 2.5, 2], legend=None),
        tooltip=tips(month_tip(_("Month")), ("name:N", " "), ("count:Q", _("Reports"), ",.0f")),
    )


def _late(late: pd.DataFrame, visit: Visit) -> list[alt.Chart]:
    """Months that are not complete: a grey diamond that no line leads to."""
    shown = late[["occurred_month", "incident_count"]].assign(label=visit._("not complete"))
    base = alt.Chart(shown).encode(months(), alt.Y("incident_count:Q"))
    return [
        base.mark_point(shape="diamond", size=90, color=GREY, filled=False),
        base.mark_text(dy=16, fontSize=11, color="#595959", align="right").encode(alt.Text("label:N")),
    ]


def _breaks(result: SeasonalTrend, visit: Visit) -> list[alt.Chart]:
    labels = [visit.say(one.label) for one in result.breaks]
    rows = dated(pd.DataFrame({"occurred_month": [one.month for one in result.breaks], "label": labels}))
    base = alt.Chart(rows).encode(alt.X("occurred_month:T"))
    return [
        base.mark_rule(strokeDash=[5, 4], color=BLACK, strokeWidth=1.5),
        base.mark_text(align="left", dx=4, fontSize=11, baseline="top", limit=140).encode(
            y=alt.YValue(2),
            text=alt.Text("label:N"),
            tooltip=tips(("label:N", visit._("Recording changed"))),
        ),
    ]


def show_methods(visit: Visit, methods: tuple[Sentence, ...]) -> None:
    """How the other parts of the page were made."""
    with st.expander(visit._("How alerts, neighbours and lines were made")):
        for method in methods:
            st.write(visit.say(method))
