"""Is the reported rate of a place other than the country's, and did it change since a day?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import Selection
from usalama.asking.told import is_close
from usalama.claims.claim_book import ChangeSince, RateAgainstTheCountry
from usalama.claims.finding import (
    A_YEAR_NEEDED,
    REPORTS_ONLY,
    TOO_FEW,
    YEAR,
    Asking,
    Chart,
    Finding,
    Verdict,
    as_numbers,
    cannot_tell,
    is_above,
    is_below,
    is_too_few,
    limits_of,
    months_of,
    range_of,
)
from usalama.disclosure import public_count
from usalama.incidents.rates.county_rates import rates_of_counties
from usalama.incidents.rates.funnel import FunnelPlot, funnel_plot
from usalama.incidents.trends.trend import trend_of_places
from usalama.model import Choices, Estimate, Period, Place, Sentence, Standing, month_end, next_month
from usalama.stats.series.rate_trend import same_months_dispersion, year_on_year

FEWEST_MONTHS_SINCE = 6
COUNTS = ("incident_count",)
# Peace that is said to hold must rule out a rise as large as this.
LARGEST_RISE_OF_PEACE = 1.25
EXPECTED_STANDING = {"lower": Standing.LOWER, "higher": Standing.HIGHER}
NO_DATE = Sentence("Since when is not known: without the date there is no before and no after.")
TOO_SOON = Sentence("Fewer than {months} months lie after that day: too soon to tell.", {"months": 6})
NO_YEAR_BEFORE = Sentence("The data do not reach back to the same months a year before it.")
RATE_IS_NOT_SAFETY = Sentence("A reported rate says how much is told, not how safe people are.")


def check_rate(asking: Asking, check: RateAgainstTheCountry) -> Finding:
    """Does the place lie outside what chance and the usual spread give places of its size, in the last year?"""
    period = asking.last(YEAR)
    if period is None:
        return cannot_tell(A_YEAR_NEEDED)
    place = asking.place(check.place)
    choices = Choices(period=period, categories=check.categories, source_ids=asking.source_ids)
    found = funnel_plot(asking.store, asking.scope, choices, asking.subject, (place,))
    own = found.rows[found.rows.place_key == place.key].iloc[0]
    if own.standing == Standing.UNKNOWN or own.flag != "ok":
        return cannot_tell(TOO_FEW, period)
    estimate = Estimate(
        float(own.ratio),
        float(own.lower),
        float(own.upper),
        int(own.incident_count),
        "Funnel: ratio to the national rate",
    )
    return Finding(
        verdict=Verdict.SUPPORTED if own.standing == EXPECTED_STANDING[check.expects] else Verdict.CONTESTED,
        sentence=found.sentences[place.key],
        estimate=estimate,
        period=period,
        notes=(found.summary[0], RATE_IS_NOT_SAFETY),
        chart=Chart.RATES,
        rows=_rates(asking, found, place),
    )


def _rates(asking: Asking, found: FunnelPlot, place: Place) -> pd.DataFrame:
    """The place and the whole country, as rates with their own ranges."""
    columns = ["place_name", "incident_count", "rate_per_100k", "rate_lower", "rate_upper", "flag"]
    own = found.rows[found.rows.place_key == place.key][columns]
    whole = found.national
    numbers = [whole.n, *whole.numbers, str(whole.flag)]
    country = pd.DataFrame([[asking.subject.country.whole.name, *numbers]], columns=columns)
    return pd.concat([own, country], ignore_index=True).astype({"incident_count": "Int64"})


def check_change(asking: Asking, check: ChangeSince) -> Finding:
    """Are there more reports in the months since a day than in the same months before it?"""
    if check.since is None:
        return cannot_tell(NO_DATE)
    after, before = _windows(asking, next_month(check.since) if check.since.day > 1 else check.since)
    if after is None:
        return cannot_tell(TOO_SOON)
    if before is None:
        return cannot_tell(NO_YEAR_BEFORE, after)
    whole = Period(before.start, after.end)
    broken = asking.broken(whole)
    if broken:
        return broken
    place = asking.place(check.place)
    selections = [asking.select(one, check.categories) for one in (after, before)]
    months = [as_numbers(months_of(one, place, COUNTS).incident_count) for one in selections]
    dispersion = same_months_dispersion(*months)
    counts = [_counts(one, place) for one in selections]
    lengths = [float(one.days) for one in (after, before)]
    own = year_on_year(counts[0][0], lengths[0], counts[1][0], lengths[1], dispersion)
    rest = year_on_year(counts[0][1], lengths[0], counts[1][1], lengths[1], dispersion)
    if is_too_few(own):
        return cannot_tell(TOO_FEW, whole)
    is_clear = not is_close(own) and (is_above(own, 1) or is_below(own, 1))
    notes = (REPORTS_ONLY,) if is_too_few(rest) else (elsewhere_sentence(rest), REPORTS_ONLY)
    return Finding(
        verdict=_verdict(check, own, is_clear=is_clear),
        sentence=since_sentence(place.name, own, is_clear=is_clear, is_held=is_below(own, LARGEST_RISE_OF_PEACE)),
        estimate=own,
        period=whole,
        notes=notes,
        chart=Chart.MONTHS,
        rows=trend_of_places(asking.select(whole, check.categories), (place,)).rows,
    )


def _windows(asking: Asking, first: date) -> tuple[Period | None, Period | None]:
    """The whole months from the first on, at most a year of them, and the same months the year before the day."""
    months = [month for month in asking.months if month >= first]
    if len(months) < FEWEST_MONTHS_SINCE:
        return None, None
    after = Period(months[-YEAR:][0], month_end(months[-1]))
    before = after
    while before.end >= first:
        before = before.year_before()
    return after, before if asking.holds(before) else None


def _counts(selection: Selection, place: Place) -> tuple[int | None, int | None]:
    """Reports of the place and of the rest of the country, as the scope may see them."""
    counted = int(counts_of_places(selection, (place,)).incident_count.iloc[0])
    own = counted if selection.scope.is_exact else public_count(counted)
    whole = rates_of_counties(selection).incident_count
    return own, None if own is None else max(whole - own, 0)


def _verdict(check: ChangeSince, own: Estimate, *, is_clear: bool) -> Verdict:
    has_risen, has_fallen = is_clear and is_above(own, 1), is_clear and is_below(own, 1)
    if check.expects == "fell":
        return Verdict.SUPPORTED if has_fallen else Verdict.CONTESTED
    if has_risen:
        return Verdict.CONTESTED
    return Verdict.SUPPORTED if is_below(own, LARGEST_RISE_OF_PEACE) else Verdict.NOT_MEASURABLE


def since_sentence(place: str, ratio: Estimate, *, is_clear: bool, is_held: bool) -> Sentence:
    """The months since a day beside the same months a year before it."""
    found = range_of(ratio)
    values = {"place": place, **found}
    if is_clear and found["ratio"] > 1:
        return Sentence(
            "{place}: reports rose; for each before about {ratio} after, likely {lower} to {upper}.", values
        )
    if is_clear:
        return Sentence(
            "{place}: reports fell; for each before about {ratio} after, likely {lower} to {upper}.", values
        )
    limits = {"place": place} | limits_of(found)
    if is_held:
        return Sentence(
            "{place}: no clear change, and a large rise is ruled out; for each before between {lower} and {upper} "
            "after.",
            limits,
        )
    return Sentence(
        "{place}: no clear change, but the numbers are too small to rule out a rise; for each before between {lower} "
        "and {upper} after.",
        limits,
    )


def elsewhere_sentence(ratio: Estimate) -> Sentence:
    return Sentence(
        "In the rest of the country over the same months: for each before between {lower} and {upper} after.",
        limits_of(range_of(ratio)),
    )
