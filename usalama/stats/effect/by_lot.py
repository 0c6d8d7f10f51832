"""Could dates of joining dealt by lot have looked the same, before joining and after it?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.panel import RIDGE, Mask, Whole, imputed_effect, place_and_month, treated_cells

# Months before joining, in quarters; the months before these are what they are compared with.
QUARTERS = ((1, 3), (4, 6), (7, 9))
DRAWS = 999
# Cells of all rollouts that are worked out at once: memory of larger blocks goes back to the system after each step,
# and fetching it anew takes as long as all the sums.
CELLS_AT_ONCE = 8_000
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
    step = max(1, CELLS_AT_ONCE // outcome.size)
    blocks = [dealt[start : start + step] for start in range(0, draws, step)]
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


@dataclass(frozen=True)
class Permuted:
    """An effect against what the same dates would show had other places joined.

    Arguments:
        value: the effect, in the unit of the outcome.
        lower, upper: the effects that the draws do not speak against; infinite where too few places could be drawn.
        p_value: of no effect; never 0.
        n_draws: rollouts drawn.
    """

    value: float
    lower: float
    upper: float
    p_value: float
    n_draws: int


def permuted_effect(
    outcome: Numbers,
    joined: Whole,
    generator: np.random.Generator,
    *,
    draws: int = DRAWS,
    confidence: float = 0.95,
) -> Permuted:
    """Which effects could it be, had the dates of joining been dealt out by lot?

    Arguments:
        outcome: (N, T), without gaps.
        joined: (N,), the first month of each place that counts as after; T or more for never.
        generator: for the draws.
        draws: rollouts drawn, with the same dates dealt to other places.
        confidence: coverage of the interval.

    Returns:
        The effect, its interval and its p-value (1 + as extreme) / (1 + draws). All NaN when nobody joined or nobody
        is left to compare with.

    Notes:
        An effect e is believed when, with e taken out of the treated cells, at least 1 - ``confidence`` of the rollouts
        look as extreme as the real one. The estimate is linear, so a drawn rollout that gives a for the outcome and b
        for the treated cells themselves looks as extreme for all e between (v - a) / (1 - b) and (v + a) / (1 + b),
        where v is the effect found; the limits of the interval are the order statistics of these ends. It takes one
        effect everywhere for granted, and that any place could have joined at any of the dates.

    Source:
        Rosenbaum (2002), Observational Studies, 2nd ed., 2.4; MacKinnon & Webb (2020), J Econometrics 218:435-450, on
        why few treated places need it. p-value: Phipson & Smyth (2010), Stat Appl Genet Mol Biol 9:39.
    """
    n_months = outcome.shape[1]
    treated = treated_cells(joined, n_months)
    value = float(imputed_effect(outcome[None], treated[None])[0, 0])
    if math.isnan(value):
        return Permuted(math.nan, math.nan, math.nan, math.nan, 0)
    dealt = generator.permuted(np.broadcast_to(joined, (draws, joined.size)), axis=1)
    both = imputed_effect(np.stack([outcome, treated.astype(float)]), treated_cells(dealt, n_months))
    drawn, share = both[:, 0], both[:, 1]
    ends = _ends(value, drawn, share)
    rank = math.floor((1 - confidence) * (draws + 1) + 1e-9)
    return Permuted(
        value=value,
        lower=-math.inf if rank < 1 else float(np.sort(ends.min(axis=0))[rank - 1]),
        upper=math.inf if rank < 1 else float(np.sort(ends.max(axis=0))[-rank]),
        p_value=float((1 + (np.abs(drawn) >= abs(value) - 1e-12).sum()) / (1 + draws)),
        n_draws=draws,
    )


def _ends(value: float, drawn: Numbers, share: Numbers) -> Numbers:
    """(2, B), the ends of the effects for which each draw looks as extreme; the real rollout itself does for all."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.stack([(value - drawn) / (1 - share), (value + drawn) / (1 + share)])
    is_same = np.abs(share) > 1 - 1e-9
    ends[0, is_same], ends[1, is_same] = -np.inf, np.inf
    return ends
