"""Where does nothing come from because nothing can reach us?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.model import Channel
from usalama.stats.rates import Numbers

METHOD = "Months and sources with reports, against those expected"
# Under this part of what is usual a place counts as not reached.
SMALLEST_SHARE = 0.5


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
    method: str = METHOD


def silence(has_report: npt.ArrayLike, expected: npt.ArrayLike) -> Silence:
    """Which places have a channel through which reports reach us?

    Arguments:
        has_report: whether each place (first axis) had a report in each month (second) from each source (third).
        expected: reports that the common rate gives each place in each month; NaN where that is not known.

    Returns:
        ``no_channel`` where more than half of the months are silent, or fewer than half of the usual sources report
        each month. ``cannot_tell`` instead of the first where even the common rate would leave more than half of the
        months silent: then silence says nothing. Nothing is ever called safe.

    Raises:
        ValueError: the shapes do not fit, or there is no month.

    Notes:
        Expected silent months: Σ exp(-E) over the months. A place cannot have more sources in a month than
        reports: the usual number is that of the middle place or the reports expected, whichever is smaller.
    """
    reports, means = np.asarray(has_report, dtype=bool), np.asarray(expected, dtype=float)
    if reports.ndim != 3 or reports.shape[:2] != means.shape or not means.shape[1]:
        raise ValueError("every place needs every month")
    months = means.shape[1]
    silent = (~reports.any(axis=2)).sum(axis=1)
    expected_silent = np.exp(-means).sum(axis=1)
    channels = reports.sum(axis=2).mean(axis=1)
    usual = float(np.median(channels)) if channels.size else 0.0
    within_reach = np.fmin(usual, means.mean(axis=1))
    channel = np.full(silent.shape, Channel.OPEN, dtype=object)
    is_quiet = silent > SMALLEST_SHARE * months
    channel[is_quiet | (channels < SMALLEST_SHARE * within_reach)] = Channel.NONE
    channel[is_quiet & ~(expected_silent <= SMALLEST_SHARE * months)] = Channel.UNKNOWN
    return Silence(silent, expected_silent, months, channels, usual, channel)
