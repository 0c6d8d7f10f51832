"""From the sheets of an XLSForm to a questionnaire; what does not hold together is refused in a sentence."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from usalama.errors import InputRefused
from usalama.questionnaire.conditions import COMPARISON, is_met, names_in
from usalama.questionnaire.form_rows import Row, Walk, languages_in, lists_of, texts_in
from usalama.questionnaire.nouns import CALCULATE, CONSENT, ROLES, SELECTS, Design, Measure, Question, Questionnaire

# A column of ours in "settings": other versions by which submissions may name this form.
VERSIONS = "usalama_versions"
MOST_ROWS, MOST_CHARACTERS = 5_000, 2_000_000
FIRST = {
    "survey": ("type", "name"),
    "choices": ("list_name", "name"),
    "settings": ("form_title", "form_id", "id_string", "version"),
}
# Columns of ours in the sheet "survey".
YES, AMONG = "usalama_yes", "usalama_among"
SURVEYS_FOLDER = Path(__file__).resolve().parents[2] / "data" / "surveys"
SHIPPED = "drug_and_safety"
# A form without groups is one topic.
WHOLE = "whole"


@dataclass(frozen=True)
class Sheets:
    """The three sheets of a form, as they are stored: a column that is empty in a row is left out of it."""

    settings: Row
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]


def form_of(settings: Row, survey: Sequence[Row], choices: Sequence[Row]) -> str:
    """Sheets as ``SURVEY.form`` keeps them: the columns of each in one order, and no empty cell."""
    whole = {"settings": _ordered("settings", [settings])[0]}
    return json.dumps(
        whole | {"survey": _ordered("survey", survey), "choices": _ordered("choices", choices)}, ensure_ascii=False
    )


def columns_of(sheet: str, rows: Sequence[Row]) -> list[str]:
    """The columns of a sheet: those that every form begins with, then each behind the one that it follows in a row."""
    order: list[str] = []
    for row in rows:
        position = 0
        for name in row:
            if name not in order:
                order.insert(position, name)
            position = order.index(name) + 1
    return [name for name in FIRST[sheet] if name in order] + [name for name in order if name not in FIRST[sheet]]


def _ordered(sheet: str, rows: Sequence[Row]) -> list[Row]:
    filled = [row for row in map(_filled, rows) if row or sheet == "settings"]
    names = columns_of(sheet, filled)
    return [{name: row[name] for name in names if name in row} for row in filled]


def sheets_of(form_json: str) -> Sheets:
    """The sheets in ``SURVEY.form``.

    Raises:
        InputRefused: it is no JSON of sheets, has no sheet "survey", or more than can be read.
    """
    if len(form_json) > MOST_CHARACTERS:
        raise InputRefused(
            "The form has more than {limit} characters, the most that can be read.", limit=MOST_CHARACTERS
        )
    try:
        said = json.loads(form_json)
    except (ValueError, RecursionError):
        raise InputRefused("The form is no JSON that can be read.") from None
    said = said if isinstance(said, dict) else {}
    survey, choices = (_rows(said.get(name)) for name in ("survey", "choices"))
    if not survey:
        raise InputRefused("The form has no sheet survey, or nothing is asked in it.")
    if len(survey) + len(choices) > MOST_ROWS:
        raise InputRefused("The form has more than {limit} rows, the most that can be read.", limit=MOST_ROWS)
    settings = said.get("settings")
    return Sheets(_filled(settings if isinstance(settings, dict) else {}), survey, choices)


def parse_form(form_json: str) -> Questionnaire:
    """The questionnaire in ``SURVEY.form``: {"settings": {...}, "survey": [rows], "choices": [rows]}.

    Raises:
        InputRefused: there is no sheet "survey"; a question of a kind that is not known or without a name; a list of
            choices that does not exist; a name that comes twice; a condition that names a question that does not
            exist; a group that is not closed; a role or a measure that cannot be.
    """
    sheets = sheets_of(form_json)
    questions = tuple(Walk(lists_of(sheets.choices)).questions(sheets.survey))
    _check_names(questions)
    _check_conditions(sheets.survey, questions)
    by_name = {question.name: question for question in questions}
    named = [(row, by_name[row["name"]]) for row in sheets.survey if row.get("name") in by_name]
    version, versions = _versions(sheets)
    return Questionnaire(
        title=sheets.settings.get("form_title") or sheets.settings.get("title") or "",
        version=version,
        languages=languages_in((*sheets.survey, *sheets.choices)),
        questions=questions,
        design=design_of(questions),
        measures=tuple(measures_of(named)),
        versions=versions,
        consent_values=consent_values(named),
    )


def _rows(said: object) -> tuple[Row, ...]:
    rows = said if isinstance(said, list) else []
    return tuple(row for row in (_filled(one) for one in rows if isinstance(one, dict)) if row)


def _filled(row: Mapping[str, object]) -> Row:
    texts = {_text(name): "" if value is None else _text(value) for name, value in row.items()}
    return {name: text for name, text in texts.items() if name and text}


def _text(value: object) -> str:
    """A cell as text; JSON may escape half a character, which is none."""
    return str(value).encode("utf-8", "replace").decode("utf-8").strip()


def _versions(sheets: Sheets) -> tuple[str, tuple[str, ...]]:
    """The version, and every name that submissions may call it by; a form that states none is known by its content."""
    asked = json.dumps([sheets.survey, sheets.choices])
    version = sheets.settings.get("version") or hashlib.sha256(asked.encode()).hexdigest()[:8]
    return version, tuple(dict.fromkeys((version, *sheets.settings.get(VERSIONS, "").split())))


def _check_names(questions: Sequence[Question]) -> None:
    if not questions:
        raise InputRefused("The form has no sheet survey, or nothing is asked in it.")
    for name, count in Counter(question.name for question in questions).items():
        if count > 1:
            raise InputRefused("Two questions are called {name}. Give each a name of its own.", name=name)


def _check_conditions(survey: Sequence[Row], questions: Sequence[Question]) -> None:
    known = {question.name for question in questions} | {row.get("name") for row in survey}
    for row in survey:
        for column in ("relevant", AMONG):
            for name in names_in(row.get(column, "")):
                if name not in known:
                    raise InputRefused(
                        "A condition ({column}) of {row} names the question {name}, which does not exist.",
                        column=column,
                        row=row.get("name", "?"),
                        name=name,
                    )


def design_of(questions: Sequence[Question]) -> Design:
    """Which question has which role.

    Raises:
        InputRefused: two have a role of which there is one, or it cannot be told when consent is asked for.
    """
    held: dict[str, list[str]] = {role: [one.name for one in questions if one.role == role] for role in ROLES}
    for role, names in held.items():
        if role != CONSENT and len(names) > 1:
            raise InputRefused(
                "Several questions have the role {role}: {names}. Only one can.", role=role, names=", ".join(names)
            )
    for question in questions:
        if question.role == CONSENT:
            is_met(question.relevant, {})
    single = {role: names[0] if names else None for role, names in held.items() if role != CONSENT}
    return Design(**single, consent=tuple(held[CONSENT]))


def consent_values(named: Sequence[tuple[Row, Question]]) -> dict[str, tuple[str, ...]]:
    """What gives consent, for each question that asks for it."""
    return {question.name: tuple(row.get(YES, "yes").split()) for row, question in named if question.role == CONSENT}


def measures_of(named: Sequence[tuple[Row, Question]]) -> Iterator[Measure]:
    """The shares of each question: "yes", or several as "code: choice choice; code: choice".

    Raises:
        InputRefused: one counts as yes what cannot be answered, has the code of another, or is told of nobody.
    """
    seen: set[str] = set()
    for row, question in named:
        if not row.get(YES) or question.role == CONSENT:
            continue
        is_met(row.get(AMONG, ""), {})
        for part in row[YES].split(";"):
            code, colon, values = part.partition(":")
            measure = Measure(
                code=code.strip() if colon else question.name,
                question=question.name,
                yes_values=tuple((values if colon else part).split()),
                denominator=row.get(AMONG, ""),
            )
            _check_measure(measure, question, seen)
            seen.add(measure.code)
            yield measure


def _check_measure(measure: Measure, question: Question, seen: set[str]) -> None:
    if measure.code in seen:
        raise InputRefused("Two measures are called {name}. Give each a code of its own.", name=measure.code)
    for value in measure.yes_values:
        is_known = value in question.choice_by_name if question.kind in SELECTS else bool(COMPARISON.fullmatch(value))
        if not is_known and question.kind != CALCULATE:
            raise InputRefused(
                "The question {name} counts {value} as yes, which it cannot be answered with.",
                name=question.name,
                value=value,
            )
    if not measure.yes_values:
        raise InputRefused("The measure {name} does not say what counts as yes.", name=measure.code)


@lru_cache
def shipped_form() -> str:
    """The shipped form, as ``SURVEY.form`` keeps it.

    Raises:
        InputRefused: somebody has edited it into something that does not hold together.
    """
    return read_csv_sheets(SURVEYS_FOLDER / SHIPPED)


def read_csv_sheets(folder: Path) -> str:
    """A form in the files settings.csv, survey.csv and choices.csv of a folder of ours.

    Raises:
        InputRefused: a sheet is not there or not in UTF-8, or the form does not hold together.
    """
    settings, survey, choices = (_rows_of_file(folder / f"{name}.csv") for name in ("settings", "survey", "choices"))
    form = form_of(next(iter(settings), {}), survey, choices)
    parse_form(form)
    return form


def _rows_of_file(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [{name: text for name, text in row.items() if name and text} for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputRefused("The sheet {path} cannot be read.", path=path.name) from error


@dataclass(frozen=True)
class Topic:
    """A group of a form in which shares are asked to be told.

    Arguments:
        labels: language code -> what people read; empty where the form gives none.
        measures: codes, in the order of the form.
    """

    code: str
    labels: Mapping[str, str]
    measures: tuple[str, ...]

    def label(self, language_code: str) -> str:
        return self.labels.get(language_code) or next(iter(self.labels.values()), self.code)


def topics(form: Questionnaire, form_json: str) -> tuple[Topic, ...]:
    """The groups of a form that hold measures, in its order.

    Arguments:
        form_json: the same form, as ``SURVEY.form`` keeps it.
    """
    by_group: dict[str, list[str]] = {}
    for measure in form.measures:
        group = form.question(measure.question).group.rpartition("/")[2] or WHOLE
        by_group.setdefault(group, []).append(measure.code)
    labels = {row.get("name", ""): texts_in(row, "label") for row in sheets_of(form_json).survey if _begins(row)}
    return tuple(Topic(code, labels.get(code, {}), tuple(codes)) for code, codes in by_group.items())


def _begins(row: Mapping[str, str]) -> bool:
    return row.get("type", "").replace("_", " ").strip() == "begin group"
