"""When in the week do incidents happen more often than the weekday and the hour alone explain?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from usalama.asking.kept import kept
from usalama.asking.selection import About, select
from usalama.country.subject import Subject
from usalama.incidents.response.hours_of_week import HOURS, hours_of_week, ranges_of, shown_hours
from usalama.incidents.response.week_blocks import WeekBlocks, week_blocks
from usalama.incidents.response.week_words import middle_sentence
from usalama.model import Choices, Scope, Sentence
from usalama.stats.hours.circular import MeanHour, mean_hour
from usalama.store import Store

METHOD = Sentence(
    "Incidents whose hour is known, by weekday and blocks of four hours, against what the totals of the weekdays and "
    "of the hours alone would give: adjusted standardised residuals, with those named that stand out of all blocks "
    "(Benjamini-Hochberg) and differ by a tenth or more. The middle hour is a circular mean over all incidents; one "
    "that is only known to lie in a range of up to 72 hours counts in part for each hour of it (aoristic weights)."
)


@dataclass(frozen=True)
class WeekPattern:
    """When in the week incidents happen.

    Arguments:
        blocks: which blocks of four hours stand out.
        middle: around which hour the incidents lie.
        ranges: how many were only known as a range, and how many were left out.
    """

    blocks: WeekBlocks
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
    spread = held.spread()
    hours = shown_hours(spread, scope)
    # A hidden hour would pull the middle to the others, so that one makes it too few to say.
    middle = mean_hour(np.arange(HOURS) + 0.5, np.zeros(HOURS) if np.isnan(hours).any() else hours)
    return WeekPattern(
        blocks=week_blocks(held.known, scope),
        middle=middle,
        middle_sentence=middle_sentence(middle.hour, middle.concentration),
        ranges=ranges_of(spread, scope, float(np.nansum(hours))),
        about=selection.about,
    )
