"""Reading GeoJSON: one feature at a time, so that the whole file never stands in memory as objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from usalama.errors import InputRefused
from usalama.ingest.files.blocks import (
    BLOCK_ROWS,
    Block,
    BlockBuilder,
    check_needed,
    checked_header,
    no_rows,
    too_many_rows,
)
from usalama.ingest.files.csv_file import encoding_of
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.mapping import Mapping
from usalama.model import Sentence

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
# The names that older files give to longitude and latitude on WGS 84.
PLAIN_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")

Feature = dict[str, Any]


def read_geojson(path: Path, mapping: Mapping, limits: Limits) -> Iterator[Block]:
    """The features of a GeoJSON file as rows, block by block; the first feature is row 2.

    The columns are the properties. The point goes into the columns that the mapping calls longitude and
    latitude, and the feature's id into the one it calls source_record_id where the properties lack it.

    Raises:
        InputRefused: it is not a GeoJSON feature collection in UTF-8, does not suit the mapping, or has no
            features or too many.
    """
    # What begins as UTF-16 was refused already: its first bytes are not those of an object.
    encoding_of(path, "utf-8")
    text = path.read_text(encoding="utf-8-sig")
    names = _names(path, text, mapping, limits)
    header = checked_header(names, limits)
    check_needed(header, mapping.their_names(needed_only=True), mapping.title)
    builder = BlockBuilder(header)
    for number, (feature, position) in enumerate(_features(path, text), start=2):
        record, reason = _record(feature, mapping)
        if reason is not None:
            builder.refuse("geometry", "", reason)
        builder.add(number, [record.get(name, "") for name in names])
        if len(builder.rows) == BLOCK_ROWS:
            yield builder.build(position / len(text))
    if builder.rows:
        yield builder.build(share_read=1.0)


def _names(path: Path, text: str, mapping: Mapping, limits: Limits) -> list[str]:
    """Every property that any feature has: the columns of the file, of which each block has the same."""
    names: dict[str, None] = {}
    read = 0
    for read, (feature, _) in enumerate(_features(path, text), start=1):
        names |= dict.fromkeys(_record(feature, mapping)[0])
        if limits.rows is not None and read > limits.rows:
            raise too_many_rows(limits.rows)
    if read == 0:
        raise no_rows(path.name)
    return list(names)


def _record(feature: Feature, mapping: Mapping) -> tuple[dict[str, str], Sentence | None]:
    properties = feature.get("properties")
    record = {}
    if isinstance(properties, dict):
        record = {name.strip(): text_of(value) for name, value in properties.items()}
    (identity,) = mapping.columns.get("source_record_id", ("",))[:1]
    if identity and "id" in feature:
        record.setdefault(identity, text_of(feature["id"]))
    point, reason = _point(feature.get("geometry"))
    if "longitude" in mapping.columns:
        for ours, value in zip(("longitude", "latitude"), point, strict=True):
            record[mapping.columns[ours][0]] = value
    return record, reason


def _point(geometry: object) -> tuple[tuple[str, str], Sentence | None]:
    if geometry is None:
        return ("", ""), None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind != "Point":
        return ("", ""), Sentence("The geometry is {kind}; only points can be read.", {"kind": str(kind)[:40]})
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        return ("", ""), Sentence("The point has no two coordinates.")
    return (text_of(coordinates[0]), text_of(coordinates[1])), None


def text_of(value: object) -> str:
    """A JSON value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        # JSON may escape half a character, which is no text.
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool | dict | list):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)


def _features(path: Path, text: str) -> Iterator[tuple[Feature, int]]:
    """Every feature beside the position after it."""
    try:
        yield from _Walker(text).features()
    except (ValueError, RecursionError) as error:
        raise InputRefused("{name} is not a GeoJSON feature collection that can be read.", name=path.name) from error


@dataclass
class _Walker:
    """Walks over the outermost object of a JSON text and stops at each feature."""

    text: str
    position: int = 0

    def features(self) -> Iterator[tuple[Feature, int]]:
        self.expect("{")
        has_features = False
        while True:
            name = self.value()
            self.expect(":")
            if name == "features":
                has_features = True
                yield from self.elements()
            else:
                self.check_member(name, self.value())
            if self.expect(",}") == "}":
                break
        if not has_features or self.skip_space() != len(self.text):
            raise ValueError("no features, or text after them")

    def elements(self) -> Iterator[tuple[Feature, int]]:
        self.expect("[")
        if self.text.startswith("]", self.skip_space()):
            self.position += 1
            return
        while True:
            feature = self.value()
            if not isinstance(feature, dict):
                raise ValueError("not a feature")
            yield feature, self.position
            if self.expect(",]") == "]":
                return

    def check_member(self, name: object, value: object) -> None:
        if name == "type" and value != "FeatureCollection":
            raise ValueError("not a feature collection")
        if name == "crs" and not any(known in json.dumps(value) for known in PLAIN_DEGREES):
            raise ValueError("not in degrees")

    def skip_space(self) -> int:
        found = _SPACE.match(self.text, self.position)
        self.position = found.end() if found else self.position
        return self.position

    def expect(self, characters: str) -> str:
        found = self.text[self.skip_space() : self.position + 1]
        if not found or found not in characters:
            raise ValueError(f"expected one of {characters}")
        self.position += 1
        return found

    def value(self) -> object:
        value, self.position = _DECODER.raw_decode(self.text, self.skip_space())
        return value
