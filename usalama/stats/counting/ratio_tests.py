"""Could two rates be equal? The test for counts so small that the exact one hardly ever says no."""

from __future__ import annotations

import numpy as np

from usalama.stats.counting.rates import Numbers

# Counts further than this many standard deviations from what is expected add nothing that a number holds.
REACH = 9
# Distances that differ by less are one distance.
ROUNDING = 1e-12
# Keeps the table of pairs small where counts are large.
ROWS_AT_ONCE = 256


def equal_rates_p_value(
    count: float, person_years: float, reference_count: float, reference_person_years: float
) -> float:
    """How often would two equal rates give counts as far apart as these?

    Arguments:
        count, person_years: of the one rate.
        reference_count, reference_person_years: of the other.

    Returns:
        The two-sided p-value of the E-test. Decided in the open: no events at all give 1, since nothing speaks
        against equal rates; without person-years on either side, or with a hidden count, it is NaN.

    Raises:
        ValueError: a count or a number of person-years is negative.

    Notes:
        T(x, y) = (x/t - y/s) / √(x/t² + y/s²), and T(0, 0) = 0. The p-value adds up the Poisson chances of all
        pairs with |T| at least as large as seen, at the common rate (a + b) / (t + s) that both counts give.
        Unlike the exact conditional test it keeps near 5 % where 5 % is asked for, so it sees more with few events.

    Source:
        Krishnamoorthy & Thomson (2004), J Statist Plann Inference 119:23-35.
    """
    known = (count, person_years, reference_count, reference_person_years)
    if any(number < 0 for number in known):
        raise ValueError("counts and person-years cannot be negative")
    if any(np.isnan(number) for number in known) or not (person_years > 0 and reference_person_years > 0):
        return float("nan")
    if count + reference_count == 0:
        return 1.0
    rate = (count + reference_count) / (person_years + reference_person_years)
    first, first_chance = _counts_and_chances(rate * person_years)
    second, second_chance = _counts_and_chances(rate * reference_person_years)
    years = (person_years, reference_person_years)
    seen = abs(_distance(np.asarray(float(count)), np.asarray(float(reference_count)), *years))
    total = 0.0
    for start in range(0, first.size, ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        is_as_far = np.abs(_distance(first[part, None], second[None, :], *years)) >= seen * (1 - ROUNDING)
        total += float(first_chance[part] @ is_as_far @ second_chance)
    return min(total, 1.0)


def _distance(first: Numbers, second: Numbers, years: float, other_years: float) -> Numbers:
    spread = np.sqrt(first / years**2 + second / other_years**2)
    gap = first / years - second / other_years
    return np.asarray(np.divide(gap, spread, out=np.zeros(np.broadcast(first, second).shape), where=spread > 0))


def _counts_and_chances(mean: float) -> tuple[Numbers, Numbers]:
    """Poisson counts that can happen at all, each with its chance."""
    reach = REACH * np.sqrt(mean) + REACH
    counts = np.arange(max(np.floor(mean - reach), 0.0), np.ceil(mean + reach) + 1)
    # Steps of ln k! from the first count on; far cheaper than the gamma function for each.
    logs = counts * np.log(mean) - _log_factorials(counts)
    chances = np.exp(logs - logs.max())
    return counts, chances / chances.sum()


def _log_factorials(counts: Numbers) -> Numbers:
    """ln k! up to a constant, for counts that follow each other."""
    steps = np.log(np.maximum(counts, 1.0))
    steps[0] = 0.0
    return np.asarray(np.cumsum(steps))
