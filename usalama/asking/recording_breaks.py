"""When did the way of recording change, so that a series before and after is not one series?

A new app, station or form makes a step in a series that is not the world's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import Selection
from usalama.country.country_files import Row, read_rows
from usalama.model import N_, Nature, Place, PlaceLevel, Sentence
from usalama.store.questions import coverage

FILE = "recording_changes.csv"
OF_A_SOURCE = Sentence("From the data themselves: its first month.")


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


@dataclass(frozen=True)
class RecordingBreak:
    """A date from which a series counts something else.

    Arguments:
        month: the first of the new way.
        label: what changed, in a few words.
        published_by: who says so.
    """

    month: date
    label: Sentence
    published_by: Sentence


def recording_breaks(selection: Selection, place: Place) -> tuple[RecordingBreak, ...]:
    """Changes of the register that touch a place, and the first months of sources found in the data, in order."""
    found = (*_registered(selection, place), *_first_months(selection, place))
    period = selection.period
    inside = (one for one in found if period.start < one.month <= period.end)
    return tuple(sorted(inside, key=lambda one: one.month))


def _registered(selection: Selection, place: Place) -> list[RecordingBreak]:
    touched = set(selection.country.county_codes_of(place))
    return [
        RecordingBreak(
            month=change.changed_on.replace(day=1),
            label=Sentence(
                "{kind}: {description}",
                {"kind": Sentence(KIND_NAMES[change.kind]), "description": change.description},
            ),
            published_by=Sentence("{source}", {"source": change.published_by}),
        )
        for change in load_recording_changes(selection.country.folder)
        if change.nature == selection.about.nature
        and change.source_id in ("", *selection.source_ids)
        and (not change.place_key or touched & _counties(selection, change.place_key))
    ]


def _counties(selection: Selection, place_key: str) -> set[str]:
    return set(selection.country.county_codes_of(selection.country.place(place_key)))


def _first_months(selection: Selection, place: Place) -> list[RecordingBreak]:
    """A source that begins after another one: its rows add to the series from then on."""
    if len(selection.source_ids) == 1:
        return []
    counted = counts_of_places(selection, (place,), ("source_id", "occurred_month"))
    if place.level == PlaceLevel.COUNTRY:
        counted = counted[counted.incident_count > 0]
    first = counted.groupby("source_id").occurred_month.min()
    names = selection.store.read(coverage(), selection.scope).set_index("source_id").source_name
    return [
        RecordingBreak(
            month=month,
            label=Sentence("New source: {source}", {"source": str(names[source_id])}),
            published_by=OF_A_SOURCE,
        )
        for source_id, month in first.items()
        if month > first.min()
    ]
