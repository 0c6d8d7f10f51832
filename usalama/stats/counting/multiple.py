"""Which of many comparisons stand out, when some would by chance?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


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
