"""Which blocks of the week have more or fewer incidents than the weekday and the hour alone explain?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import Selection
from usalama.disclosure import public_counts
from usalama.incidents.response.hours_of_week import DAYS, HOURS, Floats
from usalama.incidents.response.week_words import block_sentence
from usalama.model import Flag, Place, Scope, Sentence
from usalama.stats.hours.hour_blocks import NORMAL_95, Residuals, adjusted_residuals

HOURS_IN_BLOCK = 4
BLOCKS = HOURS // HOURS_IN_BLOCK
# However sure: a smaller difference is of no use to anybody.
SMALLEST_RATIO_NAMED = 1.1
MOST_NAMED = 5


@dataclass(frozen=True)
class WeekBlocks:
    """The week in blocks of four hours.

    Arguments:
        rows: weekday (0 Monday), block (first hour), incident_count, expected, usual_lower, usual_upper,
            ratio, residual, is_more, is_less, flag; missing where hidden or not to be told.
        sentences: the clearest blocks, strongest first; one that says so when there are none.
    """

    rows: pd.DataFrame
    sentences: tuple[Sentence, ...]

    @property
    def known_count(self) -> int:
        """Incidents whose hour is known: the sum of the blocks that are shown, so that it gives no hidden one away."""
        return int(self.rows.incident_count.sum())


def week_blocks(known: pd.DataFrame, scope: Scope) -> WeekBlocks:
    """What stands out of the week of one place, as the scope may see it.

    Arguments:
        known: weekday (0 Monday), occurred_hour, incident_count: exact, hours known only.
    """
    rows = _rows(adjusted_residuals(_blocks(known, scope)))
    return WeekBlocks(rows, _sentences(rows))


def weeks_of_places(selection: Selection, places: tuple[Place, ...]) -> tuple[WeekBlocks, ...]:
    """The week of each place, in their order; each is held against itself only."""
    hours = counts_of_places(selection, places, ("weekday", "occurred_hour"), from_rows=True)
    known = hours.dropna(subset="occurred_hour").astype({"weekday": int, "occurred_hour": int})
    return tuple(week_blocks(known[known.place_key == place.key], selection.scope) for place in places)


def _blocks(known: pd.DataFrame, scope: Scope) -> Floats:
    """Weekdays by blocks, as the scope may see them; NaN where hidden."""
    table = np.zeros((DAYS, BLOCKS))
    np.add.at(table, (known.weekday, known.occurred_hour // HOURS_IN_BLOCK), known.incident_count)
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
