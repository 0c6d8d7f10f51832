"""Whose name is told to whom: the store is the guard, not the page."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from usalama.schema import Table

LETTERS_OF_A_NAME = 3
BETWEEN_WORDS = r"[^\p{L}\p{N}]+"


def with_consent(table: Table, rows: ir.Table) -> ir.Table:
    """The records without the names for which no consent is recorded, wherever in a record they stand.

    Where no consent is recorded there is none. A free text of a record is missing where it holds the name; of a person
    a single word of the name is enough. Registers without names stay as they are.
    """
    for column in table.columns:
        if column.consent is None:
            continue
        name, is_agreed = rows[column.name], rows[column.consent.flag].fill_null(False)
        is_person = rows[column.consent.person_flag].fill_null(True)
        kept = {column.name: _or_missing(is_agreed, name)}
        for text in table.free_texts:
            is_told = _holds(rows[text], name) | (is_person & _holds_a_word(rows[text], name))
            kept[text] = _or_missing(is_agreed | ~is_told.fill_null(False), rows[text])
        rows = rows.mutate(**kept)
    return rows


def _or_missing(is_shown: ir.BooleanValue, value: ir.Value) -> ir.Value:
    return ibis.ifelse(is_shown, value, ibis.null(value.type()))


def _holds(text: ir.StringValue, name: ir.StringValue) -> ir.BooleanValue:
    """Whether a text holds a name, whatever stands around it."""
    return (_words(name).strip() != "") & _words(text).contains(_words(name))


def _holds_a_word(text: ir.StringValue, name: ir.StringValue) -> ir.BooleanValue:
    """Whether a text holds a word of a name; initials and the small words between names tell nothing."""
    words = _words(name).split(" ").filter(lambda word: word.length() >= LETTERS_OF_A_NAME)
    return words.filter(lambda word: _words(text).contains(ibis.literal(" ") + word + " ")).length() > 0


def _words(text: ir.StringValue) -> ir.StringValue:
    """A text as words without case, accents and signs, a space around each."""
    return ibis.literal(" ") + _strip_accents(text).lower().re_replace(BETWEEN_WORDS, " ").strip() + " "


@ibis.udf.scalar.builtin(name="strip_accents")  # type: ignore[untyped-decorator]
def _strip_accents(text: str) -> str:  # type: ignore[empty-body]
    """The engine's own function of that name."""
