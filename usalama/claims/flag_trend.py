"""Do reports known to be of a kind change from year to year?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from usalama.asking.selection import Selection
from usalama.asking.told import is_close
from usalama.claims.claim_book import FlagTrend
from usalama.claims.finding import (
    MOST_MONTHS,
    REPORTS_ONLY,
    TOO_FEW,
    TWO_YEARS_NEEDED,
    YEAR,
    Asking,
    Chart,
    Finding,
    Verdict,
    as_numbers,
    cannot_tell,
    is_above,
    is_below,
    is_too_few,
    limits_of,
    months_of,
    range_of,
)
from usalama.incidents.rates.county_rates import with_rates
from usalama.model import Estimate, Period, Place, Sentence, month_end
from usalama.stats.counting.shares import MOST_UNKNOWN
from usalama.stats.series.rate_trend import yearly_trend

# A change in how often it is written down that is larger than this could be all there is.
LARGEST_SHIFT = 0.10
COUNTS = ("incident_count", "flagged_count", "unknown_count")
MOSTLY_UNKNOWN = Sentence("For more than half of the reports nobody wrote down whether it was so: nobody can tell.")


def check_flag_trend(asking: Asking, check: FlagTrend) -> Finding:
    """By what factor do such reports change in a year, with the months for which it is unknown taken out?

    Two trends are fitted: per month for which it is known, which takes unknown reports to be like the others, and per
    month. Only where both say the same is it said.
    """
    period = asking.last(min(len(asking.months), MOST_MONTHS))
    if period is None or len(period.months()) < 2 * YEAR:
        return cannot_tell(TWO_YEARS_NEEDED, period)
    broken = asking.broken(period)
    if broken:
        return broken
    rows = _months(asking.select(period, check.categories), asking.place(check.place), check.flag)
    shares = _unknown_by_year(rows)
    if shares is None:
        return cannot_tell(TOO_FEW, period)
    if max(shares) > MOST_UNKNOWN:
        return cannot_tell(MOSTLY_UNKNOWN, period)
    of_known, of_all = _trends(rows)
    if is_too_few(of_known):
        return cannot_tell(TOO_FEW, period)
    has_shifted = abs(shares[1] - shares[0]) > LARGEST_SHIFT
    verdict = _verdict(check, of_known, of_all, has_shifted=has_shifted)
    is_clear = _direction(of_known) == _direction(of_all) != 0 and not has_shifted
    return Finding(
        verdict=verdict,
        sentence=yearly_sentence(of_known, is_clear=is_clear),
        estimate=of_known,
        period=period,
        notes=(unknown_shift_sentence(*shares), REPORTS_ONLY),
        chart=Chart.MONTHS,
        rows=_rates(rows),
    )


def _months(selection: Selection, place: Place, flag: str) -> pd.DataFrame:
    """The counts of each month as the scope may see them, with its person-years."""
    measures = ("incident_count", f"{flag}_count", f"{flag}_unknown_count")
    rows = months_of(selection, place, measures).rename(columns=dict(zip(measures, COUNTS, strict=True)))
    return rows.assign(
        place_name=place.name,
        person_years=[
            selection.person_years(place, Period(month, month_end(month))) for month in selection.period.months()
        ],
    )


def _unknown_by_year(rows: pd.DataFrame) -> tuple[float, float] | None:
    """The share unknown in the first and in the last year; None where hidden."""
    shares = []
    for year in (rows.iloc[:YEAR], rows.iloc[-YEAR:]):
        shown = year.dropna(subset=["incident_count", "unknown_count"])
        whole = int(shown.incident_count.sum())
        if not whole:
            return None
        shares.append(int(shown.unknown_count.sum()) / whole)
    return shares[0], shares[1]


def _trends(rows: pd.DataFrame) -> tuple[Estimate, Estimate]:
    """Yearly ratios for each month for which it is known, and for each month."""
    counts = as_numbers(rows.flagged_count)
    known = 1 - as_numbers(rows.unknown_count) / np.maximum(as_numbers(rows.incident_count), 1)
    years = rows.person_years.to_numpy(dtype=float)
    is_told = np.isfinite(counts) & np.isfinite(known) & (known > 0)
    shown = np.where(is_told, counts, np.nan)
    exposure = np.vstack([np.where(is_told, years * known, years), years])
    time = np.array([12.0 * month.year + month.month - 1 for month in rows.occurred_month])
    found = yearly_trend(np.vstack([shown, shown]), exposure, time)
    return found.estimate(0), found.estimate(1)


def _verdict(check: FlagTrend, of_known: Estimate, of_all: Estimate, *, has_shifted: bool) -> Verdict:
    wanted = 1 if check.expects == "rose" else -1
    agrees = _direction(of_known) == _direction(of_all) == wanted
    return Verdict.SUPPORTED if agrees and not has_shifted else Verdict.CONTESTED


def _direction(ratio: Estimate) -> int:
    """1 for a clear rise, -1 for a clear fall, 0 for neither."""
    if is_close(ratio):
        return 0
    return int(is_above(ratio, 1)) - int(is_below(ratio, 1))


def _rates(rows: pd.DataFrame) -> pd.DataFrame:
    """The months as rates of those for which it is known."""
    known = 1 - as_numbers(rows.unknown_count) / np.maximum(as_numbers(rows.incident_count), 1)
    shown = rows.assign(incident_count=rows.flagged_count, person_years=rows.person_years * known)
    shown.loc[~np.isfinite(known), "person_years"] = 0.0
    columns = ["place_name", "occurred_month", "incident_count", "person_years"]
    return with_rates(shown[columns]).drop(columns="person_years")


def yearly_sentence(ratio: Estimate, *, is_clear: bool) -> Sentence:
    """Reports known to be of a kind, from one year to the next."""
    values = range_of(ratio)
    if not is_clear:
        return Sentence(
            "No clear change: for each report a year before between {lower} and {upper} a year later.",
            limits_of(values),
        )
    if values["ratio"] > 1:
        return Sentence(
            "Reports of this kind rose: for each a year before about {ratio} a year later; likely {lower} to {upper}.",
            values,
        )
    return Sentence(
        "Reports of this kind fell: for each a year before about {ratio} a year later; likely {lower} to {upper}.",
        values,
    )


def unknown_shift_sentence(before: float, after: float) -> Sentence:
    return Sentence(
        "Unknown for {before} in 100 reports of the first year and {after} in 100 of the last.",
        {"before": round(100 * before), "after": round(100 * after)},
    )
