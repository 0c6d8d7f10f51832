"""Names on the map: none covers another, they come in the same order every time, and each language has its own."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
import shapely

from components.maps.labels import FIRST_ZOOM, LAST_ZOOM, _box, _overlap, first_zoom, labels_at, labels_of
from tests.examples import subject
from usalama.country.ground import CITY, COUNTY, LAKE, TERRITORY, TOWN

COUNTRY = subject().country


def shown(language, zoom):
    return [label for label in labels_of(COUNTRY, language) if label.from_zoom <= zoom]


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("zoom", [5.0, 6.25, 7.5, 9.0, 11.0])
def test_no_name_covers_another(language, zoom):
    boxes = [_box(label, zoom) for label in shown(language, zoom)]
    assert not [pair for pair in itertools.combinations(boxes, 2) if _overlap(*pair)]


def test_names_are_the_same_every_time():
    labels_of.cache_clear()
    first = labels_of(COUNTRY, "en")
    labels_of.cache_clear()
    assert labels_of(COUNTRY, "en") == first


def test_a_closer_view_names_more_and_drops_none():
    before: set = set()
    for zoom in (FIRST_ZOOM, first_zoom(COUNTRY), 8.0, LAST_ZOOM):
        now = set(shown("en", zoom))
        assert before < now
        before = now


def test_the_first_view_names_cities_counties_water_and_neighbours_before_towns():
    kinds = Counter(label.kind for label in shown("en", first_zoom(COUNTRY)))
    assert kinds[CITY] >= 5
    assert kinds[COUNTY] >= 10
    assert kinds[LAKE] >= 2
    assert kinds[TERRITORY] >= 4
    assert kinds[TOWN] <= 1


def test_close_up_every_county_has_its_name():
    names = {label.code for label in shown("en", LAST_ZOOM) if label.kind == COUNTY}
    assert names == {county.code for county in COUNTRY.counties}


def test_a_county_is_named_inside_itself():

    for label in labels_of(COUNTRY, "en"):
        if label.kind == COUNTY:
            assert COUNTRY.boundaries[label.code].contains(shapely.Point(label.longitude, label.latitude))


def test_water_and_neighbours_are_named_in_the_language_and_places_as_they_are_called():
    kiswahili = {label.name for label in labels_of(COUNTRY, "sw")}
    assert {"Ziwa Victoria", "Bahari Hindi", "Sudan Kusini", "Nairobi"} <= kiswahili
    assert "Lake Victoria" not in kiswahili


def test_the_country_itself_bears_no_name_on_its_own_map():
    assert COUNTRY.name not in {label.name for label in labels_of(COUNTRY, "en")}


def test_larger_letters_leave_room_for_fewer_names():
    zoom = first_zoom(COUNTRY)
    assert len(labels_at(COUNTRY, "en", zoom, 2.0)) < len(labels_at(COUNTRY, "en", zoom, 1.0))
