"""Where does nothing come from because nothing can reach us?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.model import Channel
from usalama.stats.counting.rates import Numbers

METHOD = "Months and sources with reports, against those expected"
# Under this part of what is usual a place counts as not reached.
SMALLEST_SHARE = 0.5
# Standard deviations beyond which chance is no longer an explanation.
SPREADS = 2.0


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
