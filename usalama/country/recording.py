"""Changes in recording: a new app, station or form makes a step in a series that is not the world's."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from usalama.country.country_files import Row, read_rows
from usalama.model import N_, Nature

FILE = "recording_changes.csv"


class Kind(StrEnum):
    """What changed."""

    APP = "new_app"
    STATION = "new_station"
    FORM = "new_form"
    HOTLINE = "new_hotline"
    RULE = "new_rule"
    SOURCE = "new_source"
    BULK = "bulk_entry"
    OTHER = "other"


KIND_NAMES = {
    Kind.APP: N_("New app"),
    Kind.STATION: N_("New station"),
    Kind.FORM: N_("New form"),
    Kind.HOTLINE: N_("New hotline"),
    Kind.RULE: N_("New rule of counting"),
    Kind.SOURCE: N_("New source"),
    Kind.BULK: N_("Bulk entry"),
    Kind.OTHER: N_("Other change"),
}


class RecordingChange(Row):
    """One row of ``recording_changes.csv``.

    Arguments:
        changed_on: the first day of the new way.
        place_key: where ("county:042", "city:kisumu"); empty where it holds everywhere.
        source_id: whose rows; empty where it holds for all.
        kind: what changed.
        description: in a few words, in the language of the country's folder.
        published_by: who says so and where; never empty.
        nature: of the rows it is about; a change in the world is never drawn on invented rows.
    """

    changed_on: date
    place_key: str
    source_id: str
    kind: Kind
    description: str
    published_by: str = Field(min_length=1)
    nature: Nature


@lru_cache
def load_recording_changes(folder: Path) -> tuple[RecordingChange, ...]:
    """The register of a country, in order of date; empty when its folder has none.

    Raises:
        InputRefused: a row is not what it should be.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    return tuple(sorted(read_rows(path, RecordingChange), key=lambda one: one.changed_on))
