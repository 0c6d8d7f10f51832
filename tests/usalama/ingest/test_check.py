from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from usalama.ingest.check import ACCEPTED_SCHEMA, CHECKED, declared_faults
from usalama.schema import INCIDENT


def test_accepted_rows_have_every_column_of_the_schema_that_the_store_does_not_give() -> None:
    given = {"incident_id", "source_id", "batch_id"}
    assert ACCEPTED_SCHEMA.names == ["row", *(name for name in INCIDENT.column_names if name not in given)]
    assert all(ACCEPTED_SCHEMA.field(name) == INCIDENT.arrow_schema.field(name) for name in ACCEPTED_SCHEMA.names[1:])


def test_a_row_is_refused_once_for_its_first_fault(row: Callable) -> None:
    outcome = row(id="", when="never", lon="x", category="?")
    assert outcome.reasons == ["The id is missing."]


def test_good_rows_among_bad_ones_keep_what_is_theirs(read: Callable) -> None:
    lines = [
        f"{number},{day:02d}/02/2024,{'' if number % 3 else '34.7396'},{'' if number % 3 else '-0.1179'},Kisumu,robbery"
        for number, day in enumerate(range(20, 35))
    ]
    outcome = read("id,when,lon,lat,county,category\n" + "\n".join(lines))
    assert [(row["source_record_id"], row["occurred_on"].day, row["row"]) for row in outcome.accepted] == [
        (str(number), number + 20, number + 2) for number in range(10)
    ]
    assert [row["longitude"] is not None for row in outcome.accepted] == [number % 3 == 0 for number in range(10)]
    assert [refusal["value"] for refusal in outcome.refused] == [f"{day}/02/2024" for day in range(30, 35)]


GOOD = {
    "source_record_id": "1",
    "occurred_from": 0,
    "occurred_on": 0,
    "occurred_month": 0,
    "occurred_hour": 23,
    "county_code": "042",
    "constituency_method": None,
    "place_method": "point",
    "longitude": 34.7,
    "latitude": -0.1,
    "location_precision": "exact",
    "category_code": "robbery",
    "category_group": "violent",
    "settlement_type": None,
    "responder": "none",
    "status": "reported",
}


def faults(**second_row: object) -> list[tuple[list[int], str, str]]:
    rows = [GOOD, GOOD | second_row]
    ours = {
        column.name: pa.array([row[column.name] for row in rows], ACCEPTED_SCHEMA.field(column.name).type)
        for column in CHECKED
    }
    return [(list(where), column.name, str(reason)) for where, column, reason in declared_faults(ours)]


def test_rows_that_have_all_that_is_declared_pass() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"source_record_id": None}, ([1], "source_record_id", "It is missing.")),
        ({"occurred_on": None}, ([1], "occurred_on", "It is missing.")),
        (
            {"place_method": "guessed"},
            ([1], "place_method", "It is none of: given, point, nearest, estimated."),
        ),
        ({"occurred_hour": 24}, ([1], "occurred_hour", "It is not between 0 and 23.")),
        ({"longitude": 181.0}, ([1], "longitude", "It is not between -180 and 180.")),
    ],
)
def test_what_is_declared_is_checked(value: dict[str, object], fault: tuple[list[int], str, str]) -> None:
    assert faults(**value) == [fault]


def test_faults_come_in_the_order_of_the_schema() -> None:
    assert [column for _, column, _ in faults(status="open", county_code=None, latitude=-91.0)] == [
        "county_code",
        "latitude",
        "status",
    ]
