"""Did a place have more reports than in the same months a year before, beyond what months usually differ?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from usalama.asking.long_series import LongSeries
from usalama.asking.told import finite, is_close, told
from usalama.model import N_, Estimate, Flag, Month, Period, Sentence, first_whole_month
from usalama.stats.counting.rates import Numbers
from usalama.stats.series.rate_trend import year_on_year

A_YEAR = 12


@dataclass(frozen=True)
class YearBefore:
    """Months beside the same a year before.

    Arguments:
        before, after: reports; None where a month is hidden or not covered.
        ratio: of their rates, widened for months that differ more than by chance.
        last: the newest month.
        n_months: how many there are on either side.
    """

    before: float | None
    after: float | None
    ratio: Estimate
    last: date
    n_months: int

    @property
    def sentence(self) -> Sentence:
        return year_on_year_sentence(self.before, self.after, self.ratio, self.last, self.n_months)


def beside_year_before(series: LongSeries, chosen: Period | None, dispersion: float) -> YearBefore:
    """The complete months of the chosen period, the newest twelve at most, beside the same a year before.

    Arguments:
        series: of one place, until its newest complete month.
        chosen: the newest month is taken where it holds no complete one.
        dispersion: variance over mean of the place's months around trend and season.
    """
    n_months = _compared_months(series, chosen)
    counts, years, last = series.counts[0], series.person_years[0], series.months[-1]
    if counts.size < A_YEAR + n_months:
        return YearBefore(None, None, year_on_year(None, None, None, None), last, n_months)
    now, then = slice(-n_months, None), slice(-A_YEAR - n_months, -A_YEAR)
    # Months of which one is not covered are no such months; those of which one is hidden have no sum.
    covered = [float(years[part].sum()) if np.all(years[part] > 0) else None for part in (now, then)]
    after, before = _sum(counts[now]), _sum(counts[then])
    return YearBefore(before, after, year_on_year(after, covered[0], before, covered[1], dispersion), last, n_months)


def _compared_months(series: LongSeries, chosen: Period | None) -> int:
    if chosen is None or len(chosen.months()) >= A_YEAR:
        return A_YEAR
    first = first_whole_month(chosen.start)
    return max(1, sum(month >= first for month in series.months))


def _sum(counts: Numbers) -> float | None:
    return None if np.isnan(counts).any() else float(counts.sum())


def year_on_year_sentence(
    before: float | None, after: float | None, ratio: Estimate, last: date, n_months: int
) -> Sentence:
    """The newest months against the same months a year before.

    Arguments:
        last: the newest of these months.
        n_months: how many there are.
    """
    several = Sentence("the {count} months to {month}", {"count": n_months, "month": Month(last)})
    months = several if n_months > 1 else Sentence("the month of {month}", {"month": Month(last)})
    values = {"before": before, "after": after, "months": months}
    hidden = N_("Too few to say how {months} compare with a year before: some months are hidden.")
    short = N_("Cannot tell how {months} compare with a year before: the data do not reach back so far.")
    if before == after == 0:
        return Sentence("No reports in {months}, nor in the same months a year before.", values)
    if ratio.flag is not Flag.NO_DATA and (before is None or after is None):
        return Sentence(hidden, values)
    few = N_(
        "Too few to tell from chance, with {after} reports in {months} and {before} in the same months a year before."
    )
    return told(
        finite(ratio),
        values,
        hidden=hidden,
        nothing=short if ratio.flag is Flag.NO_DATA else few,
        few=few,
        open_ended=few,
        full=_change_of_a_year(ratio),
        called="ratio",
    )


def _change_of_a_year(ratio: Estimate) -> str:
    lower, upper = ratio.lower, ratio.upper
    if is_close(ratio) or lower is None or upper is None or lower <= 1 <= upper:
        return N_(
            "No clear change, with {after} reports in {months} and {before} in the same months a year before. Months "
            "usually differ that much."
        )
    if lower > 1:
        return N_(
            "A rise beyond normal ups and downs, with {after} reports in {months} and {before} in the same months a "
            "year before (for each then about {ratio} now; likely {lower} to {upper})."
        )
    return N_(
        "A fall beyond normal ups and downs, with {after} reports in {months} and {before} in the same months a year "
        "before (for each then about {ratio} now; likely {lower} to {upper})."
    )
