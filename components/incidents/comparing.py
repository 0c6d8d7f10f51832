"""The parts of a comparison: which places, two maps on one scale, weeks and waits."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import figures, shared_charts, tables
from components.incidents import week_blocks
from components.maps import map_words, show_place_map
from components.maps.county_map import build_county_map, map_caption
from components.shell import address_bar
from components.shell.visit import Visit
from usalama.errors import InputRefused
from usalama.incidents.map.incident_map import CountyMap
from usalama.incidents.rates.comparison import FEWEST_PLACES, MOST_PLACES, Comparison
from usalama.incidents.response.waits import response_sentence
from usalama.model import Place, PlaceLevel

DEFAULT_NAMES = ("Kisumu", "Nakuru", "Mombasa")
MAP_HEIGHT = 380


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
        placeholder=visit._("Choose one"),
    )
    if len(asked) < FEWEST_PLACES:
        raise InputRefused(
            "Choose {fewest} to {most} different places to compare.", fewest=FEWEST_PLACES, most=MOST_PLACES
        )
    return tuple(known[one] for one in asked[:MOST_PLACES])


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


def with_groups(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The rows with place_name and category_name."""
    groups = {group.code: visit._(group.name) for group in visit.subject.categories.groups}
    return named(rows, visit).assign(category_name=[groups[code] for code in rows.category_group])


def compared(visit: Visit, result: Comparison) -> figures.Origin:
    """What the figures of a comparison are made from: of its places, whichever others are chosen."""
    places = ", ".join(visit.name_of(place) for place in result.places)
    return figures.origin_of(visit, result.about, result.method, places)


def show_months(visit: Visit, result: Comparison) -> None:
    """The months of all places on one axis, and what is reported at each."""
    rows, origin = named(result.trend.rows, visit), compared(visit, result)
    figures.figure(
        visit,
        shared_charts.build_trend(rows, visit),
        rows,
        tables.trend_columns(visit),
        figures.Words(
            visit._("Month by month"),
            visit._("Reported incidents of each month as a yearly rate, all on one axis, with the likely range."),
            origin,
        ),
        key="months",
    )
    mix = with_groups(result.mix, visit)
    figures.figure(
        visit,
        shared_charts.build_mix(mix, visit),
        mix,
        mix_columns(visit),
        figures.Words(
            visit._("What is reported"), visit._("Share of each category group among the incidents shown."), origin
        ),
        key="mix",
    )


def columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "place_name incident_count population rate_per_100k rate_lower rate_upper n_mapped estimated_count flag",
        estimated_count=_("Placed by estimate"),
    )


def mix_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"place_name": _("Place"), "category_name": _("Category"), "incident_count": _("Incidents")}


def show_two_maps(visit: Visit, places: tuple[Place, ...], shown: CountyMap) -> None:
    """The first two places with their neighbours, in the same classes."""
    country = visit.subject.country
    pair = st.columns(2)
    for column, place, number in zip(pair, places[:2], (1, 2), strict=False):
        with column:
            st.markdown(f"**{visit.name_of(place)}**")
            focus = country.county_codes_of(place)[0]
            show_place_map(
                build_county_map(shown, visit, focus=focus), map_words(visit._), key=f"map-{number}", height=MAP_HEIGHT
            )
    caption = _two_maps_caption(shown, visit)
    st.caption(caption)
    tables.show_table(visit, shown.counties.rows, tables.county_columns(visit), caption=caption, key="maps-table")


def _two_maps_caption(shown: CountyMap, visit: Visit) -> str:
    note = visit._("The first two places with their neighbours; colours mean the same on both maps.")
    return f"{note} {map_caption(shown, visit)}"


def show_weeks(visit: Visit, result: Comparison) -> None:
    """Which blocks of the week stand out at each place, one place under another."""
    for place, blocks in zip(result.places, result.weeks, strict=True):
        name = visit.name_of(place)
        st.markdown(f"**{name}**")
        week_blocks.show_sentences(visit, blocks)
        caption = week_blocks.caption_of(visit, name, blocks)
        week_blocks.show_blocks(visit, blocks, caption=caption, key=f"week-{place.key}")


def show_responses(visit: Visit, result: Comparison) -> None:
    """One sentence a place, those still waiting kept in."""
    for response in result.responses:
        sentence = response_sentence(response.median, response.reached_share)
        st.markdown(f"- **{visit.name_of(response.place)}**: {visit.say(sentence)}")
    st.caption(
        visit._(
            "Minutes from the report to the arrival of help, whoever came; closed without help counts as not reached."
        )
    )
