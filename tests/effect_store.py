"""A store with reports of sixteen counties over three years, a rollout, and an effect whose truth is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from tests.examples import arriving, incident, store_table
from tests.register_records import keep
from usalama.model import Nature
from usalama.registers import STAGE
from usalama.store import Store

MONTHS = tuple(date(2021 + (number // 12), number % 12 + 1, 1) for number in range(36))
RATIO = 0.7
# Counties that joined, each in another month from the fifteenth on; those that never did; those with few reports.
JOINED = {f"{number:03d}": 14 + number for number in range(1, 11)}
NEVER, FEW_FOR_THE_PUBLIC, FEW_FOR_ALL = ("011", "012", "013", "014"), "015", "016"
ACTIVE = ("001", "002")
A_MONTH, FEW_A_MONTH, HARDLY_ANY = 28.0, 12.0, 2.0
# "stealing" falls with joining; of "robbery" as many are reported as before, but only half as many are verified.
VERIFIED, VERIFIED_LESS = 0.9, 0.45


def make_effect_store(folder: Path) -> Path:
    """Reports of nature test, and stages: "tools_live" for ten counties, "active" for two of these, later.

    Returns:
        Its address.
    """
    store = Store(folder)
    store_table(store, _reports(np.random.default_rng(11)), "reports", "reports")
    keep(store, STAGE, *_stages())
    return folder


def stage_record(county: str, stage: str, reached: date, **more: object) -> dict[str, object]:
    record = {"record_id": f"{county}-{stage}", "pipeline": "rollout", "county_code": county, "stage": stage}
    return record | {"reached_on": reached} | more


def keep_stages_of_another_nature(store: Store) -> None:
    keep(store, STAGE, stage_record("042", "tools_live", date(2024, 6, 10)), nature=Nature.SYNTHETIC)


def _stages() -> list[dict[str, object]]:
    """Reached on the twentieth of the month before the first whole month."""
    live = [stage_record(county, "tools_live", MONTHS[at - 1].replace(day=20)) for county, at in JOINED.items()]
    return live + [stage_record(county, "active", MONTHS[26].replace(day=1)) for county in ACTIVE]


def _reports(generator: np.random.Generator) -> pa.Table:
    parts = [_county(generator, county) for county in (*JOINED, *NEVER, FEW_FOR_THE_PUBLIC, FEW_FOR_ALL)]
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    size = rows["month"].size
    whole = arriving([incident("one")])
    table = {
        name: whole.column(name).take(pa.array(np.zeros(size, dtype=int))).combine_chunks()
        for name in whole.schema.names
    }
    days = np.array([np.datetime64(month.replace(day=15)) for month in MONTHS])[rows["month"]]
    months = np.array([np.datetime64(month) for month in MONTHS])[rows["month"]]
    moment = days.astype("datetime64[us]") + np.timedelta64(17, "h")
    made = {
        "row": np.arange(2, size + 2),
        "source_record_id": [f"r{number}" for number in range(size)],
        "occurred_from": moment,
        "reported_at": moment,
        "occurred_on": days,
        "occurred_month": months,
        "county_code": rows["county"],
        "category_code": np.where(rows["is_robbery"], "robbery", "stealing"),
        "category_group": np.where(rows["is_robbery"], "violent", "property"),
        "status": np.where(rows["is_verified"], "verified", "reported"),
    }
    table |= {name: pa.array(values).cast(whole.schema.field(name).type) for name, values in made.items()}
    return pa.table(table)


def _county(generator: np.random.Generator, county: str) -> dict[str, np.ndarray]:
    level = {FEW_FOR_THE_PUBLIC: FEW_A_MONTH, FEW_FOR_ALL: HARDLY_ANY}.get(county, A_MONTH)
    is_after = np.arange(len(MONTHS)) >= JOINED.get(county, len(MONTHS))
    shock = np.exp(generator.normal(0, 0.05, len(MONTHS)))
    counts = {
        False: generator.poisson(level * shock * np.where(is_after, RATIO, 1)),
        True: generator.poisson(level * shock),
    }
    parts = []
    for is_robbery, count in counts.items():
        month = np.repeat(np.arange(len(MONTHS)), count)
        share = np.where(is_after[month] & is_robbery, VERIFIED_LESS, VERIFIED)
        parts.append((month, np.full(month.size, is_robbery), generator.random(month.size) < share))
    month, is_robbery, is_verified = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return {"month": month, "is_robbery": is_robbery, "is_verified": is_verified, "county": np.full(month.size, county)}
