"""What would a rate be if all places had people of the same ages?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from usalama.model import Estimate, Flag, Sentence
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers, is_unstable

METHOD = "Directly standardised rate, gamma interval (Fay-Feuer)"
TOO_FEW = Sentence("Fewer than 10 incidents: no standardised rate is given.")


def standardised_rate(
    count: npt.ArrayLike,
    person_years: npt.ArrayLike,
    standard: npt.ArrayLike,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> Estimate:
    """What would the rate be among people who are composed as the standard is?

    Arguments:
        count: events in each stratum (age, sex, settlement); NaN where hidden.
        person_years: people times years in each stratum.
        standard: people of the standard in each stratum; only their proportions matter.
        per: the base of the rate.
        confidence: coverage of the interval.

    Returns:
        Events per ``per`` person-years. Decided in the open: nothing below 10 events in all, where the method
        breaks down; ``hidden`` as soon as one stratum is; ``no_data`` when a stratum that the standard has was
        not observed; a stratum that the standard has not adds nothing.

    Raises:
        ValueError: the strata do not match, a number is negative, or the standard is empty.

    Notes:
        r = Σ w_j n_j / T_j with w_j = s_j / Σ s; v = Σ w_j² n_j / T_j²; m = max w_j / T_j. The lower limit is the
        quantile of a gamma distribution with mean r and variance v, the upper one with mean r + m and variance
        v + m². With one stratum this is the exact interval of a Poisson count.

    Source:
        Fay & Feuer (1997), Stat Med 16:791-801; at least 10 events: Morris et al., Public Health England (2018).
    """
    counts, years, people = _strata(count, person_years, standard)
    if not np.all(years > 0):
        return Estimate(None, None, None, None, METHOD, Flag.NO_DATA)
    if np.isnan(counts).any():
        return Estimate(None, None, None, None, METHOD, Flag.HIDDEN)
    if counts.sum() < FEWEST_EVENTS:
        return Estimate(None, None, None, int(counts.sum()), METHOD, Flag.UNSTABLE, TOO_FEW)
    weight = people / people.sum() / years
    rate, variance, largest = float(weight @ counts), float(weight**2 @ counts), float(weight.max())
    tail = (1 - confidence) / 2
    lower = _gamma_quantile(tail, rate, variance)
    upper = _gamma_quantile(1 - tail, rate + largest, variance + largest**2)
    doubtful = bool(is_unstable(counts.sum(), rate, lower, upper))
    flag = Flag.UNSTABLE if doubtful else Flag.OK
    return Estimate(per * rate, per * lower, per * upper, int(counts.sum()), METHOD, flag)


def _strata(count: npt.ArrayLike, person_years: npt.ArrayLike, standard: npt.ArrayLike) -> tuple[Numbers, ...]:
    """The three columns of the strata that the standard has."""
    counts, years, people = (np.asarray(numbers, dtype=float) for numbers in (count, person_years, standard))
    if not counts.shape == years.shape == people.shape or counts.ndim != 1:
        raise ValueError("counts, person-years and standard need one number for each stratum")
    if any(np.any(numbers < 0) for numbers in (counts, years, people)) or not people.sum() > 0:
        raise ValueError("numbers cannot be negative and the standard needs people")
    return tuple(numbers[people > 0] for numbers in (counts, years, people))


def _gamma_quantile(probability: float, mean: float, variance: float) -> float:
    return float(gammaincinv(mean**2 / variance, probability)) * variance / mean
