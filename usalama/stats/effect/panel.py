"""Which places and months can be asked whether the programme helped?

Decided in the open:

* a month that is missing in more than half of the places is taken out for all; after that a place with a
  month missing is left out (hidden months are those with few events, so filling them in would hide a fall);
* a place that joined in the first month, before it, or with fewer than ``fewest_before`` months before is left
  out: nobody knows what was usual there;
* a place with fewer than ``fewest_events`` events a month before joining is left out; all zeros are one case;
* a place that joins after the last month has not joined yet, and is compared with;
* where everybody joins, the months from the last joining on are cut off, since nobody is left to compare with;
  those who joined last are then the ones compared with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.imputation import Mask, treated_cells

FEWEST_MONTHS_BEFORE = 12
# Below this many events a month the logarithm of a count says more about chance than about the place.
FEWEST_EVENTS_A_MONTH = 5.0
HALF_AN_EVENT = 0.5
LARGEST_SHARE_MISSING = 0.5

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Panel:
    """Counts of N places over T months without a gap, and when each place joined.

    Arguments:
        counts, person_years: (N, T).
        joined: (N,), the column of the first month that counts as after; T for places to compare with.
        places, months: (N,) and (T,), which rows and columns of the question they are.
        early, thin, gappy: rows that were left out: joined with too few months before; too few events; a month missing.
        n_joined: places of the question that joined before the last month asked for ends.
        n_lost: how many of them were left out.
    """

    counts: Numbers
    person_years: Numbers
    joined: Whole
    places: Whole
    months: Whole
    early: Whole
    thin: Whole
    gappy: Whole
    n_joined: int
    n_lost: int

    @property
    def n_months(self) -> int:
        return int(self.months.size)

    @property
    def is_treated(self) -> Mask:
        """(N, T), the cells after joining."""
        return treated_cells(self.joined, self.n_months)

    @property
    def n_treated(self) -> int:
        """Places with months before and after joining."""
        return int((self.joined < self.n_months).sum())

    @property
    def n_compared(self) -> int:
        """Places that had not joined by the last month."""
        return int((self.joined >= self.n_months).sum())

    @property
    def months_before(self) -> int:
        """The fewest months that a treated place has before joining; 0 without any."""
        return int(self.joined[self.joined < self.n_months].min()) if self.n_treated else 0

    @property
    def months_after(self) -> int:
        """Months after joining, summed over the treated places."""
        return int(self.is_treated.sum())

    @property
    def events_after(self) -> int:
        """Events of the treated places after joining."""
        return int(self.counts[self.is_treated].sum())

    @property
    def log_rate(self) -> Numbers:
        """(N, T), the logarithm of the rate; half an event more, so that nothing has one too."""
        return np.asarray(np.log((self.counts + HALF_AN_EVENT) / self.person_years))

    def without(self, place: int) -> Panel:
        """The same without one of its places (a row of ``counts``)."""
        chosen = np.arange(self.places.size) != place
        return Panel(
            counts=self.counts[chosen],
            person_years=self.person_years[chosen],
            joined=self.joined[chosen],
            places=self.places[chosen],
            months=self.months,
            early=self.early,
            thin=self.thin,
            gappy=self.gappy,
            n_joined=self.n_joined,
            n_lost=self.n_lost,
        )


def build_panel(
    counts: npt.ArrayLike,
    person_years: npt.ArrayLike,
    joined: npt.ArrayLike,
    *,
    fewest_before: int = FEWEST_MONTHS_BEFORE,
    fewest_events: float = FEWEST_EVENTS_A_MONTH,
) -> Panel:
    """Which places and months make a panel without gaps, in which a joining has a before?

    Arguments:
        counts: (N, T), events of each place and month; NaN where hidden or not reported.
        person_years: (N, T), people times years; 0 or NaN where not covered.
        joined: (N,), the number of the first month that counts as after (0 is the first month asked for; smaller for
            earlier, T or more for later); NaN for never.
        fewest_before: months that a place needs before it joined.
        fewest_events: that a place needs in a usual month without the programme.

    Returns:
        A panel, perhaps without any treated place; what is decided in the open stands at the top of this module.

    Raises:
        ValueError: shapes that do not fit, or a negative number.
    """
    count, years, first = _checked(counts, person_years, joined)
    is_known = np.isfinite(count) & (years > 0)
    months = np.flatnonzero((~is_known).mean(axis=0) <= LARGEST_SHARE_MISSING)
    column = np.searchsorted(months, np.minimum(np.ceil(first), count.shape[1]))
    gappy = ~is_known[:, months].all(axis=1)
    early = ~gappy & (column < min(fewest_before, months.size))
    thin = ~gappy & ~early & (_usual(count[:, months], column) < fewest_events)
    kept = np.flatnonzero(~(gappy | early | thin))
    has_joined = first < count.shape[1]
    last = _last_month(column[kept], months.size)
    cells = np.ix_(kept, months[:last])
    return Panel(
        counts=count[cells],
        person_years=years[cells],
        joined=np.minimum(column[kept], last),
        places=kept,
        months=months[:last],
        early=np.flatnonzero(early),
        thin=np.flatnonzero(thin),
        gappy=np.flatnonzero(gappy),
        n_joined=int(has_joined.sum()),
        n_lost=int((has_joined & (gappy | early | thin)).sum()),
    )


def _checked(
    counts: npt.ArrayLike, person_years: npt.ArrayLike, joined: npt.ArrayLike
) -> tuple[Numbers, Numbers, Numbers]:
    """The arrays, with infinity for a place that never joined."""
    count, years = np.broadcast_arrays(np.asarray(counts, float), np.asarray(person_years, float))
    start = np.asarray(joined, float)
    if count.ndim != 2 or start.shape != count.shape[:1]:
        raise ValueError("counts are places by months, with one joining for each place")
    if np.any(count < 0) or np.any(years < 0):
        raise ValueError("counts and person-years cannot be negative")
    return count, years, np.where(np.isnan(start), np.inf, start)


def _usual(counts: Numbers, column: Whole) -> Numbers:
    """The mean of the months before joining; NaN months make it NaN."""
    before = ~treated_cells(column, counts.shape[1])
    return np.asarray(np.where(before, counts, 0).sum(axis=1) / np.maximum(before.sum(axis=1), 1))


def _last_month(column: Whole, n_months: int) -> int:
    """How many months there is somebody to compare with."""
    return n_months if column.size == 0 else int(min(column.max(), n_months))
