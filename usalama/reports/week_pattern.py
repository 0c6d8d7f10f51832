"""When in the week do incidents happen more often than the weekday and the hour alone explain?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from usalama.disclosure import public_counts
from usalama.model import Choices, Flag, Scope, Sentence
from usalama.reports.hours_of_week import DAYS, HOURS, Floats, HoursOfWeek, hours_of_week, ranges_of, shown_hours
from usalama.reports.kept import kept
from usalama.reports.selection import About, select
from usalama.reports.subject import Subject
from usalama.stats.clock import MeanHour, mean_hour
from usalama.stats.hours import NORMAL_95, Residuals, adjusted_residuals
from usalama.store import Store
from usalama.wording.week import block_sentence, middle_sentence

METHOD = Sentence(
    "Incidents whose hour is known, by weekday and blocks of four hours, against what the totals of the weekdays and "
    "of the hours alone would give: adjusted standardised residuals, with those named that stand out of all blocks "
    "(Benjamini-Hochberg) and differ by a tenth or more. The middle hour is a circular mean over all incidents; one "
    "that is only known to lie in a range of up to 72 hours counts in part for each hour of it (aoristic weights)."
)
HOURS_IN_BLOCK = 4
BLOCKS = HOURS // HOURS_IN_BLOCK
# However sure: a smaller difference is of no use to anybody.
SMALLEST_RATIO_NAMED = 1.1
MOST_NAMED = 5


@dataclass(frozen=True)
class WeekPattern:
    """When in the week incidents happen.

    Arguments:
        rows: weekday (0 Monday), block (first hour), incident_count, expected, usual_lower, usual_upper,
            ratio, residual, is_more, is_less, flag; missing where hidden or not to be told.
        sentences: the clearest blocks, strongest first; one that says so when there are none.
        middle: around which hour the incidents lie.
        ranges: how many were only known as a range, and how many were left out.
    """

    rows: pd.DataFrame
    sentences: tuple[Sentence, ...]
    middle: MeanHour
    middle_sentence: Sentence
    ranges: Sentence
    about: About
    method: Sentence = METHOD


@kept
def week_pattern(store: Store, scope: Scope, choices: Choices, subject: Subject) -> WeekPattern:
    """Blocks of the week that stand out, and the middle hour.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    held = hours_of_week(selection)
    residuals = adjusted_residuals(_blocks(held, scope))
    rows = _rows(residuals)
    spread = held.spread()
    hours = shown_hours(spread, scope)
    # A hidden hour would pull the middle to the others, so that one makes it too few to say.
    middle = mean_hour(np.arange(HOURS) + 0.5, np.zeros(HOURS) if np.isnan(hours).any() else hours)
    return WeekPattern(
        rows=rows,
        sentences=_sentences(rows),
        middle=middle,
        middle_sentence=middle_sentence(middle.hour, middle.concentration),
        ranges=ranges_of(spread, scope, float(np.nansum(hours))),
        about=selection.about,
    )


def _blocks(held: HoursOfWeek, scope: Scope) -> Floats:
    """Weekdays by blocks, as the scope may see them; NaN where hidden."""
    table = np.zeros((DAYS, BLOCKS))
    np.add.at(table, (held.known.weekday, held.known.occurred_hour // HOURS_IN_BLOCK), held.known.incident_count)
    if scope.is_exact:
        return table
    return public_counts(pd.Series(table.ravel())).to_numpy(float, na_value=np.nan).reshape(table.shape)


def _rows(found: Residuals) -> pd.DataFrame:
    weekday, block = (one.ravel() for one in np.indices(found.counts.shape))
    expected, reach = found.expected.ravel(), NORMAL_95 * found.standard_error.ravel()
    counts, stands_out = found.counts.ravel(), found.stands_out.ravel()
    ratio = np.divide(counts, expected, out=np.full(counts.size, np.nan), where=expected > 0)
    return pd.DataFrame(
        {
            "weekday": weekday,
            "block": block * HOURS_IN_BLOCK,
            "incident_count": counts,
            "expected": expected,
            "usual_lower": np.maximum(expected - reach, 0),
            "usual_upper": expected + reach,
            "ratio": ratio,
            "residual": found.residuals.ravel(),
            "is_more": stands_out & (ratio >= SMALLEST_RATIO_NAMED),
            "is_less": stands_out & (ratio <= 1 / SMALLEST_RATIO_NAMED),
            "flag": [str(flag) for flag in found.flag.ravel()],
        }
    )


def _sentences(rows: pd.DataFrame) -> tuple[Sentence, ...]:
    if (rows.flag == Flag.HIDDEN).any():
        return (Sentence("Too few incidents to say at which hours of the week they stand out."),)
    if (rows.flag == Flag.NO_DATA).all():
        return (Sentence("No incident has a known hour."),)
    clear = rows[rows.is_more].sort_values("ratio", ascending=False).head(MOST_NAMED)
    if clear.empty:
        return (Sentence("No block of hours stands out: weekday and hour by themselves explain the week."),)
    return tuple(
        block_sentence(
            weekday=int(one.weekday),
            first_hour=int(one.block),
            hours=HOURS_IN_BLOCK,
            count=one.incident_count,
            usual=(one.usual_lower, one.usual_upper),
        )
        for one in clear.itertuples()
    )
