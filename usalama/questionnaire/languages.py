"""Which columns of a sheet hold which text in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

CODE = re.compile(r"\(([a-zA-Z]{2,3}(?:-[a-zA-Z]+)?)\)\s*$")
CODES = {"english": "en", "swahili": "sw", "kiswahili": "sw"}
SEPARATOR = "::"


def language_code(name: str | None) -> str:
    """The code of a language as XLSForm names it: "English (en)", "English", "en"; empty for the unnamed one."""
    text = (name or "").strip()
    found = CODE.search(text)
    return found[1].lower() if found else CODES.get(text.lower(), text.lower())


def texts_in(row: Mapping[str, str], column: str) -> dict[str, str]:
    """Language code -> text, of "label", "label::English (en)" and the like."""
    found = {}
    for heading, text in row.items():
        name, _, language = heading.partition(SEPARATOR)
        if name.strip() == column and text:
            found[language_code(language)] = text
    return found


def languages_in(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Codes of the languages in which anything is labelled, in the order of the columns."""
    return tuple(dict.fromkeys(code for row in rows for code in texts_in(row, "label")))
