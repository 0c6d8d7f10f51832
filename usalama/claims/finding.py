"""What the data say to one claim: a number with its range, how it bears on the claim, and the rows of its chart."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from usalama.model import Estimate, Flag, Period, Sentence


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTESTED = "contested"
    NOT_MEASURABLE = "not_measurable"


class Chart(StrEnum):
    """How the rows are drawn."""

    NONE = "none"
    MONTHS = "months"
    RATES = "rates"
    SHARES = "shares"


NO_ROWS = pd.DataFrame()


@dataclass(frozen=True)
class Finding:
    """An answer from the data.

    Arguments:
        verdict: how it bears on the claim.
        sentence: what was found, with its range.
        estimate: the number behind it: a ratio, or a difference of shares; None where none could be made.
        period: the days it is about; None where none.
        notes: what a reader must know with it.
        chart, rows: as the charts of months (place_name, occurred_month, incident_count, rate_per_100k, rate_lower,
            rate_upper), of rates (place_name, incident_count, the rates, flag) or of shares (label, call_count,
            share_per_100, share_lower, share_upper, flag) take them.
    """

    verdict: Verdict
    sentence: Sentence
    estimate: Estimate | None = None
    period: Period | None = None
    notes: tuple[Sentence, ...] = ()
    chart: Chart = Chart.NONE
    rows: pd.DataFrame = field(default_factory=lambda: NO_ROWS)


def cannot_tell(why: Sentence, period: Period | None = None) -> Finding:
    return Finding(Verdict.NOT_MEASURABLE, why, period=period)


def is_too_few(estimate: Estimate) -> bool:
    """Whether the numbers are too small, hidden or missing to bear a verdict."""
    return estimate.flag != Flag.OK or None in (estimate.value, estimate.lower, estimate.upper)


def is_above(estimate: Estimate, threshold: float) -> bool:
    return estimate.lower is not None and estimate.lower > threshold


def is_below(estimate: Estimate, threshold: float) -> bool:
    return estimate.upper is not None and estimate.upper < threshold
