"""What every check of a claim starts from: whose rows, and how far they go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.selection import Selection, select
from usalama.country.subject import Subject
from usalama.incidents.rates.reporting import ChannelBreak, channel_breaks
from usalama.model import Choices, Period, Place, Scope, month_end
from usalama.store import Store
from usalama.store.questions import last_moment

YEAR, MOST_MONTHS = 12, 36


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

    def breaks(self, period: Period) -> tuple[ChannelBreak, ...]:
        return channel_breaks(self.select(period), period)

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
