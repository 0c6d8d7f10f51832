"""What a map is drawn with: classes that people can read, and a smooth picture of how densely reports lie."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

from usalama.stats.counting.rates import Numbers

CLASS_COUNT = 5
# Numbers that people read at a glance, per power of ten.
LEGIBLE = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
# Beyond so many standard deviations the bell is cut off.
REACH = 4.0


def legible_breaks(values: npt.ArrayLike, class_count: int = CLASS_COUNT) -> tuple[float, ...]:
    """Round numbers that split the values into classes of about the same size.

    Arguments:
        values: what the classes are for, of the longest period there is: breaks taken from one month
            would move with every month. NaN is passed over.
        class_count: classes wanted.

    Returns:
        Ascending breaks, one fewer than the classes; fewer still when the values differ too little.
    """
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known) & (known > 0)]
    if known.size == 0:
        return ()
    shares = np.linspace(0, 1, class_count + 1)[1:-1]
    rounded = [nearest_legible(float(value)) for value in np.quantile(known, shares)]
    return tuple(sorted(set(rounded)))


def nearest_legible(value: float) -> float:
    """The legible number nearest to a positive value."""
    scale = 10.0 ** math.floor(math.log10(value))
    return min((step * scale for step in LEGIBLE), key=lambda step: abs(step - value))


def class_of(values: npt.ArrayLike, breaks: tuple[float, ...]) -> npt.NDArray[np.int64]:
    """The class of each value, 0 lowest; a value on a break belongs to the class above. NaN gives -1."""
    known = np.asarray(values, dtype=float)
    found = np.searchsorted(np.asarray(breaks), known, side="right")
    return np.where(np.isnan(known), -1, found).astype(np.int64)


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
