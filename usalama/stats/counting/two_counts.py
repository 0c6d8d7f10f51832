"""How far apart are two counts, when both vary by chance?"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from usalama.stats.counting.rates import Numbers


def z_of_known_mean(before: npt.ArrayLike, after: npt.ArrayLike) -> Numbers:
    """Wheeler's z, which takes the first count for its true mean and so cries wolf too often.

    Source:
        Wheeler (2016), Tables and graphs for monitoring temporal crime trends, Int J Police Sci Manag 18:159-172.
    """
    return np.asarray(2 * (np.sqrt(np.asarray(after, float)) - np.sqrt(np.asarray(before, float))))


def z_of_two_counts(before: npt.ArrayLike, after: npt.ArrayLike) -> Numbers:
    """The same when both are counts: smaller by the root of 2."""
    return z_of_known_mean(before, after) / math.sqrt(2)
