"""Invented rows for timing, made fast and stored as an import stores them; they say nothing about anywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from usalama.country import Country
from usalama.country.categories import Categories
from usalama.country.subject import load_subject
from usalama.schema import ARROW_TYPES, INCIDENT
from usalama.settings import Settings
from usalama.store import Store
from usalama.store.staging import STAGED_COLUMNS

ROWS = 1_000_000
FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2025, 12, 31)
SOURCES = ("police", "residents", "hotline", "security")
STATUS_SHARES = {"verified": 0.6, "reported": 0.15, "resolved": 0.2, "rejected": 0.03, "duplicate": 0.02}
UTC_OFFSET_SECONDS = 3 * 3600
DAY_SECONDS = 86_400
MISSING_POINT, MISSING_RESPONSE, MISSING_FLAG = 0.3, 0.25, 0.2
# Narratives take room in the files, as real ones do, and no question reads them.
NARRATIVES = [
    f"Invented row for timing, text {number} of sixty-four, about seventy letters long" for number in range(64)
]


def bench_store(folder: Path, row_count: int, country: Country, categories: Categories) -> Store:
    """A store with so many rows, made once and kept.

    Arguments:
        folder: where benchmark stores are kept.
    """
    store = Store(folder / str(row_count))
    with store.cursor() as cursor:
        held = cursor.execute("SELECT count(*) FROM incident").fetchone()
    if held == (row_count,):
        return store
    generator = np.random.default_rng(row_count)
    for number, source_id in enumerate(SOURCES):
        share = row_count // len(SOURCES) + (row_count % len(SOURCES) if number == 0 else 0)
        _store(store, source_id, make_table(generator, share, country, categories))
    return store


def store_to_time(named: Path | None, folder: Path, row_count: int = ROWS) -> Path:
    """The folder of the store that was named, else of one made for timing.

    Arguments:
        folder: where benchmark stores are kept.
    """
    if named:
        return named
    subject = load_subject(Settings())
    return Path(bench_store(folder, row_count, subject.country, subject.categories).address)


def make_table(generator: np.random.Generator, row_count: int, country: Country, categories: Categories) -> pa.Table:
    """Rows in order of time, uneven over places as incidents are; places follow Zipf's law."""
    days = (LAST_DAY - FIRST_DAY).days + 1
    day = np.sort(generator.integers(0, days, row_count))
    second = generator.integers(0, DAY_SECONDS, row_count)
    first = np.datetime64(FIRST_DAY, "s")
    occurred_on = np.datetime64(FIRST_DAY, "D") + day
    occurred = first + day * DAY_SECONDS + second - UTC_OFFSET_SECONDS
    reported = occurred + generator.integers(60, 48 * 3600, row_count)
    waited = np.maximum(generator.lognormal(7.2, 1.0, row_count), 60).astype(np.int64)
    is_reached = generator.random(row_count) >= MISSING_RESPONSE
    columns: dict[str, object] = {
        "source_record_id": pa.array(np.arange(row_count)).cast(pa.string()),
        "occurred_from": occurred,
        "occurred_on": occurred_on,
        "occurred_month": occurred_on.astype("datetime64[M]").astype("datetime64[D]"),
        "occurred_hour": second // 3600,
        "reported_at": reported,
        "responded_at": pa.array(reported + waited, mask=~is_reached),
        "closed_at": pa.array(reported + waited * 2, mask=~is_reached),
        "place_method": _words(["point"], np.zeros(row_count, np.int64)),
        "location_precision": _words(["street"], np.zeros(row_count, np.int64)),
        "responder": _words(["residents", "police", "unknown"], generator.integers(0, 3, row_count)),
        "status": _words(list(STATUS_SHARES), generator.choice(5, row_count, p=list(STATUS_SHARES.values()))),
        "narrative": _words(NARRATIVES, generator.integers(0, len(NARRATIVES), row_count)),
    }
    columns |= _places(generator, row_count, country) | _kinds(generator, row_count, categories)
    arrays = {name: _typed(columns.get(name), name, row_count) for name in STAGED_COLUMNS}
    return pa.table({"row": pa.array(np.arange(2, row_count + 2))} | arrays)


def counted_frame(store: Store) -> pd.DataFrame:
    """The counted rows of a store in memory, as an analyst holds them: words as categories."""
    names = (
        "occurred_on, occurred_month, occurred_hour, reported_at, responded_at, closed_at, county_code, "
        "constituency_code, city_code, longitude, latitude, category_group, category_code"
    )
    with store.cursor() as cursor:
        table = (
            cursor.execute(f"SELECT {names} FROM incident WHERE status NOT IN ('rejected', 'duplicate')")
            .arrow()
            .read_all()
        )
    for position, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(position, field.name, table[field.name].dictionary_encode())
        if pa.types.is_date32(field.type):
            table = table.set_column(position, field.name, table[field.name].cast(pa.timestamp("s")))
    return table.to_pandas()


def _store(store: Store, source_id: str, table: pa.Table) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    batch_id = f"bench-{source_id}"
    with store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(table)
        with store.write("benchmark", f"Import {batch_id}", staging) as writer:
            before, comparison = writer.version_before(), staged.compare(source_id)
            writer.put_source({"source_id": source_id, "source_name": source_id, "nature": "test", "added_at": now})
            tally = {"rows_read": table.num_rows, "accepted": comparison.accepted, "new": comparison.new}
            tally |= {"updated": 0, "rejected": 0, "duplicates": 0, "version_before": before}
            batch = {"batch_id": batch_id, "source_id": source_id, "author": "benchmark", "stored_at": now}
            writer.put_batch(batch | tally)
            writer.store_staged(staged, source_id, batch_id)


def _places(generator: np.random.Generator, row_count: int, country: Country) -> dict[str, object]:
    places = country.constituencies
    weights = 1 / (generator.permutation(len(places)) + 10.0)
    position = generator.choice(len(places), row_count, p=weights / weights.sum())
    is_missing = generator.random(row_count) < MISSING_POINT
    centres = {
        "longitude": np.array([place.longitude for place in places]),
        "latitude": np.array([place.latitude for place in places]),
    }
    points = {
        name: pa.array(centre[position] + generator.normal(0, 0.05, row_count), mask=is_missing)
        for name, centre in centres.items()
    }
    return points | {
        "county_code": _words([place.county_code for place in places], position),
        "constituency_code": _words([place.code for place in places], position),
        "constituency_method": _words(["given"], np.zeros(row_count, np.int64)),
        "city_code": _words([place.city_code for place in places], position),
    }


def _kinds(generator: np.random.Generator, row_count: int, categories: Categories) -> dict[str, object]:
    kinds = categories.categories
    position = generator.integers(0, len(kinds), row_count)
    flags = ("is_drug_related", "is_youth_involved", "is_firearm_involved")
    return {
        "category_code": _words([kind.code for kind in kinds], position),
        "category_group": _words([kind.group_code for kind in kinds], position),
        **{
            name: pa.array(generator.random(row_count) < 0.2, mask=generator.random(row_count) < MISSING_FLAG)
            for name in flags
        },
    }


def _words(words: list[str | None] | list[str], position: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(position))


def _typed(values: object, name: str, row_count: int) -> pa.Array:
    kind = ARROW_TYPES[INCIDENT.column(name).kind]
    if values is None:
        return pa.nulls(row_count, kind)
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    return array.cast(kind)
