"""How much do counts of the same months usually differ from one year to the next, where nothing happened?

Incidents do not come one by one and independently, and levels wander. A change is judged by what earlier years did.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.stats import norm, t

from usalama.model import Flag
from usalama.stats.counting.rates import Numbers, RateEstimates
from usalama.stats.counting.ratios import RateRatios, false_discovery_rejections, rate_ratio

METHOD = "Rate ratio, interval widened by the spread between years"
RATE_METHOD = "Poisson rate, interval widened by the spread between years"
# Of smaller counts a logarithm says more of chance than of spread.
FEWEST_OF_PAIR = 5
# With fewer pairs of earlier years nobody knows what is usual.
FEWEST_PAIRS = 20
# Added to both counts, so that none has no logarithm; the bias of the logarithm is smallest so.
HALF = 0.5
ROUNDS = 20
# A ratio nearer to 1 is no change that anybody would act on.
CLOSE_TO_ONE = 1.05
# Standard errors from the middle of an interval of chance alone to its limit.
Z = float(norm.isf(0.025))


@dataclass(frozen=True)
class YearlySpread:
    """What two years of the same place usually have between them.

    Arguments:
        times_chance: how many times as much as by chance alone counts vary, at least 1.
        between_years: variance of the logarithm of a ratio of two years that no number of events brings down.
        pair_count: pairs of earlier years that it was learnt from.
        freedom: degrees of freedom of the variance; few where all places go up and down together.
    """

    times_chance: float
    between_years: float
    pair_count: int
    freedom: float = math.inf

    @property
    def reach(self) -> float:
        """Standard errors from the middle of a 95 % interval to its limit."""
        return float(t.isf(0.025, self.freedom))

    def variance(self, by_chance: npt.ArrayLike, years: int = 2) -> Numbers:
        """The variance of a logarithm: of the ratio of two years, or of the rate of a single one.

        Arguments:
            by_chance: what it is by chance alone.
            years: 2 for a ratio, 1 for a rate.
        """
        return np.asarray(self.times_chance * np.asarray(by_chance, dtype=float) + self.between_years * years / 2)


def yearly_spread(counts: npt.ArrayLike, lengths: npt.ArrayLike | None = None) -> YearlySpread | None:
    """Learn from the earlier years of many places how much a year usually differs from the one before.

    Arguments:
        counts: (places, years) events of the same months of each year, in the order of time; NaN where hidden or not
            covered. The years that are to be judged are not among them.
        lengths: (years,) how long each was observed, in any unit; alike when not given.

    Returns:
        The spread; None when there are fewer than 20 pairs of years with at least 5 events each.

    Notes:
        For a pair of years with a and b events (half an event added to both), d = log(a/b) and v = 1/a + 1/b. Where
        nothing changed, E[d²] = φ v + τ², fitted over all pairs by least squares with the weights 1/(φ v + τ²)², in
        turns, with φ at least 1 and τ² at least 0. What wanders or shakes all places alike is in τ², incidents
        that come in bunches are in φ. Of P pairs of years, what all places have in common has the variance c², the
        mean of the squared weighted means of d less their own variance; degrees of freedom are P (V/c²)², with V the
        median variance of a place (Satterthwaite's rule, with what is known from many places as known).

    Source:
        Breslow (1984), Extra-Poisson variation in log-linear models, J R Statist Soc C 33:38-44; McCullagh & Nelder
        (1989), Generalized Linear Models, 2nd ed., 9.2; Satterthwaite (1946), Biometrics Bulletin 2:110-114.
    """
    events = np.asarray(counts, dtype=float)
    if events.shape[-1] < 2:
        return None
    time = np.ones(events.shape[-1]) if lengths is None else np.asarray(lengths, dtype=float)
    before, after = events[:, :-1], events[:, 1:]
    is_known = (before >= FEWEST_OF_PAIR) & (after >= FEWEST_OF_PAIR)
    if is_known.sum() < FEWEST_PAIRS:
        return None
    apart, chance = _apart(events, time)
    times, between = _fit(apart[is_known] ** 2, chance[is_known])
    freedom = _freedom(apart, times * chance + between, is_known)
    return YearlySpread(times, between, int(is_known.sum()), freedom)


def _freedom(apart: Numbers, variance: Numbers, is_known: npt.NDArray[np.bool_]) -> float:
    """Of the variance of a place's change: what shook all places alike is known from as many pairs of years only."""
    weight = np.where(is_known, 1 / variance, 0.0)
    total = weight.sum(axis=0)
    moved = (weight * np.where(is_known, apart, 0.0)).sum(axis=0)
    known = total > 0
    common = float(((moved[known] / total[known]) ** 2 - 1 / total[known]).mean())
    usual = float(np.median(variance[is_known]))
    return math.inf if common <= 0 else float(known.sum()) * max(usual / common, 1.0) ** 2


def spread_of_sum(
    totals: npt.ArrayLike, shares: npt.ArrayLike, spread: YearlySpread, lengths: npt.ArrayLike | None = None
) -> YearlySpread | None:
    """How much the sum over many places usually differs from one year to the next.

    What shakes all places alike does not go away in their sum, and only as many years as there are tell of it.

    Arguments:
        totals: (years,) events of all places together, in the order of time; NaN where hidden or not covered.
        shares: (places,) the part of them that each place has.
        spread: of the single places.
        lengths: as for ``yearly_spread``.

    Returns:
        The spread of the sum, with as many degrees of freedom as there are pairs of years; None without any, or where
        one of the years has fewer than 5 events or is not known.

    Notes:
        τ² is the mean of d² - φ v over the pairs of years, and at least what places that know nothing of each other
        would give: that of a single one times the sum of the squares of their shares.
    """
    events = np.asarray(totals, dtype=float)[None, :]
    if events.shape[-1] < 2 or not (events >= FEWEST_OF_PAIR).all():
        return None
    time = np.ones(events.shape[-1]) if lengths is None else np.asarray(lengths, dtype=float)
    apart, chance = _apart(events, time)
    squared = apart**2
    alone = spread.between_years * float((np.asarray(shares, dtype=float) ** 2).sum())
    between = max(float((squared - spread.times_chance * chance).mean()), alone)
    return YearlySpread(spread.times_chance, between, squared.size, float(squared.size))


def _apart(events: Numbers, time: Numbers) -> tuple[Numbers, Numbers]:
    """The logarithm of the ratio of each year to the one before, and its variance by chance alone."""
    before, after = events[:, :-1] + HALF, events[:, 1:] + HALF
    longer = np.log(time[1:] / time[:-1])
    return np.log(after / before) - longer, 1 / after + 1 / before


def _fit(squared: Numbers, chance: Numbers) -> tuple[float, float]:
    """φ and τ² of squared = φ chance + τ²."""
    times, between = 1.0, 0.0
    for _round in range(ROUNDS):
        weight = (times * chance + between) ** -2.0
        times, between = _weighted_line(squared, chance, weight)
    return times, between


def _weighted_line(squared: Numbers, chance: Numbers, weight: Numbers) -> tuple[float, float]:
    """The best line whose slope is at least 1 and whose start is not below 0."""
    total, first = weight.sum(), (weight * chance).sum()
    second, third = (weight * chance**2).sum(), (weight * squared).sum()
    both = (weight * chance * squared).sum()
    apart = total * second - first**2
    # Places that are all of one size cannot tell the two apart; the spread is then all between years.
    times = float((total * both - first * third) / apart) if apart > 1e-9 * total * second else 1.0
    between = float((third - times * first) / total)
    if between < 0:
        times, between = float(both / second), 0.0
    if times < 1:
        times, between = 1.0, max(float((third - first) / total), 0.0)
    return times, between


def ratio_between_years(
    count: npt.ArrayLike,
    person_years: npt.ArrayLike,
    reference_count: npt.ArrayLike,
    reference_person_years: npt.ArrayLike,
    spread: YearlySpread,
) -> RateRatios:
    """Ratios of the rates of two years, with limits and p-values that know how much years usually differ.

    Arguments:
        count, person_years, reference_count, reference_person_years: as ``rate_ratio`` takes them.
        spread: of ``yearly_spread``.

    Returns:
        As ``rate_ratio`` gives, flags alike. Where one side had no events the limits are those of chance alone.

    Raises:
        ValueError: a count or a number of person-years is negative.

    Notes:
        On the logarithm, each exact limit lies z standard errors from the ratio; each is moved to t √(φ s² + τ²),
        with t for the degrees of freedom of the spread. The p-value is that of the logarithm of the ratio, half an
        event added to both, over √(φ (1/a + 1/b) + τ²).
    """
    ratios = rate_ratio(count, person_years, reference_count, reference_person_years)
    a, years, b, reference_years = np.broadcast_arrays(
        *(np.asarray(one, dtype=float) for one in (count, person_years, reference_count, reference_person_years))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.log((a + HALF) / (b + HALF) * reference_years / years)
        chance = 1 / (a + HALF) + 1 / (b + HALF)
        p_value = 2 * t.sf(np.abs(apart) / np.sqrt(spread.variance(chance)), spread.freedom)
    is_known = (ratios.value > 0) & np.isfinite(ratios.upper)
    return replace(
        ratios,
        lower=np.where(is_known, _further(ratios.value, ratios.lower, spread, years=2), ratios.lower),
        upper=np.where(is_known, _further(ratios.value, ratios.upper, spread, years=2), ratios.upper),
        p_value=np.where(np.isnan(ratios.p_value), np.nan, p_value),
        method=METHOD,
    )


def together(ratios: Sequence[RateRatios]) -> RateRatios:
    """Ratios that were made one by one, each by its own spread, as one.

    Arguments:
        ratios: at least one, each with one dimension.
    """
    value, lower, upper, p_value, n = (
        np.concatenate([getattr(one, name) for one in ratios]) for name in ("value", "lower", "upper", "p_value", "n")
    )
    return RateRatios(value, lower, upper, p_value, n, np.concatenate([one.flag for one in ratios]), ratios[0].method)


def clear_changes(ratios: RateRatios, rate: float = 0.05) -> npt.NDArray[np.bool_]:
    """Which of many ratios of two years may be named as changes.

    Arguments:
        ratios: all that were looked at, in one dimension; none of them hidden.
        rate: of those named, the part that may be none.

    Notes:
        All are tested first; only then those within a twentieth of 1, or with few events, are left out. The other way
        round the tests that were thrown away would not be counted, and too many of the rest would stand out.
    """
    stands_out = false_discovery_rejections(np.where(np.isnan(ratios.p_value), 1.0, ratios.p_value), rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        is_large = np.abs(np.log(ratios.value)) > math.log(CLOSE_TO_ONE)
    return np.asarray(stands_out & is_large & (ratios.flag == Flag.OK))


def rate_of_a_year(rates: RateEstimates, spread: YearlySpread) -> RateEstimates:
    """Rates with limits that know how much the rate of such months usually strays from what it is about.

    Arguments:
        rates: of ``poisson_rate``.
        spread: of ``yearly_spread``; of what lies between two years, half is that of one.

    Returns:
        The same rates. The upper limit of a rate without events grows with the spread as one event would.
    """
    is_known = rates.value > 0
    none = rates.upper * spread.times_chance * np.exp(spread.reach * np.sqrt(spread.between_years / 2))
    return replace(
        rates,
        lower=np.where(is_known, _further(rates.value, rates.lower, spread, years=1), rates.lower),
        upper=np.where(is_known, _further(rates.value, rates.upper, spread, years=1), none),
        method=RATE_METHOD,
    )


def _further(middle: Numbers, limit: Numbers, spread: YearlySpread, *, years: int) -> Numbers:
    """A limit moved away from the middle, on the logarithm."""
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.log(limit / middle)
        wide = spread.reach * np.sqrt(spread.variance((away / Z) ** 2, years))
        return np.asarray(middle * np.exp(np.sign(away) * wide))
