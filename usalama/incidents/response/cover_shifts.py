"""Hours of cover that hold on a day: which of them may be shown to whom, and which hours of the week they fill."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from usalama.disclosure import LARGEST_HIDDEN
from usalama.incidents.response.hours_of_week import HOURS
from usalama.model import Period, Scope, Sentence
from usalama.stats.hours.week_hours import CoveredHours, covered_hours

# The public never learns when a single estate is without a guard.
FEWEST_AREAS_SHOWN = LARGEST_HIDDEN + 1


def days_of_cover(scope: Scope, day: date) -> Period:
    """The day; for the public, whose figures are by whole months, the last month that is published."""
    if scope.published_until is None:
        return Period(day, day)
    return Period(scope.published_until.replace(day=1), scope.published_until)


def covered_of(shifts: pd.DataFrame) -> CoveredHours:
    """The hours of the week, from Monday 0:00, in which somebody is on duty in the areas of these shifts.

    Arguments:
        shifts: area, weekdays (digits, 1 Monday), from_hour and to_hour of each.
    """
    # Plain arrays: a frame of days costs a page more for its many small parts than all else that it shows.
    n_days = shifts.weekdays.str.len().to_numpy(dtype=int)
    day = np.array([int(digit) - 1 for digit in "".join(shifts.weekdays)], dtype=int)
    begins, ends = (np.repeat(shifts[name].to_numpy(dtype=float), n_days) for name in ("from_hour", "to_hour"))
    length = np.where(ends > begins, ends - begins, ends - begins + HOURS)
    return covered_hours(np.repeat(pd.factorize(shifts.area)[0], n_days), day * HOURS + begins, length)


def has_areas_enough(shifts: pd.DataFrame) -> pd.Series:
    """Whether the shifts of a county may be shown to the public: enough areas are recorded there.

    County by county: of two answers that differ by one small county, its hours could be told.
    """
    return shifts.groupby("county_code").area.transform("nunique") >= FEWEST_AREAS_SHOWN


def may_be_told_by_kind(own: pd.DataFrame) -> bool:
    """Whether the public may see one county's hours kind by kind.

    Arguments:
        own: area and kind of the county's shifts.

    Returns:
        True where each kind stands in enough areas, and the areas without it are none or enough: from the hours of
        all kinds and those of one, the hours of the other areas can be told.
    """
    whole = own.area.nunique()
    areas = own.groupby("kind").area.nunique()
    rest = whole - areas
    return bool((areas >= FEWEST_AREAS_SHOWN).all() and ((rest == 0) | (rest >= FEWEST_AREAS_SHOWN)).all())


def no_cover_sentence() -> Sentence:
    """Nothing has been imported for these counties and days."""
    return Sentence("No cover recorded: no hours of patrols, gates or guards were imported for these places and days.")


def too_few_areas_sentence(fewest: int) -> Sentence:
    """The public may not read off when a single estate is without a guard."""
    return Sentence(
        "Cover is recorded for fewer than {fewest} areas in each county here: too few to show hours without telling "
        "when a single estate is unguarded.",
        {"fewest": fewest},
    )
