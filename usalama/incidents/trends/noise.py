"""What do months look like in which nothing changed, for the chosen place?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about, one_place
from usalama.asking.completeness import completeness
from usalama.asking.kept import kept
from usalama.asking.long_series import LongSeries, select_long, series_of_places
from usalama.asking.selection import About
from usalama.country.subject import Subject
from usalama.model import Choices, Place, Scope, Sentence
from usalama.stats.counting.rates import Numbers
from usalama.stats.series.nothing_changes import Habit, nothing_changed
from usalama.stats.series.rate_trend import yearly_trend
from usalama.store import Store

METHOD = Sentence(
    "Months are drawn from a negative binomial distribution with the average of the last twelve complete months and "
    "the dispersion of the place's whole series around its trend and season. Every month has the same expected "
    "number: all that differs is chance. The rules are judged by 500 further draws."
)
# By the code of the rule.
RULES = {
    "a_fifth_more": Sentence("A fifth more than last month, or more"),
    "half_as_many_again": Sentence("Half as many again as last month, or more"),
    "wheeler": Sentence("Last month taken for the true level (Wheeler's z above 1.96)"),
    "two_counts": Sentence("Exact comparison with last month"),
    "usual_range": Sentence("Above what 199 of 200 usual months stay under (the rule of the alerts here)"),
}
MONTHS = 20
MOST_DRAWS = 1_000
A_YEAR = 12
FEWEST_A_MONTH = 1.0


@dataclass(frozen=True)
class Noise:
    """Twenty months in which nothing changed.

    Arguments:
        rows: number (1 to 20), drawn_count, usual_lower, usual_upper, is_called (by the rule "a fifth more").
        level: the expected number of each month; None where too few are known to tell.
        rules: rule, sentence, calls, calls_per_100; empty where the level is not known.
        finding: what to see in the picture.
    """

    place: Place
    rows: pd.DataFrame
    level: float | None
    rules: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = METHOD


@kept
def noise(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place, draw: int = 1) -> Noise:
    """One draw of twenty months at the level of a place.

    Arguments:
        draw: which one; the same number gives the same months.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select_long(store, scope, choices, subject)
    series = series_of_places(selection, (place,))
    series = series.until(completeness(store, scope, choices, subject).last_complete)
    level = _level(series)
    if level is None:
        few = Sentence(
            "Too few to say what is usual here: a year without hidden months and at least one report a month are "
            "needed."
        )
        said = finding_about(few, choices, subject, one_place(place, choices))
        return Noise(place, pd.DataFrame(), None, pd.DataFrame(), said, selection.about)
    found = nothing_changed(level, _dispersion(series), MONTHS, np.random.default_rng(draw))
    rows = pd.DataFrame(
        {
            "number": np.arange(1, MONTHS + 1),
            "drawn_count": found.counts.astype(int),
            "usual_lower": found.usual_lower,
            "usual_upper": found.usual_upper,
            "is_called": found.calls[Habit.A_FIFTH_MORE],
        }
    )
    rules = pd.DataFrame(
        [
            {
                "rule": str(habit),
                "sentence": RULES[str(habit)],
                "calls": int(found.calls[habit].sum()),
                "calls_per_100": found.calls_per_100[habit],
            }
            for habit in Habit
        ]
    )
    said = nothing_changed_sentence(level, found.usual_lower, found.usual_upper, *_largest_step(found.counts))
    finding = finding_about(said, choices, subject, one_place(place, choices))
    return Noise(place, rows, level, rules, finding, selection.about)


def _level(series: LongSeries) -> float | None:
    counts = series.counts[0, -A_YEAR:]
    if counts.size < A_YEAR or np.isnan(counts).any() or counts.mean() < FEWEST_A_MONTH:
        return None
    return float(counts.mean())


def _dispersion(series: LongSeries) -> float:
    years = np.maximum(series.person_years, 1e-9)
    return float(yearly_trend(series.counts, years, series.time).dispersion[0])


def _largest_step(counts: Numbers) -> tuple[float, float]:
    at = int(np.argmax(np.abs(np.diff(counts))))
    return float(counts[at]), float(counts[at + 1])


def nothing_changed_sentence(level: float, lower: float, upper: float, before: float, after: float) -> Sentence:
    """How far months lie apart in which nothing changed, and the largest step from one to the next.

    Arguments:
        level: the expected number of every month.
        lower, upper: 95 of 100 months lie there.
        before, after: the two counts of the largest step.
    """
    if not all(math.isfinite(number) for number in (level, lower, upper, before, after)):
        return Sentence("Too few to say what is usual here.")
    values = {"level": level, "lower": lower, "upper": upper, "before": before, "after": after}
    if after > before:
        return Sentence(
            "Nothing changed in these months, yet one rose from {before} to {after}: of about {level} reports a month "
            "chance alone makes {lower} to {upper}.",
            values,
        )
    if after < before:
        return Sentence(
            "Nothing changed in these months, yet one fell from {before} to {after}: of about {level} reports a month "
            "chance alone makes {lower} to {upper}.",
            values,
        )
    return Sentence("All these months have the same number, {before}, which is chance too.", values)
