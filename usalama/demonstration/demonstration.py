"""The demonstration as frames or as a file, and what must be said of it."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from usalama.country import Country
from usalama.country.categories import Categories
from usalama.country.printed_figures import Figures, load_figures
from usalama.demonstration.invented_rows import month_tables
from usalama.demonstration.patterns import Patterns, load_patterns
from usalama.demonstration.plan import Plan, make_plan
from usalama.demonstration.programme import make_effect
from usalama.model import Period

SOURCE_ID = "demonstration"
SOURCE_NAME = "Synthetic demonstration data"
DEFAULT_ROWS = 450_000
NULLABLE = {pa.bool_(): pd.BooleanDtype()}
COVER_SOURCE_NAME = "Synthetic demonstration cover"
COVER_COLUMNS = ("county", "constituency", "kind", "weekdays", "from_hour", "to_hour", "people", "valid_from")


@dataclass(frozen=True)
class DemonstrationNote:
    """What a page must say of the demonstration.

    Arguments:
        scale: all rates are so many times those that follow from the published totals.
    """

    row_count: int
    period: Period
    seed: int
    scale: float


def make_rows(
    row_count: int,
    seed: int,
    until: date,
    country: Country,
    categories: Categories,
    figures: Figures | None = None,
) -> Iterator[pd.DataFrame]:
    """Five years of synthetic rows, a month at a time.

    Arguments:
        row_count: how many rows exactly; all months, categories and counties are scaled alike to reach it.
        seed: the same arguments give the same rows.
        until: any day of the last month.
        figures: what the rows follow; the shipped public figures if left out.

    Returns:
        Frames with the columns of our own import file. Moments are text in local time, flags nullable.

    Raises:
        InputRefused: no row is asked for, or the country has no national totals or no assumptions.
    """
    plan, patterns = _prepare(row_count, seed, until, country, categories, figures)
    for table in month_tables(plan, patterns, country, seed):
        yield table.to_pandas(types_mapper=NULLABLE.get)


def write_csv(
    path: Path,
    row_count: int,
    seed: int,
    until: date,
    country: Country,
    categories: Categories,
    figures: Figures | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> DemonstrationNote:
    """Write the rows of ``make_rows`` as our own import file, to the last byte the same for the same arguments.

    Arguments:
        on_progress: hears after each month how many rows are written.

    Returns:
        What must be said of the rows wherever they are shown.
    """
    plan, patterns = _prepare(row_count, seed, until, country, categories, figures)
    tables = month_tables(plan, patterns, country, seed)
    first = next(tables)
    written = 0
    # No value holds a comma, a quote or a line break.
    with arrow_csv.CSVWriter(path, first.schema, write_options=arrow_csv.WriteOptions(quoting_style="none")) as file:
        for table in itertools.chain([first], tables):
            file.write_table(table)
            written += table.num_rows
            if on_progress:
                on_progress(written)
    return DemonstrationNote(row_count, plan.period, seed, plan.scale)


def _prepare(
    row_count: int, seed: int, until: date, country: Country, categories: Categories, figures: Figures | None
) -> tuple[Plan, Patterns]:
    patterns = load_patterns(country.folder, categories)
    effect = make_effect(seed, until, country)
    return make_plan(row_count, until, country, categories, figures or load_figures(), patterns, effect), patterns


def write_cover_csv(path: Path, valid_from: date, country: Country, categories: Categories) -> int:
    """Write the hours that the country's assumptions state, constituency by constituency.

    Arguments:
        valid_from: the first day on which they hold.

    Returns:
        How many rows were written.
    """
    rows = [
        (one.county_code, one.code, duty.kind, duty.weekdays, duty.from_hour, duty.to_hour, duty.people, valid_from)
        for duty in load_patterns(country.folder, categories).cover
        for position, one in enumerate(country.constituencies)
        if position % duty.every == 0
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([COVER_COLUMNS, *rows])
    return len(rows)
