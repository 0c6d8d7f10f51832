"""A map as a figure: its finding, question, nature and source inside it, one line of foot under it, and its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from components.drawing.figures import Origin, Twin, Words, show_foot
from components.drawing.tables import in_words
from components.maps.geometries import geometries
from components.maps.picture_ground import Around
from components.maps.pictures import Caption, build_png, build_svg
from components.maps.place_map import Answer, PlaceMap, map_words, show_place_map, show_played_map
from components.maps.takeaway import build_takeaway
from components.shell.visit import Visit
from usalama.model import Nature, Sentence

Make: TypeAlias = Callable[[], str | bytes]
# GeoJSON of the areas and, where there are circles, of the points.
Shapes: TypeAlias = tuple[bytes, bytes | None]


def map_figure(
    visit: Visit,
    drawn: PlaceMap,
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    words: Words,
    *,
    key: str,
    shapes: Shapes | None = None,
    pack_months: Callable[[], str] | None = None,
    **look: Any,
) -> None:
    """Draw a map with all that it must say, and its foot.

    Arguments:
        rows, columns: of the table and the file: name in the data -> name for people.
        key: of the map; those of its parts are made from it.
        shapes: what the map's addresses lead to, where its places are no counties.
        pack_months: as in ``show_with_months``, for a map with months.
        look: height of the map.
    """
    told = told_map(visit, drawn, words)
    # What lies over a ground is a part of the country.
    whole = {"whole": visit._("Show the whole place")} if told.is_overlay else {}
    if pack_months:
        st.fragment(show_with_months)(visit, told, pack_months, key=key, **look)
    else:
        show_place_map(told, map_words(visit._) | whole, key=key, **look)
    pictures = map_files(visit, told, words.origin, shapes)
    show_foot(visit, Twin(rows, columns, told.name), words.origin, key=key, pictures=pictures)


def show_with_months(visit: Visit, drawn: PlaceMap, pack_months: Callable[[], str], *, key: str, **look: Any) -> Answer:
    """Draw a map whose months play in the browser; for a fragment, which runs again when the months are asked for.

    Arguments:
        drawn: the map with the names of its months.
        pack_months: what they show, as ``pack`` makes it; asked once the reader wants to see them.
    """
    wanted = f"{key}-months-wanted"
    if st.session_state.get(wanted, False):
        drawn = replace(drawn, frames=replace(drawn.frames, packed=pack_months()))
    answer = show_played_map(drawn, map_words(visit._), key=key, **look)
    if answer.wants_months:
        st.session_state[wanted] = True
        st.rerun(scope="fragment")
    return answer


def map_files(visit: Visit, told: PlaceMap, origin: Origin, shapes: Shapes | None = None) -> dict[str, Make]:
    """The map as files, made when asked for; of counties also one to move about in."""
    files: dict[str, Make] = {
        "svg": lambda: map_picture(visit, told, origin, shapes),
        "png": lambda: build_png(map_picture(visit, told, origin, shapes)),
    }
    return files if shapes else files | {"html": lambda: map_takeaway(visit, told, origin)}


def told_map(visit: Visit, drawn: PlaceMap, words: Words) -> PlaceMap:
    """The map with its finding as title and, under it, what is counted of which place, and by whom."""
    title, counted = in_words(visit, words.finding), in_words(visit, words.caption)
    # The map writes its period itself, since it changes while months are played.
    subtitle = " · ".join(part for part in (*words.origin.question, counted) if part != drawn.period)
    source = ", ".join(words.origin.sources)
    name = f"{title} {subtitle}"
    return replace(drawn, name=name, title=title, subtitle=subtitle, source=source, nature=words.origin.mark)


def map_picture(visit: Visit, drawn: PlaceMap, origin: Origin, shapes: Shapes | None = None) -> str:
    """The map as an SVG file that says all by itself; arguments as in ``map_figure``."""
    country = visit.subject.country
    areas, points = shapes or (geometries(country)["counties"], None)
    around = Around(country, visit.language.code)
    return build_svg(drawn, _caption(visit, drawn, origin), areas, points, around)


def map_takeaway(visit: Visit, drawn: PlaceMap, origin: Origin) -> str:
    """The same to move about in, as one HTML file that needs no internet."""
    country = visit.subject.country
    around, shapes = Around(country, visit.language.code), geometries(country)["counties"]
    return build_takeaway(drawn, _caption(visit, drawn, origin), shapes, around)


def _caption(visit: Visit, drawn: PlaceMap, origin: Origin) -> Caption:
    version = Sentence("Data version {version}.", {"version": str(origin.data_version)})
    return Caption(
        title=drawn.title,
        subtitle=drawn.question,
        source=drawn.source,
        # Where the rows are not real, their mark says so; one that is missing makes no picture.
        nature=Nature.TEST if origin.mark else Nature.REAL,
        nature_label=origin.mark,
        notes=tuple(visit.say(note) for note in origin.notes),
        version=visit.say(version),
    )
