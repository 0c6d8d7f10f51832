"""Boundaries brought by an operator: accepted when right, refused with one clear sentence when not."""

import json

import numpy as np
import pytest
import shapely

from usalama.country import Country, load_country
from usalama.country.boundaries import MAP_BYTES, map_geojson, read_boundaries
from usalama.errors import InputRefused
from usalama.settings import PROJECT_FOLDER

KENYA = PROJECT_FOLDER / "data" / "kenya"
NAMES = ("county_name", "shapeName", "ADM1_EN")


@pytest.fixture(scope="module")
def kenya() -> Country:
    return load_country(KENYA)


@pytest.fixture
def content() -> dict:
    return json.loads((KENYA / "counties.geojson").read_text(encoding="utf-8"))


@pytest.fixture
def read(kenya, tmp_path):
    def read_content(content: object):
        path = tmp_path / "official.geojson"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return read_boundaries(path, NAMES, len(kenya.counties), kenya.county_by_name)

    return read_content


@pytest.mark.parametrize("name_property", NAMES)
def test_official_files_are_read_whatever_they_call_the_name(kenya, read, content, name_property):
    for feature in content["features"]:
        name = feature["properties"]["county_name"]
        feature["properties"] = {"PCODE": "KE000", name_property: name.upper().replace("-", " ")}
    assert sorted(read(content)) == [county.code for county in kenya.counties]


def test_a_missing_file_is_refused(kenya, tmp_path):
    with pytest.raises(InputRefused, match="There is no file"):
        read_boundaries(tmp_path / "nowhere.geojson", NAMES, 47, kenya.county_by_name)


@pytest.mark.parametrize("text", ["", "no json", "[1, 2]", '{"features": 3}', '{"features": [3]}'])
def test_a_file_that_is_no_geojson_is_refused(read, text):
    with pytest.raises(InputRefused, match="is not a GeoJSON file"):
        read(text)


def test_a_missing_county_is_refused_with_both_numbers(read, content):
    del content["features"][3]
    with pytest.raises(InputRefused, match="has 46 features where 47 counties are expected"):
        read(content)


def test_a_county_that_comes_twice_is_refused(read, content):
    content["features"][3]["properties"] = content["features"][4]["properties"]
    with pytest.raises(InputRefused, match="has the county Lamu twice"):
        read(content)


def test_an_unknown_name_is_refused_with_the_nearest_spelling(read, content):
    content["features"][41]["properties"]["county_name"] = "Kisuma"
    with pytest.raises(InputRefused, match="did you mean Kisumu"):
        read(content)


def test_features_without_a_name_are_refused(read, content):
    del content["features"][0]["properties"]["county_name"]
    with pytest.raises(InputRefused, match="does not name its counties"):
        read(content)
    content["features"][0]["properties"] = None
    with pytest.raises(InputRefused, match="does not name its counties"):
        read(content)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [36, 1]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Heptagon"},
        7,
    ],
)
def test_a_boundary_that_is_no_area_is_refused(read, content, geometry):
    content["features"][0]["geometry"] = geometry
    with pytest.raises(InputRefused, match=r"The boundary of Mombasa in .* is not an area"):
        read(content)


def test_a_boundary_that_crosses_itself_is_refused_with_the_place(read, content):
    bow = [[39, -4], [40, -3], [40, -4], [39, -3], [39, -4]]
    content["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [bow]}
    with pytest.raises(InputRefused, match=r"not valid: Self-intersection\[39.5 -3.5\]"):
        read(content)


def test_boundaries_in_metres_are_refused(read, content):
    square = [[4e6, 0], [4.1e6, 0], [4.1e6, 1e5], [4e6, 0]]
    content["features"][0]["geometry"] = {"type": "Polygon", "coordinates": [square]}
    with pytest.raises(InputRefused, match="not in degrees"):
        read(content)


def detailed(kenya: Country, gap: float) -> dict[str, shapely.Geometry]:
    """Each edge cut into pieces and wobbled, as in official files of many megabytes.

    Without a gap neighbours have the very same points; with one each county is moved by so many degrees more.
    """

    def wobble(points: np.ndarray) -> np.ndarray:
        return (points + 0.0005 * np.sin(2 * np.pi * 20 * points[:, ::-1])).round(6)

    pieces = shapely.transform(shapely.segmentize(list(kenya.boundaries.values()), 0.003), wobble)
    return {
        code: shapely.transform(piece, lambda points, step=step: points + gap * step)
        for step, (code, piece) in enumerate(zip(kenya.boundaries, pieces, strict=True))
    }


@pytest.mark.parametrize(("gap", "fit"), [(0, True), (1e-4, False)])
def test_detailed_boundaries_reach_the_map_small(kenya, gap, fit):
    boundaries = detailed(kenya, gap)
    assert shapely.get_num_coordinates(list(boundaries.values())).sum() > 50_000
    content = map_geojson(boundaries, {county.code: county.name for county in kenya.counties})
    areas = [shapely.from_geojson(json.dumps(one["geometry"])) for one in json.loads(content)["features"]]
    assert len(content) <= MAP_BYTES
    assert len(areas) == len(kenya.counties)
    assert shapely.coverage_is_valid(areas) == fit
    assert shapely.area(areas).sum() == pytest.approx(shapely.area(list(kenya.boundaries.values())).sum(), rel=0.02)


def test_boundaries_that_no_simplification_makes_small_are_refused():
    west, south = np.mgrid[0:60, 0:60].reshape(2, -1)
    islands = shapely.multipolygons(shapely.box(west, south, west + 0.5, south + 0.5))
    with pytest.raises(InputRefused, match="too detailed"):
        map_geojson({"001": islands}, {"001": "Archipelago"})
