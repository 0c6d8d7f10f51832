"""Store a form, or the submissions to one, from a file: one commit each, with a receipt."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from usalama.actions.keep_records import (
    ReadRecords,
    Record,
    RecordReceipt,
    RegisterSource,
    keep_read,
    keep_records,
    stored_records,
)
from usalama.actions.store_file import Clerk, check_may_write
from usalama.errors import InputRefused
from usalama.ingest.file_reading import Chunk, read_chunks
from usalama.ingest.files.limits import COMMAND_LINE_LIMITS, PAGE_LIMITS
from usalama.ingest.refusals import REFUSED_SCHEMA, ROW
from usalama.ingest.surveys.form_file import FORM
from usalama.ingest.surveys.survey_shape import UUID, FormShape, SubmissionShape, SurveyShape
from usalama.model import N_, Sentence
from usalama.questionnaire import Questionnaire, form_of, parse_form, sheets_of
from usalama.questionnaire.form import VERSIONS
from usalama.questionnaire.nouns import LAYOUT_KINDS
from usalama.registers import SUBMISSION, SURVEY

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
    source: RegisterSource,
    *,
    record_id: str | None = None,
    name: str | None = None,
    dry_run: bool = False,
) -> RecordReceipt:
    """Store the form of a file; one that is held already is replaced, and its versions stay known.

    Arguments:
        record_id: of the survey; the form's own id or title if left out.
        name: what the file is called where people see it.
        dry_run: say what would become of it and store nothing.

    Raises:
        InputRefused: the file cannot be read, its form does not hold together, or its nature does not fit the store.
        NotAllowed: the scope may not import.
    """
    check_may_write(clerk.scope)
    (chunk,) = _read(clerk, path, FormShape())
    form = str(chunk.accepted[FORM][0].as_py())
    asked, settings = parse_form(form), sheets_of(form).settings
    title = asked.title or Path(name or path.name).stem
    own_id = record_id or settings.get("id_string") or settings.get("form_id") or title
    held = _held(clerk, _slug(own_id))
    whole = form if held is None else with_earlier_versions(form, str(held["form"]))
    record = {"record_id": _slug(own_id), "title": title, "version": asked.version, FORM: whole}
    receipt = keep_records(clerk, SURVEY, [record], source, dry_run=dry_run)
    return replace(receipt, notices=(*receipt.notices, *_about_form(asked, held, _slug(own_id))))


def import_submissions(
    clerk: Clerk,
    path: Path,
    survey_id: str,
    wave: str,
    source: RegisterSource,
    *,
    dry_run: bool = False,
) -> RecordReceipt:
    """Store the submissions of a file that are new or changed.

    Arguments:
        survey_id: record_id of the survey whose form they answer.
        wave: the round of asking that they belong to.
        dry_run: say what would become of the file and store nothing.

    Raises:
        InputRefused: there is no such survey, no name for the wave, or the file cannot be read.
        NotAllowed: the scope may not import.
    """
    check_may_write(clerk.scope)
    if not wave.strip():
        raise InputRefused("Name the wave: the round of asking, such as 2026-03.")
    chunks = _read(clerk, path, SubmissionShape(held_form(clerk, survey_id)))
    stored = {str(one["record_id"]): one for one in stored_records(clerk, SUBMISSION)}
    read = _submissions(chunks, {"survey_id": survey_id, "wave": wave.strip()}, stored)
    receipt = keep_read(clerk, SUBMISSION, read, source, f"Import submission {path.name}", dry_run=dry_run)
    notices = (*_told(chunks), *_moved(read, stored), *_lone_clusters(read, stored, survey_id, wave.strip()))
    return replace(receipt, notices=(*receipt.notices, *notices))


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


def _read(clerk: Clerk, path: Path, shape: SurveyShape) -> list[Chunk]:
    limits = PAGE_LIMITS if clerk.is_upload else COMMAND_LINE_LIMITS
    return list(read_chunks(path, shape, clerk.country_folder, limits, clerk.store.address / "incoming"))


def _held(clerk: Clerk, record_id: str) -> Record | None:
    return next((one for one in stored_records(clerk, SURVEY) if one["record_id"] == record_id), None)


def _slug(text: str) -> str:
    found = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_ID].rstrip("-")
    if not found:
        raise InputRefused('"{name}" cannot name a survey. Use letters and numbers.', name=text)
    return found


def _submissions(chunks: Sequence[Chunk], given: Record, stored: Mapping[str, Record]) -> ReadRecords:
    """The submissions with their survey and wave; a row that repeats an earlier one to the letter is known already."""
    accepted, refused, raw = (
        pa.concat_tables([getattr(chunk, name) for chunk in chunks]) for name in ("accepted", "refused", "raw")
    )
    seen: dict[object, Record] = {}
    numbered, foreign = [], []
    for row in accepted.to_pylist():
        number, record = row.pop(ROW), row | given
        held = stored.get(record["record_id"])
        if held is not None and held["survey_id"] != given["survey_id"]:
            foreign.append(_of_another_survey(number, record, held))
        elif seen.setdefault(record["record_id"], record) is record or seen[record["record_id"]] != record:
            numbered.append((number, record))
    return ReadRecords(numbered, pa.concat_tables([refused, pa.Table.from_pylist(foreign, REFUSED_SCHEMA)]), raw)


def _of_another_survey(number: int, record: Record, held: Record) -> Record:
    reason, named = N_("It is held as a submission to {survey}."), {"survey": str(held["survey_id"])}
    fault = {"column": UUID, "value": str(record["record_id"]), "reason": reason, "reason_values": json.dumps(named)}
    return {ROW: number, **fault}


def _told(chunks: Sequence[Chunk]) -> list[Sentence]:
    """What the reader has to say, each once, with how many rows it concerns."""
    counts: dict[str, tuple[Sentence, int]] = {}
    for notice in (one for chunk in chunks for one in chunk.notices):
        _, known = counts.get(str(notice.sentence), (notice.sentence, 0))
        counts[str(notice.sentence)] = (notice.sentence, known + (notice.row_count or 0))
    return [
        Sentence("{notice} ({count} rows)", {"notice": said, "count": count}) if count else said
        for said, count in counts.values()
    ]


def _moved(read: ReadRecords, stored: Mapping[str, Record]) -> list[Sentence]:
    held = ((stored.get(str(record["record_id"])), record) for _, record in read.numbered)
    count = sum(before is not None and before["wave"] != record["wave"] for before, record in held)
    return [Sentence("Moved here from another wave: {count} submissions.", {"count": count})] if count else []


def _lone_clusters(read: ReadRecords, stored: Mapping[str, Record], survey_id: str, wave: str) -> list[Sentence]:
    """Strata of which a single cluster is known, so that no interval can be told for what they are part of."""
    new = {str(record["record_id"]): record for _, record in read.numbered}
    clusters: dict[str, set[object]] = {}
    for one in (dict(stored) | new).values():
        if (one["survey_id"], one["wave"]) == (survey_id, wave) and one["stratum"] and one["cluster"]:
            clusters.setdefault(str(one["stratum"]), set()).add(one["cluster"])
    lone = sorted(stratum for stratum, named in clusters.items() if len(named) == 1)
    if not lone:
        return []
    more = len(lone) - MOST_NAMED
    named = ", ".join(lone[:MOST_NAMED]) + (f" (+ {more})" if more > 0 else "")
    return [Sentence(LONE_CLUSTER, {"strata": named})]


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
    more = len(names) - MOST_NAMED
    return Sentence(template, {"questions": ", ".join(names[:MOST_NAMED]) + (f" (+ {more})" if more > 0 else "")})
