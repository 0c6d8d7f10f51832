"""Does the programme reach what it set out to reach?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.model import N_, Choices, Estimate, Flag, Period, Scope, Sentence, counted, month_end, next_month
from usalama.programme.progress.indicator_measures import (
    Rating,
    Reading,
    Registers,
    measured,
    rate_indicator,
    read_registers,
)
from usalama.registers import INDICATOR, INDICATOR_LEVELS, INDICATOR_VALUE
from usalama.store import Store

METHOD = Sentence(
    "An indicator is judged by its newest quarter that is over and has a value. Reached: even the worse end of the "
    "likely range has reached the target. Behind: even the better end has not come eight tenths of the way from the "
    "baseline to the target. Otherwise near, or too uncertain to tell. Organisations are counted in full and have no "
    "range; shares have Wilson's, as if each quarter were one draw of many; waits have that of Kaplan-Meier. The state "
    "of pledges and of actions agreed is that of today, since nobody writes down when it changed. The whole programme "
    "is meant, whichever counties are chosen."
)
RATINGS = {
    "reached": N_("target reached"),
    "not_sure": N_("near, or too uncertain to tell"),
    "behind": N_("behind the target"),
    "no_value": N_("no value yet"),
}
EXAMPLE = Sentence("Example: its figures were made up to show how it looks.")
COMPUTED, ENTERED, NONE = "computed", "entered", "none"
SERIES = [
    "indicator_id", "quarter_start", "target", "value", "lower", "upper", "n", "kind", "flag", "evidence", "is_over",
    "rating",
]  # fmt: skip
ROWS = [
    "record_id", "level", "title", "definition", "unit", "baseline", "baseline_on", "is_lower_better", "measure",
    "responsible", "means", "is_example", "quarter_start", "target", "value", "lower", "upper", "n", "kind", "evidence",
    "rating", "sentence",
]  # fmt: skip
Record = dict[str, Any]


@dataclass(frozen=True)
class Logframe:
    """The indicators with their values.

    Arguments:
        rows: ``ROWS``, by level and title; quarter_start to evidence are of the newest quarter that is over and has a
            value, else of the newest that is over.
        held: the register of indicators; held_values: that of their values.
        finding: how many indicators stand where.
    """

    rows: pd.DataFrame
    held: RegisterRows
    held_values: RegisterRows
    finding: Sentence
    method: Sentence = METHOD


@kept
def logframe(store: Store, scope: Scope, subject: Subject, today: date) -> Logframe:
    """Every indicator of the programme, by its newest quarter that is over.

    Arguments:
        today: the local date; a quarter that holds it is not over.
    """
    held = register_rows(store, scope, Choices(), INDICATOR)
    values = register_rows(store, scope, Choices(), INDICATOR_VALUE)
    registers = read_registers(store, scope, subject)
    rows = [_row(one, _newest(one, values.rows, registers, today)) for one in held.rows.to_dict("records")]
    order = {level: position for position, level in enumerate(INDICATOR_LEVELS)}
    rows.sort(key=lambda row: (order[row["level"]], row["title"]))
    return Logframe(
        rows=pd.DataFrame(rows, columns=ROWS).astype({"n": "Int64"}),
        held=held,
        held_values=values,
        finding=summary_sentence(Counter(str(row["rating"]) for row in rows)),
    )


@kept
def indicator_quarters(
    store: Store, scope: Scope, subject: Subject, today: date, indicator_id: str = ""
) -> pd.DataFrame:
    """Every quarter of one indicator, or of all; asked apart, since most readers look at the newest alone.

    Returns:
        ``SERIES``, a row a quarter; kind is computed, entered or none.
    """
    held = register_rows(store, scope, Choices(), INDICATOR).rows
    values = register_rows(store, scope, Choices(), INDICATOR_VALUE).rows
    registers = read_registers(store, scope, subject)
    asked = held[held.record_id == indicator_id] if indicator_id else held
    rows = [
        _quarter(indicator, entered, registers, today)
        for indicator in asked.to_dict("records")
        for entered in _entered_of(indicator, values)
    ]
    return pd.DataFrame(rows, columns=SERIES).astype({"n": "Int64"})


def quarter_of(day: date) -> Period:
    """The quarter that a day is in."""
    start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(start, month_end(date(start.year, start.month + 2, 1)))


def _quarter(indicator: Record, entered: Record, registers: Registers, today: date) -> Record:
    quarter = quarter_of(entered["quarter_start"])
    is_over = _is_over(quarter, today)
    measure = indicator["measure"] if isinstance(indicator["measure"], str) else None
    found = _entered(entered)
    kind = ENTERED if found.value is not None else NONE
    if measure and quarter.start <= today:
        found = measured(measure, registers, quarter)
        kind = COMPUTED
    target = _number(entered["target"])
    reading = Reading(*found.numbers)
    return {
        "indicator_id": indicator["record_id"],
        "quarter_start": entered["quarter_start"],
        "target": target,
        **dict(zip(("value", "lower", "upper"), found.numbers, strict=True)),
        "n": found.n,
        "kind": kind,
        "flag": str(found.flag),
        "evidence": entered["evidence"] if kind == ENTERED else None,
        "is_over": is_over,
        "rating": str(
            rate_indicator(
                reading,
                _number(indicator["baseline"]),
                target,
                is_lower_better=pd.notna(indicator["is_lower_better"]) and bool(indicator["is_lower_better"]),
            )
        ),
    }


def _entered(entered: Record) -> Estimate:
    value, lower, upper = (_number(entered[name]) for name in ("value", "lower", "upper"))
    return Estimate(value, lower, upper, None, "", Flag.NO_DATA if value is None else Flag.OK)


def _entered_of(indicator: Record, values: pd.DataFrame) -> list[Record]:
    return values[values.indicator_id == indicator["record_id"]].sort_values("quarter_start").to_dict("records")


def _newest(indicator: Record, values: pd.DataFrame, registers: Registers, today: date) -> Record:
    """The newest quarter that is over and has a value, else the newest that is over; none before it is worked out."""
    over = [one for one in _entered_of(indicator, values) if _is_over(quarter_of(one["quarter_start"]), today)]
    newest = None
    for entered in reversed(over):
        found = _quarter(indicator, entered, registers, today)
        if found["value"] is not None:
            return found
        newest = newest or found
    nothing = {"rating": str(Rating.NO_VALUE), "kind": NONE, "flag": str(Flag.NO_DATA)}
    return newest or dict.fromkeys(SERIES) | nothing


def _is_over(quarter: Period, today: date) -> bool:
    return next_month(quarter.end) <= today


def _row(indicator: Record, newest: Record) -> Record:
    kept_columns = {name: value for name, value in newest.items() if name in ROWS}
    return {name: indicator[name] for name in ROWS if name in indicator} | kept_columns | {
        "sentence": _sentence(indicator, newest)
    }  # fmt: skip


def _sentence(indicator: Record, newest: Record) -> Sentence:
    if newest["value"] is None:
        return no_value_sentence(is_computed=isinstance(indicator["measure"], str), flag=Flag(newest["flag"]))
    names = ("value", "lower", "upper", "target")
    values: dict[str, object] = {name: newest[name] for name in names}
    values |= {"unit": _words(indicator["unit"]), "baseline": _number(indicator["baseline"])}
    values["quarter"] = quarter_words(newest["quarter_start"])
    has_range = newest["lower"] is not None and newest["upper"] is not None
    return indicator_sentence(values, has_range=has_range, has_target=newest["target"] is not None)


def _words(text: str) -> Sentence | str:
    """A text of the register, which may have a translation; one with signs of a template is taken as it is."""
    return text if set("{}") & set(text) else Sentence(text)


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[arg-type]


def quarter_words(start: date) -> Sentence:
    """A quarter as people name it."""
    months = {
        1: N_("January to March {year}"),
        4: N_("April to June {year}"),
        7: N_("July to September {year}"),
        10: N_("October to December {year}"),
    }
    return Sentence(months[start.month], {"year": str(start.year)})


def indicator_sentence(values: dict[str, object], *, has_range: bool, has_target: bool) -> Sentence:
    """The newest value of a quarter that is over.

    Arguments:
        values: value, lower, upper, unit, quarter, target, baseline.
    """
    if has_range and has_target:
        return Sentence(
            "{value} {unit} (likely {lower} to {upper}), {quarter}. Target: {target}; it began at {baseline}.", values
        )
    if has_target:
        return Sentence("{value} {unit}, {quarter}. Target: {target}; it began at {baseline}.", values)
    if has_range:
        return Sentence(
            "{value} {unit} (likely {lower} to {upper}), {quarter}. No target is set; it began at {baseline}.", values
        )
    return Sentence("{value} {unit}, {quarter}. No target is set; it began at {baseline}.", values)


def no_value_sentence(*, is_computed: bool, flag: Flag) -> Sentence:
    """Why there is no value."""
    if flag is Flag.HIDDEN:
        return Sentence("Too few to be shown without risk to somebody.")
    if is_computed:
        return Sentence("It is computed from the store, which holds nothing for it in a quarter that is over.")
    return Sentence("Nobody has entered a value with its evidence for a quarter that is over.")


def summary_sentence(counts: dict[str, int]) -> Sentence:
    """How many indicators stand where.

    Arguments:
        counts: by rating.
    """
    return Sentence(
        "Of {all} indicators: {reached} at their target, {not_sure} near it or too uncertain to tell, {behind} behind, "
        "{no_value} without a value.",
        {"all": sum(counts.values())} | {name: counts.get(name, 0) for name in RATINGS},
    )


def example_sentence(examples: int, whole: int) -> Sentence:
    """How many indicators say nothing about any programme."""
    if examples == whole:
        return Sentence("All are examples: their figures were made up to show how it looks.")
    return counted(
        "{count} of {all} is an example: its figures were made up to show how it looks.",
        "{count} of {all} are examples: their figures were made up to show how it looks.",
        examples,
        {"all": whole},
    )
