"""The registers of the programme as a scope may see them: names by consent, stories that may be told."""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.registers import REGISTERS, STORY
from usalama.schema import SOURCE, Table
from usalama.store.questions.visible_rows import Question, in_list, lake_table, parameter

EVENT = "event"


def told(table: Table, rows: ir.Table) -> ir.Table:
    """Of stories, those that whoever tells them agreed to have shown, of days of which the scope may hear.

    Where no consent is recorded there is none. An event is told of its county only: the association would say in
    which estate it was. Records of other registers stay as they are.
    """
    if table is not STORY:
        return rows
    consented = rows.filter(rows.is_consented, rows.happened_on <= parameter("published_until").cast("date"))
    nobody = ibis.null().cast("string")
    return consented.mutate(association_id=ibis.ifelse(consented.kind == EVENT, nobody, consented.association_id))


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


WHOLE = "whole records of"


@lru_cache(maxsize=64)
def records(table: Table) -> Question:
    """The records of a register with what everybody may see of them, and each one's source and nature.

    A value that needs consent is missing where none is recorded, and so is a text of the record that holds it.
    """
    shown = list(table.public_names)
    return Question(f"records of {table.name}", lambda: _visible_records(table, shown, is_whole=False))


@lru_cache(maxsize=64)
def whole_records(table: Table) -> Question:
    """The same with every column; only an exact scope may ask."""
    return Question(f"{WHOLE} {table.name}", lambda: _visible_records(table, list(table.column_names), is_whole=True))


WHOLE_RECORDS = frozenset(f"{WHOLE} {table.name}" for table in REGISTERS)


def _visible_records(table: Table, columns: list[str], *, is_whole: bool) -> ir.Table:
    rows = lake_table(table) if is_whole else with_consent(table, told(table, lake_table(table)))
    if "county_code" in rows.columns:
        # A record about no county is about the whole programme.
        is_seen = in_list("scope_counties", "county_code")(rows)
        is_chosen = in_list("counties", "county_code")(rows)
        rows = rows.filter(rows.county_code.isnull() | (is_seen & is_chosen))
    sources = lake_table(SOURCE).select("source_id", "source_name", "nature")
    named = rows.inner_join(sources, "source_id")
    return named.select(*columns, "source_name", "nature").order_by("record_id")
