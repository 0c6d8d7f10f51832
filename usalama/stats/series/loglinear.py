"""Counts of many series explained by the same things at once: quasi-Poisson regression on the log scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from usalama.stats.counting.rates import Numbers

MOST_STEPS = 30
CLOSE_ENOUGH = 1e-9
# Far outside any count: a series with nothing in a season would else wander off to minus infinity.
LARGEST_LOG = 30.0
# Keeps the equations solvable where a series says nothing about a coefficient; too small to move another.
RIDGE = 1e-10


@dataclass(frozen=True)
class LogLinearFits:
    """Regressions of S series of n counts on p columns.

    Arguments:
        coefficients: (S, p), on the log scale.
        mean: (S, n), expected counts; also where a count is missing.
        dispersion: (S,), Pearson's; NaN where no count is left over to tell it. Not floored.
        unscaled: (S, p, p), the covariance of the coefficients for dispersion 1.
        leverage: (S, n), the part of each fitted count that is the count itself.
        n_used: (S,), counts that were not missing.
    """

    coefficients: Numbers
    mean: Numbers
    dispersion: Numbers
    unscaled: Numbers
    leverage: Numbers
    n_used: Numbers


def fit_log_linear(
    counts: Numbers, design: Numbers, *, exposure: Numbers | None = None, weights: Numbers | None = None
) -> LogLinearFits:
    """How many events are expected in each period, given what is known of the periods?

    Arguments:
        counts: (S, n), a row a series; NaN where unknown, which takes the period out of that series.
        design: (n, p), what is known of the periods, the same for all series.
        exposure: what the expected count is proportional to, of a shape that fits ``counts``; 1 when None.
        weights: (S, n), how much each count says; 1 when None.

    Returns:
        Fits for all series. Decided in the open: a series without any event has means near 0 and dispersion near 0.

    Notes:
        log mean = log exposure + design · coefficients, by iteratively reweighted least squares; the dispersion is
        the weighted sum of (count - mean)² / mean over n - p.

    Source:
        McCullagh & Nelder (1989), Generalized Linear Models, 2nd ed., 2.5 and 6.2. Equals R's quasipoisson glm.
    """
    known = np.isfinite(counts)
    y = np.where(known, counts, 0.0)
    prior = np.where(known, 1.0 if weights is None else weights, 0.0)
    offset = np.zeros(y.shape) if exposure is None else np.log(np.broadcast_to(exposure, y.shape))
    beta, mean = _reweighted(y, design, prior, offset)
    unscaled = np.asarray(np.linalg.inv(_information(design, prior * mean)), dtype=float)
    leverage = prior * mean * np.einsum("np,spq,nq->sn", design, unscaled, design)
    n_used = known.sum(axis=1).astype(float)
    left = n_used - design.shape[1]
    pearson = (prior * (y - mean) ** 2 / mean).sum(axis=1)
    dispersion = np.divide(pearson, left, out=np.full(left.shape, np.nan), where=left > 0)
    return LogLinearFits(beta, mean, dispersion, unscaled, leverage, n_used)


def _reweighted(y: Numbers, design: Numbers, prior: Numbers, offset: Numbers) -> tuple[Numbers, Numbers]:
    """Coefficients and means; a series that has come to rest is left alone while others go on."""
    mean = y + 0.1
    eta = np.log(mean)
    beta = np.zeros((y.shape[0], design.shape[1]))
    deviance = np.full(y.shape[0], np.inf)
    moving = np.arange(y.shape[0])
    for _step in range(MOST_STEPS):
        counts, weight, known = y[moving], prior[moving] * mean[moving], offset[moving]
        working = eta[moving] - known + (counts - mean[moving]) / mean[moving]
        solved = np.linalg.solve(_information(design, weight), ((weight * working) @ design)[..., None])[..., 0]
        beta[moving] = solved
        eta[moving] = np.clip(known + solved @ design.T, -LARGEST_LOG, LARGEST_LOG)
        mean[moving] = np.exp(eta[moving])
        before = deviance[moving]
        now = (prior[moving] * (xlogy(counts, counts / mean[moving]) - counts + mean[moving])).sum(axis=1)
        deviance[moving] = now
        moving = moving[np.abs(now - before) > CLOSE_ENOUGH * (np.abs(now) + 0.1)]
        if moving.size == 0:
            break
    return beta, mean


def _information(design: Numbers, weight: Numbers) -> Numbers:
    products = np.einsum("np,nq->npq", design, design).reshape(design.shape[0], -1)
    information = (weight @ products).reshape(weight.shape[0], design.shape[1], design.shape[1])
    return np.asarray(information + RIDGE * np.eye(design.shape[1]))
