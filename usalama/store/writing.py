"""Writing to the lake: one commit, roll-ups that follow in the same commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import duckdb
import pyarrow as pa

from usalama.registers import COVER, REGISTERS
from usalama.schema import BATCH, INCIDENT, MONTH_COUNT, SOURCE, Table
from usalama.store.compiling import sql_of
from usalama.store.questions import Question, month_count_of_touched_months
from usalama.store.staging import STAGED_COLUMNS, TOUCHED_MONTH

REFRESH = Question("month count of touched months", month_count_of_touched_months)


class Writer:
    """The statements of one commit.

    Arguments:
        cursor: a connection of its own; staged rows are its temporary tables.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._is_open = False

    def begin(self) -> None:
        self._cursor.execute("BEGIN")
        self._is_open = True

    def commit(self, author: str, message: str) -> None:
        if not self._is_open:
            return
        self._run("CALL lake.set_commit_message($author, $message)", {"author": author, "message": message})
        self._cursor.execute("COMMIT")
        self._is_open = False

    def abandon(self) -> None:
        """Store nothing and make no new version."""
        self._is_open = False
        self._cursor.execute("ROLLBACK")

    def roll_back_unless_committed(self) -> None:
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._cursor.execute("ROLLBACK")
        except duckdb.TransactionException:
            return  # the engine has ended the transaction by itself

    def version_before(self) -> int:
        """The newest version before this commit."""
        row = self._cursor.execute("FROM lake.current_snapshot()").fetchone()
        return int(row[0]) if row else 0

    def put_source(self, source: Mapping[str, object]) -> None:
        """Add a source, or change the name and note of a known one."""
        self._run("DELETE FROM source WHERE source_id = $source_id", {"source_id": source["source_id"]})
        self._insert(SOURCE.name, source)

    def put_batch(self, batch: Mapping[str, object]) -> None:
        self._insert(BATCH.name, batch)

    def mark_undone(self, batch_id: str, undone_at: datetime, undone_by: str) -> None:
        self._run(
            "UPDATE batch SET undone_at = $undone_at, undone_by = $undone_by WHERE batch_id = $batch_id",
            {"batch_id": batch_id, "undone_at": undone_at, "undone_by": undone_by},
        )

    def remove_sources_other_than(self, nature: str) -> None:
        """Remove every source of another nature with all its rows, counts and imports."""
        others = "(SELECT source_id FROM source WHERE nature <> $nature)"
        for table in (INCIDENT, MONTH_COUNT, COVER, *REGISTERS, BATCH, SOURCE):
            self._run(f"DELETE FROM {table.name} WHERE source_id IN {others}", {"nature": nature})

    def store_staged(self, source_id: str, batch_id: str) -> None:
        """Store the staged rows judged new or updated, and bring the roll-up along."""
        parameters = {"source_id": source_id, "batch_id": batch_id}
        self._run(
            f"""CREATE OR REPLACE TEMP TABLE {TOUCHED_MONTH} AS
                SELECT occurred_month FROM staged JOIN judged USING (row) WHERE outcome IN ('new', 'updated')
                UNION
                SELECT i.occurred_month FROM incident i JOIN judged j ON i.source_record_id = j.source_record_id
                WHERE i.source_id = $source_id AND j.outcome = 'updated'""",
            {"source_id": source_id},
        )
        self._run(
            """DELETE FROM incident WHERE source_id = $source_id AND source_record_id IN
                (SELECT source_record_id FROM judged WHERE outcome = 'updated')""",
            {"source_id": source_id},
        )
        columns = ", ".join(STAGED_COLUMNS)
        self._run(
            f"""INSERT INTO incident (incident_id, source_id, batch_id, {columns})
                SELECT substr(md5($source_id || chr(31) || source_record_id), 1, 20), $source_id, $batch_id, {columns}
                FROM staged SEMI JOIN (SELECT row FROM judged WHERE outcome IN ('new', 'updated')) USING (row)
                ORDER BY occurred_on""",
            parameters,
        )
        self.refresh_roll_up()

    def store_cover(self, rows: pa.Table) -> int:
        """Store the rows of cover that are not stored yet, and say how many these were.

        Arguments:
            rows: the columns of ``COVER``; each ``cover_id`` once.
        """
        names = ", ".join(COVER.column_names)
        self._cursor.register("arriving", rows)
        stored = self._cursor.execute(
            f"""INSERT INTO cover ({names}) SELECT {names} FROM arriving
                WHERE cover_id NOT IN (SELECT cover_id FROM cover)"""
        ).fetchone()
        self._cursor.unregister("arriving")
        return int(stored[0]) if stored else 0

    def put_records(self, table: Table, rows: pa.Table) -> tuple[int, int]:
        """Store the records of a register that are new or say something else than before.

        Arguments:
            rows: the columns of the table; each ``record_id`` once.

        Returns:
            How many were new and how many replaced an earlier version of themselves.
        """
        names = ", ".join(table.column_names)
        self._cursor.register("arriving", rows)
        self._run(
            f"""CREATE OR REPLACE TEMP TABLE changed AS SELECT {names} FROM arriving
                EXCEPT SELECT {names} FROM {table.name}"""
        )
        self._cursor.unregister("arriving")
        known = self._count(f"FROM changed WHERE record_id IN (SELECT record_id FROM {table.name})")
        total = self._count("FROM changed")
        self._run(f"DELETE FROM {table.name} WHERE record_id IN (SELECT record_id FROM changed)")
        self._run(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM changed")
        return total - known, known

    def remove_records(self, table: Table, record_ids: list[str]) -> int:
        """Take records out of a register; earlier versions of the store still have them."""
        self._run(f"DELETE FROM {table.name} WHERE list_contains($ids, record_id)", {"ids": record_ids})
        return len(record_ids)

    def undo_batch(self, batch_id: str, undone_batch_ids: list[str], version_before: int) -> None:
        """Take back every row that still stands as this batch wrote it.

        A row that it updated goes back to the version before; a row that a later batch has
        overwritten stays as it is. Versions of batches that were undone themselves are passed over.
        Rows of cover overwrite nothing.
        """
        batch = {"batch_id": batch_id}
        self._run("DELETE FROM cover WHERE batch_id = $batch_id", batch)
        names = ", ".join(INCIDENT.column_names)
        self._run("CREATE OR REPLACE TEMP TABLE taken AS SELECT * FROM incident WHERE batch_id = $batch_id", batch)
        self._run("DELETE FROM incident WHERE batch_id = $batch_id", batch)
        self._run("CREATE OR REPLACE TEMP TABLE restored AS SELECT * FROM taken WHERE false")
        self._restore(version_before, set(undone_batch_ids) | {batch_id})
        self._run(
            f"""CREATE OR REPLACE TEMP TABLE {TOUCHED_MONTH} AS
                SELECT occurred_month FROM taken UNION SELECT occurred_month FROM restored"""
        )
        self._run(f"INSERT INTO incident ({names}) SELECT {names} FROM restored ORDER BY occurred_on")
        self.refresh_roll_up()

    def _restore(self, version: int, undone: set[str]) -> None:
        """Fill ``restored`` with the newest version of each taken row that no undone batch wrote."""
        self._run("CREATE OR REPLACE TEMP TABLE wanted AS SELECT incident_id FROM taken")
        while version > 0:
            self._run(
                f"""CREATE OR REPLACE TEMP TABLE found AS
                    SELECT * FROM incident AT (VERSION => {int(version)}) SEMI JOIN wanted USING (incident_id)"""
            )
            self._run(
                "INSERT INTO restored FROM found WHERE NOT list_contains($undone, batch_id)",
                {"undone": sorted(undone)},
            )
            self._run(
                """CREATE OR REPLACE TEMP TABLE wanted AS SELECT incident_id FROM found
                   WHERE list_contains($undone, batch_id)""",
                {"undone": sorted(undone)},
            )
            row = self._cursor.execute(
                """SELECT min(version_before) FROM batch
                    WHERE batch_id IN (SELECT batch_id FROM found WHERE list_contains($undone, batch_id))""",
                {"undone": sorted(undone)},
            ).fetchone()
            version = int(row[0]) if row and row[0] is not None else 0

    def refresh_roll_up(self) -> None:
        """Count the touched months anew from the incidents."""
        names = ", ".join(MONTH_COUNT.column_names)
        self._run(f"DELETE FROM month_count WHERE occurred_month IN (SELECT occurred_month FROM {TOUCHED_MONTH})")
        self._run(f"INSERT INTO month_count ({names}) {sql_of(REFRESH)[0]}")

    def drop_sources_without_rows(self) -> None:
        """A source whose every batch was undone is no source of this store any more."""
        holding = (INCIDENT, COVER, *REGISTERS)
        held = " UNION ".join(f"SELECT source_id FROM {table.name}" for table in holding)
        self._run(f"DELETE FROM source WHERE source_id NOT IN ({held})")

    def _count(self, from_clause: str) -> int:
        row = self._cursor.execute(f"SELECT count(*) {from_clause}").fetchone()
        return int(row[0]) if row else 0

    def _insert(self, table: str, values: Mapping[str, object]) -> None:
        names = ", ".join(values)
        gaps = ", ".join(f"${name}" for name in values)
        self._run(f"INSERT INTO {table} ({names}) VALUES ({gaps})", dict(values))

    def _run(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        self._cursor.execute(sql, dict(parameters) if parameters else None)
