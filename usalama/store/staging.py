"""Rows that are checked but not stored yet, and what storing them would do."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa

from usalama.registers import COVER
from usalama.schema import INCIDENT, SQL_TYPES, Table

# These the store itself gives to a row.
STORE_COLUMNS = ("incident_id", "source_id", "batch_id")
STAGED_COLUMNS = tuple(name for name in INCIDENT.column_names if name not in STORE_COLUMNS)
TOUCHED_MONTH = "touched_month"
# What tells rows apart; records of a register have their record_id. Incidents are told apart within their source.
KEYS = {INCIDENT.name: "source_record_id", COVER.name: "cover_id"}
RECORD_KEY = "record_id"


@dataclass(frozen=True)
class Comparison:
    """What storing the staged rows would do.

    Arguments:
        new, updated, duplicates: rows.
        conflicts: rows with an id that an earlier row of the same file has with other content;
            columns row, the id, first_row.
    """

    new: int
    updated: int
    duplicates: int
    conflicts: pd.DataFrame

    @property
    def accepted(self) -> int:
        return self.new + self.updated


class Staging:
    """A place for rows on their way, seen by one cursor only.

    Arguments:
        cursor: the connection whose temporary tables they are.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor

    def of(self, table: Table) -> StagedRows:
        """An empty place for rows of this table."""
        return StagedRows(self.cursor, table)


class StagedRows:
    """Checked rows of one table; each with ``row``, its number in the file."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
        self.table = table
        self.key = KEYS.get(table.name, RECORD_KEY)
        self.columns = tuple(name for name in table.column_names if name not in STORE_COLUMNS)
        self.name, self.judged = f"staged_{table.name}", f"judged_{table.name}"
        self.accepted = f"(SELECT row FROM {self.judged} WHERE outcome IN ('new', 'updated'))"
        self._cursor = cursor
        columns = ", ".join(f"{name} {SQL_TYPES[table.column(name).kind]}" for name in self.columns)
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE {self.name} (row BIGINT, {columns})")

    def add(self, rows: pa.Table) -> None:
        """Add checked rows: ``row`` and every column but the store's own."""
        columns = ", ".join(("row", *self.columns))
        self._cursor.register("arriving", rows)
        self._cursor.execute(f"INSERT INTO {self.name} ({columns}) SELECT {columns} FROM arriving")
        self._cursor.unregister("arriving")

    def compare(self, source_id: str) -> Comparison:
        """Judge every staged row against its own file and against what is stored."""
        key = self.key
        self._cursor.execute(
            f"""CREATE OR REPLACE TEMP TABLE repeated AS
                SELECT {key}, min(row) AS first_row FROM {self.name} GROUP BY ALL HAVING count(*) > 1"""
        )
        is_own = self.table is INCIDENT
        self._cursor.execute(
            f"""CREATE OR REPLACE TEMP TABLE {self.judged} AS
                SELECT s.row, s.{key}, r.first_row, CASE
                    WHEN s.row > r.first_row THEN CASE WHEN {self._same("s", "f")} THEN 'duplicate' ELSE 'conflict' END
                    WHEN t.{key} IS NULL THEN 'new'
                    WHEN {self._same("s", "t")} THEN 'duplicate'
                    ELSE 'updated' END AS outcome
                FROM {self.name} s
                LEFT JOIN repeated r ON r.{key} = s.{key}
                LEFT JOIN {self.name} f ON f.row = r.first_row
                LEFT JOIN (SELECT * FROM {self.table.name}{" WHERE source_id = $source_id" if is_own else ""}) t
                    ON t.{key} = s.{key}""",
            {"source_id": source_id} if is_own else None,
        )
        rows = self._cursor.execute(f"SELECT outcome, count(*) FROM {self.judged} GROUP BY ALL").fetchall()
        tally = {str(outcome): int(count) for outcome, count in rows}
        conflicts = self._cursor.execute(
            f"SELECT row, {key}, first_row FROM {self.judged} WHERE outcome = 'conflict' ORDER BY row"
        ).df()
        return Comparison(
            new=tally.get("new", 0),
            updated=tally.get("updated", 0),
            duplicates=tally.get("duplicate", 0),
            conflicts=conflicts,
        )

    def count_accepted(self, columns: tuple[str, ...]) -> pd.DataFrame:
        """Rows judged new or updated, counted by some columns: the columns and ``row_count``."""
        names = ", ".join(name for name in columns if name in self.columns)
        return self._table(
            f"SELECT {names}, count(*) AS row_count FROM {self.name} SEMI JOIN {self.accepted} USING (row) GROUP BY ALL"
        )

    def sample_points(self, limit: int) -> pd.DataFrame:
        """Longitude and latitude of some rows judged new or updated."""
        return self._table(
            f"""SELECT longitude, latitude FROM {self.name} SEMI JOIN {self.accepted} USING (row)
                WHERE longitude IS NOT NULL ORDER BY hash(row) LIMIT {int(limit)}"""
        )

    def _table(self, sql: str) -> pd.DataFrame:
        return self._cursor.execute(sql).arrow().read_all().to_pandas()

    def _same(self, left: str, right: str) -> str:
        return " AND ".join(f"{left}.{name} IS NOT DISTINCT FROM {right}.{name}" for name in self.columns)
