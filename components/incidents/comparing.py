"""The parts of a comparison: which places, their months and kinds, two maps on one scale, weeks and waits."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import pandas as pd
import streamlit as st

from components.drawing import figures, shared_charts, tables
from components.incidents import week_blocks
from components.maps import map_words, show_place_map
from components.maps.county_map import build_county_map, map_caption
from components.shell import address_bar, anatomy
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.asking.selection import About
from usalama.errors import InputRefused
from usalama.incidents.map.incident_map import CountyMap
from usalama.incidents.rates.compared_months import ComparedMonths, compared_mix
from usalama.incidents.rates.comparison import FEWEST_PLACES, MOST_PLACES
from usalama.incidents.response.compared_hours import ComparedWeeks, compared_waits
from usalama.incidents.response.waits import ResponseTime
from usalama.model import N_, Place, PlaceLevel, Sentence

DEFAULT_NAMES = ("Kisumu", "Nakuru", "Mombasa")
MAP_HEIGHT = 430


class Compared(Protocol):
    """What every result of a comparison has."""

    @property
    def places(self) -> tuple[Place, ...]: ...
    @property
    def about(self) -> About: ...
    @property
    def method(self) -> Sentence: ...


def choose_places(visit: Visit) -> tuple[Place, ...]:
    """Two to six cities or counties, kept in the address."""
    country = visit.subject.country
    known = {place.key: place for level in (PlaceLevel.CITY, PlaceLevel.COUNTY) for place in country.places(level)}
    names = {key: visit.name_of(place) for key, place in known.items()}
    asked = address_bar.read_many_of("places", known) or _default_keys(visit, known)
    address_bar.note_used("places", ",".join(asked))
    key = "choice-places"
    if st.session_state.get(key) != list(asked):
        st.session_state[key] = list(asked)
    st.multiselect(
        visit._("Places to compare, two to six"),
        list(known),
        format_func=lambda one: names[one],
        key=key,
        max_selections=MOST_PLACES,
        on_change=_write_places,
        args=(key,),
        placeholder=visit._("Places to compare, two to six"),
        label_visibility="collapsed",
    )
    if len(asked) < FEWEST_PLACES:
        raise InputRefused(
            "Choose {fewest} to {most} different places to compare.", fewest=FEWEST_PLACES, most=MOST_PLACES
        )
    return tuple(known[one] for one in asked[:MOST_PLACES])


def choose_like(visit: Visit, places: tuple[Place, ...]) -> Place:
    """The one of the places that others like it are looked for; kept in the address."""
    names = {place.key: visit.name_of(place) for place in places}
    chosen = choose_one(visit._("Places like"), "like", list(names), names, places[0].key)
    return next(place for place in places if place.key == chosen)


def _write_places(key: str) -> None:
    address_bar.write("places", ",".join(st.session_state[key]) or None)


def _default_keys(visit: Visit, known: dict[str, Place]) -> tuple[str, ...]:
    """The cities the alliance speaks of, where the country has them; else the first two places."""
    keys = {place.name: key for key, place in reversed(known.items())}
    found = tuple(keys[name] for name in DEFAULT_NAMES if name in keys)
    return found if len(found) >= FEWEST_PLACES else tuple(known)[:FEWEST_PLACES]


def named(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The rows with place_name saying whether it is a city or a county."""
    country = visit.subject.country
    return rows.assign(place_name=[visit.name_of(country.place(key)) for key in rows.place_key])


def compared(visit: Visit, result: Compared) -> figures.Origin:
    """What the figures of a comparison are made from: of its places, whichever others are chosen."""
    places = ", ".join(visit.name_of(place) for place in result.places)
    return figures.origin_of(visit, result.about, result.method, places)


def show_months(visit: Visit, result: ComparedMonths) -> None:
    """The months of all places on one axis; what is reported at each is folded under them."""
    rows = named(result.rows, visit)
    caption = visit._("Reported incidents of each month as a yearly rate, all on one axis, with the likely range.")
    figures.figure(
        visit,
        shared_charts.build_trend(rows, visit),
        rows,
        tables.trend_columns(visit),
        figures.Words(result.finding, caption, compared(visit, result)),
        key="months",
    )
    anatomy.show_folds(visit, "months", {N_("What is reported"): lambda: _show_mix(visit, result.places)})


def _show_mix(visit: Visit, places: tuple[Place, ...]) -> None:
    result = compared_mix(visit.store, visit.scope, visit.choices, visit.subject, places)
    groups = {group.code: visit._(group.name) for group in visit.subject.categories.groups}
    rows = named(result.rows, visit).assign(category_name=[groups[code] for code in result.rows.category_group])
    caption = visit._("Share of each category group among the incidents shown.")
    figures.figure(
        visit,
        shared_charts.build_mix(rows, visit),
        rows,
        tables.columns(visit, "place_name category_name incident_count"),
        figures.Words(result.finding, caption, compared(visit, result)),
        key="mix",
    )


def columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "place_name incident_count population rate_per_100k rate_lower rate_upper n_mapped estimated_count flag",
        estimated_count=_("Placed by estimate"),
    )


def show_two_maps(visit: Visit, places: tuple[Place, ...], shown: CountyMap) -> None:
    """The first two places with their neighbours in the same classes; the second map needs no legend of its own."""
    country, caption = visit.subject.country, _two_maps_caption(shown, visit)
    for number, (column, place) in enumerate(zip(st.columns(2), places, strict=False), 1):
        focus = country.county_codes_of(place)[0]
        drawn = build_county_map(shown, visit, focus=focus, title=visit.name_of(place))
        if number > 1:
            drawn = replace(drawn, legend=replace(drawn.legend, title=""))
        with column:
            show_place_map(drawn, map_words(visit._), key=f"map-{number}", height=MAP_HEIGHT)
    st.caption(caption)
    twin = figures.Twin(shown.counties.rows, tables.county_columns(visit), caption)
    figures.show_foot(visit, twin, figures.origin_of(visit, shown.about, shown.counties.method), key="maps")


def _two_maps_caption(shown: CountyMap, visit: Visit) -> str:
    note = visit._("The first two places with their neighbours; colours mean the same on both maps.")
    return f"{note} {map_caption(shown, visit)}"


def show_weeks(visit: Visit, result: ComparedWeeks) -> None:
    """Which blocks of the week stand out at each place; how soon somebody comes is folded under them."""
    week_blocks.show_weeks(visit, result)
    anatomy.show_folds(visit, "week", {N_("How soon somebody comes"): lambda: _show_waits(visit, result.places)})


def _show_waits(visit: Visit, places: tuple[Place, ...]) -> None:
    """A row a place, those still waiting kept in."""
    _ = visit._
    result = compared_waits(visit.store, visit.scope, visit.choices, visit.subject, places)
    rows = pd.DataFrame([_wait_row(one, visit) for one in result.waits])
    columns = tables.columns(
        visit,
        "place_name call_count half lower upper nine without",
        place_name=_("Place"),
        half=_("Half reached within, minutes"),
        nine=_("Nine in ten within, minutes"),
        without=_("No response when we looked, of 100"),
    )
    caption = _(
        "Minutes from the report to the arrival of help, whoever came; closed without help counts as not reached."
    )
    tables.show_rows(visit, rows, columns, caption=caption, decimals=0)
    st.caption(caption)


def _wait_row(one: ResponseTime, visit: Visit) -> dict[str, object]:
    numbers = {
        "call_count": one.call_count,
        "half": one.median.value,
        "lower": one.median.lower,
        "upper": one.median.upper,
        "nine": one.nine_in_ten.value,
        "without": None if one.reached_share is None else 100 * (1 - one.reached_share),
    }
    plain = {name: float("nan") if value is None else float(value) for name, value in numbers.items()}
    return {"place_name": visit.name_of(one.place), **plain}
