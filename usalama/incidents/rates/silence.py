"""Where does nothing come from because nothing reaches us?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.county_rates import CountedPlaces, counted_places
from usalama.model import Choices, Period, Scope, Sentence, month_end
from usalama.stats.series import unreported as stats
from usalama.store import Store

METHOD = Sentence(
    "A county counts as without a channel when more than half of the covered months passed without any report, or "
    "when fewer than half of the usual sources report from it, and chance does not explain that at the national rate. "
    "Where chance may explain a silence, it says nothing. A county without a channel is never called safe."
)
PER = 100_000


@dataclass(frozen=True)
class SilenceMap:
    """How well each county is heard.

    Arguments:
        rows: county_code, county_name, silent_months, expected_silent_months, month_count, channels (sources that
            report, on average each month), channel (open, no_channel, cannot_tell).
        usual_channels: of the middle county.
        sentences: one for each county without a channel, in the order of their numbers.
    """

    rows: pd.DataFrame
    usual_channels: float
    sentences: tuple[Sentence, ...]
    about: About
    method: Sentence = METHOD


@kept
def silent_counties(
    store: Store, scope: Scope, choices: Choices, subject: Subject, month: date | None = None
) -> SilenceMap:
    """Every county, whichever are chosen, over the covered months of the period or in one month of it.

    Whether a cell of the public table is empty or hidden is public; more is not asked of it.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    counted = counted_places(store, scope, choices, subject, (), month)
    parts = _months(counted)
    expected = _expected(counted, subject, parts)
    found = stats.silence(_has_report(counted, parts), expected)
    codes = list(counted.selection.county_codes)
    rows = pd.DataFrame(
        {
            "county_code": codes,
            "county_name": list(counted.rows.place_name[: counted.county_count]),
            "silent_months": found.silent_months,
            "expected_silent_months": found.expected_silent_months,
            "month_count": found.month_count,
            "channels": found.channels,
            "channel": [str(one) for one in found.channel],
        }
    )
    unheard = rows[rows.channel == "no_channel"]
    return SilenceMap(
        rows=rows,
        usual_channels=found.usual_channels,
        sentences=tuple(
            silence_sentence(row.county_name, row.silent_months, row.month_count, row.expected_silent_months)
            for row in unheard.itertuples()
        ),
        about=counted.selection.about,
    )


def _months(counted: CountedPlaces) -> list[Period]:
    """The covered parts of the period, month by month."""
    parts = counted.selection.segments(counted.period)
    months = (Period(first, month_end(first)).intersect(part) for part in parts for first in part.months())
    return [month for month in months if month]


def _has_report(counted: CountedPlaces, parts: list[Period]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Counties by months by sources: a hidden count is a report too."""
    selection = counted.selection
    exact = selection.count(("county_code", "occurred_month", "source_id"), period=counted.period)
    cells = disclose(exact, ("incident_count",), selection.scope)
    seen = cells[cells.incident_count.isna() | (cells.incident_count > 0)]
    place_at = {code: at for at, code in enumerate(selection.county_codes)}
    month_at = {part.start.replace(day=1): at for at, part in enumerate(parts)}
    source_at = {source_id: at for at, source_id in enumerate(selection.source_ids)}
    has_report = np.zeros((len(place_at), len(month_at), len(source_at)), dtype=bool)
    for row in seen.itertuples():
        if row.county_code in place_at and row.occurred_month in month_at:
            has_report[place_at[row.county_code], month_at[row.occurred_month], source_at[row.source_id]] = True
    return has_report


def _expected(
    counted: CountedPlaces, subject: Subject, parts: list[Period]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Reports that the national rate would give each county in each month."""
    rate = np.nan if counted.national.value is None else counted.national.value / PER
    places = [subject.country.county(code).place for code in counted.selection.county_codes]
    years = [[counted.selection.person_years(place, part) for part in parts] for place in places]
    return rate * np.asarray(years, dtype=float).reshape(len(places), len(parts))


def silence_sentence(place: str, silent: int, months: int, expected: float) -> Sentence:
    """A place that is not heard. It is never called safe."""
    values = {"place": place, "silent": silent, "months": months, "expected": round(expected)}
    if silent == 0:
        return Sentence(
            "{place}: reports come in every month, but from fewer than half of the usual sources. What is not "
            "reported is not known.",
            values,
        )
    return Sentence(
        "{place}: no report in {silent} of {months} months; at the national rate about {expected} would be without. "
        "This is silence, not safety.",
        values,
    )
