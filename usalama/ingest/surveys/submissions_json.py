"""Submissions as the API of KoboToolbox gives them: a list of objects, keys with the groups around each question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from usalama.errors import InputRefused
from usalama.ingest.files.blocks import Block, BlockBuilder, check_needed, checked_header, no_rows, too_many_rows
from usalama.ingest.files.geojson_file import text_of
from usalama.ingest.files.limits import Limits
from usalama.ingest.surveys.form_file import read_json
from usalama.ingest.surveys.survey_shape import SubmissionShape


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
