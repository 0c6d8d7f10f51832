"""A questionnaire as an XLSForm workbook, which KoboToolbox and every other server of such forms takes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

from usalama.errors import InputRefused
from usalama.questionnaire import parse_form, sheets_of
from usalama.questionnaire.form import columns_of


def form_xlsx(form_json: str) -> bytes:
    """The workbook of a form, with the sheets survey, choices and settings.

    Arguments:
        form_json: the form, as ``SURVEY.form`` keeps it.

    Returns:
        XLSX. Every cell is text, and none is ever a formula, whatever it begins with.

    Raises:
        InputRefused: the form does not hold together, or holds characters that no workbook can.
    """
    parse_form(form_json)
    sheets, book = sheets_of(form_json), Workbook(write_only=True)
    for title, rows in (("survey", sheets.survey), ("choices", sheets.choices), ("settings", (sheets.settings,))):
        _write(book, title, rows)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def _write(book: Workbook, title: str, rows: Sequence[Mapping[str, str]]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    names = columns_of(title, rows)
    sheet.append([_cell(sheet, name) for name in names])
    for row in rows:
        sheet.append([_cell(sheet, row.get(name)) for name in names])


def _cell(sheet: object, text: str | None) -> WriteOnlyCell | None:
    if text is None:
        return None
    cell = WriteOnlyCell(sheet)
    try:
        cell.value = text
    except (IllegalCharacterError, ValueError):
        raise InputRefused("The form holds characters that are no text: {text}.", text=text[:40]) from None
    cell.data_type = "s"
    # A spreadsheet that is edited again must not take it for a formula either.
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell
