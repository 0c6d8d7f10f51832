"""KoboToolbox's JSON of a form, as the sheets of an XLSForm.

What differs: labels stand in lists, one for each of ``translations``; the list of a select and its "or other" have
columns of their own; names that nobody gave are in ``$autoname``; an asset has its title and versions around the
sheets.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from usalama.errors import InputRefused
from usalama.questionnaire import form_of
from usalama.questionnaire.form import VERSIONS
from usalama.questionnaire.nouns import SELECTS

LIST_NAME, OTHER, AUTO_NAME, AUTO_VALUE = "select_from_list_name", "_or_other", "$autoname", "$autovalue"
# Where an asset, a version of it or a bare form says which version it is, the best first.
VERSION_KEYS = ("deployed_version_id", "version_id", "version", "uid")


def form_of_kobo(said: Mapping[str, Any]) -> str:
    """The sheets in an asset of KoboToolbox, in one of its versions or in a bare form, as ``SURVEY.form`` keeps them.

    Raises:
        InputRefused: there are no sheets in it.
    """
    content = said.get("content") if isinstance(said.get("content"), dict) else said
    if not isinstance(content, dict) or not isinstance(content.get("survey"), list):
        raise InputRefused("The file holds no form: neither content.survey nor survey is in it.")
    languages = content.get("translations")
    languages = languages if isinstance(languages, list) and languages else [None]
    survey = [_question(row, languages) for row in _rows(content.get("survey"))]
    choices = [_choice(row, languages) for row in _rows(content.get("choices"))]
    return form_of(_settings(said, content), survey, choices)


def _settings(said: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, str]:
    found = content.get("settings")
    found = found[0] if isinstance(found, list) and found else found
    settings = {name: _text(value) for name, value in found.items()} if isinstance(found, dict) else {}
    if said is not content:
        names = {"form_title": said.get("name"), "id_string": said.get("uid")}
        settings = {name: str(text) for name, text in names.items() if text} | settings
        versions = [str(said[key]) for key in VERSION_KEYS[:-1] if said.get(key)]
        if versions:
            settings.setdefault("version", versions[0])
            settings[VERSIONS] = " ".join(dict.fromkeys(versions))
    return settings


def _question(row: Mapping[str, Any], languages: Sequence[object]) -> dict[str, str]:
    cells = _cells(row, languages)
    cells.setdefault("name", cells.get(AUTO_NAME, ""))
    list_name, is_other = cells.pop(LIST_NAME, ""), cells.pop(OTHER, "") == "true"
    if cells.get("type") in SELECTS and list_name:
        cells["type"] = " ".join([cells["type"], list_name, *(["or_other"] if is_other else [])])
    return cells


def _choice(row: Mapping[str, Any], languages: Sequence[object]) -> dict[str, str]:
    cells = _cells(row, languages)
    cells.setdefault("name", cells.get(AUTO_VALUE, ""))
    return cells


def _cells(row: Mapping[str, Any], languages: Sequence[object]) -> dict[str, str]:
    """A row with a column for each language of each text."""
    cells = {}
    for name, value in row.items():
        if isinstance(value, list) and len(value) == len(languages):
            for language, text in zip(languages, value, strict=True):
                heading = f"{name}::{language}" if language else name
                cells[heading] = "" if text is None else _text(text)
        elif value not in (None, [], {}):
            cells[name] = _text(value)
    return cells


def _rows(said: object) -> list[Mapping[str, Any]]:
    return [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
