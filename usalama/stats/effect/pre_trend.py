"""Were the places that joined already moving away from the others before they joined?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.imputation import AT_ONCE, RIDGE, Mask, place_and_month, treated_cells
from usalama.stats.effect.panel import Whole

# Months before joining, in quarters; the months before these are what they are compared with.
QUARTERS = ((1, 3), (4, 6), (7, 9))
DRAWS = 999
LEAST_LIKELY = 0.05


@dataclass(frozen=True)
class PreTrend:
    """What the three quarters before joining showed, against all months before those.

    Arguments:
        quarters: (3,), in the unit of the outcome; the last quarter before joining first. NaN without a treated place.
        p_value: of no difference in any; never 0, NaN without a treated place.
        n_draws: rollouts drawn.
    """

    quarters: Numbers
    p_value: float
    n_draws: int

    @property
    def has_passed(self) -> bool:
        """Whether nothing speaks for a difference before joining; False when that cannot be told."""
        return bool(self.p_value >= LEAST_LIKELY)


def pre_trend(outcome: Numbers, joined: Whole, generator: np.random.Generator, *, draws: int = DRAWS) -> PreTrend:
    """Did joining places differ from the others in the months before they joined?

    Arguments:
        outcome: (N, T), without gaps.
        joined: (N,), the first month of each place that counts as after; T or more for never.
        generator: for the draws.
        draws: rollouts drawn, with the same dates dealt to other places.

    Returns:
        The differences by quarter and the p-value of all three together. A passed test is no proof: a difference too
        small to be seen here can still be there.

    Notes:
        Outcome = place + month + quarter before joining is fitted to the cells before joining; F compares it with the
        fit without quarters. F of the real rollout is set against that of rollouts dealt by lot, each on the cells that
        neither it nor the real one treats, so that no effect of the programme enters. With few joining places the
        tabulated F would reject far too often (a third of the time with six).

    Source:
        Borusyak, Jaravel & Spiess (2024), Rev Econ Stud 91:3253-3285, equation 9; by lot as in Phipson & Smyth (2010).
    """
    n_months = outcome.shape[1]
    treated = treated_cells(joined, n_months)
    if not 0 < (joined < n_months).sum() < joined.size:
        return PreTrend(np.full(len(QUARTERS), np.nan), np.nan, 0)
    quarters, found = _f_statistics(outcome, joined[None], treated)
    dealt = generator.permuted(np.broadcast_to(joined, (draws, joined.size)), axis=1)
    blocks = [dealt[start : start + AT_ONCE] for start in range(0, draws, AT_ONCE)]
    drawn = np.concatenate([_f_statistics(outcome, block, treated)[1] for block in blocks])
    return PreTrend(quarters[0], float((1 + (drawn >= found[0] - 1e-12).sum()) / (1 + draws)), draws)


def _f_statistics(outcome: Numbers, joined: Whole, is_treated: Mask) -> tuple[Numbers, Numbers]:
    """(B, 3) coefficients and (B,) F of the quarters before joining, for B rollouts."""
    free = ~(treated_cells(joined, outcome.shape[1]) | is_treated)
    ahead = joined[..., None] - np.arange(outcome.shape[1])
    ahead = np.where(joined[..., None] < outcome.shape[1], ahead, 0)
    leads = np.stack([(ahead >= nearest) & (ahead <= farthest) for nearest, farthest in QUARTERS], axis=1)
    values = np.concatenate(
        [leads.astype(float), np.broadcast_to(outcome, (leads.shape[0], 1, *outcome.shape))], axis=1
    )
    place, month = place_and_month(values, free)
    rest = ((values - place[..., None] - month[:, :, None, :]) * free[:, None]).reshape(*values.shape[:2], -1)
    products = np.matmul(rest, rest.transpose(0, 2, 1))
    inside, across, total = products[:, :-1, :-1], products[:, :-1, -1], products[:, -1, -1]
    coefficients = np.linalg.solve(inside + RIDGE * np.eye(len(QUARTERS)), across[..., None])[..., 0]
    explained = (coefficients * across).sum(axis=1)
    left = free.sum(axis=(1, 2)) - outcome.shape[0] - outcome.shape[1] + 1 - len(QUARTERS)
    noise = np.maximum(total - explained, 1e-12) / np.maximum(left, 1)
    return coefficients, explained / len(QUARTERS) / noise
