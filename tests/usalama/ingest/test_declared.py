import pyarrow as pa
import pytest

from usalama.ingest.check import ACCEPTED_SCHEMA
from usalama.ingest.declared import CHECKED, declared_faults

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
