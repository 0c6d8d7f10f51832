"""Where like values lie together, by Anselin's local I: the product asks for Gi* instead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from usalama.stats.counting.rates import Numbers
from usalama.stats.space.autocorrelation import FEWEST_PLACES, PERMUTATIONS, connected, two_sided

QUADRANTS = ("low-low", "low-high", "high-low", "high-high")


@dataclass(frozen=True)
class LocalMoran:
    """How alike each place and its neighbours are.

    Arguments:
        value: local I; NaN for islands and where all values are alike.
        p: from conditional permutations, two-sided and never 0; 1 where there is no value.
        quadrant: of ``QUADRANTS``: the place first, its neighbours second; "" where there is no value.
    """

    value: Numbers
    p: Numbers
    quadrant: npt.NDArray[np.str_]


def local_moran(
    values: npt.ArrayLike,
    weights: csr_array | npt.ArrayLike,
    generator: np.random.Generator,
    *,
    permutations: int = PERMUTATIONS,
) -> LocalMoran:
    """Where do like values lie together, and where does a place differ from its neighbours?

    Arguments:
        values, weights, generator, permutations: as for ``moran``.

    Notes:
        I_i = z_i sum_j w_ij z_j / (sum z^2 / n). Each place is held against its own value among neighbours drawn
        from all others.

    Source:
        Anselin (1995), Geographical Analysis 27:93-115. Equals R's spdep::localmoran(mlvar = TRUE).
    """
    known, matrix, islands = connected(values, weights)
    value, p = np.full(islands.size, np.nan), np.ones(islands.size)
    quadrant = np.full(islands.size, "", dtype="<U9")
    if known.size < FEWEST_PLACES or np.ptp(known) == 0:
        return LocalMoran(value, p, quadrant)
    centred = known - known.mean()
    scaled = centred / (centred @ centred / centred.size)
    around = matrix @ centred
    value[~islands] = scaled * around
    quadrant[~islands] = np.take(np.array(QUADRANTS), 2 * (centred > 0) + (around > 0))
    p[~islands] = _conditional_p(centred, matrix, generator, permutations, around)
    return LocalMoran(value, p, quadrant)


def _conditional_p(
    centred: Numbers, matrix: csr_array, generator: np.random.Generator, permutations: int, around: Numbers
) -> Numbers:
    n = centred.size
    most = int(np.diff(matrix.indptr).max())
    drawn = np.argsort(generator.random((permutations, n - 1)), axis=1)[:, :most] if n <= 2_000 else None
    if drawn is None:
        drawn = generator.integers(0, n - 1, (permutations, most))
    p = np.empty(n)
    for place in range(n):
        own = matrix.data[matrix.indptr[place] : matrix.indptr[place + 1]]
        # Positions among the others: those from the place on move up by one.
        chosen = drawn[:, : own.size]
        simulated = centred[chosen + (chosen >= place)] @ own
        p[place] = two_sided(around[place : place + 1], simulated[:, None])[0]
    return p
