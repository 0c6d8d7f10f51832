"""Writing to the lake: one commit, roll-ups that follow in the same commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import duckdb

from usalama.registers import COVER, REGISTERS
from usalama.schema import BATCH, INCIDENT, MONTH_COUNT, SOURCE, Table
from usalama.store.compiling import sql_of
from usalama.store.questions import Question, month_count_of_touched_months
from usalama.store.staging import TOUCHED_MONTH, StagedRows

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
        self.run("CALL lake.set_commit_message($author, $message)", {"author": author, "message": message})
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

    def first_version_before(self, batch_ids: str, parameters: Mapping[str, object]) -> int:
        """The newest version before the first of some batches; 0 where there is none of them.

        Arguments:
            batch_ids: the statement that selects them.
        """
        sql = f"SELECT min(version_before) FROM batch WHERE batch_id IN ({batch_ids})"
        row = self._cursor.execute(sql, dict(parameters)).fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def put_source(self, source: Mapping[str, object]) -> None:
        """Add a source, or change the name and note of a known one."""
        self.run("DELETE FROM source WHERE source_id = $source_id", {"source_id": source["source_id"]})
        self._insert(SOURCE.name, source)

    def put_batch(self, batch: Mapping[str, object]) -> None:
        self._insert(BATCH.name, batch)

    def mark_undone(self, batch_id: str, undone_at: datetime, undone_by: str) -> None:
        self.run(
            "UPDATE batch SET undone_at = $undone_at, undone_by = $undone_by WHERE batch_id = $batch_id",
            {"batch_id": batch_id, "undone_at": undone_at, "undone_by": undone_by},
        )

    def remove_sources_other_than(self, nature: str) -> None:
        """Remove every source of another nature with all its rows, counts and imports."""
        others = "(SELECT source_id FROM source WHERE nature <> $nature)"
        for table in (INCIDENT, MONTH_COUNT, COVER, *REGISTERS, BATCH, SOURCE):
            self.run(f"DELETE FROM {table.name} WHERE source_id IN {others}", {"nature": nature})

    def store_staged(self, staged: StagedRows, source_id: str, batch_id: str) -> None:
        """Store the staged rows judged new or updated, and bring the roll-up of incidents along."""
        given = {"source_id": source_id, "batch_id": batch_id}
        given = {name: value for name, value in given.items() if name in staged.table.column_names}
        is_incident = staged.table is INCIDENT
        if is_incident:
            self._touch_months(staged, source_id)
        updated = f"SELECT {staged.key} FROM {staged.judged} WHERE outcome = 'updated'"
        self.run(
            f"""DELETE FROM {staged.table.name} WHERE {staged.key} IN ({updated})
                {"AND source_id = $source_id" if is_incident else ""}""",
            {"source_id": source_id} if is_incident else None,
        )
        columns, names = ", ".join(staged.columns), ", ".join(given)
        own_id = {"incident_id": "substr(md5($source_id || chr(31) || source_record_id), 1, 20)"} if is_incident else {}
        self.run(
            f"""INSERT INTO {staged.table.name} ({", ".join([*own_id, names, columns])})
                SELECT {", ".join([*own_id.values(), *(f"${name}" for name in given), columns])}
                FROM {staged.name} SEMI JOIN {staged.accepted} USING (row)
                {"ORDER BY occurred_on" if is_incident else ""}""",
            given,
        )
        if is_incident:
            self.refresh_roll_up()

    def _touch_months(self, staged: StagedRows, source_id: str) -> None:
        """The months whose counts change: those of what comes and of what it replaces."""
        self.run(
            f"""CREATE OR REPLACE TEMP TABLE {TOUCHED_MONTH} AS
                SELECT occurred_month FROM {staged.name} SEMI JOIN {staged.accepted} USING (row)
                UNION
                SELECT i.occurred_month FROM incident i JOIN {staged.judged} j USING (source_record_id)
                WHERE i.source_id = $source_id AND j.outcome = 'updated'""",
            {"source_id": source_id},
        )

    def remove_records(self, table: Table, record_ids: list[str]) -> int:
        """Take records out of a register; earlier versions of the store still have them."""
        self.run(f"DELETE FROM {table.name} WHERE list_contains($ids, record_id)", {"ids": record_ids})
        return len(record_ids)

    def refresh_roll_up(self) -> None:
        """Count the touched months anew from the incidents."""
        names = ", ".join(MONTH_COUNT.column_names)
        self.run(f"DELETE FROM month_count WHERE occurred_month IN (SELECT occurred_month FROM {TOUCHED_MONTH})")
        self.run(f"INSERT INTO month_count ({names}) {sql_of(REFRESH)[0]}")

    def drop_sources_without_rows(self) -> None:
        """A source whose every batch was undone is no source of this store any more."""
        holding = (INCIDENT, COVER, *REGISTERS)
        held = " UNION ".join(f"SELECT source_id FROM {table.name}" for table in holding)
        self.run(f"DELETE FROM source WHERE source_id NOT IN ({held})")

    def count(self, from_clause: str, parameters: Mapping[str, object] | None = None) -> int:
        sql = f"SELECT count(*) {from_clause}"
        row = self._cursor.execute(sql, dict(parameters) if parameters else None).fetchone()
        return int(row[0]) if row else 0

    def _insert(self, table: str, values: Mapping[str, object]) -> None:
        names = ", ".join(values)
        gaps = ", ".join(f"${name}" for name in values)
        self.run(f"INSERT INTO {table} ({names}) VALUES ({gaps})", dict(values))

    def run(self, sql: str, parameters: Mapping[str, object] | None = None) -> None:
        self._cursor.execute(sql, dict(parameters) if parameters else None)
