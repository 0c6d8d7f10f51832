"""A file of a form, read as one row: the form. In this process: the limited one is ``reading``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from usalama.errors import InputRefused
from usalama.ingest.check import Checked
from usalama.ingest.files.file_kind import FileKind, kind_of
from usalama.ingest.files.limits import Limits
from usalama.ingest.files.text_encoding import encoding_of
from usalama.ingest.files.xlsx_file import read_sheets
from usalama.ingest.refusals import REFUSED_SCHEMA, ROW
from usalama.ingest.surveys.kobo_form import form_of_kobo
from usalama.questionnaire import form_of, parse_form

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
