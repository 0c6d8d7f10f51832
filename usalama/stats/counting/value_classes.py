"""Where do the classes of a map begin, so that people can read them?"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

CLASS_COUNT = 5
# Numbers that people read at a glance, per power of ten.
LEGIBLE = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


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
