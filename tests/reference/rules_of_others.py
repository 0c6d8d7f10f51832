"""Rules that others use where the product has another one: here to be compared with it."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from usalama.stats.counting.rates import Numbers
from usalama.stats.series.aberrations import GAP_PERIODS, baseline
from usalama.stats.series.nothing_changes import z_of_known_mean


def byar_limits(count: npt.ArrayLike, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
    """Between which means could a Poisson count lie, as public health offices compute it?

    Arguments:
        count: events, at least 10; any shape.
        confidence: coverage of the interval.

    Returns:
        Lower and upper limits of the expected count, within 0.2 % of the exact ones.

    Notes:
        lower = n (1 - 1/9n - z/3√n)³; upper is the same of n + 1 with + z.

    Source:
        Breslow & Day (1987), Statistical Methods in Cancer Research II, p. 69; used by OHID, England.
    """
    counts = np.asarray(count, dtype=float)
    z = float(ndtri((1 + confidence) / 2))
    return _byar(counts, -z), _byar(counts + 1, z)


def _byar(count: Numbers, z: float) -> Numbers:
    return np.asarray(count * (1 - 1 / (9 * count) + z / (3 * np.sqrt(count))) ** 3)


def z_of_two_counts(before: npt.ArrayLike, after: npt.ArrayLike) -> Numbers:
    """Wheeler's z when both are counts: smaller by the root of 2."""
    return z_of_known_mean(before, after) / math.sqrt(2)


def bound_c1(history: Numbers, z: float) -> Numbers:
    """The highest usual count by the seven periods just before: mean + z standard deviations."""
    mean, deviation = baseline(history, 0)
    return np.asarray(mean + z * deviation)


def bound_c2(history: Numbers, z: float) -> Numbers:
    """The same with a gap of two periods, so that a slow rise does not become its own yardstick."""
    mean, deviation = baseline(history, GAP_PERIODS)
    return np.asarray(mean + z * deviation)


def bound_c3(history: Numbers, z: float) -> Numbers:
    """The bound of C3, which looks at the two periods before: the newest count is beyond it when they were too high.

    Arguments:
        history: (S, T), at least 12 periods.
        z: of the normal distribution.

    Returns:
        A bound that moves with the newest count itself; never below 0. It tells late what C2 tells at once.

    Notes:
        count + deviation (z - Σ max(0, C2(t-i) - 1)), i = 1, 2, where C2 is (count - mean) / deviation of its own
        baseline.

    Source:
        Hutwagner et al. (2003); Fricker, Hegler & Dunfee (2008), Stat Med 27:3407-3429.
    """
    deviation = baseline(history, GAP_PERIODS)[1]
    carried = np.zeros(history.shape[0])
    for back in (1, 2):
        earlier = history[:, :-back]
        before, spread = baseline(earlier, GAP_PERIODS)
        carried += np.maximum((earlier[:, -1] - before) / spread - 1, 0)
    return np.maximum(history[:, -1] + deviation * (z - carried), 0)
