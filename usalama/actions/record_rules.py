"""What must hold between the columns of one record, and between a record and what is stored."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from usalama.actions.personal_text import personal_in
from usalama.country.names import may_be_one
from usalama.errors import InputRefused
from usalama.ingest.cells.days import is_kept, no_day
from usalama.ingest.register_rows import NO_NUMBER
from usalama.model import N_, Sentence
from usalama.questionnaire import parse_form
from usalama.schema import Column, Table
from usalama.schema.personal import OWN_WORDS
from usalama.schema.registers import ACCREDITATION_STAGES, ROLLOUT_STAGES

Record = Mapping[str, object]
STAGES_OF = {"accreditation": ACCREDITATION_STAGES, "rollout": ROLLOUT_STAGES}
NOT_BEFORE = N_("It is before {earlier}.")
NOT_ABOVE = N_("It is above {whole}.")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a record.

    Arguments:
        column: the column to mend.
    """

    column: str
    reason: Sentence


# Register -> columns of dates, each not before those to its left.
DATES_IN_ORDER = {
    "ask": ("asked_on", "acknowledged_on", "promised_on", "delivered_on"),
    "pledge": ("signed_on", "due_on"),
}
# Register -> columns of counts, each not above the one to its left.
COUNTS_IN_ORDER = {
    "activity": (("actions_agreed", "actions_closed"), ("places_offered", "places_filled", "places_retained")),
    "early_help": (("screened", "advised", "referred", "started", "completed"),),
}

# Register -> columns in which records must agree for one to bear on another; all of a register where none are named.
KIN = {
    "stage": ("pipeline", "county_code", "association_id"),
    "early_help": ("county_code", "quarter_start"),
    "submission": ("record_id",),
}


def kin_of(table: Table, record: Record) -> tuple[object, ...]:
    """What records have in common that have to fit together."""
    return tuple(record.get(name) for name in KIN.get(table.name, ()))


def faults_of(table: Table, record: Record, stored: Iterable[Record]) -> list[Fault]:
    """What is wrong with a record: single columns first, then what must hold between them.

    Arguments:
        stored: its kin among the records that are held, and among those of the same file before it.
    """
    found = [
        *_columns(table, record), *_dates(table, record), *_counts(table, record), *_own_words(table, record),
    ]  # fmt: skip
    rule = RULES.get(table.name)
    if found:
        return found
    return [*found, *(rule(record, stored) if rule else ())]


def _columns(table: Table, record: Record) -> Iterator[Fault]:
    """What a page may have let through that the declaration of a column forbids; files are checked when read."""
    for column in table.columns:
        value = record.get(column.name)
        if value is None:
            if column.is_required and column.name != "source_id":
                yield Fault(column.name, Sentence("The cell is empty; it must be filled in."))
        elif column.allowed is not None and value not in column.allowed:
            yield Fault(column.name, Sentence("It is none of: {known}.", {"known": ", ".join(column.allowed)}))
        elif isinstance(value, date) and not is_kept(value):
            yield Fault(column.name, no_day().sentence)
        elif isinstance(value, int | float):
            yield from _bounds(column, value)


def _bounds(column: Column, value: float) -> Iterator[Fault]:
    if not math.isfinite(value):
        yield Fault(column.name, Sentence(NO_NUMBER))
    elif column.minimum is not None and value < column.minimum:
        yield Fault(column.name, Sentence("It is below {minimum}.", {"minimum": column.minimum}))
    elif column.maximum is not None and value > column.maximum:
        yield Fault(column.name, Sentence("It is above {maximum}.", {"maximum": column.maximum}))


def _dates(table: Table, record: Record) -> Iterator[Fault]:
    last: tuple[str, date] | None = None
    for name in DATES_IN_ORDER.get(table.name, ()):
        day = record.get(name)
        if not isinstance(day, date):
            continue
        if last and day < last[1]:
            yield Fault(name, Sentence(NOT_BEFORE, {"earlier": last[0]}))
        last = (name, day)


def _counts(table: Table, record: Record) -> Iterator[Fault]:
    for names in COUNTS_IN_ORDER.get(table.name, ()):
        for whole, part in pairwise(names):
            most, count = record.get(whole), record.get(part)
            if isinstance(count, int) and (not isinstance(most, int) or count > most):
                yield Fault(part, Sentence(NOT_ABOVE, {"whole": whole}))


def _own_words(table: Table, record: Record) -> Iterator[Fault]:
    """What points at a person does not go in, so that it cannot come out."""
    for name in OWN_WORDS.get(table.name, ()):
        found = personal_in(str(record.get(name) or ""))
        if found:
            yield Fault(name, found)


def _stage(record: Record, stored: Iterable[Record]) -> Iterator[Fault]:
    stages = STAGES_OF[str(record["pipeline"])]
    if record["stage"] not in stages:
        yield Fault("stage", Sentence("It is no stage of {pipeline}.", {"pipeline": str(record["pipeline"])}))
        return
    if record.get("reached_on") is None or record.get("reason"):
        return
    position = stages.index(str(record["stage"]))
    for other in stored:
        is_earlier = other["record_id"] != record["record_id"] and _is_before(other, record)
        if is_earlier and other["stage"] in stages and stages.index(str(other["stage"])) > position:
            reason = Sentence(
                "It goes back from {stage}, which was reached before. Say why in the column reason.",
                {"stage": str(other["stage"])},
            )
            yield Fault("reason", reason)
            return


def _is_before(other: Record, record: Record) -> bool:
    then, now = other.get("reached_on"), record.get("reached_on")
    return isinstance(then, date) and isinstance(now, date) and then < now


def _indicator(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    if record.get("baseline") is None:
        yield Fault("baseline", Sentence("An indicator needs the value from which it starts."))


def _indicator_value(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    yield from _quarter(record)
    value = record.get("value")
    if value is not None and not record.get("evidence"):
        yield Fault("evidence", Sentence("A value that is entered needs its evidence: where it is written."))
    numbers = [one for one in (record.get("lower"), value, record.get("upper")) if isinstance(one, int | float)]
    if numbers != sorted(numbers):
        yield Fault("value", Sentence("It does not lie between lower and upper."))


def _quarter(record: Record) -> Iterator[Fault]:
    start = record.get("quarter_start")
    if isinstance(start, date) and (start.day != 1 or start.month % 3 != 1):
        yield Fault("quarter_start", Sentence("It is no first day of a quarter: 1 January, April, July or October."))


def _early_help(record: Record, stored: Iterable[Record]) -> Iterator[Fault]:
    yield from _quarter(record)
    for other in stored:
        is_same = all(other[name] == record[name] for name in ("county_code", "quarter_start"))
        if is_same and other["record_id"] != record["record_id"]:
            reason = Sentence(
                "The county has a record of this quarter: {record_id}.", {"record_id": other["record_id"]}
            )
            yield Fault("quarter_start", reason)
            return


def _survey(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    try:
        parse_form(str(record["form"]))
    except InputRefused as refusal:
        yield Fault("form", refusal.sentence)


def _submission(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    weight = record.get("weight")
    if isinstance(weight, int | float) and weight <= 0:
        yield Fault("weight", Sentence("A weight is above 0; leave it empty where there is none."))
    if not _are_answers(str(record["answers"])):
        yield Fault("answers", Sentence("The answers are no JSON of question and answer, each a text."))


def _are_answers(text: str) -> bool:
    try:
        answers = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(answers, dict) and all(isinstance(answer, str) for answer in answers.values())


RULES: dict[str, Callable[[Record, Iterable[Record]], Iterator[Fault]]] = {
    "stage": _stage,
    "indicator": _indicator,
    "indicator_value": _indicator_value,
    "survey": _survey,
    "submission": _submission,
    "early_help": _early_help,
}


def likely_duplicates(records: Iterable[Record], stored: Iterable[Record]) -> list[Sentence]:
    """Associations that may be held already under another spelling; they are stored all the same.

    Arguments:
        records: those that arrive.
        stored: those that are held.
    """
    found = []
    by_county: dict[object, list[Record]] = {}
    for one in stored:
        by_county.setdefault(one["county_code"], []).append(one)
    for record in records:
        held = by_county.setdefault(record["county_code"], [])
        found += [
            Sentence(
                "{name} may be {other} ({record_id}), which is held already. Keep one of them.",
                {"name": str(record["name"]), "other": str(other["name"]), "record_id": str(other["record_id"])},
            )
            for other in held
            if other["record_id"] != record["record_id"] and may_be_one(str(record["name"]), str(other["name"]))
        ]
        held.append(record)
    return found
