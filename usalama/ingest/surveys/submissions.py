"""Submissions row by row with their weight, stratum and cluster, without anything that may tell who answered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from usalama.country import Country
from usalama.errors import InputRefused
from usalama.ingest.check import Checked
from usalama.ingest.files.blocks import Block, CellRefusal
from usalama.ingest.incident_rows import Notice
from usalama.ingest.refusals import ROW, Findings, unescaped
from usalama.ingest.register_rows import PLACES
from usalama.ingest.surveys.answer_columns import checked_answer, joined_parts, number_of
from usalama.ingest.surveys.form_file import SUBMITTED, UUID, VERSION
from usalama.ingest.surveys.headings import Headings, read_headings
from usalama.model import N_, Sentence
from usalama.questionnaire import Question, Questionnaire
from usalama.schema import EARLIEST_YEAR, Place

COUNTY = "county"
LONGEST_NAME = 200


@dataclass(frozen=True)
class SurveyRules:
    """What submissions are checked against.

    Arguments:
        now: nothing can have been sent later.
    """

    questionnaire: Questionnaire
    country: Country
    now: datetime


def _county(rules: SurveyRules, text: str) -> object:
    """The county by number or name; where a choice stands for it, also by what the choice is called."""
    name = rules.questionnaire.design.county
    choice = rules.questionnaire.question(name).choice_by_name.get(text) if name else None
    for spelt in (text, *(choice.labels.values() if choice else ())):
        try:
            return PLACES[Place.COUNTY](spelt, {}, rules.country)
        except InputRefused as refusal:
            first = refusal
    raise first


def _weight(_rules: SurveyRules, text: str) -> object:
    weight = number_of(text)
    if weight <= 0:
        raise InputRefused("A weight is above 0; leave it empty where there is none.")
    return weight


def _name(_rules: SurveyRules, text: str) -> object:
    if len(text) > LONGEST_NAME:
        raise InputRefused("It has more than {limit} characters.", limit=LONGEST_NAME)
    return text


DESIGN: Mapping[str, Callable[[SurveyRules, str], object]] = {
    COUNTY: _county,
    "stratum": _name,
    "cluster": _name,
    "weight": _weight,
}


LONGEST_ID = 100
MOST_NAMED, MOST_VERSIONS = 40, 10
SUBMISSION_SCHEMA = pa.schema(
    [
        (ROW, pa.int64()),
        ("record_id", pa.string()),
        ("submitted_on", pa.date32()),
        ("county_code", pa.string()),
        ("stratum", pa.string()),
        ("cluster", pa.string()),
        ("weight", pa.float64()),
        ("answers", pa.string()),
    ]
)
LEFT_OUT = N_("Left out, since they may tell who answered or are of no use here: {columns}.")
UNKNOWN = N_(
    "The form that is held does not ask for {columns}, so they were left out. To have them, import the form of that "
    "version, then this file again."
)
OTHER_VERSION = N_(
    "Made with version {version} of the form; held is {held}. Questions that both have went in under their names."
)
OTHER_VERSIONS = N_("Made with more versions of the form that are not held.")
NO_CONSENT = N_("Nobody agreed to this being kept, so it is not.")
NO_WEIGHT = N_("Without a weight.")


class _Fault(InputRefused):
    """A reason together with the column in which it stands."""

    def __init__(self, column: str, value: str, reason: Sentence) -> None:
        super().__init__(reason.template, **reason.values)
        self.column, self.value = column, value


@dataclass
class _Rows:
    """The rows of a block on their way."""

    headings: Headings
    rules: SurveyRules
    findings: Findings
    accepted: list[dict[str, object]] = field(default_factory=list)
    versions: Counter[str] = field(default_factory=Counter)
    without_consent: set[int] = field(default_factory=set)


def check_submissions(block: Block, rules: SurveyRules, *, is_first: bool) -> Checked:
    """The rows of a block as submissions, or refused with their reasons.

    Arguments:
        is_first: whether notices about the whole file go with it.

    Raises:
        InputRefused: two columns hold the same answer.
    """
    headings = read_headings(block.cells.column_names, rules.questionnaire)
    rows = _Rows(headings, rules, Findings(block.numbers))
    rows.findings.refuse_cells([_without_value(one, headings) for one in block.refused])
    for index, cells in enumerate(block.cells.to_pylist()):
        if not rows.findings.is_refused[index]:
            _take(
                rows, index, int(block.numbers[index]), {name: unescaped(text.strip()) for name, text in cells.items()}
            )
    notices = (*(_about_columns(headings) if is_first else ()), *_about_rows(rows))
    table = pa.Table.from_pylist(rows.accepted, SUBMISSION_SCHEMA)
    return Checked(table, rows.findings.table(), _raw(block, rows), notices)


def _without_value(refusal: CellRefusal, headings: Headings) -> CellRefusal:
    """A reader's refusal; what stands in columns that are not read is not repeated."""
    is_read = refusal.column in (UUID, SUBMITTED, VERSION, *headings.read)
    return refusal if is_read else CellRefusal(refusal.index, refusal.column, "", refusal.reason)


def _take(rows: _Rows, index: int, number: int, cells: Mapping[str, str]) -> None:
    try:
        record = _record(rows, cells)
    except _Fault as fault:
        if fault.sentence.template == NO_CONSENT:
            rows.without_consent.add(index)
        rows.findings.refuse_cells([CellRefusal(index, fault.column, fault.value, fault.sentence)])
        return
    rows.accepted.append({ROW: number} | record)
    version = cells.get(VERSION, "")
    if version and version not in rows.rules.questionnaire.versions:
        rows.versions[version] += 1


def _record(rows: _Rows, cells: Mapping[str, str]) -> dict[str, object]:
    questionnaire, headings = rows.rules.questionnaire, rows.headings
    answers = {}
    for name in (*headings.answers, *headings.parts):
        answer = _answer(questionnaire.question(name), headings, cells)
        if answer:
            answers[name] = answer
    # Whoever did not agree is not looked at any further.
    refusing = questionnaire.refusal_of(answers)
    if refusing is not None:
        raise _Fault(headings.answers.get(refusing, refusing), "", Sentence(NO_CONSENT))
    return {
        "record_id": _identity(cells.get(UUID, "")),
        "submitted_on": _submitted(rows.rules, cells.get(SUBMITTED, "")),
        "county_code": _of_design(rows, cells, "county"),
        "stratum": _of_design(rows, cells, "stratum"),
        "cluster": _of_design(rows, cells, "cluster"),
        "weight": _of_design(rows, cells, "weight"),
        "answers": json.dumps(answers, ensure_ascii=False, sort_keys=True),
    }


def _answer(question: Question, headings: Headings, cells: Mapping[str, str]) -> str:
    column = headings.answers.get(question.name)
    parts = headings.parts.get(question.name, {})
    text = "" if column is None else cells[column]
    try:
        if column is None:
            return joined_parts(question, {choice: cells[part] for choice, part in parts.items()})
        return checked_answer(question, text) if text else ""
    except InputRefused as refusal:
        if question.role == COUNTY:
            # A place has more spellings than a list of choices; as part of the design it is judged by all of them.
            return ""
        raise _Fault(column or question.name, text, refusal.sentence) from None


def _identity(text: str) -> str:
    if not text or len(text) > LONGEST_ID:
        raise _Fault(UUID, text, Sentence("The submission has no _uuid that can be used."))
    return text.removeprefix("uuid:")


def _submitted(rules: SurveyRules, text: str) -> date | None:
    """The local day; the server writes moments in UTC where it states no other."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _Fault(SUBMITTED, text, Sentence("It is no moment. Write it as 2026-01-31T08:15:00.")) from None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    if moment.year < EARLIEST_YEAR or moment > rules.now + timedelta(days=1):
        raise _Fault(SUBMITTED, text, Sentence("It lies in the future or too far back."))
    return moment.astimezone(ZoneInfo(rules.country.time_zone)).date()


def _of_design(rows: _Rows, cells: Mapping[str, str], role: str) -> object:
    column = rows.headings.design.get(role)
    text = cells[column] if column else ""
    if not text:
        return None
    try:
        return DESIGN[role](rows.rules, text)
    except InputRefused as refusal:
        raise _Fault(column or role, text, refusal.sentence) from None


def _about_columns(headings: Headings) -> list[Notice]:
    said = ((LEFT_OUT, headings.personal), (UNKNOWN, headings.unknown))
    return [Notice(Sentence(text, {"columns": _listed(names)}), None) for text, names in said if names]


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(name[:60] for name in names[:MOST_NAMED]) + (f" (+ {more})" if more > 0 else "")


def _about_rows(rows: _Rows) -> list[Notice]:
    held = rows.rules.questionnaire.version
    named = rows.versions.most_common(MOST_VERSIONS)
    found = [
        Notice(Sentence(OTHER_VERSION, {"version": version[:60], "held": held}), row_count)
        for version, row_count in sorted(named)
    ]
    others = rows.versions.total() - sum(row_count for _, row_count in named)
    found += [Notice(Sentence(OTHER_VERSIONS), others)] if others else []
    unweighted = sum(one["weight"] is None for one in rows.accepted)
    return [*found, Notice(Sentence(NO_WEIGHT), unweighted)] if unweighted else found


def _raw(block: Block, rows: _Rows) -> pa.Table:
    """The rows for the file of refusals: the columns that are read, and of those without consent none."""
    names = [name for name in block.cells.column_names if name in (UUID, SUBMITTED, VERSION, *rows.headings.read)]
    hidden = np.isin(np.arange(block.numbers.size), list(rows.without_consent))
    columns = [
        block.cells[name] if name == UUID else pa.array(np.where(hidden, "", block.cells[name].to_numpy()), pa.string())
        for name in names
    ]
    return pa.Table.from_arrays([pa.array(block.numbers), *columns], [ROW, *names])
