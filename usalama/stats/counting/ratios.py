"""How two rates compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, betaincinv, gammaln, xlog1py, xlogy

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers

METHOD = "Rate ratio, exact conditional interval"
# Two probabilities this close count as equal when the equally unlikely outcomes are looked for.
LOG_TIE = 1e-7


@dataclass(frozen=True)
class RateRatios:
    """Ratios of pairs of rates; all arrays have the shape of the question.

    Arguments:
        value: the rate over the reference rate; NaN where the reference had no events.
        lower, upper: its limits; 0 when the rate had no events, infinity when the reference had none.
        p_value: of the exact test that both rates are equal.
        n: events of both together; NaN where one of them is hidden.
        flag: a ``Flag`` for each ratio.
    """

    value: Numbers
    lower: Numbers
    upper: Numbers
    p_value: Numbers
    n: Numbers
    flag: npt.NDArray[np.object_]
    method: str = METHOD

    def estimate(self, *index: int) -> Estimate:
        """One of the ratios as a single value; None stands for NaN, infinity stays."""
        numbers = (self.value[index], self.lower[index], self.upper[index])
        value, lower, upper = (None if np.isnan(number) else float(number) for number in numbers)
        n = None if np.isnan(self.n[index]) else int(self.n[index])
        return Estimate(value, lower, upper, n, self.method, self.flag[index])


def rate_ratio(
    count: npt.ArrayLike,
    person_years: npt.ArrayLike,
    reference_count: npt.ArrayLike,
    reference_person_years: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> RateRatios:
    """How many times as high is one rate as another, and could they be equal?

    Arguments:
        count, person_years: of the rate; any shapes that fit together.
        reference_count, reference_person_years: of the rate it is compared with. Counts that are
            hidden and person-years that were not covered are NaN.
        confidence: coverage of the interval.

    Returns:
        Ratios, limits and p-values. Decided in the open: no events above gives the ratio 0 with the
        lower limit 0; none below gives no ratio, a finite lower limit and an infinite upper one; none
        at all, or no person-years on one side, is ``no_data``; fewer than 10 events on one side is
        ``unstable``; a hidden count is ``hidden``.

    Raises:
        ValueError: a count or a number of person-years is negative.

    Notes:
        Given n events in all, those of the first rate are binomial with chance p = r T1 / (r T1 + T0),
        where r is the ratio. The limits are Clopper and Pearson's for p, turned back into r; the
        p-value adds up all outcomes that are as unlikely as the one seen, or more so.

    Source:
        Lehmann & Romano (2005), Testing Statistical Hypotheses, 4.5; Clopper & Pearson (1934),
        Biometrika 26:404-413. Equals R's poisson.test.
    """
    a, years, b, reference_years = np.broadcast_arrays(
        *(np.asarray(x, float) for x in (count, person_years, reference_count, reference_person_years))
    )
    if any(np.any(x < 0) for x in (a, years, b, reference_years)):
        raise ValueError("counts and person-years cannot be negative")
    can_tell = (years > 0) & (reference_years > 0) & (a + b > 0)
    odds = np.divide(years, reference_years, out=np.full(a.shape, np.nan), where=can_tell)
    lower, upper = (_odds(chance) / odds for chance in _chance_limits(a, b, confidence))
    return RateRatios(
        value=np.divide(a / odds, b, out=np.full(a.shape, np.nan), where=b > 0),
        lower=lower,
        upper=upper,
        p_value=_two_sided(a, a + b, odds / (1 + odds)),
        n=a + b,
        flag=_flags(a, b, (years > 0) & (reference_years > 0)),
    )


def ratio_estimate(
    count: float | None,
    person_years: float | None,
    reference_count: float | None,
    reference_person_years: float | None,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """``rate_ratio`` of a single pair; None is a hidden count or an uncovered period."""
    known = (count, person_years, reference_count, reference_person_years)
    return rate_ratio(*(np.nan if x is None else x for x in known), confidence=confidence).estimate()


def _chance_limits(a: Numbers, b: Numbers, confidence: float) -> tuple[Numbers, Numbers]:
    """Clopper-Pearson limits of the chance that an event belongs to the first rate."""
    tail = (1 - confidence) / 2
    lower = np.where(a == 0, 0.0, betaincinv(np.where(a == 0, 1, a), b + 1, tail))
    upper = np.where(b == 0, 1.0, betaincinv(a + 1, np.where(b == 0, 1, b), 1 - tail))
    return lower, upper


def _odds(chance: Numbers) -> Numbers:
    return np.asarray(np.divide(chance, 1 - chance, out=np.full(chance.shape, np.inf), where=chance < 1))


def _two_sided(events: Numbers, trials: Numbers, chance: Numbers) -> Numbers:
    """Probability of all outcomes as unlikely as ``events``, or more so; NaN where there is no chance."""
    can_tell = np.isfinite(chance) & np.isfinite(trials)
    # Mirrored, so that what was seen is never above what was expected.
    is_above = can_tell & (events > trials * chance)
    n = np.where(can_tell, trials, 1.0)
    x = np.where(can_tell, np.where(is_above, trials - events, events), 0.0)
    p = np.where(can_tell, np.where(is_above, 1 - chance, chance), 0.5)
    far = _first_as_unlikely(x, n, p)
    above = np.where(far > n, 0.0, betainc(far, np.maximum(n - far + 1, 1), p))
    both = np.where(x == n * p, 1.0, np.minimum(betainc(n - x, x + 1, 1 - p) + above, 1.0))
    return np.where(can_tell, both, np.nan)


def _first_as_unlikely(x: Numbers, n: Numbers, p: Numbers) -> Numbers:
    """The first count above the mean that is no more likely than ``x`` below it; n + 1 if there is none."""
    limit = _log_probability(x, n, p) + LOG_TIE
    low, high = np.ceil(n * p), n + 1
    while np.any(low < high):
        middle = np.floor((low + high) / 2)
        is_unlikely = _log_probability(np.minimum(middle, n), n, p) <= limit
        is_open = low < high
        high = np.where(is_open & is_unlikely, middle, high)
        low = np.where(is_open & ~is_unlikely, middle + 1, low)
    return np.asarray(high)


def _log_probability(x: Numbers, n: Numbers, p: Numbers) -> Numbers:
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return np.asarray(ways + xlogy(x, p) + xlog1py(n - x, -p))


def _flags(a: Numbers, b: Numbers, is_covered: npt.NDArray[np.bool_]) -> npt.NDArray[np.object_]:
    flag = np.full(a.shape, Flag.OK, dtype=object)
    flag[np.minimum(a, b) < FEWEST_EVENTS] = Flag.UNSTABLE
    flag[np.isnan(a + b)] = Flag.HIDDEN
    flag[~is_covered | (a + b == 0)] = Flag.NO_DATA
    return flag
