"""Small checked rows and a store that holds them, with counts that a reader can add up by heart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from usalama.access import operator_scope
from usalama.actions.arrivals import undo_batch
from usalama.country import load_country
from usalama.country.categories import load_categories
from usalama.country.subject import Subject
from usalama.model import Scope
from usalama.schema import ARROW_TYPES, INCIDENT
from usalama.store import Store
from usalama.store.questions import MEASURES
from usalama.store.staging import STAGED_COLUMNS, Comparison

PROJECT = Path(__file__).parents[1]
KENYA = PROJECT / "data" / "kenya"
OPERATOR = operator_scope()
PUBLIC = Scope("public", is_exact=False, published_until=date(2024, 12, 31))
ALL_MEASURES = MEASURES
NAIROBI, MOMBASA, KISUMU, NAKURU = "047", "001", "042", "032"
EAST_AFRICA_HOURS = 3
# The numbers of incidents of ``known_rows`` by county; 001 to 007 are hidden from the public there.
KNOWN_COUNTS = {NAIROBI: 120, MOMBASA: 43, KISUMU: 12, NAKURU: 7, "003": 1}
KNOWN_TOTAL = sum(KNOWN_COUNTS.values())
# 120, 43 and 12 as the public sees them.
KNOWN_PUBLIC_TOTAL = 120 + 45 + 10


def subject() -> Subject:
    return Subject(load_country(KENYA), load_categories(KENYA))


def incident(record_id: str, day: date = date(2024, 3, 15), hour: int = 20, **changes: Any) -> dict[str, Any]:
    """One checked row as the importer hands it over; ``changes`` replace single columns."""
    began = datetime.combine(day, datetime.min.time()) + timedelta(hours=hour - EAST_AFRICA_HOURS)
    row: dict[str, Any] = dict.fromkeys(STAGED_COLUMNS)
    row |= {
        "source_record_id": record_id,
        "occurred_from": began,
        "occurred_on": day,
        "occurred_month": day.replace(day=1),
        "occurred_hour": hour,
        "reported_at": began,
        "county_code": NAIROBI,
        "place_method": "given",
        "location_precision": "county",
        "category_code": "stealing",
        "category_group": "property",
        "responder": "unknown",
        "status": "verified",
    }
    return row | changes


def arriving(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Rows as an Arrow table with ``row``, numbered as a spreadsheet numbers them."""
    listed = list(rows)
    columns = {
        name: pa.array([row[name] for row in listed], ARROW_TYPES[INCIDENT.column(name).kind])
        for name in STAGED_COLUMNS
    }
    return pa.table({"row": pa.array(range(2, len(listed) + 2), pa.int64())} | columns)


def known_rows() -> list[dict[str, Any]]:
    """A year of verified thefts, spread over the months of 2024; see ``KNOWN_COUNTS``."""
    return [
        incident(f"{county}-{number}", date(2024, number % 12 + 1, 15), number % 24, county_code=county)
        for county, count in KNOWN_COUNTS.items()
        for number in range(count)
    ]


def store_rows(
    store: Store,
    rows: Iterable[dict[str, Any]],
    batch_id: str = "first",
    source_id: str = "police",
    nature: str = "test",
) -> Comparison:
    """Store rows in one commit, as importing a file does."""
    return store_table(store, arriving(rows), batch_id, source_id, nature)


def store_table(
    store: Store, table: pa.Table, batch_id: str, source_id: str = "police", nature: str = "test"
) -> Comparison:
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(table)
        with store.write("tester", f"Import {batch_id}", staging) as writer:
            comparison = staged.compare(source_id)
            if not comparison.accepted:
                writer.abandon()
                return comparison
            source = {"source_id": source_id, "source_name": source_id, "nature": nature, "added_at": now}
            batch = {"batch_id": batch_id, "source_id": source_id, "author": "tester", "stored_at": now}
            tally = {"new": comparison.new, "updated": comparison.updated, "duplicates": comparison.duplicates}
            tally |= {"rows_read": table.num_rows, "accepted": comparison.accepted, "rejected": 0}
            before = writer.version_before()
            writer.put_source(source)
            writer.put_batch(batch | tally | {"version_before": before})
            writer.store_staged(staged, source_id, batch_id)
    return comparison


def undo(store: Store, batch_id: str) -> int:
    return undo_batch(store, OPERATOR, batch_id, "tester")


def query(store: Store, sql: str) -> pd.DataFrame:
    """What the tables hold, for tests only."""
    with store.cursor() as cursor:
        return cursor.execute(sql).arrow().read_all().to_pandas()


def mapping_of(folder: Path, nature: str) -> Path:
    """Our own file format, for rows of this nature."""
    text = (PROJECT / "data" / "mappings" / "usalama.toml").read_text()
    path = folder / f"{nature}.toml"
    path.write_text(text.replace('nature = "real"', f'nature = "{nature}"').replace("Usalama Mitaani", nature.title()))
    return path


def write_file(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Rows as a file in our own format."""
    names = ["source_record_id", "occurred_from", "county_code", "category_code", "status", "narrative"]
    local = [row | {"occurred_from": row["occurred_from"] + timedelta(hours=EAST_AFRICA_HOURS)} for row in rows]
    pd.DataFrame(local, columns=names).to_csv(path, index=False, date_format="%Y-%m-%d %H:%M:%S")
    return path
