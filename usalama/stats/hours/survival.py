"""How long people wait for a response, with those still waiting kept in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from usalama.model import Estimate, Flag, Sentence
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers

METHOD = "Kaplan-Meier, log-log interval"
NOT_REACHED = Sentence("Not reached yet: too many reports were still waiting when the data ended.")
# A product of steps that should be exactly one half is off by the last bits of each.
ROUNDING = 1e-12


@dataclass(frozen=True)
class WaitingCurve:
    """What share is still waiting after how many minutes.

    Arguments:
        minutes: ascending times at which somebody was reached.
        waiting: share still waiting just after each of them.
        lower, upper: limits of that share.
        last_minute: the longest wait seen, ended or not; nothing is known beyond it.
        n: reports, those still waiting included.
        n_responded: reports that were reached.
        n_invalid: reports left out because their time was missing, zero or negative.
    """

    minutes: Numbers
    waiting: Numbers
    lower: Numbers
    upper: Numbers
    last_minute: float
    n: int
    n_responded: int
    n_invalid: int

    @property
    def flag(self) -> Flag:
        if self.n == 0:
            return Flag.NO_DATA
        return Flag.UNSTABLE if self.n_responded < FEWEST_EVENTS else Flag.OK

    def quantile(self, share: float) -> Estimate:
        """Within how many minutes was this share reached?

        Arguments:
            share: between 0 and 1: 0.5 is the median, 0.9 the time in which nine of ten were reached.

        Returns:
            Minutes with limits; no value and a caveat when so many were never reached, an infinite
            upper limit when the data end before it.

        Notes:
            The first minute at which the curve, or its lower or upper limit, is at or under 1 - share.

        Source:
            Brookmeyer & Crowley (1982), Biometrics 38:29-41.
        """
        value, lower, upper = (self._first(c, 1 - share) for c in (self.waiting, self.lower, self.upper))
        if self.n == 0:
            return Estimate(None, None, None, 0, METHOD, self.flag)
        caveat = NOT_REACHED if value is None else None
        return Estimate(value, lower, np.inf if upper is None else upper, self.n, METHOD, self.flag, caveat)

    def share_within(self, minutes: float) -> Estimate:
        """What share was reached within so many minutes?

        Arguments:
            minutes: since the report.

        Returns:
            A share from 0 to 1 with limits; no value when the data end before that minute.
        """
        position = int(np.searchsorted(self.minutes, minutes, side="right")) - 1
        if self.n == 0 or (minutes > self.last_minute and not np.any(self.waiting == 0)):
            return Estimate(None, None, None, self.n, METHOD, Flag.NO_DATA)
        if position < 0:
            return Estimate(0.0, 0.0, None, self.n, METHOD, self.flag)
        value, lower, upper = (float(1 - c[position]) for c in (self.waiting, self.upper, self.lower))
        return Estimate(value, lower, upper, self.n, METHOD, self.flag)

    def _first(self, curve: Numbers, level: float) -> float | None:
        reached = np.flatnonzero(curve <= level + ROUNDING)
        return float(self.minutes[reached[0]]) if reached.size else None


def waiting_curve(minutes: npt.ArrayLike, was_responded: npt.ArrayLike, *, confidence: float = 0.95) -> WaitingCurve:
    """How long do people wait for a response, when some are still waiting?

    Arguments:
        minutes: from the report to the response, or to the end of the data for those still waiting.
        was_responded: whether each was reached, of the same length.
        confidence: coverage of the limits.

    Returns:
        The curve of those still waiting. Whoever drops those from the data makes waits look short.

    Notes:
        S(t) = product over t_i <= t of (1 - d_i / n_i), where of n_i waiting d_i are reached at t_i.
        Limits S^exp(±z v / ln S), with v² = sum of d_i / (n_i (n_i - d_i)) (Greenwood). Once nobody
        waits the lower limit is 0 and the upper one stays as it was.

    Source:
        Kaplan & Meier (1958), J Am Stat Assoc 53:457-481; Kalbfleisch & Prentice (2002), 1.4.
        Equals R's survfit(..., conf.type = "log-log").
    """
    times, responded = np.asarray(minutes, dtype=float), np.asarray(was_responded, dtype=bool)
    return waiting_curve_from_counts(times, responded, ~responded, confidence=confidence)


def waiting_curve_from_counts(
    minutes: npt.ArrayLike,
    responded_count: npt.ArrayLike,
    unresolved_count: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> WaitingCurve:
    """``waiting_curve`` of reports that were grouped by minute before.

    Arguments:
        minutes: waits in any order, rounded up to whole minutes if they were rounded: a wait of zero
            minutes counts as an error of the data and is left out.
        responded_count, unresolved_count: reports that were reached after, or were still waiting at,
            that wait.
        confidence: coverage of the limits.
    """
    table = risk_table(minutes, responded_count, unresolved_count)
    at = table.reached > 0
    waiting, lower, upper = _product_limit(table.reached[at], table.waiting_before[at], confidence)
    return WaitingCurve(
        minutes=table.minutes[at],
        waiting=waiting,
        lower=lower,
        upper=upper,
        last_minute=table.last_minute,
        n=table.n,
        n_responded=int(table.reached.sum()),
        n_invalid=table.n_invalid,
    )


@dataclass(frozen=True)
class RiskTable:
    """Who was reached and who still waited, minute by minute.

    Arguments:
        minutes: ascending times at which somebody was reached or last seen waiting.
        reached: reports reached at each of them.
        waiting_before: reports that waited until then.
        n_invalid: reports left out because their time was missing, zero or negative.
    """

    minutes: Numbers
    reached: Numbers
    waiting_before: Numbers
    n_invalid: int

    @property
    def n(self) -> int:
        return int(self.waiting_before[0]) if self.minutes.size else 0

    @property
    def last_minute(self) -> float:
        return float(self.minutes[-1]) if self.minutes.size else 0.0


def risk_table(minutes: npt.ArrayLike, responded_count: npt.ArrayLike, unresolved_count: npt.ArrayLike) -> RiskTable:
    """Reports grouped by minute in any order, as a table by ascending time; see ``waiting_curve_from_counts``."""
    times = np.asarray(minutes, dtype=float)
    groups = np.asarray([responded_count, unresolved_count], dtype=float)
    is_valid = times > 0
    distinct, position = np.unique(times[is_valid], return_inverse=True)
    reached, left = (
        np.bincount(position, weights=g[is_valid], minlength=distinct.size).astype(np.float64) for g in groups
    )
    waiting_before = np.cumsum((reached + left)[::-1])[::-1]
    return RiskTable(distinct, reached, waiting_before, int(groups[:, ~is_valid].sum()))


def _product_limit(reached: Numbers, waiting_before: Numbers, confidence: float) -> tuple[Numbers, Numbers, Numbers]:
    """Share still waiting after each time, with log-log limits."""
    waiting_after = waiting_before - reached
    waiting = np.asarray(np.cumprod(waiting_after / waiting_before), dtype=np.float64)
    is_open = waiting_after > 0
    step = np.divide(reached, waiting_before * waiting_after, out=np.zeros(reached.size), where=is_open)
    width = float(ndtri((1 + confidence) / 2)) * np.sqrt(np.cumsum(step))
    scale = np.divide(width, -np.log(np.where(is_open, waiting, 0.5)))
    lower: Numbers = np.where(is_open, waiting ** np.exp(scale), 0.0)
    upper: Numbers = np.where(is_open, waiting ** np.exp(-scale), np.nan)
    if upper.size and not is_open[-1]:
        upper[-1] = upper[-2] if upper.size > 1 else 1.0
    return waiting, lower, upper
