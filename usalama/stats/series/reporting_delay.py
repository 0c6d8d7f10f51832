"""How much of what will be reported has been reported by now?"""

from __future__ import annotations

import numpy as np

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.shares import wilson_share

METHOD = "Wilson, widened for months that differ"
FEWEST_MONTHS = 3


def completeness_estimate(in_time: Numbers, total: Numbers) -> Estimate:
    """Which share of a month is in, judged by what came in as late in the months before?

    Arguments:
        in_time: (n,), reports of each earlier month that had come in as long after its end.
        total: (n,), all reports of that month so far.

    Returns:
        The share, 0 to 1; ``no_data`` with fewer than three months or no reports. Rounded counts may have more in
        time than in all: that is all of them.

    Notes:
        Wilson's interval of the sums, both divided by the dispersion of the months where that is above 1.
    """
    whole = float(total.sum())
    if total.size < FEWEST_MONTHS or whole <= 0:
        return Estimate(None, None, None, int(whole), METHOD, Flag.NO_DATA)
    early = np.minimum(in_time, total)
    share = float(early.sum()) / whole
    spread = total * share * (1 - share)
    chi = float(np.divide((early - total * share) ** 2, spread, out=np.zeros(total.shape), where=spread > 0).sum())
    dispersion = max(chi / (total.size - 1), 1.0)
    wilson = wilson_share(float(early.sum()) / dispersion, whole / dispersion)
    return Estimate(wilson.value, wilson.lower, wilson.upper, int(whole), METHOD, wilson.flag)
