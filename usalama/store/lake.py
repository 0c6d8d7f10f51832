"""Opening the lake: a folder with a SQLite catalog and encrypted Parquet files (DuckLake)."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import duckdb

from usalama.errors import StoreUnavailable
from usalama.store.locking import own_spill_folder, writer_lock

LAKE = "lake"
CATALOG = "catalog.sqlite"
PARTS = ("data", "temp", "incoming")
MEMORY_LIMIT = "2GB"
# Loaded in this order: ducklake needs the other two; httpfs brings the cipher for encrypted files.
EXTENSIONS = ("sqlite_scanner", "httpfs", "ducklake")
# Nothing is fetched: what is not in the installed packages is not loaded.
CONNECT_WITH: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def open_lake(folder: Path) -> duckdb.DuckDBPyConnection:
    """Attach the lake in ``folder``, making it when there is none, and close every other door.

    Arguments:
        folder: the store's own folder; it and its files become readable by their owner only.

    Returns:
        The process's one connection to it. Use a cursor of it per call: threads that share one
        connection receive each other's answers.

    Raises:
        StoreUnavailable: the folder cannot be used or is no store of this product.
    """
    _prepare_folder(folder)
    connection = duckdb.connect(":memory:", config=CONNECT_WITH)
    for name in EXTENSIONS:
        connection.load_extension(str(_extension_path(name)))
    try:
        _attach_or_make(connection, folder)
    except duckdb.Error as error:
        raise StoreUnavailable(
            "The folder {folder} holds no store that can be opened. Name another folder, or replace the whole folder "
            "by a backup.",
            folder=str(folder),
        ) from error
    _lock_down(connection, folder)
    return connection


def in_lake(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A cursor of its own for one call, in which a bare table name means the lake's."""
    cursor = connection.cursor()
    cursor.execute(f"USE {LAKE}")
    return cursor


def _prepare_folder(folder: Path) -> None:
    """Make the folder, with an empty catalog when there is none, and close it to everybody but its owner."""
    catalog = folder / CATALOG
    try:
        for part in ("", *PARTS):
            (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(folder, 0o700)
        catalog.touch(mode=0o600)
        catalog.chmod(0o600)
    except OSError as error:
        raise StoreUnavailable(
            "The store's folder {folder} cannot be used. It must be a folder of yours that can be written to.",
            folder=str(folder),
        ) from error


def _attach_or_make(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Attach the lake; make it first if no other process has done so, and if no data lie there without a catalog."""
    try:
        _attach(connection, folder, may_make=False)
    except duckdb.Error:
        with writer_lock(folder):
            is_new = next((folder / "data").rglob("*.parquet"), None) is None
            _attach(connection, folder, may_make=is_new)


def _attach(connection: duckdb.DuckDBPyConnection, folder: Path, may_make: bool) -> None:
    """Attach the lake where it lies now.

    The catalog keeps the path at which it was made; files of data are told from there, relatively. So the present
    path goes before the kept one, or a copied or moved store would not open. Without WAL, readers wait for seconds
    and meet "database is locked".
    """
    connection.execute(
        f"""ATTACH {_quoted(f"ducklake:sqlite:{folder / CATALOG}")} AS {LAKE} (
            DATA_PATH {_quoted(f"{folder}/data/")}, OVERRIDE_DATA_PATH true, CREATE_IF_NOT_EXISTS {may_make},
            META_JOURNAL_MODE 'WAL', ENCRYPTED)"""
    )


def _lock_down(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Let SQL reach nothing but the lake's own folder; these settings cannot be undone in this process."""
    connection.execute(f"SET temp_directory={_quoted(str(own_spill_folder(connection, folder / 'temp')))}")
    connection.execute("SET temp_file_encryption=true")
    connection.execute(f"SET memory_limit={_quoted(MEMORY_LIMIT)}")
    connection.execute("SET preserve_insertion_order=false")
    connection.execute("SET TimeZone='UTC'")
    # A part may be a link to another disk; the engine looks at where a file really lies.
    reached = {folder, *((folder / part).resolve() for part in PARTS)}
    connection.execute(f"SET allowed_directories=[{', '.join(_quoted(str(path)) for path in reached)}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


def _extension_path(name: str) -> Path:
    package = files(f"duckdb_extension_{name}")
    return Path(str(package)) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"


def _quoted(text: str) -> str:
    """A SQL string literal; only for ATTACH and SET, which take no parameters."""
    return "'" + text.replace("'", "''") + "'"
