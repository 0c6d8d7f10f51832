from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, ndtri, stdtrit

from usalama.errors import InputRefused
from usalama.model import Estimate, Flag, Sentence
from usalama.stats.counting.rates import Numbers

METHOD = "Survey share, linearised variance, logit interval"
# The rule of the Demographic and Health Surveys: under 25 answers nothing is told, under 50 with a warning.
FEWEST_ANSWERS = 25
FEWEST_FOR_A_FIRM_SHARE = 50
TOO_FEW_ANSWERS = Sentence("Fewer than {fewest} people of this kind answered.", {"fewest": FEWEST_ANSWERS})
TOO_FEW_CLUSTERS = Sentence("People of this kind were met in too few clusters to tell how sure the share is.")


@dataclass(frozen=True)
class SurveyShare:
    """A share found by a survey, with everything that tells how sure it is.

    Decided in the open: fewer than 25 answers give no value (``hidden``), fewer than 50 are ``unstable``; nobody at
    all is ``no_data``. Where the domain was met in no more clusters than strata there is no value. Where all clusters
    agree to the letter, as they do when everybody or nobody says yes, linearisation would say that it is quite sure:
    the interval is then the exact one of Clopper and Pearson for Kish's effective number of answers.

    Arguments:
        value, lower, upper: 0 to 1; None where they cannot be told.
        standard_error: of the share, by linearisation; None as above.
        n: answers that were counted.
        effective_n: answers of a simple sample with weights as equal (Kish).
        design_effect: the variance over that of a simple sample as large, drawn with replacement. It may lie
            below 1, where strata help more than clusters harm; NaN where nobody differs from anybody.
        degrees_of_freedom: clusters less strata, among those in which the answers were given.
    """

    value: float | None
    lower: float | None
    upper: float | None
    standard_error: float | None
    n: int
    effective_n: float
    design_effect: float
    degrees_of_freedom: int
    flag: Flag
    method: str = METHOD
    caveat: Sentence | None = None

    def estimate(self) -> Estimate:
        return Estimate(self.value, self.lower, self.upper, self.n, self.method, self.flag, self.caveat)


def survey_share(
    answer: npt.ArrayLike,
    weight: npt.ArrayLike,
    stratum: npt.ArrayLike,
    cluster: npt.ArrayLike,
    *,
    domain: npt.ArrayLike | None = None,
    sampled_fraction: npt.ArrayLike = 0.0,
    confidence: float = 0.95,
) -> SurveyShare:
    """What share of the people says yes, and how sure is that?

    Arguments:
        answer: 1 or 0 for each person asked; NaN for no answer, which puts the person outside the domain.
        weight: people for whom each stands; not negative.
        stratum, cluster: where each was drawn: the part of the country, and the primary sampling unit in it.
        domain: whom the question is about; None means all. Give the whole sample and a domain, never a sample
            from which the others were taken out: the clusters without anybody of the domain count as well.
        sampled_fraction: the part of the clusters of the stratum that was drawn; 0 as if drawn with replacement.
        confidence: coverage of the interval.

    Returns:
        The share with its interval; see ``SurveyShare`` for what is decided where it cannot be told.

    Raises:
        InputRefused: a stratum of a single cluster: how much clusters differ there cannot be known.
        ValueError: arrays of different length, a negative weight, or an answer that is neither 0 nor 1.

    Notes:
        p = sum w d y / sum w d, with d = 1 in the domain and 0 elsewhere. With z the sums by cluster of
        w d (y - p) / sum w d, the variance is the sum over strata of (1 - f) m / (m - 1) sum (z - mean z)². The
        interval is that of the logit, ln(p / (1 - p)) ± t s / (p (1 - p)), turned back.

    Source:
        Binder (1983), Int Stat Rev 51:279-292; Korn & Graubard (1999), Analysis of Health Surveys, 3 and 5.
        Equals svymean, svyciprop(method = "logit") and deff = "replace" of R's survey.
    """
    said, weights, fraction = _check(answer, weight, stratum, cluster, sampled_fraction)
    is_counted = ~np.isnan(said) if domain is None else ~np.isnan(said) & np.asarray(domain, dtype=bool)
    part = np.where(is_counted, weights, 0.0)
    strata, clusters = _numbered(stratum), _clusters(stratum, cluster)
    _refuse_single_clusters(strata, clusters, np.asarray(stratum))
    return _share(np.where(part > 0, said, 0.0), part, _Drawn(strata, clusters, fraction), confidence)


@dataclass(frozen=True)
class _Drawn:
    """How each person was drawn: numbers of stratum and cluster, and the part of the clusters taken."""

    strata: npt.NDArray[np.int64]
    clusters: npt.NDArray[np.int64]
    fraction: Numbers


def _share(said: Numbers, part: Numbers, drawn: _Drawn, confidence: float) -> SurveyShare:
    """The share where ``part`` is the weight within the domain and 0 outside."""
    is_in = part > 0
    n = int(np.count_nonzero(is_in))
    if n == 0:
        return SurveyShare(None, None, None, None, 0, 0.0, math.nan, 0, Flag.NO_DATA)
    share = float(np.average(said, weights=part))
    deviation = part * np.where(is_in, said - share, 0.0) / part.sum()
    error = math.sqrt(_variance(deviation, drawn))
    freedom = int(np.unique(drawn.clusters[is_in]).size - np.unique(drawn.strata[is_in]).size)
    effective = kish_effective_n(part)
    lower, upper = _limits(share, error, effective, freedom, confidence)
    found = SurveyShare(share, lower, upper, error, n, effective, _effect(error, share, n), freedom, Flag.OK)
    return _as_far_as_it_can_be_trusted(found)


def kish_effective_n(weight: npt.ArrayLike) -> float:
    """How many answers of equal weight are worth as much as these?

    Arguments:
        weight: people for whom each answer stands; not negative.

    Returns:
        At most the number of answers; 0 when all weights are 0.

    Raises:
        ValueError: a weight is negative.

    Notes:
        (sum w)² / sum w²

    Source:
        Kish (1992), J Off Stat 8:183-200.
    """
    weights = np.asarray(weight, dtype=float)
    if np.any(weights < 0):
        raise ValueError("weights cannot be negative")
    squares = float(np.sum(weights**2))
    return float(np.sum(weights)) ** 2 / squares if squares else 0.0


def _check(
    answer: npt.ArrayLike,
    weight: npt.ArrayLike,
    stratum: npt.ArrayLike,
    cluster: npt.ArrayLike,
    sampled_fraction: npt.ArrayLike,
) -> tuple[Numbers, Numbers, Numbers]:
    said, weights = np.asarray(answer, dtype=float), np.asarray(weight, dtype=float)
    if not said.shape == weights.shape == np.shape(stratum) == np.shape(cluster):
        raise ValueError("answers, weights, strata and clusters must be as many")
    if np.any(weights < 0) or not np.all(np.isfinite(weights)):
        raise ValueError("weights cannot be negative")
    if not np.all(np.isin(said[~np.isnan(said)], (0.0, 1.0))):
        raise ValueError("an answer is 0, 1 or missing")
    return said, weights, np.broadcast_to(np.asarray(sampled_fraction, dtype=float), said.shape)


def _numbered(labels: npt.ArrayLike) -> npt.NDArray[np.int64]:
    return np.asarray(np.unique(np.asarray(labels), return_inverse=True)[1], dtype=np.int64)


def _clusters(stratum: npt.ArrayLike, cluster: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Clusters numbered over all strata; the same name in two strata means two clusters."""
    inner = _numbered(cluster)
    return _numbered(_numbered(stratum) * (inner.max(initial=0) + 1) + inner)


def _refuse_single_clusters(
    strata: npt.NDArray[np.int64], clusters: npt.NDArray[np.int64], names: npt.NDArray[np.generic]
) -> None:
    pairs = np.unique(np.column_stack([strata, clusters]), axis=0)[:, 0]
    single = np.flatnonzero(np.bincount(pairs) == 1)
    if single.size:
        name = names[np.flatnonzero(strata == single[0])[0]]
        raise InputRefused(
            "Stratum {stratum} has a single cluster, so nobody can know how much clusters differ there. Join it with "
            "a stratum that is like it.",
            stratum=str(name),
        )


def _variance(deviation: Numbers, drawn: _Drawn) -> float:
    """Between the clusters of each stratum, added up over the strata."""
    totals = np.bincount(drawn.clusters, weights=deviation)
    first = np.unique(drawn.clusters, return_index=True)[1]
    stratum, kept = drawn.strata[first], 1 - drawn.fraction[first]
    count = np.bincount(stratum)
    centred = totals - (np.bincount(stratum, weights=totals) / count)[stratum]
    return float(np.sum(kept * centred**2 * (count / np.maximum(count - 1, 1))[stratum]))


def _effect(error: float, share: float, n: int) -> float:
    simple = share * (1 - share) / (n - 1) if n > 1 else 0.0
    return error**2 / simple if simple else math.nan


def _limits(
    share: float, error: float, effective: float, freedom: int, confidence: float
) -> tuple[float | None, float | None]:
    if freedom < 1:
        return None, None
    spread = share * (1 - share)
    if spread == 0 or error <= np.finfo(float).eps:
        return _exact_limits(share, effective, confidence)
    reach = float(stdtrit(freedom, (1 + confidence) / 2)) * error / spread
    logit = math.log(share / (1 - share))
    return 1 / (1 + math.exp(reach - logit)), 1 / (1 + math.exp(-logit - reach))


def _exact_limits(share: float, effective: float, confidence: float) -> tuple[float, float]:
    tail, yes = (1 - confidence) / 2, share * effective
    no = effective - yes
    lower = float(betaincinv(yes, no + 1, tail)) if yes > 0 else 0.0
    upper = float(betaincinv(yes + 1, no, 1 - tail)) if no > 0 else 1.0
    return lower, upper


def _as_far_as_it_can_be_trusted(found: SurveyShare) -> SurveyShare:
    if found.n < FEWEST_ANSWERS:
        return _untold(found, TOO_FEW_ANSWERS)
    if found.degrees_of_freedom < 1:
        return _untold(found, TOO_FEW_CLUSTERS)
    return replace(found, flag=Flag.UNSTABLE) if found.n < FEWEST_FOR_A_FIRM_SHARE else found


def _untold(found: SurveyShare, why: Sentence) -> SurveyShare:
    return replace(found, value=None, lower=None, upper=None, standard_error=None, flag=Flag.HIDDEN, caveat=why)


def half_limits(share: float, lower: float, upper: float, *, confidence: float = 0.95) -> tuple[float, float]:
    """Within which limits does a share lie as likely as not, when its interval is known?

    Arguments:
        share, lower, upper: 0 to 1, of the confidence given; NaN where there is none.

    Returns:
        The limits, for the darker part of a picture. A share or a limit of 0 or 1 has no logit: there the same part
        of the way to the limit is taken.

    Notes:
        Each limit of the logit, nearer by the ratio of the normal quantiles: ln(p / (1 - p)) + (z50 / z95) times its
        distance.

    Source:
        The limits of ``survey_share``, with normal quantiles for Student's, which a picture cannot tell apart.
    """
    part = float(ndtri(0.75) / ndtri((1 + confidence) / 2))

    def nearer(limit: float) -> float:
        if not 0 < share < 1 or not 0 < limit < 1:
            return share + (limit - share) * part
        start, end = (math.log(one / (1 - one)) for one in (share, limit))
        return 1 / (1 + math.exp(-(start + (end - start) * part)))

    return nearer(lower), nearer(upper)
