"""How densely do reports lie? A smooth picture, and no more than that."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

from usalama.stats.counting.rates import Numbers

# Beyond so many standard deviations the bell is cut off.
REACH = 4.0


def smooth_density(
    counts: npt.ArrayLike, is_inside: npt.ArrayLike, *, bandwidth_steps: float, step_km: float
) -> Numbers:
    """How densely do reports lie in each square of a grid?

    Arguments:
        counts: (rows, columns) reports of each square.
        is_inside: (rows, columns) whether a square belongs to the area; reports outside are left out.
        bandwidth_steps: standard deviation of the bell, in squares; the same for every period that is compared.
        step_km: side of a square.

    Returns:
        Reports for each square kilometre; NaN outside. Near the edge, what the bell would spread outside is given
        back, so that the edge does not look empty.

    Notes:
        Sum of bells over the area / sum of bells over its squares. A picture: it has no interval and no verdict.

    Source:
        Edge correction: Diggle (1985), Applied Statistics 34:138-147.
    """
    inside = np.asarray(is_inside, dtype=bool)
    reports = np.where(inside, np.asarray(counts, dtype=float), 0.0)
    if bandwidth_steps <= 0 or step_km <= 0:
        raise ValueError("a bandwidth and a step are above zero")
    smooth, area = (
        gaussian_filter(grid, bandwidth_steps, mode="constant", truncate=REACH)
        for grid in (reports, inside.astype(float))
    )
    density = np.full(reports.shape, np.nan)
    np.divide(smooth, area * step_km**2, out=density, where=inside)
    return density
