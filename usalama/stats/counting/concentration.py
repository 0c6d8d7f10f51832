"""How unevenly do reports lie over places?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.shares import FEWEST_FOR_A_SHARE, wilson_share

METHOD = "share in the busiest places"
CHANCE_RUNS = 200


@dataclass(frozen=True)
class Concentration:
    """How unevenly reports lie over places.

    Arguments:
        place_share, report_share: the Lorenz curve from the emptiest place to the busiest, beginning at 0.
        gini: 0 when all places have the same, near 1 when one place has everything; NaN without reports.
        generalised_gini: the same, but 0 when reports lie as evenly as they can where there are fewer reports
            than places.
        n_places, n_reports: how many.
    """

    place_share: Numbers
    report_share: Numbers
    gini: float
    generalised_gini: float
    n_places: int
    n_reports: int


def concentration(counts: npt.ArrayLike) -> Concentration:
    """How unevenly do reports lie over places?

    Arguments:
        counts: reports of every place, those without any included.

    Raises:
        ValueError: a count is negative.

    Notes:
        G = sum_i (2 i - n - 1) x_i / (n S) over the counts in ascending order; G' = max(n / S, 1) (G - 1) + 1.

    Source:
        Bernasco & Steenbeek (2017), J Quant Criminol 33:451-467.
    """
    ordered = np.sort(np.asarray(counts, dtype=float))
    if (ordered < 0).any():
        raise ValueError("a count cannot be negative")
    n, total = ordered.size, float(ordered.sum())
    if n == 0 or total == 0:
        return Concentration(np.zeros(1), np.zeros(1), math.nan, math.nan, n, 0)
    gini = float(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / (n * total))
    return Concentration(
        place_share=np.arange(n + 1) / n,
        report_share=np.concatenate([[0.0], np.cumsum(ordered) / total]),
        gini=gini,
        generalised_gini=max(n / total, 1.0) * (gini - 1) + 1,
        n_places=n,
        n_reports=int(total),
    )


def top_share(counts: npt.ArrayLike, share_of_places: float) -> Estimate:
    """What share of the reports do the busiest places have?

    Arguments:
        counts: reports of every place, those without any included.
        share_of_places: such as 0.05; at least one place is always taken, parts of a place are rounded up.

    Returns:
        A share from 0 to 1 with Wilson's interval. The places are chosen after the reports are known, so that the
        share is a little larger than the same places would have again: hold it against ``top_share_by_chance``.
        ``no_data`` without reports, ``unstable`` under 30.
    """
    ordered = np.sort(np.asarray(counts, dtype=float))[::-1]
    if not 0 < share_of_places <= 1:
        raise ValueError("a share of the places lies above 0 and up to 1")
    total = float(ordered.sum())
    if total <= 0:
        return Estimate(None, None, None, 0, METHOD, Flag.NO_DATA)
    taken = float(ordered[: _places_taken(ordered.size, share_of_places)].sum())
    share = wilson_share(taken, total)
    flag = Flag.UNSTABLE if total < FEWEST_FOR_A_SHARE else Flag.OK
    return Estimate(share.value, share.lower, share.upper, int(total), METHOD, flag)


def top_share_by_chance(
    n_reports: int, n_places: int, share_of_places: float, generator: np.random.Generator, *, runs: int = CHANCE_RUNS
) -> float:
    """What share would the busiest places have if every report fell into any place alike?

    Arguments:
        n_reports, n_places: how many; above zero.
        runs: maps drawn at random, whose average is returned.
    """
    drawn = generator.multinomial(n_reports, np.full(n_places, 1 / n_places), size=runs)
    ordered = np.sort(drawn, axis=1)[:, ::-1]
    return float(ordered[:, : _places_taken(n_places, share_of_places)].sum(axis=1).mean() / n_reports)


def _places_taken(n: int, share: float) -> int:
    return max(math.ceil(share * n - 1e-9), 1)
