"""Rows of years of months, for reports on series."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from tests.examples import KISUMU, NAIROBI, incident

LAST = date(2025, 5, 1)
YEARS = range(2020, 2026)
USUAL = 12
RISE = 60


def months() -> list[date]:
    """From January 2020 to ``LAST``."""
    every = [date(year, month, 1) for year in YEARS for month in range(1, 13)]
    return [month for month in every if month <= LAST]


def rows_of(county: str, counts: Iterable[int], day: int | None = None) -> list[dict[str, Any]]:
    """Thefts of one county: so many in each month, spread over its days and reported the next day."""
    found: list[dict[str, Any]] = []
    for month, count in zip(months(), counts, strict=True):
        for number in range(count):
            days = monthrange(month.year, month.month)[1]
            on = month.replace(day=day or number % days + 1)
            moment = datetime.combine(on, datetime.min.time()) + timedelta(hours=17)
            found.append(
                incident(f"{county}-{month}-{number}", on, county_code=county, reported_at=moment + timedelta(days=1))
            )
    return found


def series_rows() -> list[dict[str, Any]]:
    """Nairobi as ever but for its last month, Kisumu steady, Mombasa small; all since 2020."""
    generator = np.random.default_rng(3)
    n = len(months())
    nairobi, kisumu = generator.poisson(USUAL, n), generator.poisson(40, n)
    nairobi[-1] = RISE
    return rows_of(NAIROBI, nairobi) + rows_of(KISUMU, kisumu) + rows_of("001", generator.poisson(2, n))
