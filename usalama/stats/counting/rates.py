"""How often something is reported for the people who live there, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammainccinv, gammaincinv

from usalama.model import Estimate, Flag, Sentence

METHOD = "Poisson rate, exact interval (Garwood)"
# National Center for Health Statistics (2023), Data Presentation Standards for Rates and Counts.
FEWEST_EVENTS = 10
WIDEST_RELATIVE_INTERVAL = 1.6

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class RateEstimates:
    """Rates of many places, months or categories; all arrays have the shape of the question.

    Arguments:
        count: events; NaN where the count is hidden from this reader.
        person_years: people times years at risk; 0 or NaN where the data cover nothing.
        value, lower, upper: events per ``per`` person-years; NaN where they cannot be told.
        flag: a ``Flag`` for each rate.
        per: the base of the rate.
        method: the short name of the method.
    """

    count: Numbers
    person_years: Numbers
    value: Numbers
    lower: Numbers
    upper: Numbers
    flag: npt.NDArray[np.object_]
    per: float
    method: str = METHOD

    def estimate(self, *index: int) -> Estimate:
        """One of the rates as a single value; None stands for NaN."""
        numbers = (self.value[index], self.lower[index], self.upper[index])
        return one_estimate(numbers, self.count[index], self.method, self.flag[index])


def poisson_rate(
    count: npt.ArrayLike,
    person_years: npt.ArrayLike,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> RateEstimates:
    """How many events are there for every ``per`` people and year, and how sure is that?

    Arguments:
        count: events, of any shape; NaN or NA where the count is hidden.
        person_years: people times years observed, of a shape that fits ``count``; 0 or NaN where
            nothing was observed.
        per: the base of the rate.
        confidence: coverage of the interval.

    Returns:
        Rates with exact limits. ``no_data`` where nothing was observed, ``hidden`` where the count
        is hidden, ``unstable`` where the rate is too uncertain to be shown without a warning.

    Raises:
        ValueError: a count or a number of person-years is negative.

    Notes:
        value = per * n / T; limits as in ``garwood_limits``, divided by T, which is taken as known.

    Source:
        Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28:437-442.
    """
    counts, years = not_negative(count, person_years)
    factor = per / np.where(years > 0, years, np.nan)
    value = counts * factor
    lower, upper = (limit * factor for limit in garwood_limits(counts, confidence))
    flag = flags(counts, years, is_unstable(counts, value, lower, upper))
    return RateEstimates(counts, years, value, lower, upper, flag, per)


def rate_estimate(
    count: float | None,
    person_years: float | None,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Estimate:
    """``poisson_rate`` for a single place; None is a hidden count or an uncovered period."""
    counts, years = (math.nan if number is None else number for number in (count, person_years))
    return poisson_rate(counts, years, per=per, confidence=confidence).estimate()


def garwood_limits(count: npt.ArrayLike, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
    """Between which means could a Poisson count lie, exactly?

    Arguments:
        count: events, of any shape; NaN stays NaN.
        confidence: coverage of the interval.

    Returns:
        Lower and upper limits of the expected count; the lower limit of 0 is 0.

    Notes:
        lower = chi2(a/2; 2n) / 2 and upper = chi2(1 - a/2; 2n + 2) / 2, written with the inverse of
        the incomplete gamma function because half a chi-square is a gamma.

    Source:
        Garwood (1936), Biometrika 28:437-442.
    """
    counts = np.asarray(count, dtype=float)
    tail = (1 - confidence) / 2
    lower = np.where(counts == 0, 0.0, gammaincinv(np.where(counts == 0, 1.0, counts), tail))
    return lower, gammainccinv(counts + 1, tail)


def is_unstable(
    count: npt.ArrayLike, value: npt.ArrayLike, lower: npt.ArrayLike, upper: npt.ArrayLike
) -> npt.NDArray[np.bool_]:
    """Is a rate too uncertain to be shown without a warning?

    Arguments:
        count: events behind each rate.
        value, lower, upper: the rate and its 95 % limits, in any one unit.

    Returns:
        True where there are fewer than 10 events or the interval is wider than 160 % of the rate.
        For a plain Poisson rate the first says it all (10 events give 136 %); the second is for
        rates whose limits come from elsewhere.

    Source:
        National Center for Health Statistics (2023), Data Presentation Standards for Rates and Counts.
    """
    width = np.asarray(upper, dtype=float) - np.asarray(lower, dtype=float)
    is_wide = width > WIDEST_RELATIVE_INTERVAL * np.asarray(value, dtype=float)
    return np.asarray((np.asarray(count, dtype=float) < FEWEST_EVENTS) | is_wide)


def not_negative(*numbers: npt.ArrayLike | None) -> tuple[Numbers, ...]:
    """Counts and person-years as arrays of one shape; refused where one of them is negative."""
    found = np.broadcast_arrays(*(np.asarray(one, dtype=float) for one in numbers))
    if any(np.any(one < 0) for one in found):
        raise ValueError("counts and person-years cannot be negative")
    return found


def flags(count: Numbers, person_years: Numbers, is_doubtful: npt.ArrayLike = False) -> npt.NDArray[np.object_]:
    """A ``Flag`` for each: of those that are observed and not hidden, the doubtful are ``unstable``."""
    flag = np.full(count.shape, Flag.OK, dtype=object)
    flag[np.broadcast_to(is_doubtful, count.shape)] = Flag.UNSTABLE
    flag[np.isnan(count)] = Flag.HIDDEN
    flag[~(person_years > 0)] = Flag.NO_DATA
    return flag


def one_estimate(
    numbers: Sequence[float], n: float, method: str, flag: Flag, caveat: Sentence | None = None
) -> Estimate:
    """A value with its limits and how many it rests on, taken out of arrays; None stands for NaN, infinity stays."""
    value, lower, upper = (None if np.isnan(number) else float(number) for number in numbers)
    return Estimate(value, lower, upper, None if np.isnan(n) else int(n), method, flag, caveat)
