from pathlib import Path

import pytest

from tests.usalama.ingest.conftest import read_path
from usalama.ingest.mapping import MAPPINGS_FOLDER, Mapping, shipped_mappings

# name: accepted, refused
EXPECTED = {
    "acled": (2, 1),
    "emergency_911": (3, 0),
    "hatua": (3, 0),
    "relocated_thefts": (2, 0),
    "usalama": (4, 0),
    "ushahidi": (3, 0),
}
SHIPPED = pytest.mark.parametrize("mapping", shipped_mappings(), ids=lambda mapping: mapping.name)


def sample_of(mapping: Mapping) -> Path:
    (sample,) = (MAPPINGS_FOLDER / "samples").glob(f"{mapping.name}.*")
    return sample


@SHIPPED
def test_every_shipped_mapping_reads_its_sample(mapping: Mapping) -> None:
    outcome = read_path(sample_of(mapping), mapping)
    assert (len(outcome.accepted), len(outcome.refused)) == EXPECTED[mapping.name]


@SHIPPED
def test_the_rows_of_every_sample_are_marked_as_made_up(mapping: Mapping) -> None:
    _, *rows = sample_of(mapping).read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if "example" not in row.lower()] == []


def test_names_and_addresses_in_an_ushahidi_file_are_not_read() -> None:
    (mapping,) = (mapping for mapping in shipped_mappings() if mapping.name == "ushahidi")
    assert {"FIRST NAME", "LAST NAME", "EMAIL"}.isdisjoint(mapping.their_names())


def test_only_approved_and_verified_ushahidi_reports_are_verified() -> None:
    (mapping,) = (mapping for mapping in shipped_mappings() if mapping.name == "ushahidi")
    statuses = [row["status"] for row in read_path(sample_of(mapping), mapping).accepted]
    assert statuses == ["verified", "reported", "reported"]


def test_weeks_of_acled_become_intervals() -> None:
    (mapping,) = (mapping for mapping in shipped_mappings() if mapping.name == "acled")
    first, second = read_path(sample_of(mapping), mapping).accepted
    assert (first["occurred_to"] - first["occurred_from"]).days == 0
    assert (second["occurred_to"] - second["occurred_from"]).days == 6
