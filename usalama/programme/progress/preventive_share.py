"""How much of what is done prevents something, rather than answers it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.model import Period, Scope, Sentence
from usalama.programme.progress.indicator_measures import Registers, measured, read_registers
from usalama.programme.progress.logframe import quarter_of, quarter_words
from usalama.store import Store

PREVENTIVE, PREVENTIVE_QUARTERS = "share_preventive_actions", 8
NUMBERS = ("value", "lower", "upper")


@dataclass(frozen=True)
class Preventive:
    """Preventive activities of all, by quarter.

    Arguments:
        rows: quarter_start, value, lower, upper (in 100), n, flag.
        finding: the newest quarter that is known.
    """

    rows: pd.DataFrame
    finding: Sentence


@kept
def preventive_share(store: Store, scope: Scope, subject: Subject, today: date) -> Preventive:
    """How much of what is done prevents something, rather than answers it?"""
    rows = _preventive(read_registers(store, scope, subject), today)
    return Preventive(rows, _preventive_sentence(rows))


def quarters_before(today: date, count: int) -> list[Period]:
    """The newest quarters that are over, the oldest first."""
    found: list[Period] = []
    start = quarter_of(today).start
    for _ in range(count):
        found.insert(0, quarter_of(date.fromordinal(start.toordinal() - 1)))
        start = found[0].start
    return found


def _preventive(registers: Registers, today: date) -> pd.DataFrame:
    rows = []
    for quarter in quarters_before(today, PREVENTIVE_QUARTERS):
        found = measured(PREVENTIVE, registers, quarter)
        rows.append(
            {
                "quarter_start": quarter.start,
                **dict(zip(NUMBERS, found.numbers, strict=True)),
                "n": found.n or 0,
                "flag": str(found.flag),
            }
        )
    return pd.DataFrame(rows).astype(dict.fromkeys(NUMBERS, float))


def _preventive_sentence(preventive: pd.DataFrame) -> Sentence:
    known = preventive.dropna(subset="value")
    if known.empty:
        return preventive_sentence(None)
    newest = known.iloc[-1]
    values: dict[str, object] = {name: newest[name] for name in ("lower", "upper")}
    values |= {"share": newest["value"], "count": int(newest["n"]), "quarter": quarter_words(newest["quarter_start"])}
    return preventive_sentence(values)


def preventive_sentence(values: dict[str, object] | None) -> Sentence:
    """The preventive share of all activities.

    Arguments:
        values: share, lower, upper (in 100), count and quarter; None where no activity is known.
    """
    if values is None:
        return Sentence("No activity is recorded yet, so nobody can say how many were preventive.")
    return Sentence(
        "About {share} of 100 activities were to prevent something rather than answer it (likely {lower} to {upper}; "
        "{count} activities, {quarter}).",
        values,
    )
