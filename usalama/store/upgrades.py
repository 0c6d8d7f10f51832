"""From every released form of the store to the newest, in one commit."""

from __future__ import annotations

from pathlib import Path

import duckdb

from usalama.errors import StoreUnavailable
from usalama.registers import TABLES
from usalama.schema import SQL_TYPES, Column, Table
from usalama.store.lake import LAKE, in_lake
from usalama.store.locking import writer_lock

# Grows by one with every release that changes a table. 2: the table of cover. 3: the registers. 4: columns and tables
# of surveys, early help and settlement types.
FORMAT = 4


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make missing tables and columns; do nothing when the store is of today's form.

    Raises:
        StoreUnavailable: a newer version of the product made this store.
    """
    cursor = in_lake(connection)
    found = _format_of(cursor)
    if found == FORMAT:
        return
    if found > FORMAT:
        raise StoreUnavailable(
            "The store was made by a newer version (format {found}; this one knows {known}). Update this installation.",
            found=found,
            known=FORMAT,
        )
    with writer_lock(folder):
        _upgrade(cursor)


def _format_of(cursor: duckdb.DuckDBPyConnection) -> int:
    # Asked for at once, since to list the tables first takes five times as long, at every start.
    try:
        row = cursor.execute("SELECT max(format) FROM store_format").fetchone()
    except duckdb.CatalogException:
        return 0
    return int(row[0]) if row and row[0] is not None else 0


def _upgrade(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute("BEGIN")
    try:
        # Another process may have done it while this one waited for the lock.
        if _format_of(cursor) < FORMAT:
            present = _tables(cursor)
            for table in TABLES:
                if table.name in present:
                    _widen(cursor, table)
                else:
                    _make(cursor, table)
            cursor.execute("CREATE TABLE IF NOT EXISTS store_format (format BIGINT)")
            cursor.execute(f"INSERT INTO store_format VALUES ({FORMAT})")
            cursor.execute(f"CALL lake.set_commit_message('usalama', 'Bring the store to format {FORMAT}')")
        cursor.execute("COMMIT")
    except duckdb.Error:
        cursor.execute("ROLLBACK")
        raise


def _make(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    cursor.execute(f"CREATE TABLE {table.name} ({', '.join(_declared(column) for column in table.columns)})")
    if table.partition_by:
        cursor.execute(f"ALTER TABLE {table.name} SET PARTITIONED BY ({', '.join(table.partition_by)})")


def _widen(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    present = {row[0] for row in cursor.execute(f"DESCRIBE {table.name}").fetchall()}
    for column in table.columns:
        if column.name not in present:
            cursor.execute(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {SQL_TYPES[column.kind]}")


def _declared(column: Column) -> str:
    return f"{column.name} {SQL_TYPES[column.kind]}{' NOT NULL' if column.is_required else ''}"


def _tables(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    rows = cursor.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = $lake", {"lake": LAKE}
    ).fetchall()
    return {str(row[0]) for row in rows}
