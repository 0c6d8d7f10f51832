"""Every declaration is whole: labels and words in every language, and orders of columns that there are."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from usalama.language import CATALOGUES, DEFAULT_LANGUAGE, LANGUAGES
from usalama.registers import ASSOCIATION, COVER, REGISTERS, STAGE, TABLES, Register, word_for
from usalama.schema import Entry, Kind, Visibility

each_register = pytest.mark.parametrize("register", [COVER, *REGISTERS], ids=lambda register: register.name)


@pytest.fixture(scope="module", params=sorted(set(LANGUAGES) - {DEFAULT_LANGUAGE}))
def catalogue(request):
    with (CATALOGUES / f"{request.param}.po").open("rb") as file:
        return read_po(file)


def untranslated(catalogue, texts):
    return [text for text in texts if catalogue.get(text) is None or not catalogue.get(text).string]


@each_register
def test_what_is_entered_or_open_to_everybody_has_a_label_in_every_language(register: Register, catalogue):
    named = [one for one in register.columns if one.visibility is Visibility.PUBLIC or one in register.entered]
    assert [one.name for one in named if not one.label] == []
    assert untranslated(catalogue, [register.title, *(one.label for one in named)]) == []


@each_register
def test_every_code_has_a_word_in_every_language(register: Register, catalogue):
    for column in register.columns:
        assert column.allowed is None or tuple(column.words) == column.allowed
        assert untranslated(catalogue, column.words.values()) == []


@each_register
def test_hints_and_advice_are_in_every_language(register: Register, catalogue):
    said = [one.hint for one in register.columns if one.hint] + ([register.advice.text] if register.advice else [])
    assert untranslated(catalogue, said) == []


@each_register
def test_orders_are_of_columns_that_there_are(register: Register):
    kinds = {one.name: one.kind for one in register.columns}
    assert {kinds[name] for name in register.dates_in_order} <= {Kind.DATE}
    assert {kinds[name] for names in register.counts_in_order for name in names} <= {Kind.INTEGER}
    assert set(register.kin) <= set(kinds)
    for column in register.columns:
        flags = (column.consent.flag, column.consent.person_flag) if column.consent else ()
        assert {kinds[name] for name in flags} <= {Kind.FLAG}


@each_register
def test_every_column_has_a_name_of_its_own_in_files(register: Register):
    assert len({one.in_files for one in register.columns}) == len(register.columns)


@each_register
def test_nobody_writes_in_their_own_words_into_anything_but_text(register: Register):
    assert {one.kind for one in register.columns if one.is_own_words} <= {Kind.TEXT}


def test_columns_are_entered_as_declared_those_marked_last_after_them_and_some_not_at_all():
    entered = [one.name for one in ASSOCIATION.entered]
    assert entered[-2:] == ["longitude", "latitude"]
    assert entered[:-2] == [
        one.name for one in ASSOCIATION.columns if one.name in entered and one.entry is Entry.AS_DECLARED
    ]
    assert not {"record_id", "source_id", "area"} & set(entered)


@each_register
def test_what_a_record_is_known_by_and_what_it_names_is_declared(register: Register):
    names = {one.name for one in REGISTERS}
    assert {one.names for one in register.columns} - {""} <= names
    assert {one.name for one in register.told_by} <= set(register.column_names)
    # Submissions are told apart by nothing that anybody may see.
    assert bool(register.told_by) == (register.name != "submission")


@each_register
def test_only_of_a_day_is_it_said_that_it_has_come_and_in_their_order_all_have(register: Register):
    assert {one.kind for one in register.columns if one.has_come} <= {Kind.DATE}
    come = [register.column(name).has_come for name in register.dates_in_order]
    assert come == sorted(come, reverse=True)


def test_no_two_tables_of_the_store_have_one_name():
    assert len({table.name for table in TABLES}) == len(TABLES)


def test_a_code_that_is_unknown_or_missing_is_said_to_be_so():
    said = [str(word_for(STAGE.words("stage"), code)) for code in ("documents_asked", "gone", None)]
    assert said == ["documents asked for", "not known", "not known"]
