"""Is there a pattern on the map at all?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array
from scipy.special import ndtr

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers

METHOD = "Moran's I, permutation"
PERMUTATIONS = 999
FEWEST_PLACES = 4
# Permuted values are held in blocks of so many numbers.
BLOCK = 4_000_000


@dataclass(frozen=True)
class Moran:
    """Whether neighbours are alike.

    Arguments:
        value: Moran's I; None where all values are alike or there are too few places.
        expected, variance: of I under randomisation.
        z, p_normal: the normal approximation, two-sided.
        p: from permutations, two-sided and never 0.
        n: places with a neighbour.
        n_islands: places without one; they are left out.
    """

    value: float | None
    expected: float
    variance: float
    z: float
    p_normal: float
    p: float
    n: int
    n_islands: int

    def estimate(self) -> Estimate:
        """Moran's I; its p tells how sure, there is no interval."""
        flag = Flag.OK if self.value is not None else Flag.NO_DATA
        return Estimate(self.value, None, None, self.n, METHOD, flag)


def moran(
    values: npt.ArrayLike,
    weights: csr_array | npt.ArrayLike,
    generator: np.random.Generator,
    *,
    permutations: int = PERMUTATIONS,
) -> Moran:
    """Are neighbours more alike than chance would make them?

    Arguments:
        values: one a place, none missing.
        weights: (places, places), zero and above, nothing on the diagonal; rows are made to sum to one.
        generator: of the permutations.

    Returns:
        Moran's I. Places without neighbours are left out of everything and counted.

    Raises:
        ValueError: the weights do not fit the values.

    Notes:
        I = n / S0 sum_ij w_ij z_i z_j / sum z_i^2, expected -1 / (n - 1); variance under randomisation (Cliff & Ord).
        p = 2 (1 + number of permutations at least as far out on the same side) / (permutations + 1), at most 1.

    Source:
        Moran (1950), Biometrika 37:17-23; Cliff & Ord (1981), Spatial Processes. Equals R's spdep::moran.test.
    """
    known, matrix, islands = connected(values, weights)
    n, n_islands = known.size, int(islands.sum())
    if n < FEWEST_PLACES or np.ptp(known) == 0:
        return Moran(None, np.nan, np.nan, np.nan, 1.0, 1.0, n, n_islands)
    centred = known - known.mean()
    squares = float(centred @ centred)
    value = float(centred @ (matrix @ centred)) / squares
    expected, variance = -1 / (n - 1), _variance(centred, matrix)
    z = (value - expected) / np.sqrt(variance) if variance > 0 else np.nan
    simulated = _permuted(centred, matrix, generator, permutations) / squares
    return Moran(
        value=value,
        expected=expected,
        variance=variance,
        z=float(z),
        p_normal=float(2 * ndtr(-abs(z))) if np.isfinite(z) else 1.0,
        p=float(two_sided(np.array([value]), simulated[:, None])[0]),
        n=n,
        n_islands=n_islands,
    )


def connected(
    values: npt.ArrayLike, weights: csr_array | npt.ArrayLike
) -> tuple[Numbers, csr_array, npt.NDArray[np.bool_]]:
    """The places with neighbours, their row-standardised weights, and which places were islands."""
    known, matrix = np.asarray(values, dtype=float), csr_array(weights, dtype=float)
    if matrix.shape != (known.size, known.size) or not np.isfinite(known).all():
        raise ValueError("every place needs a value and a row of weights")
    islands = np.asarray(matrix.sum(axis=1)).ravel() == 0
    kept = np.flatnonzero(~islands)
    matrix = matrix[kept][:, kept]
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    scale = np.divide(1.0, sums, out=np.zeros(sums.size), where=sums > 0)
    return known[kept], csr_array(diags_array(scale) @ matrix), islands


def _variance(centred: Numbers, matrix: csr_array) -> float:
    n = centred.size
    s0 = float(matrix.sum())
    s1 = float((matrix + matrix.T).power(2).sum()) / 2
    s2 = float(((np.asarray(matrix.sum(axis=1)).ravel() + np.asarray(matrix.sum(axis=0)).ravel()) ** 2).sum())
    kurtosis = n * float((centred**4).sum()) / float((centred**2).sum()) ** 2
    even = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    uneven = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0**2)
    return (even - uneven) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - 1 / (n - 1) ** 2


def _permuted(centred: Numbers, matrix: csr_array, generator: np.random.Generator, permutations: int) -> Numbers:
    """sum_ij w_ij z_i z_j for each permutation, in blocks that fit into memory."""
    block = max(BLOCK // centred.size, 1)
    found = []
    for start in range(0, permutations, block):
        shuffled = np.repeat(centred[:, None], min(block, permutations - start), axis=1)
        generator.permuted(shuffled, axis=0, out=shuffled)
        found.append((shuffled * (matrix @ shuffled)).sum(axis=0))
    return np.concatenate(found)


def two_sided(observed: Numbers, simulated: Numbers) -> Numbers:
    """Never 0: what was seen is one of the ways that it could have come out."""
    slack = 1e-12 * np.maximum(np.abs(observed), 1e-300)
    above = (simulated >= observed - slack).sum(axis=0)
    below = (simulated <= observed + slack).sum(axis=0)
    return np.asarray(np.minimum(2 * (1 + np.minimum(above, below)) / (len(simulated) + 1), 1.0), dtype=np.float64)
