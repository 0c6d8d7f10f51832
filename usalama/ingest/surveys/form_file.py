"""Files of a survey: a form read as one row, and submissions as the API of KoboToolbox gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from usalama.errors import InputRefused
from usalama.ingest.check import Checked
from usalama.ingest.files.blocks import Block, BlockBuilder, check_needed, checked_header, no_rows, too_many_rows
from usalama.ingest.files.csv_file import encoding_of
from usalama.ingest.files.file_kind import FileKind, Limits, kind_of
from usalama.ingest.files.geojson_file import text_of
from usalama.ingest.files.xlsx_file import read_sheets
from usalama.ingest.mapping_parts import FileShape
from usalama.ingest.refusals import REFUSED_SCHEMA, ROW
from usalama.ingest.surveys.kobo_form import form_of_kobo
from usalama.questionnaire import form_of, parse_form

UUID, SUBMITTED, VERSION = "_uuid", "_submission_time", "__version__"


@dataclass(frozen=True)
class FormShape:
    """A form: an XLSForm workbook, or what KoboToolbox gives out of it in JSON."""

    title: str = "XLSForm"

    def as_request(self) -> dict[str, object]:
        """The same in JSON, for the process that reads."""
        return {"kind": "form"}


@dataclass(frozen=True)
class SubmissionShape:
    """Submissions to a form, in an export of KoboToolbox.

    Arguments:
        form: the form that is held, as ``SURVEY.form``.
    """

    form: str
    file: FileShape = field(default_factory=FileShape)
    title: str = "KoboToolbox"

    def their_names(self, *, needed_only: bool = False) -> tuple[str, ...]:
        """The columns without which it is no export; which others are read is told by their headings."""
        return (UUID,) if needed_only else (UUID, SUBMITTED, VERSION)

    def as_request(self) -> dict[str, object]:
        """The same in JSON, for the process that reads."""
        return {"kind": "submissions", "form": self.form}


SurveyShape = FormShape | SubmissionShape


def shape_of_survey(request: Mapping[str, Any]) -> SurveyShape:
    """The shape that ``as_request`` wrote down."""
    return SubmissionShape(request["form"]) if request["kind"] == "submissions" else FormShape()


FORM = "form"
FORM_SCHEMA = pa.schema([(ROW, pa.int64()), (FORM, pa.string())])


def read_form(path: Path, limits: Limits) -> Checked:
    """The form in a file, checked.

    Raises:
        InputRefused: the file cannot be read, or what is in it does not hold together.
    """
    kind = kind_of(path, limits)
    if kind == FileKind.CSV:
        raise InputRefused("Forms are read from XLSX and JSON, not from CSV.")
    form = _of_workbook(path, limits) if kind == FileKind.XLSX else form_of_kobo(read_json(path))
    parse_form(form)
    found = pa.table([[1], [form]], schema=FORM_SCHEMA)
    return Checked(found, REFUSED_SCHEMA.empty_table(), found.select([ROW]), ())


def _of_workbook(path: Path, limits: Limits) -> str:
    sheets = read_sheets(path, ("settings", "survey", "choices"), limits)
    settings: Mapping[str, str] = next(iter(sheets["settings"]), {})
    return form_of(settings, sheets["survey"], sheets["choices"])


def read_json(path: Path) -> Mapping[str, object]:
    """The object in a JSON file; a list of them as that of its results.

    Raises:
        InputRefused: it is no JSON in UTF-8.
    """
    encoding_of(path, "utf-8")
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputRefused("{name} is no JSON that can be read.", name=path.name) from error
    return said if isinstance(said, dict) else {"results": said}


def read_submissions_json(path: Path, shape: SubmissionShape, limits: Limits) -> Iterator[Block]:
    """The submissions of a JSON file as rows; the first is row 2, as in a table.

    Raises:
        InputRefused: it is no list of submissions, or has none, too many, or too many columns; or it is one page of
            several.
    """
    said = read_json(path)
    found = said.get("results", said.get("submissions"))
    if not isinstance(found, list):
        raise InputRefused("The file holds no submissions: it has no list of results.")
    if said.get("next"):
        raise InputRefused("The file is one page of several. Ask the server for all submissions at once.")
    records = [{str(key): text_of(value) for key, value in one.items()} for one in found if isinstance(one, dict)]
    if not records:
        raise no_rows(path.name)
    if limits.rows is not None and len(records) > limits.rows:
        raise too_many_rows(limits.rows)
    header = checked_header(list(dict.fromkeys(name for record in records for name in record)), limits)
    check_needed(header, shape.their_names(needed_only=True), shape.title)
    builder = BlockBuilder(header, has_iso_dates=True)
    for number, record in enumerate(records, start=2):
        builder.add(number, [record.get(name, "") for name in header])
    yield builder.build(share_read=1.0)
