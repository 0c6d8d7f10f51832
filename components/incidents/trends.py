"""The parts of Trends and alerts: which place, its sentences, the counties' lines, the list of unusual months."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.drawing import charts, tables
from components.incidents import charts_trends
from components.shell import filters
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.incidents.trends.alerts import Alerts, Kind
from usalama.incidents.trends.seasonal_trend import SeasonalTrend
from usalama.incidents.trends.small_multiples import SmallMultiples
from usalama.model import Place, PlaceLevel, Sentence

MOST_LISTED = 12
STATES = ("complete", "incomplete", "hidden")


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


def choose_kind(visit: Visit) -> Kind:
    """Whether alerts are by category group or by single category, kept in the address."""
    _ = visit._
    names = {str(Kind.GROUP): _("By category group"), str(Kind.CATEGORY): _("By single category")}
    return Kind(filters.choose_one(_("Series"), "series", list(names), names, str(Kind.GROUP)))


def named_place(place: Place, visit: Visit) -> str:
    return place.name if place.level == PlaceLevel.COUNTRY else visit.name_of(place)


def show_series(visit: Visit, result: SeasonalTrend) -> None:
    """One place's series in words, as a chart and as tables."""
    _ = visit._
    show_sentences(visit, result.sentences)
    caption = visit.say(
        Sentence(
            "{place}: reports of each month to {month}, the same with the season removed, the range in which 95 of 100 "
            "months lie when nothing changes, and what to expect next (5, 8 and 9.5 times in 10). Counts of reports, "
            "not of everything that happened.",
            {"place": named_place(result.place, visit), "month": visit.language.month(result.completeness.month)},
        )
    )
    charts.show_chart(visit, charts_trends.build_series(result, visit), caption=caption, key="series")
    tables.show_table(visit, _worded(result.rows, visit), series_columns(visit), caption=caption, key="series-table")
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
    return {
        "occurred_month": _("Month"),
        "incident_count": _("Incidents"),
        "without_season": _("Season removed"),
        "usual_lower": _("Usual from"),
        "usual_upper": _("Usual to"),
        "state": _("Completeness"),
    }


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


def show_multiples(visit: Visit, result: SmallMultiples) -> None:
    """All counties on one axis, in two columns that stand under each other on a phone."""
    _ = visit._
    st.markdown(visit.say(result.summary))
    caption = _(
        "Reported incidents of each month for every 100,000 people a year; every line has the same height and scale, "
        "by region. Orange with ▲: clearly rising over the years; blue with ▼: clearly falling; grey: no clear "
        "change, or too few to say."
    )
    rows = result.rows
    highest = float(rows.rate_per_100k.quantile(0.995)) if rows.rate_per_100k.notna().any() else 1.0
    captions = (caption, _("The other regions, at the same height and scale."))
    for column, part, text in zip(st.columns(2, gap="medium"), _halves(rows), captions, strict=True):
        with column:
            if not part.empty:
                chart = charts_trends.build_multiples(part, visit, highest)
                charts.show_chart(visit, chart, caption=text, key=f"multiples-{part.region_name.iloc[0]}")
    trends = result.trends.assign(sentence=[visit.say(one) for one in result.trends.sentence])
    tables.show_table(visit, trends, multiples_columns(visit), caption=caption, key="multiples-table")


def _halves(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Whole regions, half of the counties in each part."""
    sizes = rows.drop_duplicates("place_key").groupby("region_name", sort=False).size().cumsum()
    left = set(sizes.index[sizes <= sizes.iloc[-1] / 2 + 2]) if len(sizes) > 1 else set(sizes.index)
    is_left = rows.region_name.isin(left)
    return rows[is_left], rows[~is_left]


def multiples_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"place_name": _("County"), "region_name": _("Region"), "sentence": _("Change over the years")}


def show_alerts(visit: Visit, result: Alerts) -> None:
    """The list, with what to look at first."""
    _ = visit._
    month = visit.language.month(result.month)
    if result.n_too_few:
        few = Sentence(
            "{count} series have too few reports, or too many hidden months, to be judged.", {"count": result.n_too_few}
        )
        st.caption(visit.say(few))
    caption = visit.say(
        Sentence(
            "Series that were unusual in {month}, most unusual first; diamond: reports, bar: from the expected number "
            "up to the highest usual one. An alert says: look. It does not say that crime rose.",
            {"month": month},
        )
    )
    if result.rows.empty:
        st.info(visit.say(Sentence("In {month} no series stood out.", {"month": month})))
        return
    rows = result.rows.assign(name=_series_names(result, visit))
    charts.show_chart(visit, charts_trends.build_alerts(rows.head(MOST_LISTED), visit), caption=caption, key="alerts")
    for row in rows.head(MOST_LISTED).itertuples():
        with st.expander(f"{plain(row.name)}: {plain(visit.say(row.sentence))}"):
            heading = _("Look first at")
            st.markdown(f"**{heading}**\n\n" + "\n".join(f"- {plain(visit.say(check))}" for check in row.checks))
    tables.show_table(visit, rows, alert_columns(visit), caption=caption, key="alerts-table")


def fold_of_worth(visit: Visit) -> DeltaGenerator:
    """What says how far the list can be trusted, for the page to fill when it is opened: that takes seconds."""
    label = visit._("How often is such a list wrong, and what does it miss?")
    return st.expander(label, key="alert-worth", on_change="rerun")


def _series_names(result: Alerts, visit: Visit) -> list[str]:
    categories = visit.subject.categories
    return [f"{row.place_name}: {visit._(categories.name(row.category))}" for row in result.rows.itertuples()]


def alert_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "name": _("Series"),
        "incident_count": _("Incidents"),
        "expected": _("Expected"),
        "upper": _("Up to"),
        "exceedance": _("Steps beyond the expected"),
    }


def show_methods(visit: Visit, methods: tuple[Sentence, ...]) -> None:
    """How the other parts of the page were made."""
    with st.expander(visit._("How alerts, neighbours and lines were made")):
        for method in methods:
            st.write(visit.say(method))
