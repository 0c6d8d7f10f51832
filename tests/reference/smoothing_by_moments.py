"""Smoothed rates by moments: towards the mean of all places, or of a place's neighbours."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from usalama.stats.counting.rates import Numbers


def marshall_global(count: npt.ArrayLike, person_years: npt.ArrayLike) -> Numbers:
    """What are the rates when each is drawn towards that of all, the more the smaller the place?

    Arguments:
        count, person_years: of each place, none missing, person-years above 0.

    Returns:
        Events per person-year. When the places differ no more than chance makes them, all have the common rate.

    Notes:
        m = Σ n / Σ T; s² = Σ T (r - m)² / Σ T; a = max(s² - m / mean T, 0); value m + a (r - m) / (a + m / T).

    Source:
        Marshall (1991), Appl Stat 40:283-294. Equals spdep's EBest.
    """
    counts, years = np.asarray(count, dtype=float), np.asarray(person_years, dtype=float)
    rate, mean = counts / years, counts.sum() / years.sum()
    between = (years * (rate - mean) ** 2).sum() / years.sum() - mean / years.mean()
    return _drawn_in(rate, np.full(rate.shape, mean), np.full(rate.shape, between), years)


def marshall_local(
    count: npt.ArrayLike, person_years: npt.ArrayLike, is_neighbour: npt.ArrayLike, *, own_means: bool = True
) -> Numbers:
    """What are the rates when each is drawn towards that of its neighbourhood?

    Arguments:
        count, person_years: of each place, none missing, person-years above 0.
        is_neighbour: a square table; whether the place of the column is a neighbour of the place of the row. A place
            always belongs to its own neighbourhood, so one without neighbours keeps its rate.
        own_means: whether each neighbour is compared with the mean of its own neighbourhood (Marshall) or with that
            of the place asked for (as GeoDa does). The second finds less difference and smooths more.

    Returns:
        Events per person-year. Where a whole neighbourhood has no events its rate, 0, stands: never NaN.

    Notes:
        As ``marshall_global`` with m, s² and the mean of T taken over the neighbourhood of each place.

    Source:
        Marshall (1991), Appl Stat 40:283-294. Equal spdep's EBlocal with geoda = FALSE and TRUE.
    """
    counts, years = np.asarray(count, dtype=float), np.asarray(person_years, dtype=float)
    around = np.asarray(is_neighbour, dtype=bool) | np.eye(counts.size, dtype=bool)
    rate, near_years = counts / years, around @ years
    mean = around @ counts / near_years
    centre = mean[None, :] if own_means else mean[:, None]
    spread = (around * years * (rate[None, :] - centre) ** 2).sum(axis=1) / near_years
    return _drawn_in(rate, mean, spread - mean / (near_years / around.sum(axis=1)), years)


def _drawn_in(rate: Numbers, mean: Numbers, between: Numbers, years: Numbers) -> Numbers:
    """A variance under 0 is none; no variance and no events leave the mean."""
    differs = np.maximum(between, 0.0)
    whole = differs + mean / years
    own = np.divide(differs, whole, out=np.zeros(rate.shape), where=whole > 0)
    return np.asarray(mean + own * (rate - mean))
