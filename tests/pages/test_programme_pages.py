"""Associations, accreditation and partners as visitors meet them: contacts stay apart, names stay text."""

import pytest

from tests.pages.test_numbers_and_text import markup_in
from tests.register_records import CANARY, keep, keep_programme
from tests.stores import new_store
from usalama.language import LANGUAGES
from usalama.registers import ASSOCIATION
from usalama.store import open_store

EVERY_PAGE = pytest.mark.parametrize(
    ("name", "tab"), [("people", "associations"), ("promises", "accreditation"), ("people", "partners")]
)
CHOICES = {
    "associations": {"association": "kondele", "association_map": "constituencies"},
    "accreditation": {"letter_county": "047", "letter_association": "evil"},
    "partners": {"sector": "private_security"},
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The address of a store with records; only for reading."""
    store = new_store(tmp_path_factory.mktemp("programme") / "store", is_shared=True)
    keep_programme(store)
    return store.address


@pytest.fixture
def own(tmp_path):
    """The same, to be changed."""
    store = new_store(tmp_path / "store", is_shared=True)
    keep_programme(store)
    return store.address


@EVERY_PAGE
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_its_register_in_each_language(open_page, filled, name, tab, language):
    screen = open_page(name, tab=tab, store=filled, lang=language, **CHOICES[tab])
    assert not screen.exception
    assert not screen.error
    assert any("A test register" in caption.value for caption in screen.caption)


@EVERY_PAGE
def test_an_empty_register_says_how_to_fill_it(open_page, tmp_path, name, tab):
    screen = open_page(name, tab=tab, store=tmp_path / "empty")
    assert not screen.exception
    assert any("Nobody has entered or imported" in info.value for info in screen.info)
    assert any("usalama import-register" in code.value for code in screen.code)


@EVERY_PAGE
@pytest.mark.usefixtures("as_operator")
def test_names_given_by_people_are_never_markup(open_page, as_markdown, said, filled, name, tab):
    screen = open_page(name, tab=tab, store=filled, **CHOICES[tab])
    assert not screen.exception
    assert markup_in(as_markdown(screen)) == set()
    assert "allow_html: true" not in said(screen)
    assert "evil.example" in said(screen)


@EVERY_PAGE
def test_no_contact_and_no_point_reaches_the_public(open_page, said, filled, name, tab):
    for view in ({}, CHOICES[tab], {"association_map": "points"}):
        text = said(open_page(name, tab=tab, store=filled, **view))
        assert CANARY not in text
        assert "34.77" not in text


@EVERY_PAGE
@pytest.mark.usefixtures("as_operator")
def test_no_contact_reaches_the_operator_unasked(open_page, said, filled, name, tab):
    assert CANARY not in said(open_page(name, tab=tab, store=filled, **CHOICES[tab]))


@pytest.mark.usefixtures("as_operator")
def test_the_operator_asks_for_a_contact_and_gets_it_as_text_only(open_page, said, tables, filled):
    screen = open_page("people", store=filled, association="kondele")
    screen.toggle(key="reveal-kondele").set_value(True).run()
    assert not screen.exception
    assert any(CANARY in text.value for text in screen.markdown)
    assert not any(frame.astype(str).apply(lambda column: column.str.contains("CANARY")).any().any()
                   for frame in tables(screen))  # fmt: skip


@pytest.mark.usefixtures("as_operator")
def test_the_operator_adds_and_removes_a_contact_and_one_without_a_name_is_refused(open_page, own):
    screen = open_page("people", store=own, association="kondele")
    screen.toggle(key="reveal-kondele").set_value(True).run()
    next(button for button in screen.button if button.label == "Add a contact").click().run()
    assert any("A contact needs a name" in info.value for info in screen.info)
    screen.text_input(key="contact-person_name-kondele").set_value("Second Person")
    next(button for button in screen.button if button.label == "Add a contact").click().run()
    assert any("Second Person" in text.value for text in screen.markdown)
    next(button for button in screen.button if button.key == "remove-c").click().run()
    assert not any(CANARY in text.value for text in screen.markdown)
    assert any("Second Person" in text.value for text in screen.markdown)


def test_search_and_filters_come_from_the_address(open_page, said, filled):
    screen = open_page("people", store=filled, find="kondele", tool="hatua")
    assert "1 of 3 associations in 1 of 47 counties" in said(screen)
    nothing = open_page("people", store=filled, find="nowhere at all")
    assert "bears what is searched for" in said(nothing)


@pytest.mark.parametrize(
    ("name", "tab", "choice"),
    [("people", "associations", "association"), ("people", "associations", "settlement"),
     ("people", "associations", "association_map"), ("promises", "accreditation", "letter_county"),
     ("promises", "accreditation", "letter_association"), ("people", "partners", "sector")],
)  # fmt: skip
def test_an_unknown_choice_is_named_and_left_out(open_page, filled, name, tab, choice):
    screen = open_page(name, tab=tab, store=filled, **{choice: "treasure"})
    screen.run()
    assert not screen.exception
    assert any(choice in warning.value.replace("\\", "") for warning in screen.warning)


def test_the_profile_names_whose_trend_it_shows_and_what_it_did(open_page, said, filled):
    screen = open_page("people", store=filled, association="kondele")
    assert "the county Kisumu" in said(screen)
    assert "Kondele Residents" in [heading.value for heading in screen.subheader]


def test_a_likely_double_is_offered(open_page, filled):
    screen = open_page("people", store=filled)
    assert any("may be one association in two spellings" in text.value for text in screen.markdown)


def test_the_alliances_own_count_stands_there_with_its_source_and_date(open_page, filled, tables):
    frames = [frame for frame in tables(open_page("people", store=filled)) if {"Value", "Source"} <= set(frame)]
    assert frames[0].Value.tolist() == [860, 20]
    assert set(frames[0].Source) == {"Kenya Alliance of Resident Associations (2026-11)"}


def test_the_letter_can_be_read_and_saved(open_page, filled):
    screen = open_page("promises", tab="accreditation", store=filled, **CHOICES["accreditation"])
    assert {button.key for button in screen.get("download_button")} >= {"letter-pdf", "letter-docx"}
    texts = [node.value for node in screen.text]
    assert "EXAMPLE WITH INVENTED DATA" in texts[0]
    assert "Tunaiomba Serikali ya Kaunti" in texts[1]


def test_the_two_laws_and_their_sources_are_named(open_page, filled):
    screen = open_page("promises", tab="accreditation", store=filled)
    assert sum("Act, 2016" in text.value or "2017" in text.value for text in screen.markdown) == 2
    assert any("none was found" in text.value for text in screen.markdown)


def test_a_case_that_went_back_says_why(open_page, filled, tables):
    screen = open_page("promises", tab="accreditation", store=filled)
    (case,) = next(frame for frame in tables(screen) if "Went back from" in frame).to_dict("records")
    assert (case["Went back from"], case["to"]) == ("agreement", "applied")
    assert "evil.example" in case["Reason"]


def test_where_no_case_has_begun_it_is_said_how_many_have_elsewhere(open_page, filled, said):
    text = said(open_page("promises", tab="accreditation", store=filled, place="county:001"))
    assert "None in Mombasa; 1 elsewhere." in text
    assert "For the other county none was found" in text


def test_only_the_chosen_counties_are_listed(open_page, said, own):
    keep(open_store(own), ASSOCIATION, {"record_id": "m", "name": "Mombasa one", "county_code": "001"})
    screen = open_page("people", store=own, place="county:001")
    assert "Mombasa: One association." in said(screen)


def test_where_no_association_is_it_is_said_how_many_are_elsewhere(open_page, said, filled):
    assert "None in Mombasa; 3 elsewhere." in said(open_page("people", store=filled, place="county:001"))
