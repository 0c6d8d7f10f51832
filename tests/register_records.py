"""A few records of the programme's registers, kept as a page keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tests.examples import KENYA, OPERATOR
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_registers
from usalama.actions.receipt import Receipt
from usalama.model import Nature
from usalama.registers import ACTIVITY, ASSOCIATION, CONTACT, PARTNER, STAGE
from usalama.schema import Table
from usalama.store import Store

TODAY = date(2026, 1, 15)
CANARY = "CANARY9c2e Chairperson"
HOSTILE = "x](https://evil.example) <script>fired()</script> ${fired()} `b` #panic(1) $a$"


def record(table: Table, **values: Any) -> dict[str, Any]:
    """A record with every column of its register; those not given are empty."""
    return dict.fromkeys(name for name in table.column_names if name != "source_id") | values


def keep(store: Store, table: Table, *records: dict[str, Any], nature: Nature = Nature.TEST) -> Receipt:
    return keep_all(store, {table: records}, nature)


def keep_all(
    store: Store, registers: Mapping[Table, Iterable[dict[str, Any]]], nature: Nature = Nature.TEST
) -> Receipt:
    """The same for several registers, in one commit."""
    clerk = Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)
    whole = {table: [record(table, **one) for one in records] for table, records in registers.items()}
    return keep_registers(clerk, whole, Source(f"A {nature} register", nature))


def keep_programme(store: Store, nature: Nature = Nature.TEST) -> None:
    """Three associations, one of them hostile, with what else the pages of the programme show."""
    keep_all(store, programme_records(), nature)


def programme_records() -> dict[Table, list[dict[str, Any]]]:
    applied = {"pipeline": "accreditation", "county_code": "042", "association_id": "kondele"}
    activity = {"record_id": "a", "kind": "forum", "county_code": "042", "association_id": "kondele"}
    firm = {"record_id": "p", "name": HOSTILE, "sector": "private_security", "county_codes": "042,047"}
    return {
        ASSOCIATION: [
            {
                "record_id": "kondele", "name": "Kondele Residents", "county_code": "042", "constituency_code": "240",
                "settlement_type": "estate", "household_count": 400, "member_count": 90, "tools": "phone, hatua",
                "languages": "sw, luo", "longitude": 34.77, "latitude": -0.09, "joined_on": date(2025, 6, 8),
            },
            {
                "record_id": "kondele-2", "name": "Kondele residents ", "county_code": "042", "member_count": 80,
                "settlement_type": "estate", "household_count": 380,
            },
            {"record_id": "evil", "name": HOSTILE, "county_code": "047", "tools": HOSTILE},
        ],
        CONTACT: [{"record_id": "c", "association_id": "kondele", "person_name": CANARY}],
        STAGE: [
            applied | {"record_id": "s1", "stage": "applied", "reached_on": date(2025, 10, 1), "office": HOSTILE},
            applied | {"record_id": "s2", "stage": "agreement", "reached_on": date(2025, 11, 1)},
            applied | {"record_id": "s3", "stage": "applied", "reached_on": date(2025, 12, 1), "reason": HOSTILE},
        ],
        ACTIVITY: [activity | {"held_on": date(2025, 9, 1), "description": HOSTILE}],
        PARTNER: [firm | {"guards_committed": 30, "licence": HOSTILE}],
    }  # fmt: skip
