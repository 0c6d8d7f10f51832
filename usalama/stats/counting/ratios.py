"""How two rates compare, whether they could be equal, and which of many comparisons stand out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, betaincinv, gammaln, xlog1py, xlogy

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers, not_negative, one_estimate

METHOD = "Rate ratio, exact conditional interval"
# Two probabilities this close count as equal when the equally unlikely outcomes are looked for.
LOG_TIE = 1e-7
# Counts further than this many standard deviations from what is expected add nothing that a number holds.
REACH = 9
# Distances that differ by less are one distance.
ROUNDING = 1e-12
# Keeps the table of pairs small where counts are large.
ROWS_AT_ONCE = 256


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
        return one_estimate(numbers, self.n[index], self.method, self.flag[index])


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
    a, years, b, reference_years = not_negative(count, person_years, reference_count, reference_person_years)
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


def false_discovery_rejections(p_values: npt.ArrayLike, rate: float = 0.05) -> npt.NDArray[np.bool_]:
    """Pick comparisons so that on average at most ``rate`` of those picked are chance.

    Arguments:
        p_values: of any number of comparisons, none missing.
        rate: the false discovery rate.

    Returns:
        Whether each stands out, in the given order.

    Notes:
        The largest k with p_(k) <= k rate / m, and everything at or under that p.

    Source:
        Benjamini & Hochberg (1995), J R Statist Soc B 57:289-300.
    """
    p = np.asarray(p_values, dtype=float)
    if p.size == 0:
        return np.zeros(0, dtype=bool)
    ordered = np.sort(p)
    passes = np.flatnonzero(ordered <= rate * np.arange(1, p.size + 1) / p.size)
    return p <= ordered[passes[-1]] if passes.size else np.zeros(p.size, dtype=bool)


def holm_adjusted(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """How likely is each difference by chance, once it is known how many were looked at?

    Arguments:
        p_values: of any number of comparisons, none missing.

    Returns:
        Adjusted p-values in the given order. Naming those at or under 0.05 names a single wrong one at most once
        in twenty times, whatever the comparisons have to do with each other.

    Notes:
        The running maximum of (m - k + 1) p_(k) over the ordered p-values, at most 1.

    Source:
        Holm (1979), Scand J Statist 6:65-70.
    """
    p = np.asarray(p_values, dtype=float)
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted
