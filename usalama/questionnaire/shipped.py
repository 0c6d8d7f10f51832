"""The questionnaire that is shipped, as sheets that anybody can edit."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from usalama.errors import InputRefused
from usalama.questionnaire.form import form_of, parse_form

SURVEYS_FOLDER = Path(__file__).resolve().parents[2] / "data" / "surveys"
SHIPPED = "drug_and_safety"


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
    settings, survey, choices = (_rows(folder / f"{name}.csv") for name in ("settings", "survey", "choices"))
    form = form_of(next(iter(settings), {}), survey, choices)
    parse_form(form)
    return form


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [{name: text for name, text in row.items() if name and text} for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputRefused("The sheet {path} cannot be read.", path=path.name) from error
