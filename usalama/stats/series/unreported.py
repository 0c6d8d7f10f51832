"""How many incidents stand behind the reports, and where does nothing come from because nothing can reach us?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from usalama.model import Channel, Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers, garwood_limits

ADJUSTED_METHOD = "Reports by the share reported, log delta interval"
RATIO_METHOD = "Ratio of reports by the ratio of shares reported, log delta interval"
SILENCE_METHOD = "Months and sources with reports, against those expected"
# Under this part of what is usual a place counts as not reached.
SMALLEST_SHARE = 0.5
# Standard deviations beyond which chance is no longer an explanation.
SPREADS = 2.0


@dataclass(frozen=True)
class ReportedShare:
    """How many of all incidents were reported, found by a survey or assumed.

    Arguments:
        value: over 0, at most 1.
        standard_error: of the share; 0 for one that is assumed, whose doubt no interval can hold.
    """

    value: float
    standard_error: float = 0.0

    def __post_init__(self) -> None:
        if not 0 < self.value <= 1 or self.standard_error < 0:
            raise ValueError("a share reported lies between 0 and 1, and its standard error is not negative")

    @property
    def log_variance(self) -> float:
        return (self.standard_error / self.value) ** 2


@dataclass(frozen=True)
class BreakEven:
    """The change in reporting that alone would explain a change in reports.

    Arguments:
        share_before: the share reported before.
        share_now: the share that would have to be reported now; None where it would have to be more than all.
    """

    share_before: float
    share_now: float | None


def adjusted_incidents(reports: float | None, reported: ReportedShare, *, confidence: float = 0.95) -> Estimate:
    """How many incidents were there, reported or not?

    Arguments:
        reports: incidents that were reported; None where hidden.
        reported: the share of all incidents that is reported.
        confidence: coverage of the interval.

    Returns:
        Incidents, at least as many as reports. Decided in the open: without reports the value and its lower limit
        are 0 and the upper one is the exact limit of the count over the share; fewer than 10 are ``unstable``.

    Raises:
        ValueError: reports are negative.

    Notes:
        n / p, with the interval exp(ln(n / p) ± z √(1 / n + (se / p)²)): the delta method on the log scale for a
        Poisson count and a share that know nothing of each other.

    Source:
        Casella & Berger (2002), Statistical Inference, 5.5.4.
    """
    if reports is None:
        return Estimate(None, None, None, None, ADJUSTED_METHOD, Flag.HIDDEN)
    if reports < 0:
        raise ValueError("reports cannot be negative")
    flag = Flag.UNSTABLE if reports < FEWEST_EVENTS else Flag.OK
    value = reports / reported.value
    if reports == 0:
        upper = float(garwood_limits(0.0, confidence)[1]) / reported.value
        return Estimate(0.0, 0.0, upper, 0, ADJUSTED_METHOD, flag)
    reach = math.exp(_z(confidence) * math.sqrt(1 / reports + reported.log_variance))
    return Estimate(value, value / reach, value * reach, int(reports), ADJUSTED_METHOD, flag)


def adjusted_ratio(
    reports: float | None,
    reported: ReportedShare,
    reports_before: float | None,
    reported_before: ReportedShare,
    *,
    confidence: float = 0.95,
) -> Estimate:
    """How many times as many incidents are there as before, once reporting is taken into account?

    Arguments:
        reports, reported: now: incidents that were reported, and the share of all that is reported.
        reports_before, reported_before: the same before, for a time as long.
        confidence: coverage of the interval.

    Returns:
        The ratio of incidents. Decided in the open: a hidden count is ``hidden``; no reports on either side is
        ``no_data``, since a ratio of nothing has no logarithm; fewer than 10 on a side are ``unstable``.

    Raises:
        ValueError: reports are negative.

    Notes:
        (n1 / p1) / (n0 / p0), with the variance 1 / n1 + 1 / n0 + (se1 / p1)² + (se0 / p0)² of its logarithm. It
        holds for shares from two surveys. One survey for both times says nothing about a change in reporting:
        then give it with a standard error of 0 twice, and what is left is the ratio of reports.

    Source:
        Casella & Berger (2002), Statistical Inference, 5.5.4.
    """
    if reports is None or reports_before is None:
        return Estimate(None, None, None, None, RATIO_METHOD, Flag.HIDDEN)
    if reports < 0 or reports_before < 0:
        raise ValueError("reports cannot be negative")
    n = int(reports + reports_before)
    if reports == 0 or reports_before == 0:
        return Estimate(None, None, None, n, RATIO_METHOD, Flag.NO_DATA)
    value = (reports / reported.value) / (reports_before / reported_before.value)
    variance = 1 / reports + 1 / reports_before + reported.log_variance + reported_before.log_variance
    reach = math.exp(_z(confidence) * math.sqrt(variance))
    flag = Flag.UNSTABLE if min(reports, reports_before) < FEWEST_EVENTS else Flag.OK
    return Estimate(value, value / reach, value * reach, n, RATIO_METHOD, flag)


def break_even(reports: float, reports_before: float, share_before: float) -> BreakEven:
    """Which share reported now would explain the change in reports, with no more and no fewer incidents?

    Arguments:
        reports, reports_before: of two times as long, the earlier one not empty.
        share_before: the share reported then, over 0 and at most 1.

    Returns:
        The share now; none where even everybody reporting would not do.

    Raises:
        ValueError: no reports before, or a share outside 0 to 1.

    Notes:
        p1 = p0 n1 / n0
    """
    if reports < 0 or reports_before <= 0 or not 0 < share_before <= 1:
        raise ValueError("there must be reports before, and a share between 0 and 1")
    share = share_before * reports / reports_before
    return BreakEven(share_before, share if share <= 1 else None)


def _z(confidence: float) -> float:
    return float(ndtri((1 + confidence) / 2))


@dataclass(frozen=True)
class Silence:
    """How well places are heard; one number a place.

    Arguments:
        silent_months: months without any report.
        expected_silent_months: as many would be silent if the place had the common rate.
        month_count: months looked at.
        channels: sources that reported, on average over the months.
        usual_channels: of the middle place.
        channel: a ``Channel`` for each place.
    """

    silent_months: npt.NDArray[np.int64]
    expected_silent_months: Numbers
    month_count: int
    channels: Numbers
    usual_channels: float
    channel: npt.NDArray[np.object_]
    method: str = SILENCE_METHOD


def silence(has_report: npt.ArrayLike, expected: npt.ArrayLike) -> Silence:
    """Which places have a channel through which reports reach us?

    Arguments:
        has_report: whether each place (first axis) had a report in each month (second) from each source (third).
        expected: reports that the common rate gives each place in each month; NaN where that is not known.

    Returns:
        ``no_channel`` where more than half of the months are silent, or where fewer than half of the reports' usual
        sources are heard, and chance does not explain it: two standard deviations below what the common rate gives.
        ``cannot_tell`` where most months are silent and chance may explain it. Nothing is ever called safe.

    Raises:
        ValueError: the shapes do not fit, or there is no month.

    Notes:
        Expected silent months Σ exp(-E), with variance Σ exp(-E) (1 - exp(-E)). With u the sources of the middle place
        and its reports spread evenly over them, a source is heard in a month with the chance q = 1 - exp(-E/u): u Σ q
        are expected, with variance u Σ q (1 - q).
    """
    reports, means = np.asarray(has_report, dtype=bool), np.asarray(expected, dtype=float)
    if reports.ndim != 3 or reports.shape[:2] != means.shape or not means.shape[1]:
        raise ValueError("every place needs every month")
    months = means.shape[1]
    silent = (~reports.any(axis=2)).sum(axis=1)
    expected_silent = np.exp(-means).sum(axis=1)
    channels = reports.sum(axis=2).mean(axis=1)
    usual = float(np.median(channels)) if channels.size else 0.0
    channel = np.full(silent.shape, Channel.OPEN, dtype=object)
    is_quiet = silent > SMALLEST_SHARE * months
    is_beyond_chance = silent > expected_silent + SPREADS * _spread(np.exp(-means))
    channel[is_quiet & ~is_beyond_chance] = Channel.UNKNOWN
    channel[(is_quiet & is_beyond_chance) | _has_few(reports, means, usual)] = Channel.NONE
    return Silence(silent, expected_silent, months, channels, usual, channel)


def _has_few(reports: npt.NDArray[np.bool_], means: Numbers, usual: float) -> npt.NDArray[np.bool_]:
    """Fewer sources than half of what is usual, and fewer than chance explains."""
    if usual == 0:
        return np.zeros(means.shape[0], dtype=bool)
    heard = reports.sum(axis=(1, 2))
    chance = -np.expm1(-means / usual)
    expected = usual * chance.sum(axis=1)
    spread = np.sqrt(usual) * _spread(chance)
    return np.asarray((heard < SMALLEST_SHARE * expected) & (heard < expected - SPREADS * spread))


def _spread(chance: Numbers) -> Numbers:
    """Of the number of months in which something with these chances happens."""
    return np.asarray(np.sqrt((chance * (1 - chance)).sum(axis=1)))
