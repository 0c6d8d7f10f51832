"""What every check of a claim starts from, whose rows and how far they go, and the finding that it ends with."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.reporting import channel_breaks
from usalama.model import Choices, Estimate, Flag, Period, Place, Scope, Sentence, month_end
from usalama.store import Store
from usalama.store.questions import last_moment

YEAR, MOST_MONTHS = 12, 36
TWO_YEARS_NEEDED = Sentence(
    "The data do not hold two whole years without a gap, so a change cannot be told from a season."
)
A_YEAR_NEEDED = Sentence("The data do not hold a whole year without a gap.")
TOO_FEW = Sentence("Too few reports, or too many of them hidden, to answer it.")
REPORTS_ONLY = Sentence("Reports are counted, not incidents: more reports can mean more trust.")


@dataclass(frozen=True)
class Asking:
    """One reader's claims against one store.

    Arguments:
        source_ids: sources chosen; empty asks for all of one nature.
        months: whole months without a gap that end with the last complete one, oldest first.
    """

    store: Store
    scope: Scope
    subject: Subject
    source_ids: tuple[str, ...]
    months: tuple[date, ...]

    def select(self, period: Period, categories: tuple[str, ...] = ()) -> Selection:
        choices = Choices(period=period, categories=categories, source_ids=self.source_ids)
        return select(self.store, self.scope, choices, self.subject)

    def place(self, key: str | None) -> Place:
        return self.subject.country.place(key) if key else self.subject.country.whole

    def last(self, months: int) -> Period | None:
        """The last so many months; None when fewer are held without a gap."""
        wanted = self.months[-months:]
        return Period(wanted[0], month_end(wanted[-1])) if len(wanted) == months else None

    def broken(self, period: Period) -> Finding | None:
        """That nothing can be told of a period in which a channel began or ended; None where none did."""
        breaks = channel_breaks(self.select(period), period)
        return cannot_tell(broken_series_sentence(breaks[0].source_name, breaks[0].month), period) if breaks else None

    def holds(self, period: Period) -> bool:
        return set(period.months()) <= set(self.months)


def asking(store: Store, scope: Scope, source_ids: tuple[str, ...], subject: Subject) -> tuple[Asking, Selection]:
    """Ready to check claims, with a selection of all that the scope sees.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select(store, scope, Choices(source_ids=source_ids), subject)
    months = selection.covered[-1].months()
    if not _is_complete(selection, months[-1]):
        months = months[:-1]
    return Asking(store, scope, subject, source_ids, tuple(months)), selection


def _is_complete(selection: Selection, month: date) -> bool:
    """Whether the data go on to the end of the month; the public is shown no month before it has ended."""
    if not selection.scope.is_exact:
        return True
    observed = selection.ask(last_moment()).observed_until.iloc[0]
    return bool(pd.notna(observed) and observed.date() >= month_end(month))


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTESTED = "contested"
    NOT_MEASURABLE = "not_measurable"


class Chart(StrEnum):
    """How the rows are drawn."""

    NONE = "none"
    MONTHS = "months"
    RATES = "rates"
    SHARES = "shares"


NO_ROWS = pd.DataFrame()


@dataclass(frozen=True)
class Finding:
    """An answer from the data.

    Arguments:
        verdict: how it bears on the claim.
        sentence: what was found, with its range.
        estimate: the number behind it: a ratio, or a difference of shares; None where none could be made.
        period: the days it is about; None where none.
        notes: what a reader must know with it.
        chart, rows: as the charts of months (place_name, occurred_month, incident_count, rate_per_100k, rate_lower,
            rate_upper), of rates (place_name, incident_count, the rates, flag) or of shares (label, call_count,
            share_per_100, share_lower, share_upper, flag) take them.
    """

    verdict: Verdict
    sentence: Sentence
    estimate: Estimate | None = None
    period: Period | None = None
    notes: tuple[Sentence, ...] = ()
    chart: Chart = Chart.NONE
    rows: pd.DataFrame = field(default_factory=lambda: NO_ROWS)


def cannot_tell(why: Sentence, period: Period | None = None) -> Finding:
    return Finding(Verdict.NOT_MEASURABLE, why, period=period)


def months_of(selection: Selection, place: Place, measures: tuple[str, ...]) -> pd.DataFrame:
    """occurred_month and the counts of a place in each month, as the scope may see them."""
    counted = counts_of_places(selection, (place,), ("occurred_month",), measures).set_index("occurred_month")
    rows = counted[list(measures)].reindex(selection.period.months(), fill_value=0)
    return disclose(rows.rename_axis("occurred_month").reset_index(), measures, selection.scope)


def as_numbers(counts: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Counts with nothing where they are hidden."""
    return counts.astype("Float64").to_numpy(dtype=float, na_value=math.nan)


def is_too_few(estimate: Estimate) -> bool:
    """Whether the numbers are too small, hidden or missing to bear a verdict."""
    return estimate.flag != Flag.OK or None in estimate.numbers


def is_above(estimate: Estimate, threshold: float) -> bool:
    return estimate.lower is not None and estimate.lower > threshold


def is_below(estimate: Estimate, threshold: float) -> bool:
    return estimate.upper is not None and estimate.upper < threshold


def broken_series_sentence(source: str, month: object) -> Sentence:
    return Sentence(
        "The source {source} began or ended ({month}), so what came before cannot be compared with what came after.",
        {"source": source, "month": month},
    )


def range_of(ratio: Estimate) -> dict[str, float]:
    """The number and its limits, which the callers have made sure of."""
    return {name: number or 0.0 for name, number in zip(("ratio", "lower", "upper"), ratio.numbers, strict=True)}


def limits_of(values: dict[str, float]) -> dict[str, object]:
    return {name: values[name] for name in ("lower", "upper")}
