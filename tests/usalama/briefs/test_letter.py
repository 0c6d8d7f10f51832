"""The letter says what is known, leaves blanks for the rest, and names no person."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import CANARY, HOSTILE, TODAY, keep_programme
from usalama.access import public_scope
from usalama.briefs.letter import BLANK, LONGEST_VALUE, accreditation_letter, printable
from usalama.briefs.letter_files import as_text
from usalama.briefs.letter_template import FILE, load_template
from usalama.country import load_country
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.language import LANGUAGES
from usalama.model import Nature

PUBLIC = public_scope(TODAY)


def letter(store, county="042", association="kondele", scope=PUBLIC):
    return accreditation_letter(store, scope, subject(), TODAY, county, association)


def test_it_is_in_every_language_english_first(programme_store):
    assert [part.language for part in letter(programme_store).parts] == list(LANGUAGES)


def test_what_is_known_is_filled_in_and_the_rest_is_blank(programme_store):
    facts = dict(letter(programme_store).parts[0].facts)
    assert facts["Name"] == "Kondele Residents"
    assert (facts["Members"], facts["Households in its area"]) == ("90", "400")
    unknown = dict(letter(programme_store, "047", "evil").parts[0].facts)
    assert [unknown[name] for name in ("Constituency", "Kind of settlement", "Members")] == [BLANK] * 3


def test_the_law_is_cited_where_one_was_found_and_asked_for_where_none_was(programme_store):
    assert "Act, 2016 (sections 6 and 14)" in letter(programme_store, "047", "").parts[0].paragraphs[1]
    assert "2017" in letter(programme_store, "022", "").parts[0].paragraphs[1]
    assert "We have not found a county law" in letter(programme_store).parts[0].paragraphs[1]
    assert "Hatujapata sheria" in letter(programme_store).parts[1].paragraphs[1]


def test_it_says_where_the_matter_stands(programme_store):
    assert "“applied” since 1 Dec 2025" in letter(programme_store).parts[0].paragraphs[2]
    assert len(letter(programme_store, "047", "").parts[0].paragraphs) == 2


def test_it_says_what_is_asked(programme_store):
    asks = letter(programme_store).parts[0].asks
    assert "recognise Kondele Residents" in asks[0]
    assert any("documents" in ask for ask in asks)


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR])
def test_no_person_is_named_whoever_asks(programme_store, scope):
    assert CANARY not in repr(letter(programme_store, scope=scope))


def test_invented_records_make_an_example_on_every_page(programme_store):
    assert all("NOT TO BE SENT" in part.notice or "USITUMWE" in part.notice for part in letter(programme_store).parts)


def test_real_records_make_a_letter(store):
    keep_programme(store, Nature.REAL)
    assert [part.notice for part in letter(store).parts] == ["", ""]


def test_a_hostile_name_stays_text_and_out_of_the_file_name(programme_store):
    hostile = letter(programme_store, "047", "evil")
    assert HOSTILE in hostile.parts[0].subject
    assert hostile.file_stem == "letter-047-evil"
    assert HOSTILE in as_text(hostile.parts[0])


def test_an_association_of_another_county_is_refused(programme_store):
    with pytest.raises(InputRefused, match="no association"):
        letter(programme_store, "047", "kondele")


@given(st.text())
def test_any_name_becomes_one_line_of_printable_text(text):
    line = printable(text)
    assert line == BLANK or (len(line) <= LONGEST_VALUE + 1 and line.isprintable())
    assert "\n" not in line


def test_nothing_becomes_a_blank():
    assert [printable(value) for value in (None, "", " \t", "\u202e\x00", 3.0)] == [BLANK] * 5


def with_letter(folder, change):
    copy = folder / "country"
    shutil.copytree(KENYA, copy)
    path = copy / FILE
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("{association}", "{association.__class__}", "gap association.__class__"),
        ("{county}", "{money}", "gap money"),
        ("{county}", "{county", "gap"),
        ('closing = "Yours faithfully,"', "", "closing"),
        ('closing = "Yours faithfully,"', "closing = ", "cannot be read"),
    ],
)
def test_a_template_that_cannot_be_programme_store_is_refused(tmp_path, old, new, complaint):
    with pytest.raises(InputRefused, match=complaint):
        load_template(with_letter(tmp_path, lambda text: text.replace(old, new)))


def test_a_country_without_a_letter_says_so(tmp_path, programme_store):
    folder = with_letter(tmp_path, str)
    (folder / FILE).unlink()
    other = Subject(load_country(folder), subject().categories)
    with pytest.raises(InputRefused, match="no letter for this country"):
        accreditation_letter(programme_store, PUBLIC, other, TODAY, "042")
