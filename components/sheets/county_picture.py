"""A county's sheet as one picture to send: its map, what is found, and where the numbers come from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components.maps.county_map import build_county_map
from components.maps.geometries import geometries
from components.maps.picture_ground import Around
from components.maps.pictures import Caption, build_png, build_svg
from components.shell.notices import exactness, nature_label
from components.shell.visit import Visit
from usalama.country import Country
from usalama.incidents.map.incident_map import CountyMap
from usalama.model import Place, Sentence

# Of the county's own extent, so that its neighbours are seen.
AROUND = 0.35
Bounds = tuple[float, float, float, float]


def offer_picture(visit: Visit, shown: CountyMap, place: Place, findings: Sequence[Sentence]) -> None:
    """The picture as a file, made when it is asked for."""
    st.download_button(
        visit._("Picture to send (PNG)"),
        lambda: build_png(county_svg(visit, shown, place, findings), scale=1.0),
        f"{place.name}.png".replace("/", "-"),
        "image/png",
        key="sheet-picture",
        icon=":material/image:",
        on_click="ignore",
    )


def county_svg(visit: Visit, shown: CountyMap, place: Place, findings: Sequence[Sentence]) -> str:
    """The county among its neighbours, under its name, over what was found.

    Arguments:
        findings: what is said of the county.
    """
    found = " ".join(visit.say(sentence) for sentence in findings)
    drawn = build_county_map(shown, visit)
    country = visit.subject.country
    caption = Caption(
        title=visit.say(Sentence("{county} county", {"county": place.name})),
        subtitle=f"{found} {drawn.subtitle}",
        source=drawn.source,
        nature=shown.about.nature,
        nature_label=nature_label(visit),
        notes=(exactness(visit),),
        version=visit.say(Sentence("Data version {version}.", {"version": str(shown.about.data_version)})),
    )
    cut = replace(drawn, bounds=bounds_of(country, place.code))
    return build_svg(cut, caption, geometries(country)["counties"], around=Around(country, visit.language.code))


def bounds_of(country: Country, code: str) -> Bounds:
    """West, south, east and north of a county with some of what lies around it, in degrees."""
    shapes = json.loads(country.map_geometry())["features"]
    corners = [
        corner for shape in shapes if shape["id"] == code for corner in _corners(shape["geometry"]["coordinates"])
    ]
    longitudes, latitudes = zip(*corners, strict=True)
    west, south, east, north = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    wider = AROUND * max(east - west, north - south)
    return west - wider, south - wider, east + wider, north + wider


def _corners(coordinates: Any) -> Iterator[tuple[float, float]]:
    """All points of a geometry, however deep its rings lie."""
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _corners(part)
