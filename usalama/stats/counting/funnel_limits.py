"""Which places lie outside what chance gives places of their size, all having one rate?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import pdtr, pdtrik

from usalama.model import Estimate, Standing
from usalama.stats.counting.rates import Numbers, flags, one_estimate

METHOD = "Funnel: exact Poisson prediction limits, widened by overdispersion"
INNER, OUTER = 0.95, 0.998
# The tenth of the scores at either end counts as no further out than the rest.
WINSORISED = 0.1


@dataclass(frozen=True)
class Funnel:
    """Places against one common rate; all arrays have one number a place.

    Arguments:
        count: events; NaN where hidden.
        expected: events that the common rate gives a place of this size.
        ratio: count over expected; NaN where it cannot be told.
        lower, upper: 95 % prediction limits of that ratio.
        outer_lower, outer_upper: 99.8 % prediction limits.
        standing: a ``Standing`` for each place: against the 95 % limits.
        is_far: outside the 99.8 % limits as well.
        flag: a ``Flag`` for each place.
        dispersion: by how much the places vary more than chance makes them; 1 where they do not.
        outside_by_chance: places that would lie outside the 95 % limits if all had the common rate.
    """

    count: Numbers
    expected: Numbers
    ratio: Numbers
    lower: Numbers
    upper: Numbers
    outer_lower: Numbers
    outer_upper: Numbers
    standing: npt.NDArray[np.object_]
    is_far: npt.NDArray[np.bool_]
    flag: npt.NDArray[np.object_]
    dispersion: float
    outside_by_chance: float
    method: str = METHOD

    def estimate(self, index: int) -> Estimate:
        """The ratio of one place with its 95 % prediction limits: where it would lie if only chance were at work."""
        numbers = (self.ratio[index], self.lower[index], self.upper[index])
        return one_estimate(numbers, self.count[index], self.method, self.flag[index])


def funnel(count: npt.ArrayLike, expected: npt.ArrayLike, *, dispersion: float | None = None) -> Funnel:
    """Is a place further from the common rate than chance puts places of its size?

    Arguments:
        count: events of each place; NaN where hidden.
        expected: events that the common rate gives each of them; 0 or NaN where nothing was observed.
        dispersion: of the places that set the limits, where these are others than those asked for; worked out of
            the counts when left out.

    Returns:
        Ratios with prediction limits and standing. A hidden count is ``hidden``, a place without expected events
        ``no_data``; both stand ``unknown`` and say nothing about the spread.

    Raises:
        ValueError: a number is negative.

    Notes:
        The limits answer where a place would lie, not where its rate is; limits of confidence would call too many
        places different.

    Source:
        Spiegelhalter (2005), Stat Med 24:1185-1202; Seaton et al. (2012), BMC Med Res Methodol 12:98.
    """
    counts, means = np.broadcast_arrays(np.asarray(count, dtype=float), np.asarray(expected, dtype=float))
    if np.any(counts < 0) or np.any(means < 0):
        raise ValueError("counts and expected counts cannot be negative")
    can_tell = np.isfinite(counts) & (means > 0)
    phi = overdispersion(counts[can_tell], means[can_tell]) if dispersion is None else dispersion
    known_means = np.where(means > 0, means, np.nan)
    ratio = np.where(can_tell, counts / known_means, np.nan)
    lower, upper = prediction_limits(known_means, INNER, phi)
    outer_lower, outer_upper = prediction_limits(known_means, OUTER, phi)
    return Funnel(
        count=counts,
        expected=means,
        ratio=ratio,
        lower=lower,
        upper=upper,
        outer_lower=outer_lower,
        outer_upper=outer_upper,
        standing=_standing(ratio, lower, upper),
        is_far=(ratio < outer_lower) | (ratio > outer_upper),
        flag=flags(counts, means),
        dispersion=phi,
        outside_by_chance=float((1 - INNER) * can_tell.sum()),
    )


def prediction_limits(
    expected: npt.ArrayLike, coverage: float = INNER, dispersion: float = 1.0
) -> tuple[Numbers, Numbers]:
    """Between which ratios to the common rate would chance put a place of this size?

    Arguments:
        expected: events expected, above 0; any shape; NaN stays NaN.
        coverage: share of such places between the limits.
        dispersion: 1 for chance alone; above 1 the limits move away from 1 by its square root.

    Returns:
        Lower and upper limit of count / expected. A lower limit that interpolation or spread would put under 0 is 0.
    """
    tail = (1 - coverage) / 2
    stretch = np.sqrt(dispersion)
    lower, upper = (1 + stretch * (poisson_limit(expected, p) - 1) for p in (tail, 1 - tail))
    return np.maximum(lower, 0.0), upper


def poisson_limit(expected: npt.ArrayLike, probability: float) -> Numbers:
    """The ratio to the expected count under which a Poisson count lies with this probability, interpolated.

    Arguments:
        expected: events expected, above 0; any shape; NaN stays NaN.
        probability: between 0 and 1.

    Returns:
        (r - a) / E, not clipped: it is under 0 where few are expected.

    Notes:
        r is the smallest count with P(X <= r) >= p, and a = (P(X <= r) - p) / P(X = r), so that the limits do not
        jump from count to count.

    Source:
        Spiegelhalter (2005), Stat Med 24:1185-1202, appendix.
    """
    means = np.asarray(expected, dtype=float)
    count = _poisson_quantile(means, probability)
    at_most = pdtr(count, means)
    below = np.where(count > 0, pdtr(np.maximum(count - 1, 0), means), 0.0)
    return np.asarray((count - (at_most - probability) / (at_most - below)) / means)


def overdispersion(count: npt.ArrayLike, expected: npt.ArrayLike) -> float:
    """By how much do places vary more than chance makes them?

    Arguments:
        count, expected: of each place, none missing, expected above 0.

    Returns:
        The factor on the variance; 1 where the places vary no more than that, and for fewer than two places.

    Notes:
        φ = mean of z² with z = (n - E) / √E, after the tenth of the scores at either end was drawn in to the
        nearest of the others; used when above 1. Drawing in makes φ small (about 0.68 where only chance is at
        work): a spread of up to one and a half times that of chance passes unseen.

    Source:
        Spiegelhalter (2005), Stat Med 24:1185-1202, section 4.
    """
    counts, means = np.asarray(count, dtype=float), np.asarray(expected, dtype=float)
    if counts.size < 2:
        return 1.0
    scores = np.sort((counts - means) / np.sqrt(means))
    cut = int(WINSORISED * scores.size)
    drawn_in = np.clip(scores, scores[cut], scores[scores.size - 1 - cut])
    return max(float(np.mean(drawn_in**2)), 1.0)


def _poisson_quantile(means: Numbers, probability: float) -> Numbers:
    """The smallest count that is not exceeded with at least this probability."""
    guess = np.maximum(np.ceil(pdtrik(probability, means)), 0.0)
    # The inverse is only near: at most one count off.
    guess = np.where(pdtr(np.maximum(guess - 1, 0), means) >= probability, np.maximum(guess - 1, 0), guess)
    return np.asarray(np.where(pdtr(guess, means) < probability, guess + 1, guess))


def _standing(ratio: Numbers, lower: Numbers, upper: Numbers) -> npt.NDArray[np.object_]:
    standing = np.full(ratio.shape, Standing.SIMILAR, dtype=object)
    standing[ratio > upper] = Standing.HIGHER
    standing[ratio < lower] = Standing.LOWER
    standing[np.isnan(ratio)] = Standing.UNKNOWN
    return standing
