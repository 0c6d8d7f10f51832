"""Where does a share lie as likely as not?"""

from __future__ import annotations

import math

from scipy.special import ndtri


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
