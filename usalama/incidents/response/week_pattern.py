"""When in the week do incidents happen more often than the weekday and the hour alone explain?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.kept import kept
from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import About, Selection, select
from usalama.asking.told import told
from usalama.country.subject import Subject
from usalama.disclosure import public_counts
from usalama.incidents.response.hours_of_week import (
    DAYS,
    HOURS,
    Floats,
    clock,
    hours_named,
    hours_of_week,
    ranges_of,
    shown_hours,
)
from usalama.model import N_, Choices, Estimate, Flag, Place, Scope, Sentence, counted
from usalama.stats.hours.clock_hours import MeanHour, mean_hour
from usalama.stats.hours.week_hours import NORMAL_95, Residuals, adjusted_residuals
from usalama.store import Store

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
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
# Below this the moments lie so far around the clock that their middle is no time of anything.
LEAST_CONCENTRATION = 0.1
CLOSE_CONCENTRATION = 0.5


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
    def clearest(self) -> pd.Series | None:
        """The block that stands out most above what is usual; None where none does, or where it may not be told."""
        clear = self.rows[self.rows.is_more]
        return None if clear.empty or (self.rows.flag == Flag.HIDDEN).any() else clear.loc[clear.ratio.idxmax()]

    @property
    def finding(self) -> Sentence:
        """The clearest block, and how many others stand out above the usual."""
        others = int(self.rows.is_more.sum()) - 1
        if self.clearest is None or others < 1:
            return self.sentences[0]
        return counted(
            "{first} One more block stands out.",
            "{first} {count} more blocks stand out.",
            others,
            {"first": self.sentences[0]},
        )

    @property
    def known_count(self) -> int:
        """Incidents whose hour is known: the sum of the blocks that are shown, so that it gives no hidden one away."""
        return int(self.rows.incident_count.sum())


@dataclass(frozen=True)
class WeekPattern:
    """When in the week incidents happen.

    Arguments:
        blocks: which blocks of four hours stand out.
        middle: around which hour the incidents lie.
        finding: the blocks that stand out, named with what was asked for.
        ranges: how many were only known as a range, and how many were left out.
    """

    blocks: WeekBlocks
    middle: MeanHour
    middle_sentence: Sentence
    finding: Sentence
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
    spread = held.spread()
    hours = shown_hours(spread, scope)
    # A hidden hour would pull the middle to the others, so that one makes it too few to say.
    middle = mean_hour(np.arange(HOURS) + 0.5, np.zeros(HOURS) if np.isnan(hours).any() else hours)
    blocks = week_blocks(held.known, scope)
    return WeekPattern(
        blocks=blocks,
        middle=middle,
        middle_sentence=middle_sentence(middle.hour, middle.concentration),
        finding=finding_about(blocks.finding, choices, subject),
        ranges=ranges_of(spread, scope, float(np.nansum(hours))),
        about=selection.about,
    )


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


def block_sentence(weekday: int, first_hour: int, hours: int, count: float, usual: tuple[float, float]) -> Sentence:
    """A block of hours with more incidents than usual, beside what would be usual."""
    return Sentence(
        "{weekday} {hours}: {count} incidents; the weekday and the hours alone would give about {lower} to {upper}.",
        {
            "weekday": Sentence(WEEKDAYS[weekday]),
            "hours": hours_named(first_hour, first_hour + hours),
            "count": count,
            "lower": round(usual[0]),
            "upper": round(usual[1]),
        },
    )


def middle_sentence(hour: Estimate, concentration: float | None) -> Sentence:
    """Around which hour the incidents lie, if around any.

    Arguments:
        hour: the middle on the clock, with limits that may go over midnight.
        concentration: 0, evenly spread, to 1, all at one moment.
    """
    spread = N_("Incidents are spread over the whole day; no hour is their middle.")
    many_elsewhere = N_(
        "The middle of the incidents lies around {hour} (likely {lower} to {upper}), with many at every other hour "
        "as well ({n} incidents)."
    )
    closely = N_("Incidents gather closely around {hour} (likely {lower} to {upper}; {n} incidents).")

    def full(middle: float, lower: float, upper: float) -> Sentence:
        if concentration is None or concentration < LEAST_CONCENTRATION:
            return Sentence(spread)
        values = {"hour": clock(middle), "lower": clock(lower), "upper": clock(upper), "n": hour.n}
        return Sentence(many_elsewhere if concentration < CLOSE_CONCENTRATION else closely, values)

    too_few = N_("Too few incidents to say around which hour they lie.")
    nothing = too_few if hour.flag is Flag.NO_DATA else spread
    return told(hour, hidden=spread, nothing=nothing, few=spread, full=full)
