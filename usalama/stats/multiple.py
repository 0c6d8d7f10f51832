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
