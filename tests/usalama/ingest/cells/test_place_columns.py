"""The point of the plain row, 34.7396, -0.1179, lies in Kisumu."""

import time
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from tests.examples import KENYA as COUNTRY_FOLDER
from usalama.country import load_country
from usalama.ingest.cells.place_columns import cells_of
from usalama.ingest.mapping import Mapping

KENYA = load_country(COUNTRY_FOLDER)


@pytest.fixture
def placed(mapping: Mapping) -> Mapping:
    """The plain mapping with a constituency besides, in the column "category"; every row is a robbery."""
    columns = {name: list(theirs) for name, theirs in mapping.columns.items()}
    columns["constituency_code"] = columns.pop("category_code")
    return Mapping.model_validate(mapping.model_dump() | {"columns": columns, "defaults": {"category_code": "robbery"}})


def test_a_point_finds_its_county_constituency_city_and_cell(row: Callable) -> None:
    found = row(county="").only
    assert (found["county_code"], found["place_method"]) == ("042", "point")
    assert (found["constituency_code"], found["constituency_method"], found["city_code"]) == (
        "240",
        "estimated",
        "kisumu",
    )
    assert found["h3_cell"] == "867a6b757ffffff"
    assert found["location_precision"] == "unknown"


def test_a_county_without_a_point_is_kept_as_given_and_not_mapped(row: Callable) -> None:
    found = row(lon="", lat="", county="Muranga").only
    assert KENYA.county(found["county_code"]).name == "Murang'a"
    assert (found["place_method"], found["location_precision"]) == ("given", "county")
    for name in ("longitude", "latitude", "h3_cell", "constituency_code", "constituency_method", "city_code"):
        assert found[name] is None


def test_a_point_just_outside_every_county_belongs_to_the_nearest(row: Callable) -> None:
    # Watamu lies on the coast, outside the polygon of Kilifi.
    found = row(lon="40.02", lat="-3.354", county="").only
    assert (found["county_code"], found["place_method"]) == ("003", "nearest")


def test_a_point_near_the_named_county_is_kept_where_it_lies(row: Callable) -> None:
    border = KENYA.boundaries["047"].intersection(KENYA.boundaries["022"]).interpolate(0.5, normalized=True)
    outcomes = [
        row(lon=str(border.x + east), lat=str(border.y + north), county=name)
        for east, north in ((0.01, 0.01), (-0.01, -0.01))
        for name in ("Nairobi", "Kiambu")
    ]
    assert [outcome.refused for outcome in outcomes] == [[]] * 4
    assert {outcome.only["place_method"] for outcome in outcomes} == {"point"}


def test_a_point_far_from_the_named_county_is_refused_with_both_named(row: Callable) -> None:
    outcome = row(county="Mombasa")
    assert outcome.reasons == ["The point lies in Kisumu, more than 5 km from Mombasa, which the row names."]
    assert (outcome.refused[0]["column"], outcome.refused[0]["value"]) == ("county", "Mombasa")


@pytest.mark.parametrize(
    ("cells", "column", "value", "reason"),
    [
        (
            {"lon": "-0.1179", "lat": "34.7396"},
            "lon, lat",
            "-0.1179, 34.7396",
            "The point lies outside Kenya, but inside with longitude and latitude exchanged: exchange them.",
        ),
        (
            {"lon": "0", "lat": "0.0"},
            "lon, lat",
            "0, 0.0",
            "0, 0 is no place in Kenya; leave both empty if the place is unknown.",
        ),
        (
            {"lon": "42.5", "lat": "-4.5"},
            "lon, lat",
            "42.5, -4.5",
            "The point lies outside Kenya, in the sea or abroad, more than 5 km from any county.",
        ),
        (
            {"lon": "32.58", "lat": "0.31", "county": ""},
            "lon, lat",
            "32.58, 0.31",
            "The point lies outside Kenya, in the sea or abroad, more than 5 km from any county.",
        ),
        ({"lon": ""}, "lon, lat", ", -0.1179", "Only one of longitude and latitude is given."),
        ({"lat": ""}, "lon, lat", "34.7396, ", "Only one of longitude and latitude is given."),
        ({"lon": "34,7396"}, "lon", "34,7396", "It has a decimal comma, which the mapping does not allow."),
        ({"lat": "1 S"}, "lat", "1 S", "It is not a number of degrees."),
        ({"lat": "nan"}, "lat", "nan", "It is not a number of degrees."),
        ({"lat": "inf"}, "lat", "inf", "It is not a number of degrees."),
        ({"lon": "347396"}, "lon", "347396", "It is not between -180 and 180 degrees."),
        ({"lat": "-90.5"}, "lat", "-90.5", "It is not between -90 and 90 degrees."),
        (
            {"county": "Kisumo"},
            "county",
            "Kisumo",
            "Kisumo is no county that is known here; did you mean Kisumu?",
        ),
        ({"lon": "", "lat": "", "county": ""}, "county", "", "The row gives neither a point nor a county."),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_its_reason(
    row: Callable, cells: dict[str, str], column: str, value: str, reason: str
) -> None:
    outcome = row(**cells)
    (refusal,) = outcome.refused
    assert outcome.reasons == [reason]
    assert (refusal["column"], refusal["value"]) == (column, value)


def test_a_decimal_comma_is_read_where_the_mapping_says_so(row: Callable, mapping: Mapping) -> None:
    file = mapping.file.model_copy(update={"decimal": "comma"})
    using = mapping.model_copy(update={"file": file})
    assert row(using, lon="34,7396", lat="-0,1179").only["longitude"] == 34.7396
    assert row(using).only["latitude"] == -0.1179


def test_counties_may_be_given_by_number_and_iso_codes_are_not_numbers(row: Callable, mapping: Mapping) -> None:
    using = Mapping.model_validate(mapping.model_dump() | {"county": {"by": "number"}})
    for number in ("42", "042"):
        assert row(using, lon="", lat="", county=number).only["county_code"] == "042"
    # KE-17 is Kisumu in ISO 3166-2; the national number 17 is another county.
    assert row(using, county="KE-17").reasons == ["There is no county with the number KE-17."]
    assert row(using, county="48").reasons == ["There is no county with the number 048."]


def test_a_named_constituency_gives_the_county(row: Callable, placed: Mapping) -> None:
    found = row(placed, lon="", lat="", county="", category="Kisumu Central").only
    assert (found["county_code"], found["constituency_code"], found["city_code"]) == ("042", "240", "kisumu")
    assert (found["place_method"], found["constituency_method"]) == ("given", "given")
    assert found["location_precision"] == "constituency"


def test_a_named_constituency_outweighs_the_nearest_one(row: Callable, placed: Mapping) -> None:
    found = row(placed, category="Seme").only
    assert KENYA.constituency_by_name("Seme").code == found["constituency_code"]
    assert (found["place_method"], found["constituency_method"]) == ("point", "given")


def test_a_constituency_of_another_county_is_refused(row: Callable, placed: Mapping) -> None:
    assert row(placed, lon="", lat="", category="Mvita").reasons == [
        "The constituency does not lie in the county that the row names."
    ]
    assert row(placed, county="", category="Mvita").reasons == [
        "The point lies in Kisumu, more than 5 km from Mombasa, which the row names."
    ]


def test_an_unknown_constituency_is_refused_with_the_nearest_spelling(row: Callable, placed: Mapping) -> None:
    (reason,) = row(placed, category="Kisumu Centrl").reasons
    assert "Kisumu Central?" in reason


def test_a_known_name_is_known_however_many_unknown_ones_stand_before_it(read: Callable, placed: Mapping) -> None:
    header, unknown = "id,when,lon,lat,county,category\n", [f"{n},31/12/2024,,,Nowhere {n},\n" for n in range(5000)]
    elsewhere = [f"e{n},31/12/2024,,,,Elsewhere {n}\n" for n in range(5000)]
    known = "c,31/12/2024,,,Kisumu,\nd,31/12/2024,,,,Mvita\nf,31/12/2024,,,Kisumo,\n"
    began = time.process_time()
    outcome = read(header + "".join(unknown + elsewhere) + known, using=placed)
    assert time.process_time() - began < 10
    assert [one["county_code"] for one in outcome.accepted] == ["042", "001"]
    assert len(outcome.refused) == 10_001
    # The last is helped like the first.
    assert outcome.reasons[-1] == "Kisumo is no county that is known here; did you mean Kisumu?"


def test_cells_are_those_of_h3_at_resolution_6() -> None:
    cells = cells_of(np.array([34.7396, np.nan, 34.7396]), np.array([-0.1179, np.nan, np.nan]))
    assert cells.equals(pa.array(["867a6b757ffffff", None, None]))
