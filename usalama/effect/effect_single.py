"""What changed in one county alone, beside another one and its neighbours? A number and a range, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.told import told
from usalama.country.subject import Subject
from usalama.effect.effect_panel import DEFAULT_STAGE, HUNDRED, WHY, CountyMonths, Windows, county_months, rounded
from usalama.model import N_, Choices, Estimate, Flag, Month, Scope, Sentence, WhyUntold
from usalama.store import Store

if TYPE_CHECKING:
    from usalama.stats.series.level_change import InterruptedSeries

METHOD = Sentence(
    "One county: quasi-Poisson regression on people, trend, season and a step at the month of joining, with the "
    "Newey-West error over three months where it is larger. Beside another county: the ratio of both changes, its "
    "range widened by how much the county goes up and down. Change in number: the weighted displacement difference, "
    "neighbours counted in; the counties compared with are brought to the same size first, and the range is widened "
    "likewise. Up to twelve months after joining are compared with the same months a year before joining."
)
# Months over which neighbours in time may be alike.
LAGS = 3
NOTHING = Estimate(None, None, None, None, "", Flag.NO_DATA)
TOO_FEW = N_("Too few to say what changed in this place.")
NOT_JOINED = Sentence("This county has not joined, so there is no month to compare before and after.")
NO_CONTROL = Sentence(
    "No county that had not joined had about as many reports in the same months, so there is none to compare it with."
)


@dataclass(frozen=True)
class Single:
    """One county before and after joining.

    Arguments:
        first_after: its month of joining; None when it has not joined.
        rows: occurred_month, incident_count (missing where hidden), expected, without (what the fit would have been
            without the step); empty when it has not joined.
        step: rate after over the rate to be expected from its own trend and season.
        beside: change over that of the county compared with.
        total, nearby: change in number with the neighbours, and of the neighbours alone.
        controls: county code -> name, those that may be compared with, most alike in number of reports first.
        control: the code of the one used; "" when there is none.
        sentences: all of it in words.
    """

    county_code: str
    first_after: date | None
    rows: pd.DataFrame
    step: Estimate
    beside: Estimate
    total: Estimate
    nearby: Estimate
    controls: dict[str, str]
    control: str
    sentences: tuple[Sentence, ...]
    method: Sentence = METHOD


@kept
def effect_of_one(
    store: Store,
    scope: Scope,
    choices: Choices,
    subject: Subject,
    today: date,
    county_code: str,
    control: str = "",
    stage: str = DEFAULT_STAGE,
) -> Single:
    """One county, whichever others are chosen: the others may be its control or its neighbours.

    Arguments:
        control: the county to compare with; the one with about as many reports when left out.

    Raises:
        NothingFound: the scope sees nothing.
    """
    asked = county_months(store, scope, choices.everywhere, subject, today, stage)
    at = asked.codes.index(county_code)
    column = asked.column[at]
    if not column < len(asked.series.months):
        return _not_joined(county_code, WHY[WhyUntold.NATURES] if asked.is_mixed else NOT_JOINED)
    windows = Windows(asked, int(column))
    controls = windows.controls(county_code)
    return _single(asked, at, controls, windows, control if control in controls else next(iter(controls), ""))


def _not_joined(county_code: str, why: Sentence) -> Single:
    rows = pd.DataFrame(columns=["occurred_month", "incident_count", "expected", "without"])
    return Single(county_code, None, rows, NOTHING, NOTHING, NOTHING, NOTHING, {}, "", (why,))


def _single(asked: CountyMonths, at: int, controls: dict[str, str], windows: Windows, control: str) -> Single:
    code = asked.codes[at]
    found = _interrupted(asked, at, windows.first)
    joined = asked.joining.joined[code]
    made = Single(
        county_code=code,
        first_after=joined,
        rows=_series(asked, at, found),
        step=found.step,
        beside=NOTHING,
        total=NOTHING,
        nearby=NOTHING,
        controls=controls,
        control=control,
        sentences=(alone_sentence(_name(asked, code), joined), single_place_sentence(found.step)),
    )
    if not control:
        return replace(made, sentences=(*made.sentences, NO_CONTROL))
    return _beside(asked, made, windows, found.dispersion)


def _beside(asked: CountyMonths, made: Single, windows: Windows, dispersion: float) -> Single:
    """The same with what another county says."""
    from usalama.stats.effect.displacement import (  # noqa: PLC0415
        Areas,
        displacement_difference,
        ratio_of_ratios,
    )

    code, control = made.county_code, made.control
    treated, compared = windows.counts((code,)), windows.counts((control,))
    spread = float(np.nan_to_num(dispersion, nan=1.0))
    ratio = ratio_of_ratios(treated=treated, control=compared, dispersion=spread)
    near = windows.near(code, control), windows.near(control, code)
    around = [windows.counts(codes) if all(near) else None for codes in near]
    moved = displacement_difference(
        Areas(treated=treated, control=compared, near_treated=around[0], near_control=around[1]),
        dispersion=spread,
        is_scaled=True,
    )
    said = (
        beside_sentence(_name(asked, control), windows.n_months, ratio),
        displacement_sentence(moved.total, moved.nearby),
        *([nearby_sentence(*([_name(asked, one) for one in codes] for codes in near))] if all(near) else []),
    )
    sentences = (*made.sentences, *said)
    return replace(made, beside=ratio, total=moved.total, nearby=moved.nearby, sentences=sentences)


def _name(asked: CountyMonths, code: str) -> str:
    return asked.selection.country.county(code).name


def _interrupted(asked: CountyMonths, at: int, first: int) -> InterruptedSeries:
    from usalama.stats.series.level_change import interrupted_series  # noqa: PLC0415

    counts, years = asked.series.counts[at], asked.series.person_years[at]
    # Months that no source covers have no count; any number of people does for them.
    return interrupted_series(counts, np.where(years > 0, years, years.max()), max(first, 0), lags=LAGS)


def _series(asked: CountyMonths, at: int, found: InterruptedSeries) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "occurred_month": asked.series.months,
            "incident_count": pd.array(asked.series.counts[at], dtype="Float64"),
            "expected": found.expected,
            "without": found.without,
        }
    ).astype({"incident_count": "Int64"})


def single_place_sentence(step: Estimate) -> Sentence:
    """One place before and after, which is never a verdict.

    Arguments:
        step: the rate after over the rate that trend and season, or another area, let one expect.
    """
    return told(
        rounded(step, HUNDRED),
        hidden=N_("Too few to say what changed in this place: some counts are hidden."),
        nothing=TOO_FEW,
        few=TOO_FEW,
        full=N_(
            "In this place about {value} reports came for each 100 that were to be expected (likely {lower} to "
            "{upper}). One place cannot tell whether the programme helped: other things happened there too."
        ),
    )


def displacement_sentence(total: Estimate, nearby: Estimate) -> Sentence:
    """How many reports fewer or more, with the surroundings counted in.

    Arguments:
        total: the change of the place and its surroundings beyond that of the places they are compared with.
        nearby: the change of the surroundings alone; ``no_data`` when they were not looked at.
    """
    alone = N_(
        "Change beyond that of the place compared with: {value} reports (likely {lower} to {upper}; below 0 is "
        "fewer). Whether they moved next door was not looked at."
    )
    together = N_(
        "Change beyond that of the places compared with, next door counted in: {value} reports (likely {lower} to "
        "{upper}; below 0 is fewer)."
    )
    full = alone if nearby.flag == Flag.NO_DATA else together
    return told(rounded(total), nothing=TOO_FEW, few=TOO_FEW, full=full)


def alone_sentence(county: str, joined: date) -> Sentence:
    """Which county is looked at alone, and from when on it counts as joined."""
    return Sentence("{county} counts as joined from {month} on.", {"county": county, "month": Month(joined)})


def beside_sentence(control: str, months: int, ratio: Estimate) -> Sentence:
    """A place and another one, so many months after joining and the same months a year before joining."""
    return told(
        rounded(ratio, HUNDRED),
        {"control": control, "months": months},
        nothing=N_("Beside {control}, over {months} months: too few to say, or some counts are hidden."),
        full=N_(
            "Beside {control}, over {months} months: about {value} reports for each 100 that were to be expected had "
            "both changed alike (likely {lower} to {upper})."
        ),
    )


def nearby_sentence(near: Sequence[str], near_control: Sequence[str]) -> Sentence:
    """Which neighbours were counted in."""
    return Sentence(
        "Next door: {near}; next to the county compared with: {control}.",
        {"near": ", ".join(near), "control": ", ".join(near_control)},
    )
