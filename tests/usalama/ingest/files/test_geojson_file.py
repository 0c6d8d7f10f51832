import json
from collections.abc import Callable
from typing import Any

import pytest

from usalama.errors import InputRefused
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.mapping import Mapping

PROPERTIES = {"id": 7, "when": "31/12/2024 23:59", "county": "Kisumu", "category": "robbery"}
POINT = {"type": "Point", "coordinates": [34.7396, -0.1179, 1100]}


def feature(geometry: object = POINT, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": PROPERTIES | properties}


def collection(*features: object, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", **members, "features": features, "after": {"x": [1]}}, indent=1)


def test_points_and_properties_are_read(read: Callable) -> None:
    row = read(collection(feature()), "a.geojson").only
    assert (row["row"], row["source_record_id"]) == (2, "7")
    assert (row["longitude"], row["latitude"], row["county_code"]) == (34.7396, -0.1179, "042")


def test_a_byte_order_mark_is_no_hindrance(read: Callable) -> None:
    assert read(collection(feature()).encode("utf-8-sig"), "a.json").only["source_record_id"] == "7"


def test_the_id_may_stand_beside_the_properties(read: Callable) -> None:
    one = feature()
    del one["properties"]["id"]
    one["id"] = "x-1"
    other = feature()
    assert [row["source_record_id"] for row in read(collection(one, other), "a.geojson").accepted] == ["x-1", "7"]


def test_a_property_that_only_later_features_have_is_a_column(read: Callable, mapping: Mapping) -> None:
    using = mapping.model_copy(update={"columns": mapping.columns | {"narrative": ("extra", "note")}})
    outcome = read(collection(feature(), feature(extra={"a": [True, None]}, note=None)), "a.geojson", using=using)
    assert [one["narrative"] for one in outcome.accepted] == [None, '{"a": [true, null]}']


def test_a_feature_without_geometry_is_placed_by_its_county(read: Callable) -> None:
    row = read(collection(feature(geometry=None)), "a.geojson").only
    assert (row["place_method"], row["county_code"], row["longitude"]) == ("given", "042", None)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "Polygon", "coordinates": []}, "The geometry is Polygon; only points can be read."),
        ({"type": "MultiPoint", "coordinates": [[34.7, -0.1]]}, "The geometry is MultiPoint; only points can be read."),
        ([34.7, -0.1], "The geometry is None; only points can be read."),
        ({"type": "Point", "coordinates": [34.7]}, "The point has no two coordinates."),
        ({"type": "Point"}, "The point has no two coordinates."),
        ({"type": "Point", "coordinates": ["x", -0.1]}, "It is not a number of degrees."),
    ],
)
def test_other_geometry_is_refused_by_row(read: Callable, geometry: object, reason: str) -> None:
    outcome = read(collection(feature(), feature(geometry)), "a.geojson")
    assert len(outcome.accepted) == 1
    assert outcome.reasons == [reason]


def test_half_a_character_becomes_a_question_mark(read: Callable) -> None:
    content = collection(feature(id="x")).replace('"x"', '"\\ud83d"')
    assert read(content, "a.geojson").only["source_record_id"] == "?"


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        '{"type": "FeatureCollection"}',
        '{"type": "Feature", "features": []}',
        '{"type": "FeatureCollection", "features": [{}',
        '{"type": "FeatureCollection", "features": [1]}',
        '{"type": "FeatureCollection", "features": [{}]} and more',
        '{"type": "FeatureCollection", "features": [{"n": ' + "1" * 5000 + "}]}",
        '{"features": [' + "[" * 100_000,
        collection(feature(), crs={"type": "name", "properties": {"name": "EPSG:21037"}}),
    ],
)
def test_what_is_no_feature_collection_is_one_sentence(read: Callable, content: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read(content, "a.geojson")
    assert str(refusal.value) == "a.geojson is not a GeoJSON feature collection that can be read."


def test_degrees_may_be_named_as_such(read: Callable) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert len(read(collection(feature(), crs=crs), "a.geojson").accepted) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (collection(), "a.geojson has a header but no rows."),
        (collection({"type": "Feature", "properties": {"id": 1}}), "The file lacks the column when"),
        (collection(feature(**{f"c{n}": n for n in range(300)})), "columns; at most 256 can be read"),
        (collection(feature()).encode("utf-16"), "a.geojson is named as GEOJSON but its content is CSV"),
    ],
)
def test_a_collection_that_cannot_be_used_is_one_sentence(read: Callable, content: str, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence):
        read(content, "a.geojson")


def test_more_features_than_a_page_takes_are_refused(read: Callable) -> None:
    with pytest.raises(InputRefused, match="more than 2 rows"):
        read(collection(*[feature()] * 3), "a.geojson", limits=Limits(rows=2))
