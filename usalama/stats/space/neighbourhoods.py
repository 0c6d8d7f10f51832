"""Each H3 cell with the ring around it: its sums, its weights, and what such sums are when counts are scattered."""

from __future__ import annotations

from collections.abc import Sequence

import h3.api.basic_int as h3
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from usalama.stats.counting.rates import Numbers

Positions = npt.NDArray[np.int64]
NOBODY = -1
# Scatters drawn for each cell that is judged, so that the smallest p can pass with all cells looked at together.
SCATTERS_A_CELL, FEWEST_SCATTERS, MOST_SCATTERS = 100, 9_999, 1_000_000


def disk_neighbours(cells: Sequence[str]) -> Positions:
    """The positions of each H3 cell and of those around it: the filter that ``gi_star_of_cells`` runs over them.

    Arguments:
        cells: different H3 cells of one resolution.

    Returns:
        (cells, 7) positions in ``cells``, each cell itself first; -1 for a neighbour that is not among them.
    """
    numbers = [h3.str_to_int(cell) for cell in cells]
    position = {number: place for place, number in enumerate(numbers)}
    if len(position) != len(numbers):
        raise ValueError("the cells must differ")
    found = np.full((len(numbers), 7), NOBODY, dtype=np.int64)
    for place, number in enumerate(numbers):
        around = [number, *(other for other in h3.grid_disk(number, 1) if other != number)]
        found[place, : len(around)] = [position.get(other, NOBODY) for other in around]
    return found


def disk_sums(values: npt.ArrayLike, neighbours: Positions) -> Numbers:
    """Sum over each cell and those around it.

    Arguments:
        values: one a cell.
        neighbours: the result of ``disk_neighbours``.
    """
    padded = np.append(np.asarray(values, dtype=float), 0.0)
    return np.asarray(padded[neighbours].sum(axis=1), dtype=np.float64)


def disk_weights(neighbours: Positions, *, with_self: bool) -> csr_array:
    """The same neighbourhoods as a matrix of zeros and ones."""
    kept = neighbours >= 0
    if not with_self:
        kept = kept & (neighbours != np.arange(len(neighbours))[:, None])
    row, column = np.nonzero(kept)
    shape = (len(neighbours), len(neighbours))
    return csr_array((np.ones(row.size), (row, neighbours[row, column])), shape=shape)


def neighbourhood_sizes(neighbours: Positions) -> list[int]:
    """Of how many cells neighbourhoods are made."""
    found: list[int] = np.unique((neighbours >= 0).sum(axis=1)).tolist()
    return found


def scattered_sums(values: Numbers, sizes: list[int], generator: np.random.Generator) -> dict[int, Numbers]:
    """For each size of a neighbourhood the sums of so many different cells drawn at random, ascending."""
    runs = int(np.clip(SCATTERS_A_CELL * values.size, FEWEST_SCATTERS, MOST_SCATTERS))
    return {size: np.sort(_sums_of_draws(values, size, runs, generator)) for size in sizes}


def _sums_of_draws(values: Numbers, size: int, runs: int, generator: np.random.Generator) -> Numbers:
    """Sums of ``size`` different values; a draw that holds one twice is drawn again."""
    found: list[Numbers] = []
    left = runs
    while left > 0:
        drawn = np.sort(generator.integers(0, values.size, (left, size), dtype=np.int32), axis=1)
        kept = drawn[(np.diff(drawn, axis=1) > 0).all(axis=1)]
        found.append(values[kept].sum(axis=1))
        left -= len(kept)
    return np.concatenate(found)
