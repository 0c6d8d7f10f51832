"""Could joining at other times have looked the same by chance?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.imputation import imputed_effect, treated_cells
from usalama.stats.effect.panel import Whole

DRAWS = 999


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
