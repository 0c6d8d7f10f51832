"""Synthetic hours of patrols, gates and guards, as a file that can be imported."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from usalama.country import Country
from usalama.country.categories import Categories
from usalama.demonstration.patterns import load_patterns

COVER_SOURCE_NAME = "Synthetic demonstration cover"
COLUMNS = ("county", "constituency", "kind", "weekdays", "from_hour", "to_hour", "people", "valid_from")


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
        writer.writerows([COLUMNS, *rows])
    return len(rows)
