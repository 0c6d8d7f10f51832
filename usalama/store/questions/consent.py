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
    a single word of the name is enough. A whole name of several words is looked for in the texts of all records.
    Registers without names stay as they are.
    """
    for column in table.columns:
        if column.consent is None:
            continue
        name, is_agreed = rows[column.name], rows[column.consent.flag].fill_null(False)
        is_person = rows[column.consent.person_flag].fill_null(True)
        kept = {column.name: _or_missing(is_agreed, name)}
        for text in table.free_texts:
            is_told = _holds(rows[text], name) | (is_person & _holds_a_word(rows[text], name))
            is_shown = is_agreed | ~is_told.fill_null(False)
            is_of_another = rows.record_id.isin(_telling_of_others(rows, rows[text], name, is_agreed).record_id)
            kept[text] = _or_missing(is_shown & ~is_of_another, rows[text])
        rows = rows.mutate(**kept)
    return rows


def _telling_of_others(
    rows: ir.Table, text: ir.StringValue, name: ir.StringValue, is_agreed: ir.BooleanValue
) -> ir.Table:
    """The records whose text holds the whole name of who signed another one without consent.

    A name of one word is a word like others. Who agreed in a record is named in it, whatever the others say.
    """
    said = rows.select("record_id", text=_words(text), own=ibis.ifelse(is_agreed, _words(name), ""))
    untold = rows.filter(~is_agreed).select(name=_words(name))
    untold = untold.filter(untold.name.strip().contains(" ")).distinct()
    return said.cross_join(untold).filter(
        lambda pair: pair.text.contains(pair.name) & (pair.own.fill_null("") != pair.name)
    )


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
