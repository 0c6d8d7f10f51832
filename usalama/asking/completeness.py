"""How much of the newest month has been reported yet?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.long_series import select_long
from usalama.asking.selection import Selection
from usalama.asking.told import finite, in_100, told
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.model import N_, Choices, Estimate, Flag, Month, Period, Scope, Sentence, month_end
from usalama.stats.counting.shares import COMPLETENESS_METHOD as METHOD_NAME
from usalama.stats.counting.shares import completeness_estimate
from usalama.store import Store
from usalama.store.questions import last_moment, report_days

METHOD = Sentence(
    "The share of the months before that had been reported as long after their end as the newest month is now, with a "
    "range widened for months that differ."
)
# Below this a month is drawn grey and left out of what is computed.
COMPLETE_ENOUGH = 0.9
MONTHS_COMPARED = 12


@dataclass(frozen=True)
class Completeness:
    """What is known of the newest month.

    Arguments:
        month: the newest month.
        observed_until: the last day that the data know of; None where no report has a time.
        share: of its reports that are in, 0 to 1.
        last_complete: the newest month that is complete enough to be judged.
        sentence: the same in words.
    """

    month: date
    observed_until: date | None
    share: Estimate
    last_complete: date
    sentence: Sentence

    @property
    def is_complete(self) -> bool:
        return self.last_complete == self.month


@kept
def completeness(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Completeness:
    """The share of the newest month's reports that can be in by now.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select_long(store, scope, choices, subject)
    months = [month for segment in selection.segments() for month in segment.months()]
    newest = months[-1]
    # The same for every filter, so that it is asked once.
    observed = store.read(last_moment(), scope, source_ids=selection.source_ids).observed_until.iloc[0]
    until = None if pd.isna(observed) else observed.date()
    share = _share(selection, months, until) if until else _unknown()
    is_partial = share.value is None and until is not None and until < month_end(newest)
    is_short = share.value is not None and share.value < COMPLETE_ENOUGH
    last = months[-2] if (is_partial or is_short) and len(months) > 1 else newest
    return Completeness(newest, until, share, last, completeness_sentence(newest, share))


def _share(selection: Selection, months: list[date], until: date) -> Estimate:
    """Of the months before, what had been reported as many days after their end as have passed now."""
    lag = (until - month_end(months[-1])).days
    earlier = months[-1 - MONTHS_COMPARED :][0]
    told = selection.ask(report_days(), Period(earlier, month_end(months[-1])))
    lengths = [(month_end(month) - month).days for month in told.occurred_month]
    told = told.assign(in_time=told.incident_count.where(told.report_day - lengths <= lag, 0))
    by_month = told.groupby("occurred_month")[["in_time", "incident_count"]].sum()
    # A month that has had no longer to come in than this one says nothing about it.
    before = by_month[by_month.index < months[-1]].tail(MONTHS_COMPARED).reset_index()
    shown = disclose(before, ("in_time", "incident_count"), selection.scope)
    known = shown.dropna()
    return completeness_estimate(known.in_time.to_numpy(dtype=float), known.incident_count.to_numpy(dtype=float))


def _unknown() -> Estimate:
    return Estimate(None, None, None, 0, METHOD_NAME, Flag.NO_DATA)


def completeness_sentence(month: date, share: Estimate) -> Sentence:
    """How much of the newest month is in."""
    return told(
        in_100(finite(share)),
        {"month": Month(month)},
        nothing=N_("Cannot tell how complete the newest month ({month}) is: too few reports have a time of reporting."),
        full=N_("About {share} in 100 reports of the newest month ({month}) are in by now; likely {lower} to {upper}."),
        called="share",
    )
