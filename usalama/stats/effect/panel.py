"""Which places and months can be asked whether the programme helped, and what do they let one expect after joining?

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

from usalama.stats.counting.rates import Numbers, not_negative

FEWEST_MONTHS_BEFORE = 12
# Below this many events a month the logarithm of a count says more about chance than about the place.
FEWEST_EVENTS_A_MONTH = 5.0
HALF_AN_EVENT = 0.5
LARGEST_SHARE_MISSING = 0.5

Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
# Rollouts that are worked out at once: more no longer fit into the processor's own memory and take twice as long.
AT_ONCE = 20
# Keeps the equations solvable where a month has no cell to go by; too small to move another.
RIDGE = 1e-11


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
    count, years = not_negative(counts, person_years)
    start = np.asarray(joined, float)
    if count.ndim != 2 or start.shape != count.shape[:1]:
        raise ValueError("counts are places by months, with one joining for each place")
    return count, years, np.where(np.isnan(start), np.inf, start)


def _usual(counts: Numbers, column: Whole) -> Numbers:
    """The mean of the months before joining; NaN months make it NaN."""
    before = ~treated_cells(column, counts.shape[1])
    return np.asarray(np.where(before, counts, 0).sum(axis=1) / np.maximum(before.sum(axis=1), 1))


def _last_month(column: Whole, n_months: int) -> int:
    """How many months there is somebody to compare with."""
    return n_months if column.size == 0 else int(min(column.max(), n_months))


def imputed_effect(outcome: Numbers, is_treated: Mask, is_free: Mask | None = None) -> Numbers:
    """By how much do treated cells lie above what untreated cells foretell, on average?

    Arguments:
        outcome: (K, N, T), K outcomes of N places over T months, without gaps.
        is_treated: (B, N, T), the cells after joining in each of B rollouts.
        is_free: (B, N, T), the cells to foretell from; those not treated when None.

    Returns:
        (B, K), the mean over the treated cells; all weigh the same. NaN for a rollout without treated cells, or with
        a treated cell in a place or month that has nothing to foretell it from.

    Notes:
        Outcome = place + month is fitted by least squares to the free cells; the effect is the mean over the treated
        cells of outcome - (place + month). It is linear in the outcome.

    Source:
        Borusyak, Jaravel & Spiess (2024), Revisiting event-study designs, Rev Econ Stud 91:3253-3285, theorem 1.
    """
    free = ~is_treated if is_free is None else is_free
    blocks = [slice(start, start + AT_ONCE) for start in range(0, is_treated.shape[0], AT_ONCE)]
    return np.concatenate([_block_effect(outcome, is_treated[block], free[block]) for block in blocks])


def _block_effect(outcome: Numbers, is_treated: Mask, is_free: Mask) -> Numbers:
    place, month = place_and_month(outcome[None], is_free)
    cells = is_treated.astype(float)
    in_place, in_month, total = cells.sum(axis=2), cells.sum(axis=1), cells.sum(axis=(1, 2))
    seen = np.einsum("bnt,knt->bk", cells, outcome, optimize=True)
    expected = np.einsum("bn,bkn->bk", in_place, place) + np.einsum("bt,bkt->bk", in_month, month)
    blind = (in_place > 0) & ~is_free.any(axis=2)
    blind_month = (in_month > 0) & ~is_free.any(axis=1)
    can_tell = (total > 0) & ~blind.any(axis=1) & ~blind_month.any(axis=1)
    return np.where(can_tell[:, None], (seen - expected) / np.maximum(total, 1)[:, None], np.nan)


def place_and_month(outcome: Numbers, is_free: Mask) -> tuple[Numbers, Numbers]:
    """What is usual in each place, and what each month added everywhere, by the free cells?

    Arguments:
        outcome: (B or 1, K, N, T).
        is_free: (B, N, T), the cells to go by.

    Returns:
        (B, K, N) and (B, K, T), whose sum is the fit; 0 where there is no free cell. The first month adds nothing.

    Notes:
        Least squares: the places are solved for first, which leaves T equations for each rollout.
    """
    free = is_free.astype(float)
    share = free / np.maximum(free.sum(axis=2, keepdims=True), 1)
    size = free.shape[2]
    matrix = -np.matmul(free.transpose(0, 2, 1), share)
    matrix[:, np.arange(size), np.arange(size)] += free.sum(axis=1) + RIDGE
    mean = np.matmul(outcome[:, :, :, None, :], share[:, None, :, :, None])[..., 0, 0]
    sums = np.matmul(outcome.transpose(0, 1, 3, 2)[:, :, :, None, :], free.transpose(0, 2, 1)[:, None, :, :, None])
    right = sums[..., 0, 0] - np.matmul(mean, free)
    month = np.zeros(right.shape)
    solved = np.linalg.solve(matrix[:, 1:, 1:], right[:, :, 1:].transpose(0, 2, 1))
    month[:, :, 1:] = solved.transpose(0, 2, 1)
    return mean - np.matmul(month, share.transpose(0, 2, 1)), month


def treated_cells(joined: npt.ArrayLike, n_months: int) -> Mask:
    """Which cells come after joining.

    Arguments:
        joined: (..., N), the first month of each place that counts as after; ``n_months`` or more for never.
    """
    return np.asarray(np.arange(n_months) >= np.asarray(joined)[..., None])
