"""Store a form, or the submissions to one, from a file: one commit each, with a receipt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from usalama.actions.arrivals import Arrival, ArrivingFile, bring_in, registers_named
from usalama.actions.arriving_rows import ArrivingRows, refusals
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import Numbered, Record, stage_records, stored_records
from usalama.actions.receipt import Receipt
from usalama.errors import InputRefused
from usalama.ingest.file_reading import Chunk
from usalama.ingest.refusals import ROW
from usalama.ingest.surveys.form_file import FORM, UUID, FormShape, SubmissionShape
from usalama.model import N_, Sentence, counted
from usalama.questionnaire import Questionnaire, form_of, parse_form, sheets_of
from usalama.questionnaire.form import VERSIONS
from usalama.questionnaire.nouns import LAYOUT_KINDS
from usalama.registers import SUBMISSION, SURVEY
from usalama.store.staging import Staging

NOT_KEPT = N_("Answers that will not be kept, since they may tell who gave them: {questions}.")
LONE_CLUSTER = N_(
    "A single cluster is known of the stratum {strata}. Its submissions are kept, but no share can be told until "
    "another cluster comes in or the stratum is joined with one that is like it."
)
NO_CONSENT_ASKED = N_(
    "No question has the role consent: every submission will be kept, whether or not whoever answered agreed to that."
)
LONGEST_ID = 60
MOST_NAMED = 20


def import_form(
    clerk: Clerk,
    path: Path,
    source: Source,
    *,
    record_id: str | None = None,
    name: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Store the form of a file; one that is held already is replaced, and its versions stay known.

    It raises what ``bring_in`` raises, and InputRefused where the form does not hold together.

    Arguments:
        record_id: of the survey; the form's own id or title if left out.
        name: what the file is called where people see it; the name of the path if left out.
        dry_run: say what would become of it and store nothing.
    """
    file = ArrivingFile(path, name or path.name, registers_named([SURVEY]))

    def read(staging: Staging) -> list[ArrivingRows]:
        (chunk,) = clerk.read(path, FormShape())
        form = str(chunk.accepted[FORM][0].as_py())
        asked, settings = parse_form(form), sheets_of(form).settings
        title = asked.title or Path(file.name).stem
        own_id = _slug(record_id or settings.get("id_string") or settings.get("form_id") or title)
        held = _held(clerk, own_id)
        whole = form if held is None else with_earlier_versions(form, str(held["form"]))
        record: Record = {"record_id": own_id, "title": title, "version": asked.version, FORM: whole}
        arriving = stage_records(clerk, staging, SURVEY, [(1, record)])
        arriving.notices += _about_form(asked, held, own_id)
        return [arriving]

    return bring_in(clerk, Arrival(source, f"Keep {SURVEY.name}", read, file), dry_run=dry_run)


def import_submissions(
    clerk: Clerk,
    path: Path,
    survey_id: str,
    wave: str,
    source: Source,
    *,
    name: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Store the submissions of a file that are new or changed.

    It raises what ``bring_in`` raises, and InputRefused where there is no such survey or the wave has no name.

    Arguments:
        survey_id: record_id of the survey whose form they answer.
        wave: the round of asking that they belong to.
        name: what the file is called where people see it; the name of the path if left out.
        dry_run: say what would become of the file and store nothing.
    """
    file = ArrivingFile(path, name or path.name, registers_named([SUBMISSION]))
    given: Record = {"survey_id": survey_id, "wave": wave.strip()}

    def read(staging: Staging) -> list[ArrivingRows]:
        if not wave.strip():
            raise InputRefused("Name the wave: the round of asking, such as 2026-03.")
        chunks = list(clerk.read(path, SubmissionShape(held_form(clerk, survey_id))))
        stored = {str(one["record_id"]): one for one in stored_records(clerk, SUBMISSION)}
        own, foreign = _told_apart(chunks, given, stored)
        new = _without_repetitions(own)
        arriving = stage_records(clerk, staging, SUBMISSION, new, chunks)
        arriving.repeated = len(own) - len(new)
        arriving.refuse(refusals(map(_of_another_survey, foreign)), pa.concat_tables([one.raw for one in chunks]))
        records = [record for _, record in new]
        arriving.notices += (*_moved(records, stored), *_lone_clusters(records, stored, given))
        return [arriving]

    return bring_in(clerk, Arrival(source, f"Import {SUBMISSION.name} {file.name}", read, file), dry_run=dry_run)


def held_form(clerk: Clerk, survey_id: str) -> str:
    """The form of a survey, as ``SURVEY.form``.

    Raises:
        InputRefused: there is no such survey.
    """
    survey = _held(clerk, survey_id)
    if survey is None:
        known = ", ".join(str(one["record_id"]) for one in stored_records(clerk, SURVEY)) or "–"
        raise InputRefused("There is no survey {record_id}. There are: {known}.", record_id=survey_id, known=known)
    return str(survey[FORM])


def with_earlier_versions(form: str, held: str) -> str:
    """A form that answers to the versions of the one that it replaces as well."""
    sheets, asked = sheets_of(form), parse_form(form)
    versions = dict.fromkeys((*asked.versions, *parse_form(held).versions))
    others = " ".join(version for version in versions if version != asked.version and not re.search(r"\s", version))
    return form_of({**sheets.settings, VERSIONS: others}, sheets.survey, sheets.choices)


def _held(clerk: Clerk, record_id: str) -> Record | None:
    return next((one for one in stored_records(clerk, SURVEY) if one["record_id"] == record_id), None)


def _slug(text: str) -> str:
    found = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_ID].rstrip("-")
    if not found:
        raise InputRefused('"{name}" cannot name a survey. Use letters and numbers.', name=text)
    return found


def _told_apart(
    chunks: Sequence[Chunk], given: Record, stored: Mapping[str, Record]
) -> tuple[Numbered, list[tuple[int, Record]]]:
    """The submissions with their survey and wave: those of this survey, and what is held of those of another."""
    own: Numbered = []
    foreign: list[tuple[int, Record]] = []
    for row in (row for chunk in chunks for row in chunk.accepted.to_pylist()):
        number, record = row.pop(ROW), row | given
        held = stored.get(record["record_id"])
        if held is not None and held["survey_id"] != given["survey_id"]:
            foreign.append((number, held))
        else:
            own.append((number, record))
    return own, foreign


def _without_repetitions(numbered: Numbered) -> Numbered:
    """A row that repeats an earlier one to the letter is known already."""
    seen: dict[object, Record] = {}
    return [
        (number, record)
        for number, record in numbered
        if seen.setdefault(record["record_id"], record) is record or seen[record["record_id"]] != record
    ]


def _of_another_survey(numbered: tuple[int, Record]) -> tuple[int, str, str, Sentence]:
    number, held = numbered
    reason = Sentence("It is held as a submission to {survey}.", {"survey": str(held["survey_id"])})
    return number, UUID, str(held["record_id"]), reason


def _moved(records: Sequence[Record], stored: Mapping[str, Record]) -> list[Sentence]:
    held = ((stored.get(str(record["record_id"])), record) for record in records)
    count = sum(before is not None and before["wave"] != record["wave"] for before, record in held)
    moved = counted(
        "Moved here from another wave: {count} submission.", "Moved here from another wave: {count} submissions.", count
    )
    return [moved] if count else []


def _lone_clusters(records: Sequence[Record], stored: Mapping[str, Record], given: Record) -> list[Sentence]:
    """Strata of which a single cluster is known, so that no interval can be told for what they are part of."""
    new = {str(record["record_id"]): record for record in records}
    clusters: dict[str, set[object]] = {}
    for one in (dict(stored) | new).values():
        is_asked = all(one[name] == value for name, value in given.items())
        if is_asked and one["stratum"] and one["cluster"]:
            clusters.setdefault(str(one["stratum"]), set()).add(one["cluster"])
    lone = sorted(stratum for stratum, named in clusters.items() if len(named) == 1)
    if not lone:
        return []
    return [Sentence(LONE_CLUSTER, {"strata": _some_of(lone)})]


def _about_form(asked: Questionnaire, held: Record | None, record_id: str) -> list[Sentence]:
    named = {"record_id": record_id, "version": asked.version}
    said = [Sentence("The survey is called {record_id}, version {version}.", named)]
    if held is not None:
        before = parse_form(str(held[FORM]))
        said += _difference(N_("No longer asked: {questions}."), before, asked)
        said += _difference(N_("Asked anew: {questions}."), asked, before)
    left_out = [one.name for one in asked.questions if not asked.is_kept(one) and one.kind not in LAYOUT_KINDS]
    left_out = [name for name in left_out if not asked.question(name).role]
    if left_out:
        said.append(_naming(NOT_KEPT, left_out))
    if not asked.measures:
        said.append(Sentence("No question says what counts as yes (usalama_yes), so no share can be told of it."))
    if not asked.design.consent:
        said.append(Sentence(NO_CONSENT_ASKED))
    if asked.design.cluster is None:
        said.append(Sentence("No question has the role cluster: without one, a survey seems surer than it is."))
    return said


def _difference(template: str, one: Questionnaire, other: Questionnaire) -> list[Sentence]:
    names = [question.name for question in one.questions if question.name not in other.by_name]
    return [_naming(template, names)] if names else []


def _naming(template: str, names: Sequence[str]) -> Sentence:
    return Sentence(template, {"questions": _some_of(names)})


def _some_of(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+ {more})" if more > 0 else "")
