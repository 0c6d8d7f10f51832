"""Records of the programme as files: the rows of the page, with what they are and who states them."""

from __future__ import annotations

import json
import unicodedata

import pandas as pd

from usalama.asking.export import ENGLISH, NOT_FOR_PUBLICATION, PUBLISHABLE, plain_values
from usalama.asking.held_records import RegisterRows
from usalama.model import Scope, Sentence

# A spreadsheet takes a cell that begins with one of these for a formula; NFKC makes the wide forms the narrow ones.
FORMULA_STARTS = tuple("=+-@|%")
LINE_STARTS = ("\t", "\r", "\n")


def register_json(tables: dict[str, object], held: RegisterRows, scope: Scope, method: Sentence) -> str:
    """A result of a register as JSON: its tables first, then how it was made.

    Arguments:
        held: the register that was read.
    """
    about = {
        "scope": scope.name,
        "publication": publication(scope),
        "data_version": held.data_version,
        "nature": None if held.nature is None else str(held.nature),
        "sources": list(held.source_names),
        "method": ENGLISH.say(method),
        "notes": [ENGLISH.say(note) for note in held.notes],
    }
    plain = {name: plain_values(value) for name, value in tables.items()}
    return json.dumps(plain | about, ensure_ascii=False, indent=2)


def register_csv(rows: pd.DataFrame, held: RegisterRows, scope: Scope) -> str:
    """The rows as CSV; nature, scope and version stand on each, and no cell of text is a formula."""
    texts = {
        name: rows[name].map(as_cell)
        for name in rows.columns
        if not pd.api.types.is_numeric_dtype(rows[name]) and not pd.api.types.is_bool_dtype(rows[name])
    }
    stamped = rows.assign(
        **texts,
        nature="" if held.nature is None else str(held.nature),
        scope=scope.name,
        publication=publication(scope),
        data_version=held.data_version,
    )
    return stamped.to_csv(index=False)


def as_cell(value: object) -> object:
    """A value of a text column for a spreadsheet: text that would be a formula begins with an apostrophe."""
    if not isinstance(value, str):
        return value
    folded = unicodedata.normalize("NFKC", value)
    is_formula = folded.strip().startswith(FORMULA_STARTS) or value.startswith(LINE_STARTS)
    return f"'{value}" if is_formula else value


def publication(scope: Scope) -> str:
    """Whether the file may be passed on."""
    return NOT_FOR_PUBLICATION if scope.is_exact else PUBLISHABLE
