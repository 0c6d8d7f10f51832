"""A file of any kind, read and checked block by block. In this process: the limited one is ``reading``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from usalama.country import load_country
from usalama.country.categories import load_categories
from usalama.errors import InputRefused
from usalama.ingest.cells.words import check_table
from usalama.ingest.check import Checked, check_block
from usalama.ingest.cover_rows import COVER_SHAPE, CoverShape, check_cover
from usalama.ingest.files.blocks import Block
from usalama.ingest.files.csv_file import read_csv
from usalama.ingest.files.file_kind import FileKind, Limits, kind_of
from usalama.ingest.files.geojson_file import read_geojson
from usalama.ingest.files.xlsx_file import read_xlsx
from usalama.ingest.handing_back import handed_back, refuse_shortened
from usalama.ingest.incident_rows import Notice, Rules
from usalama.ingest.mapping import Mapping
from usalama.ingest.register_rows import RegisterShape, check_register
from usalama.ingest.surveys.form_file import SubmissionShape, read_submissions_json
from usalama.ingest.surveys.submissions import SurveyRules, check_submissions
from usalama.model import Sentence
from usalama.questionnaire import parse_form
from usalama.schema import INCIDENT

Reader = Callable[[Path, Mapping, Limits], Iterator[Block]]

READERS: dict[FileKind, Reader] = {
    FileKind.CSV: read_csv,
    FileKind.XLSX: read_xlsx,
    FileKind.GEOJSON: read_geojson,
}
SUBMISSION_READERS: dict[FileKind, Callable[[Path, SubmissionShape, Limits], Iterator[Block]]] = {
    FileKind.CSV: read_csv,
    FileKind.XLSX: read_xlsx,
    FileKind.GEOJSON: read_submissions_json,
}
SURVEY_COLUMNS = 2_000


def read_file(
    path: Path, mapping: Mapping, country_folder: Path, limits: Limits, now: datetime
) -> Iterator[tuple[Checked, float]]:
    """The rows of a file, checked, each block beside the share of the file that is read so far.

    Arguments:
        now: nothing can have happened later; UTC.

    Raises:
        InputRefused: the file, or the mapping, cannot be used as a whole.
    """
    rules = Rules(mapping, load_country(country_folder), load_categories(country_folder), now)
    check_table(mapping.category, mapping.defaults.category_code, rules.categories)
    kind = kind_of(path, limits)
    is_first = True
    own_words = [theirs for ours in INCIDENT.personal_names for theirs in mapping.columns.get(ours, ())]
    for block in READERS[kind](path, mapping, limits):
        checked = handed_back(check_block(refuse_shortened(block), rules), mapping.their_names(), own_words)
        if is_first:
            checked = replace(checked, notices=(*_absent_columns(block, mapping), *checked.notices))
            is_first = False
        yield checked, block.share_read


def read_cover(path: Path, country_folder: Path, limits: Limits) -> Iterator[tuple[Checked, float]]:
    """The rows of a file of cover, checked, each block beside the share of the file that is read so far.

    Raises:
        InputRefused: the file cannot be used as a whole.
    """
    country = load_country(country_folder)
    no_table = InputRefused("Hours of cover are read from CSV and XLSX, not from GeoJSON.")
    for block in _table(path, COVER_SHAPE, limits, no_table):
        yield handed_back(check_cover(block, country), COVER_SHAPE.their_names(), ()), block.share_read


def read_register(
    path: Path, shape: RegisterShape, country_folder: Path, limits: Limits
) -> Iterator[tuple[Checked, float]]:
    """The rows of a file of a register, checked, each block beside the share of the file that is read so far.

    Raises:
        InputRefused: the file cannot be used as a whole.
    """
    country = load_country(country_folder)
    own_words = [shape.heading(name) for name in shape.table.personal_names]
    no_table = InputRefused("Registers are read from CSV and XLSX, not from GeoJSON.")
    for block in _table(path, shape, limits, no_table):
        checked = check_register(refuse_shortened(block), shape, country)
        yield handed_back(checked, shape.their_names(), own_words), block.share_read


def read_submissions(
    path: Path, shape: SubmissionShape, country_folder: Path, limits: Limits, now: datetime
) -> Iterator[tuple[Checked, float]]:
    """The submissions in a file, checked, each block beside the share of the file that is read so far.

    Arguments:
        now: nothing can have been sent later; UTC.

    Raises:
        InputRefused: the file, or the form that they answer, cannot be used as a whole.
    """
    rules = SurveyRules(parse_form(shape.form), load_country(country_folder), now)
    # A column for each choice makes wide files.
    wide = replace(limits, columns=SURVEY_COLUMNS)
    is_first = True
    for block in SUBMISSION_READERS[kind_of(path, limits)](path, shape, wide):
        yield check_submissions(block, rules, is_first=is_first), block.share_read
        is_first = False


def _table(path: Path, shape: CoverShape | RegisterShape, limits: Limits, no_table: InputRefused) -> Iterator[Block]:
    kind = kind_of(path, limits)
    if kind == FileKind.GEOJSON:
        raise no_table
    return (read_csv if kind == FileKind.CSV else read_xlsx)(path, shape, limits)


def _absent_columns(block: Block, mapping: Mapping) -> tuple[Notice, ...]:
    absent = [name for name in mapping.their_names() if name not in block.cells.column_names]
    if not absent:
        return ()
    sentence = Sentence("The file has no column {columns}; it was taken as empty.", {"columns": ", ".join(absent)})
    return (Notice(sentence, None),)
