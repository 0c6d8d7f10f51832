"""Who is reached sooner: two or more groups of people who wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtr, ndtri

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers
from usalama.stats.hours.survival import ROUNDING, RiskTable

LOG_RANK = "Log-rank"
RESTRICTED_MEAN = "Restricted mean wait (Kaplan-Meier)"
DIFFERENCE = "Difference of restricted mean waits"


@dataclass(frozen=True)
class LogRank:
    """The test that all groups wait alike.

    Arguments:
        chi_square: the statistic; None when nothing can be tested.
        degrees: of freedom: the groups with anybody in them, less one.
        p_value: None when nothing can be tested.
        n: reports of all groups.
    """

    chi_square: float | None
    degrees: int
    p_value: float | None
    n: int
    flag: Flag
    method: str = LOG_RANK

    def estimate(self) -> Estimate:
        """The statistic as a value; a test has no limits."""
        return Estimate(self.chi_square, None, None, self.n, self.method, self.flag)


def log_rank(groups: Sequence[RiskTable]) -> LogRank:
    """Could all groups wait alike, over all minutes?

    Arguments:
        groups: a table a group; grouped counts are as good as single reports.

    Returns:
        The test. Nothing is tested when fewer than two groups hold anybody, or nobody was reached while people
        of two groups waited. ``unstable`` when fewer than 10 were reached in all.

    Notes:
        At each minute, of n_j waiting in group j and n in all, d are reached: expected d n_j / n, covariance
        d (n - d) / (n - 1) n_j / n (1[j = k] - n_k / n). Chi-square of observed less expected, added up.

    Source:
        Mantel (1966), Cancer Chemother Rep 50:163-170. Equals R's survdiff.
    """
    held = [group for group in groups if group.n]
    n = sum(group.n for group in held)
    reached = sum(float(group.reached.sum()) for group in held)
    flag = Flag.NO_DATA if n == 0 else Flag.UNSTABLE if reached < FEWEST_EVENTS else Flag.OK
    if len(held) < 2 or reached == 0:
        return LogRank(None, max(len(held) - 1, 0), None, n, flag)
    minutes = np.unique(np.concatenate([group.minutes[group.reached > 0] for group in held]))
    waiting = np.array([_waiting_at(group, minutes) for group in held])
    events = np.array([_reached_at(group, minutes) for group in held])
    all_waiting, all_events = waiting.sum(axis=0), events.sum(axis=0)
    shares = waiting / all_waiting
    difference = (events - shares * all_events).sum(axis=1)[:-1]
    # With one person left there is nothing that could have gone otherwise.
    scale = all_events * (all_waiting - all_events) / np.maximum(all_waiting - 1, 1)
    covariance = np.diag((scale * shares).sum(axis=1)) - (scale * shares) @ shares.T
    # A group whose people never waited beside others leaves a row of zeros, which tells nothing.
    if np.linalg.matrix_rank(covariance[:-1, :-1]) == 0:
        return LogRank(None, len(held) - 1, None, n, flag)
    chi_square = float(difference @ np.linalg.pinv(covariance[:-1, :-1], hermitian=True) @ difference)
    degrees = int(np.linalg.matrix_rank(covariance[:-1, :-1]))
    return LogRank(chi_square, degrees, float(chdtrc(degrees, chi_square)), n, flag)


def restricted_mean(group: RiskTable, until: float, *, confidence: float = 0.95) -> Estimate:
    """How many of the first minutes did people wait, on average?

    Arguments:
        group: who was reached and who still waited.
        until: minutes that are looked at; a longer wait counts as so many.

    Returns:
        Minutes with limits. No value when people still waited but the data end before ``until``. ``unstable`` when
        fewer than 10 were reached.

    Raises:
        ValueError: ``until`` is not above 0.

    Notes:
        The area under the curve of those still waiting from 0 to ``until``; its variance is the sum over the
        minutes t of (area from t on)² d / (n (n - d)).

    Source:
        Irwin (1949), J Hygiene 47:188-189; Royston & Parmar (2013), BMC Med Res Methodol 13:152.
        Equals R's survival:::survmean(rmean = until).
    """
    if until <= 0:
        raise ValueError("the minutes looked at must be more than 0")
    value, error = _area(group, until)
    if value is None:
        return Estimate(None, None, None, group.n, RESTRICTED_MEAN, Flag.NO_DATA)
    reach = float(ndtri((1 + confidence) / 2)) * error
    return Estimate(
        value, max(value - reach, 0.0), min(value + reach, float(until)), group.n, RESTRICTED_MEAN, _flag(group)
    )


def restricted_mean_difference(
    group: RiskTable, other: RiskTable, until: float, *, confidence: float = 0.95
) -> tuple[Estimate, float]:
    """How many minutes longer does one group wait than another, on average over the first minutes?

    Arguments:
        group, other: who was reached and who still waited; separate reports.
        until: minutes that are looked at.

    Returns:
        The first less the other, in minutes, and the two-sided p-value that both are equal (1 where nothing can
        be told). ``no_data`` when either cannot be told, ``unstable`` when either is.

    Notes:
        Normal interval with the sum of both variances; meaningful where the curves cross as well.

    Source:
        Royston & Parmar (2013), BMC Med Res Methodol 13:152.
    """
    (first, first_error), (second, second_error) = _area(group, until), _area(other, until)
    n = group.n + other.n
    if first is None or second is None:
        return Estimate(None, None, None, n, DIFFERENCE, Flag.NO_DATA), 1.0
    error = float(np.hypot(first_error, second_error))
    flags = {_flag(group), _flag(other)}
    value, reach = first - second, float(ndtri((1 + confidence) / 2)) * error
    p_value = 2 * float(ndtr(-abs(value) / error)) if error else float(value == 0)
    flag = Flag.UNSTABLE if Flag.UNSTABLE in flags else Flag.OK
    return Estimate(value, value - reach, value + reach, n, DIFFERENCE, flag), p_value


def _area(group: RiskTable, until: float) -> tuple[float | None, float]:
    """The area under the curve up to a minute, and its standard error; None where the data end before."""
    is_inside = (group.reached > 0) & (group.minutes <= until)
    times, reached, before = group.minutes[is_inside], group.reached[is_inside], group.waiting_before[is_inside]
    after = before - reached
    waiting = np.concatenate([[1.0], np.cumprod(after / before)])
    if group.n == 0 or (group.last_minute < until and waiting[-1] > ROUNDING):
        return None, 0.0
    steps: Numbers = np.diff(np.concatenate([[0.0], times, [float(until)]])) * waiting
    left = np.cumsum(steps[::-1])[::-1][1:]
    variance = np.divide(left**2 * reached, before * after, out=np.zeros(times.size), where=after > 0)
    return float(steps.sum()), float(np.sqrt(variance.sum()))


def _flag(group: RiskTable) -> Flag:
    return Flag.UNSTABLE if group.reached.sum() < FEWEST_EVENTS else Flag.OK


def _waiting_at(group: RiskTable, minutes: Numbers) -> Numbers:
    position = np.searchsorted(group.minutes, minutes)
    return np.append(group.waiting_before, 0.0)[position]


def _reached_at(group: RiskTable, minutes: Numbers) -> Numbers:
    position = np.searchsorted(group.minutes, minutes)
    found = np.append(group.minutes, np.nan)[position] == minutes
    return np.where(found, np.append(group.reached, 0.0)[position], 0.0)
