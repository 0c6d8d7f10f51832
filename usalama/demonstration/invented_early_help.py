"""Synthetic counts of people on the way to help against drugs, step by step."""

from __future__ import annotations

from datetime import date

import numpy as np

from usalama.country import Country
from usalama.demonstration.draws import lognormal
from usalama.demonstration.programme_world import Record
from usalama.demonstration.survey_assumptions import EarlyHelp
from usalama.model import month_end

STEPS = ("advised", "referred", "started", "completed")


def make_early_help(
    generator: np.random.Generator, assumptions: EarlyHelp, country: Country, until: date
) -> list[Record]:
    """A record for each county that offers it and each quarter that is over.

    Arguments:
        until: any day of the last month that has happened.
    """
    codes = [county.code for county in country.counties]
    chosen = sorted(generator.choice(codes, min(assumptions.counties, len(codes)), replace=False).tolist())
    return [
        _record(generator, assumptions, code, start)
        for code in chosen
        for start in _quarters(month_end(until), assumptions.quarters)
    ]


def _record(generator: np.random.Generator, assumptions: EarlyHelp, code: str, start: date) -> Record:
    people = int(generator.poisson(lognormal(generator, assumptions.screened, assumptions.spread, 1)[0]))
    counts = {"screened": people}
    for step in STEPS:
        people = int(generator.binomial(people, getattr(assumptions, step)))
        counts[step] = people
    return {
        "record_id": f"demo-early-help-{code}-{start:%Y-%m}",
        "county_code": code,
        "quarter_start": start,
        **counts,
    }


def _quarters(until: date, count: int) -> list[date]:
    """First days of the last quarters that are over."""
    over = until.year * 4 + until.month // 3
    return [date(one // 4, one % 4 * 3 + 1, 1) for one in range(over - count, over)]
