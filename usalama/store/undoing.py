"""Taking an import back: what it wrote goes, and what it had replaced stands again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from usalama.schema import INCIDENT, SOURCE, Table
from usalama.store.staging import TOUCHED_MONTH
from usalama.store.writing import Writer


@dataclass(frozen=True)
class StoredBatch:
    """An import that stands.

    Arguments:
        version_before: the data version before it; its own is the next.
        registers: the registers that it wrote to.
    """

    batch_id: str
    version_before: int
    registers: tuple[Table, ...]


def count_changed_since(writer: Writer, batch: StoredBatch) -> int:
    """How many records of registers that the batch wrote do not stand as it wrote them any more."""
    changed = 0
    for table in batch.registers:
        _find_written(writer, table, batch.version_before)
        names = ", ".join(table.column_names)
        changed += writer.count(f"FROM (SELECT {names} FROM written EXCEPT SELECT {names} FROM {table.name})")
    return changed


def take_back(writer: Writer, batch: StoredBatch, undone_batch_ids: Iterable[str]) -> None:
    """Take back what still stands as this batch wrote it.

    A row that it updated goes back to the version before; an incident that a later batch has overwritten stays as it
    is. Rows of cover overwrite nothing. Records of registers must not have been changed since.
    """
    writer.run("DELETE FROM cover WHERE batch_id = $batch_id", {"batch_id": batch.batch_id})
    _take_back_incidents(writer, batch, set(undone_batch_ids) | {batch.batch_id})
    for table in batch.registers:
        _take_back_records(writer, table, batch.version_before)
    writer.drop_sources_without_rows()


def _take_back_records(writer: Writer, table: Table, version_before: int) -> None:
    _find_written(writer, table, version_before)
    names = ", ".join(table.column_names)
    writer.run(f"DELETE FROM {table.name} WHERE record_id IN (SELECT record_id FROM written)")
    writer.run(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM earlier SEMI JOIN written USING (record_id)")
    _keep_sources_of(writer, table, version_before)


def take_back_record(writer: Writer, table: Table, record_id: str, version_before: int) -> bool:
    """Let a record of a register stand again as it stood at a version, or not at all if it was not held then.

    Returns:
        Whether that was done: not if the next version changed nothing of it, or if it was changed since.
    """
    _fill_versions(writer, table, version_before)
    own = {"record_id": record_id}
    if _is_as_in(writer, table, "later", "earlier", own) or not _is_as_in(writer, table, "later", table.name, own):
        return False
    names = ", ".join(table.column_names)
    writer.run(f"DELETE FROM {table.name} WHERE record_id = $record_id", own)
    writer.run(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM earlier WHERE record_id = $record_id", own)
    _keep_sources_of(writer, table, version_before)
    writer.drop_sources_without_rows()
    return True


def _is_as_in(writer: Writer, table: Table, one: str, other: str, own: Mapping[str, object]) -> bool:
    """Whether two tables say the same of a record."""
    names = ", ".join(table.column_names)
    said = [f"SELECT {names} FROM {name} WHERE record_id = $record_id" for name in (one, other)]
    return not any(
        writer.count(f"FROM ({left} EXCEPT {right})", own) for left, right in (said, reversed(said))
    )  # fmt: skip


def _keep_sources_of(writer: Writer, table: Table, version_before: int) -> None:
    """Whoever stated what stands again may have been dropped meanwhile, when another import was undone."""
    sources = ", ".join(SOURCE.column_names)
    writer.run(
        f"""INSERT INTO source ({sources}) SELECT {sources} FROM source AT (VERSION => {int(version_before)})
            WHERE source_id IN (SELECT source_id FROM {table.name})
            AND source_id NOT IN (SELECT source_id FROM source)"""
    )


def _find_written(writer: Writer, table: Table, version_before: int) -> None:
    """Fill ``earlier`` with the register before the batch, and ``written`` with what the batch made of it."""
    _fill_versions(writer, table, version_before)
    names = ", ".join(table.column_names)
    writer.run(f"CREATE OR REPLACE TEMP TABLE written AS SELECT {names} FROM later EXCEPT SELECT {names} FROM earlier")


def _fill_versions(writer: Writer, table: Table, version_before: int) -> None:
    """Fill ``earlier`` with the register at a version, and ``later`` with the register at the next."""
    for name, version in (("earlier", version_before), ("later", version_before + 1)):
        writer.run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {table.name} WHERE false")
        # By name, since the register may have got columns since.
        writer.run(f"INSERT INTO {name} BY NAME SELECT * FROM {table.name} AT (VERSION => {int(version)})")


def _take_back_incidents(writer: Writer, batch: StoredBatch, undone: set[str]) -> None:
    own = {"batch_id": batch.batch_id}
    names = ", ".join(INCIDENT.column_names)
    writer.run("CREATE OR REPLACE TEMP TABLE taken AS SELECT * FROM incident WHERE batch_id = $batch_id", own)
    writer.run("DELETE FROM incident WHERE batch_id = $batch_id", own)
    writer.run("CREATE OR REPLACE TEMP TABLE restored AS SELECT * FROM taken WHERE false")
    _restore(writer, batch.version_before, undone)
    writer.run(
        f"""CREATE OR REPLACE TEMP TABLE {TOUCHED_MONTH} AS
            SELECT occurred_month FROM taken UNION SELECT occurred_month FROM restored"""
    )
    writer.run(f"INSERT INTO incident ({names}) SELECT {names} FROM restored ORDER BY occurred_on")
    writer.refresh_roll_up()


def _restore(writer: Writer, version: int, undone: set[str]) -> None:
    """Fill ``restored`` with the newest version of each taken row that no undone batch wrote."""
    passed = {"undone": sorted(undone)}
    writer.run("CREATE OR REPLACE TEMP TABLE wanted AS SELECT incident_id FROM taken")
    while version > 0:
        writer.run(
            f"""CREATE OR REPLACE TEMP TABLE found AS
                SELECT * FROM incident AT (VERSION => {int(version)}) SEMI JOIN wanted USING (incident_id)"""
        )
        writer.run("INSERT INTO restored BY NAME FROM found WHERE NOT list_contains($undone, batch_id)", passed)
        writer.run(
            """CREATE OR REPLACE TEMP TABLE wanted AS SELECT incident_id FROM found
               WHERE list_contains($undone, batch_id)""",
            passed,
        )
        version = writer.first_version_before(
            "SELECT batch_id FROM found WHERE list_contains($undone, batch_id)", passed
        )
