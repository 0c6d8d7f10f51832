"""``python -m benchmarks [ROWS ...]``: the ten questions beside pandas, and a large import, as markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.importing import time_import
from benchmarks.questions import ask_of
from benchmarks.rows import bench_store, counted_frame
from benchmarks.timing import Row, time_questions
from usalama.country import load_country
from usalama.country.categories import load_categories
from usalama.settings import PROJECT_FOLDER, Settings

SIZES = (450_000, 1_000_000, 10_000_000)
IMPORT_ROWS = 1_000_000
FOLDER = PROJECT_FOLDER / "var" / "bench"


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=SIZES, help="sizes of the stores; 0 for none")
    parser.add_argument("--import-rows", type=int, default=IMPORT_ROWS, help="0 leaves the import out")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where stores and files are kept")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    country, categories = load_country(Settings().country), load_categories(Settings().country)
    for row_count in filter(None, arguments.rows):
        store = bench_store(arguments.folder, row_count, country, categories)
        show(row_count, time_questions(ask_of(store, counted_frame(store), country)))
    if arguments.import_rows:
        done = time_import(arguments.folder, arguments.import_rows, country, categories)
        print(
            f"\nImport of {done.rows_read:,} rows ({done.accepted:,} accepted): {done.seconds:.1f} s, "
            f"at most {done.peak_megabytes:,.0f} MB in all its processes",
            flush=True,
        )


def show(row_count: int, rows: list[Row]) -> None:
    print(f"\n| {row_count:,} rows | store, ms | pandas, ms | pandas : store |\n|---|---:|---:|---:|")
    total = Row("all ten", sum(row.lake_ms for row in rows), sum(row.pandas_ms for row in rows))
    for row in (*rows, total):
        print(f"| {row.title} | {row.lake_ms:.1f} | {row.pandas_ms:.1f} | {row.ratio:.1f} |", flush=True)


if __name__ == "__main__":
    main()
