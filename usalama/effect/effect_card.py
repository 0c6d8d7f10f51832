"""What is compared with what: who joined when, how many never, which months, who is left out and what else happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.asking.recording_breaks import RecordingBreak, recording_breaks
from usalama.asking.selection import About
from usalama.country.subject import Subject
from usalama.effect.effect_panel import WHY, CountyMonths, county_months
from usalama.model import N_, Choices, Month, Nature, Scope, Sentence, WhyUntold, counted
from usalama.registers import STAGE_WORDS, word_for
from usalama.stats.effect.panel import Panel
from usalama.store import Store

LEFT_OUT = ("early", "thin", "gappy")
# More names than this make a list that nobody reads.
MOST_NAMES = 12
USES = {
    "joined": N_("joined"),
    "compared": N_("compared with"),
    "early": N_("left out: fewer than 12 months before joining"),
    "thin": N_("left out: too few reports a month before joining"),
    "gappy": N_("left out: a month is missing or hidden"),
}
IN_PUBLIC = Sentence(
    "In public everything here is made from the rounded counts. Counties with fewer than 20 reports in a usual month "
    "before joining are left out, so that hidden months do not decide who is compared."
)


@dataclass(frozen=True)
class Card:
    """The design.

    Arguments:
        stage: which stage of the rollout counts as joining.
        rows: county_code, county_name, joined_month (its first day; None for never), use (a key of ``USES``),
            months_before, months_after; nobody has joined where dates and reports are of different natures.
        events: what else is known to have changed the numbers in these months.
        joined: how many had joined; compared: with how many they are compared.
        sentences: the design in words, these two first.
        nature: of reports and stages together; None where they differ.
    """

    stage: str
    rows: pd.DataFrame
    events: tuple[RecordingBreak, ...]
    sentences: tuple[Sentence, ...]
    nature: Nature | None
    about: About
    held: RegisterRows

    @property
    def joined(self) -> Sentence:
        return self.sentences[0]

    @property
    def compared(self) -> Sentence:
        return self.sentences[:2][-1]


@kept
def effect_card(store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, stage: str) -> Card:
    """The design behind an effect, which is known long before the effect.

    Arguments:
        today: the local date; what is said to be reached after it is not counted.
        stage: which stage of the rollout counts as joining.

    Raises:
        NothingFound: the scope sees nothing.
    """
    asked = county_months(store, scope, choices, subject, today, stage)
    rows, about = _rows(asked, asked.panel), asked.selection.about
    events = recording_breaks(asked.selection, asked.selection.country.whole)
    nature = None if asked.is_mixed else about.nature
    said = (WHY[WhyUntold.NATURES],) if asked.is_mixed else _sentences(asked, rows, events)
    return Card(stage, rows, events, said, nature, about, asked.joining.held)


def _sentences(asked: CountyMonths, rows: pd.DataFrame, events: tuple[RecordingBreak, ...]) -> tuple[Sentence, ...]:
    months, panel = asked.series.months, asked.panel
    names = {use: list(rows.county_name[rows.use == use]) for use in LEFT_OUT}
    has_joined = int((asked.column < len(months)).sum())
    return (
        joined_sentence(asked.joining.stage, has_joined, len(asked.codes), months[-1]),
        compared_sentence(panel.n_treated, panel.n_compared, panel.months_before, panel.months_after),
        *(left_out_sentence(use, named, round(asked.fewest)) for use, named in names.items() if named),
        *(() if asked.selection.scope.is_exact else (IN_PUBLIC,)),
        *_months(panel, months),
        *events_sentences([(one.month, one.label, one.published_by) for one in events]),
    )


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


def joined_sentence(stage: str, joined: int, counties: int, month: date) -> Sentence:
    """How many had joined by the last month."""
    return Sentence(
        "By {month}, {joined} of {counties} counties had joined, with a whole month after coming as far as {stage}; "
        "{never} had not.",
        {
            "month": Month(month), "joined": joined, "counties": counties, "never": counties - joined,
            "stage": word_for(STAGE_WORDS, stage),
        },
    )  # fmt: skip


def compared_sentence(treated: int, compared: int, before: int, after: int) -> Sentence:
    """What is compared with what, and over how many months."""
    if not treated:
        return Sentence("No county with months before and after joining can be compared yet.")
    return counted(
        "{count} county that joined is compared with {compared} that had not. It has {before} months before joining "
        "and {after} after it.",
        "{count} counties that joined are compared with {compared} that had not. The earliest has {before} months "
        "before joining; all of them together have {after} months after it.",
        treated,
        {"compared": compared, "before": before, "after": after},
    )


def left_out_sentence(use: str, names: Sequence[str], fewest: int) -> Sentence:
    """Which counties are left out, and why."""
    shown = ", ".join(names[:MOST_NAMES])
    more = Sentence("{names} and others", {"names": shown}) if len(names) > MOST_NAMES else shown
    values = {"names": more, "fewest": fewest}
    return {
        "early": counted(
            "{count} county joined with fewer than 12 months of reports before, and is left out: {names}.",
            "{count} counties joined with fewer than 12 months of reports before, and are left out: {names}.",
            len(names),
            values,
        ),
        "thin": counted(
            "{count} county had fewer than {fewest} reports in a usual month before joining, and is left out: {names}.",
            "{count} counties had fewer than {fewest} reports in a usual month before joining, and are left out: "
            "{names}.",
            len(names),
            values,
        ),
        "gappy": counted(
            "{count} county is left out because a month is missing, or hidden as its count is 1 to 7: {names}.",
            "{count} counties are left out because a month is missing, or hidden as its count is 1 to 7: {names}.",
            len(names),
            values,
        ),
    }[use]


def months_sentence(first: date, last: date, cut: int) -> Sentence:
    """Over which months; the last ones are cut where everybody had joined."""
    values: dict[str, object] = {"first": Month(first), "last": Month(last)}
    if cut:
        return counted(
            "Months: {first} to {last}. {count} month is left out because hardly any county covers it, or because "
            "every county had joined by then.",
            "Months: {first} to {last}. {count} months are left out because hardly any county covers them, or because "
            "every county had joined by then.",
            cut,
            values,
        )
    return Sentence("Months: {first} to {last}.", values)


def events_sentences(labels: Sequence[tuple[date, Sentence, Sentence]]) -> tuple[Sentence, ...]:
    """What else happened in these months that would change the numbers: month, what and who says so."""
    if not labels:
        return (
            Sentence(
                "No other event is known: the register of changes in recording is empty for these months, and no "
                "source began."
            ),
        )
    return tuple(
        Sentence(
            "Another event, {month}: {label} ({source})", {"month": Month(month), "label": label, "source": source}
        )
        for month, label, source in labels
    )
