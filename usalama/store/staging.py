"""Rows that are checked but not stored yet, and what storing them would do."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd
import pyarrow as pa

from usalama.schema import INCIDENT, SQL_TYPES

# These the store itself gives to a row.
STORE_COLUMNS = ("incident_id", "source_id", "batch_id")
STAGED_COLUMNS = tuple(name for name in INCIDENT.column_names if name not in STORE_COLUMNS)
TOUCHED_MONTH = "touched_month"
ACCEPTED = "(SELECT row FROM judged WHERE outcome IN ('new', 'updated'))"


@dataclass(frozen=True)
class Comparison:
    """What storing the staged rows would do.

    Arguments:
        new, updated, duplicates: rows.
        conflicts: rows with an id that an earlier row of the same file has with other content;
            columns row, source_record_id, first_row.
    """

    new: int
    updated: int
    duplicates: int
    conflicts: pd.DataFrame

    @property
    def accepted(self) -> int:
        return self.new + self.updated


class Staging:
    """A temporary table of checked rows, seen by one cursor only.

    Arguments:
        cursor: the connection whose temporary table it is.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        columns = ", ".join(f"{name} {SQL_TYPES[INCIDENT.column(name).kind]}" for name in STAGED_COLUMNS)
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE staged (row BIGINT, {columns})")

    def add(self, rows: pa.Table) -> None:
        """Add checked rows: ``row`` (number in the file) and every column but the store's own."""
        columns = ", ".join(("row", *STAGED_COLUMNS))
        self.cursor.register("arriving", rows)
        self.cursor.execute(f"INSERT INTO staged ({columns}) SELECT {columns} FROM arriving")
        self.cursor.unregister("arriving")

    def compare(self, source_id: str) -> Comparison:
        """Judge every staged row against its own file and against what is stored of the source."""
        self.cursor.execute(
            """CREATE OR REPLACE TEMP TABLE repeated AS
               SELECT source_record_id, min(row) AS first_row FROM staged GROUP BY ALL HAVING count(*) > 1"""
        )
        self.cursor.execute(
            f"""CREATE OR REPLACE TEMP TABLE judged AS
                SELECT s.row, s.source_record_id, r.first_row, CASE
                    WHEN s.row > r.first_row THEN CASE WHEN {_same("s", "f")} THEN 'duplicate' ELSE 'conflict' END
                    WHEN t.incident_id IS NULL THEN 'new'
                    WHEN {_same("s", "t")} THEN 'duplicate'
                    ELSE 'updated' END AS outcome
                FROM staged s
                LEFT JOIN repeated r ON r.source_record_id = s.source_record_id
                LEFT JOIN staged f ON f.row = r.first_row
                LEFT JOIN (SELECT * FROM incident WHERE source_id = $source_id) t
                    ON t.source_record_id = s.source_record_id""",
            {"source_id": source_id},
        )
        rows = self.cursor.execute("SELECT outcome, count(*) FROM judged GROUP BY ALL").fetchall()
        tally = {str(outcome): int(count) for outcome, count in rows}
        conflicts = self.cursor.execute(
            "SELECT row, source_record_id, first_row FROM judged WHERE outcome = 'conflict' ORDER BY row"
        ).df()
        return Comparison(
            new=tally.get("new", 0),
            updated=tally.get("updated", 0),
            duplicates=tally.get("duplicate", 0),
            conflicts=conflicts,
        )

    def count_accepted(self, columns: tuple[str, ...]) -> pd.DataFrame:
        """Rows judged new or updated, counted by some columns: the columns and ``row_count``."""
        names = ", ".join(name for name in columns if name in STAGED_COLUMNS)
        return self._table(
            f"SELECT {names}, count(*) AS row_count FROM staged SEMI JOIN {ACCEPTED} USING (row) GROUP BY ALL"
        )

    def sample_points(self, limit: int) -> pd.DataFrame:
        """Longitude and latitude of some rows judged new or updated."""
        return self._table(
            f"""SELECT longitude, latitude FROM staged SEMI JOIN {ACCEPTED} USING (row)
                WHERE longitude IS NOT NULL ORDER BY hash(row) LIMIT {int(limit)}"""
        )

    def _table(self, sql: str) -> pd.DataFrame:
        return self.cursor.execute(sql).arrow().read_all().to_pandas()


def _same(left: str, right: str) -> str:
    return " AND ".join(f"{left}.{name} IS NOT DISTINCT FROM {right}.{name}" for name in STAGED_COLUMNS)
