"""What is compared with what: who joined when, how many never, which months, who is left out and what else happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.recording_breaks import RecordingBreak, recording_breaks
from usalama.effect.effect_page_words import (
    IN_PUBLIC,
    compared_sentence,
    events_sentences,
    joined_sentence,
    left_out_sentence,
    months_sentence,
)
from usalama.effect.effect_panel import CountyMonths
from usalama.effect.effect_words import WHY
from usalama.model import Sentence, WhyUntold
from usalama.stats.effect.panel import Panel

LEFT_OUT = ("early", "thin", "gappy")


@dataclass(frozen=True)
class Card:
    """The design.

    Arguments:
        rows: county_code, county_name, joined_month (its first day; None for never), use (a key of ``USES``),
            months_before, months_after; nobody has joined where dates and reports are of different natures.
        events: what else is known to have changed the numbers in these months.
        sentences: the design in words.
    """

    rows: pd.DataFrame
    events: tuple[RecordingBreak, ...]
    sentences: tuple[Sentence, ...]


def design_card(asked: CountyMonths, panel: Panel) -> Card:
    """The design behind an effect.

    Arguments:
        panel: the counties and months that could be used.
    """
    months = asked.series.months
    rows = _rows(asked, panel)
    events = recording_breaks(asked.selection, asked.selection.country.whole)
    has_joined = int((asked.column < len(months)).sum())
    names = {use: list(rows.county_name[rows.use == use]) for use in LEFT_OUT}
    if asked.is_mixed:
        return Card(rows, events, (WHY[WhyUntold.NATURES],))
    sentences = [
        joined_sentence(asked.joining.stage, has_joined, len(asked.codes), months[-1]),
        compared_sentence(panel.n_treated, panel.n_compared, panel.months_before, panel.months_after),
        *(left_out_sentence(use, named, round(asked.fewest)) for use, named in names.items() if named),
        *(() if asked.selection.scope.is_exact else (IN_PUBLIC,)),
        *_months(panel, months),
        *events_sentences([(one.month, one.label, one.published_by) for one in events]),
    ]
    return Card(rows, events, tuple(sentences))


def _months(panel: Panel, months: tuple[date, ...]) -> list[Sentence]:
    if not panel.n_months:
        return []
    used = [months[int(number)] for number in panel.months]
    return [months_sentence(used[0], used[-1], len(months) - len(used))]


def _rows(asked: CountyMonths, panel: Panel) -> pd.DataFrame:
    country, months = asked.selection.country, asked.series.months
    use = np.full(len(asked.codes), "compared", dtype=object)
    use[panel.places[panel.joined < panel.n_months]] = "joined"
    for name, places in (("early", panel.early), ("thin", panel.thin), ("gappy", panel.gappy)):
        use[places] = name
    ahead = np.nan_to_num(np.clip(asked.column, 0, len(months)), nan=len(months)).astype(int)
    has_date = np.isfinite(asked.column)
    dates = [asked.joining.joined[code] if known else None for code, known in zip(asked.codes, has_date, strict=True)]
    return pd.DataFrame(
        {
            "county_code": asked.codes,
            "county_name": [country.county(code).name for code in asked.codes],
            "joined_month": dates,
            "use": use,
            "months_before": ahead,
            "months_after": len(months) - ahead,
        }
    )
