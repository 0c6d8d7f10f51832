"""Which places are most like a place, by what they are and not by what is reported there?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.stats.counting.rates import Numbers

METHOD = "Nearest places in standardised features"
# Within half a standard deviation two places count as alike in a feature.
ALIKE = 0.5
# Further away than a standard deviation in the average feature, places are not like each other.
TOO_FAR = 1.0


@dataclass(frozen=True)
class Neighbours:
    """The places most like one place, nearest first.

    Arguments:
        position: where each stands among the places.
        distance: root mean square of the differences, in standard deviations.
        difference: a row a neighbour, a column a feature: how far above the place it lies, in standard deviations.
    """

    position: npt.NDArray[np.int64]
    distance: Numbers
    difference: Numbers
    method: str = METHOD

    @property
    def is_alike(self) -> npt.NDArray[np.bool_]:
        """Which features of which neighbours are about the same as those of the place."""
        return np.asarray(np.abs(self.difference) <= ALIKE)

    @property
    def is_near(self) -> npt.NDArray[np.bool_]:
        """Which neighbours deserve to be called like the place."""
        return np.asarray(self.distance <= TOO_FAR)


def most_similar(features: npt.ArrayLike, position: int, *, count: int = 5) -> Neighbours:
    """Which places are nearest to a place in all features together?

    Arguments:
        features: a row a place, a column a feature, none missing; sizes as logarithms, so that twice as large is
            as far everywhere.
        position: the place asked for.
        count: how many to find; fewer when there are not as many others.

    Returns:
        The nearest others. Of equally near ones the first counts. A feature that is the same everywhere says nothing.

    Raises:
        ValueError: a feature is missing.

    Notes:
        Each feature is divided by its standard deviation over all places; the distance is √ mean over features of
        the squared difference. Nearness is no membership: a may be nearest to b and b to c.
    """
    table = np.asarray(features, dtype=float)
    if table.ndim != 2 or not np.isfinite(table).all():
        raise ValueError("every place needs every feature")
    spread = table.std(axis=0)
    difference = (table - table[position]) / np.where(spread > 0, spread, 1.0)
    distance = np.sqrt((difference**2).mean(axis=1))
    order = np.argsort(distance, kind="stable")
    nearest = order[order != position][:count]
    return Neighbours(nearest.astype(np.int64), distance[nearest], difference[nearest])
