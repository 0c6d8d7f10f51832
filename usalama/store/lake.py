"""Opening the lake: a folder with a SQLite catalog and encrypted Parquet files (DuckLake)."""

from __future__ import annotations

import os
import sqlite3
from importlib.resources import files
from pathlib import Path

import duckdb

from usalama.errors import StoreUnavailable

LAKE = "lake"
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
    catalog = _prepare_folder(folder)
    connection = duckdb.connect(":memory:", config=CONNECT_WITH)
    for name in EXTENSIONS:
        connection.load_extension(str(_extension_path(name)))
    try:
        connection.execute(
            f"ATTACH {_quoted(f'ducklake:sqlite:{catalog}')} AS {LAKE} "
            f"(DATA_PATH {_quoted(f'{folder}/data/')}, ENCRYPTED)"
        )
    except duckdb.Error as error:
        raise StoreUnavailable(
            "The folder {folder} holds no store that can be opened. Name another folder, or restore a backup.",
            folder=str(folder),
        ) from error
    _lock_down(connection, folder)
    catalog.chmod(0o600)
    return connection


def in_lake(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A cursor of its own for one call, in which a bare table name means the lake's."""
    cursor = connection.cursor()
    cursor.execute(f"USE {LAKE}")
    return cursor


def _prepare_folder(folder: Path) -> Path:
    """Make the folder owner-only and put the catalog into WAL mode before anybody attaches it."""
    catalog = folder / "catalog.sqlite"
    try:
        for part in (folder, folder / "data", folder / "temp", folder / "incoming"):
            part.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(folder, 0o700)
        is_new = not catalog.exists()
        with sqlite3.connect(catalog, timeout=30) as connection:
            if is_new:
                # Without WAL, readers wait for seconds and meet "database is locked".
                connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailable(
            "The store's folder {folder} cannot be used. Check that it exists and belongs to you.",
            folder=str(folder),
        ) from error
    return catalog


def _lock_down(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Let SQL reach nothing but the lake's own folder; these settings cannot be undone in this process."""
    connection.execute(f"SET temp_directory={_quoted(f'{folder}/temp')}")
    connection.execute("SET memory_limit='2GB'")
    connection.execute("SET preserve_insertion_order=false")
    connection.execute("SET TimeZone='UTC'")
    connection.execute(f"SET allowed_directories=[{_quoted(str(folder))}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


def _extension_path(name: str) -> Path:
    package = files(f"duckdb_extension_{name}")
    return Path(str(package)) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"


def _quoted(text: str) -> str:
    """A SQL string literal; only for ATTACH and SET, which take no parameters."""
    return "'" + text.replace("'", "''") + "'"
