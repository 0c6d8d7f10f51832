"""How far are the months after joining from what the places that had not joined let one expect?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from usalama.stats.counting.rates import Numbers

Mask = npt.NDArray[np.bool_]
# Rollouts that are worked out at once: more no longer fit into the processor's own memory and take twice as long.
AT_ONCE = 20
# Keeps the equations solvable where a month has no cell to go by; too small to move another.
RIDGE = 1e-11


def imputed_effect(outcome: Numbers, is_treated: Mask, is_free: Mask | None = None) -> Numbers:
    """By how much do treated cells lie above what untreated cells foretell, on average?

    Arguments:
        outcome: (K, N, T), K outcomes of N places over T months, without gaps.
        is_treated: (B, N, T), the cells after joining in each of B rollouts.
        is_free: (B, N, T), the cells to foretell from; those not treated when None.

    Returns:
        (B, K), the mean over the treated cells; all weigh the same. NaN for a rollout without treated cells, or with
        a treated cell in a place or month that has nothing to foretell it from.

    Notes:
        Outcome = place + month is fitted by least squares to the free cells; the effect is the mean over the treated
        cells of outcome - (place + month). It is linear in the outcome.

    Source:
        Borusyak, Jaravel & Spiess (2024), Revisiting event-study designs, Rev Econ Stud 91:3253-3285, theorem 1.
    """
    free = ~is_treated if is_free is None else is_free
    blocks = [slice(start, start + AT_ONCE) for start in range(0, is_treated.shape[0], AT_ONCE)]
    return np.concatenate([_block_effect(outcome, is_treated[block], free[block]) for block in blocks])


def _block_effect(outcome: Numbers, is_treated: Mask, is_free: Mask) -> Numbers:
    place, month = place_and_month(outcome[None], is_free)
    cells = is_treated.astype(float)
    in_place, in_month, total = cells.sum(axis=2), cells.sum(axis=1), cells.sum(axis=(1, 2))
    seen = np.einsum("bnt,knt->bk", cells, outcome, optimize=True)
    expected = np.einsum("bn,bkn->bk", in_place, place) + np.einsum("bt,bkt->bk", in_month, month)
    blind = (in_place > 0) & ~is_free.any(axis=2)
    blind_month = (in_month > 0) & ~is_free.any(axis=1)
    can_tell = (total > 0) & ~blind.any(axis=1) & ~blind_month.any(axis=1)
    return np.where(can_tell[:, None], (seen - expected) / np.maximum(total, 1)[:, None], np.nan)


def place_and_month(outcome: Numbers, is_free: Mask) -> tuple[Numbers, Numbers]:
    """What is usual in each place, and what each month added everywhere, by the free cells?

    Arguments:
        outcome: (B or 1, K, N, T).
        is_free: (B, N, T), the cells to go by.

    Returns:
        (B, K, N) and (B, K, T), whose sum is the fit; 0 where there is no free cell. The first month adds nothing.

    Notes:
        Least squares: the places are solved for first, which leaves T equations for each rollout.
    """
    free = is_free.astype(float)
    share = free / np.maximum(free.sum(axis=2, keepdims=True), 1)
    size = free.shape[2]
    matrix = -np.matmul(free.transpose(0, 2, 1), share)
    matrix[:, np.arange(size), np.arange(size)] += free.sum(axis=1) + RIDGE
    mean = np.matmul(outcome[:, :, :, None, :], share[:, None, :, :, None])[..., 0, 0]
    sums = np.matmul(outcome.transpose(0, 1, 3, 2)[:, :, :, None, :], free.transpose(0, 2, 1)[:, None, :, :, None])
    right = sums[..., 0, 0] - np.matmul(mean, free)
    month = np.zeros(right.shape)
    solved = np.linalg.solve(matrix[:, 1:, 1:], right[:, :, 1:].transpose(0, 2, 1))
    month[:, :, 1:] = solved.transpose(0, 2, 1)
    return mean - np.matmul(month, share.transpose(0, 2, 1)), month


def treated_cells(joined: npt.ArrayLike, n_months: int) -> Mask:
    """Which cells come after joining.

    Arguments:
        joined: (..., N), the first month of each place that counts as after; ``n_months`` or more for never.
    """
    return np.asarray(np.arange(n_months) >= np.asarray(joined)[..., None])
