"""What to look at first when a month is unusual."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from usalama.asking.recording_breaks import recording_breaks
from usalama.asking.selection import Selection
from usalama.model import Period, Sentence

ALWAYS = (
    Sentence("Is there a new station, app, form or hotline, or a new way of counting?"),
    Sentence("Was a backlog or a bulk file entered in this month?"),
    Sentence("Was there an event, a holiday or an operation that brought people or officers together?"),
    Sentence("Are the same incidents reported twice, by two sources?"),
)
# So recent a change may still make months unusual.
RECENT_DAYS = 400
# One day that holds as much of a month is a bulk entry or one event.
LARGEST_DAY_SHARE = 1 / 3
FEWEST_ON_A_DAY = 5


def alert_checks(selection: Selection, alert: Any, month: Period) -> tuple[Sentence, ...]:
    """What the data themselves give as a reason, then what somebody must ask.

    Arguments:
        alert: with place_key and category.
        month: the month judged.
    """
    place = selection.country.place(alert.place_key)
    recent = [
        Sentence("Recording changed shortly before: {change}.", {"change": one.label})
        for one in recording_breaks(selection, place)
        if timedelta(0) <= month.start - one.month <= timedelta(days=RECENT_DAYS)
    ]
    return (*recent, *_one_day(selection, place.code, str(alert.category), month), *ALWAYS)


def _one_day(selection: Selection, county_code: str, category: str, month: Period) -> list[Sentence]:
    """Whether a single day holds much of the month; the public sees no days."""
    if not selection.scope.is_exact:
        return []
    chosen = tuple(sorted(selection.categories.expand((category,))))
    asked = replace(selection, category_codes=chosen)
    days = asked.count(("county_code", "occurred_on"), from_rows=True, period=month)
    own = days[days.county_code == county_code]
    if own.empty:
        return []
    top = own.loc[own.incident_count.idxmax()]
    if top.incident_count < max(FEWEST_ON_A_DAY, LARGEST_DAY_SHARE * own.incident_count.sum()):
        return []
    return [
        Sentence(
            "{count} of them are dated {day}: a bulk entry, or one event?",
            {"count": int(top.incident_count), "day": top.occurred_on},
        )
    ]
