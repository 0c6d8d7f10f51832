"""The charter and the asks as visitors meet them: names with consent alone, text never markup, choices kept."""

from datetime import timedelta

import pytest

from components.programme.register_parts import FIRST
from tests.pages.test_numbers_and_text import markup_in
from tests.register_records import HOSTILE, TODAY, keep
from tests.stores import new_store
from usalama.language import LANGUAGES, load_language
from usalama.registers import ASK, ASSOCIATION, PLEDGE

TABS = ("charter", "asks", "ledger")
EVERY_TAB = pytest.mark.parametrize("tab", TABS)
REGISTERS = pytest.mark.parametrize("tab", ["charter", "asks"])
UNNAMED, NAMED = "CANARY7f wa Akinyi", "CANARY8a wa Otieno"
OLD = TODAY - timedelta(400)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("filled") / "store", is_shared=True)
    pledge = {"county_code": "042", "sector": "faith", "is_person": True, "signed_on": OLD, "due_on": TODAY}
    whole = pledge | {"state": "no_word", "pledge_text": HOSTILE, "evidence": HOSTILE}
    keep(
        store,
        PLEDGE,
        whole | {"record_id": "named", "signatory_name": NAMED, "may_be_named": True},
        whole | {"record_id": "refused", "signatory_name": UNNAMED, "may_be_named": False},
        whole | {"record_id": f"id {UNNAMED}", "signatory_name": UNNAMED, "pledge_text": f"I, {UNNAMED}, promise."},
        whole | {"record_id": "hostile", "signatory_name": HOSTILE, "may_be_named": True, "state": "kept"},
    )
    keep(store, ASSOCIATION, {"record_id": "evil", "name": HOSTILE, "county_code": "042"})
    ask = {"kind": "lighting", "county_code": "042", "association_id": "evil", "addressed_to": HOSTILE}
    ask |= {"asked_on": OLD, "note": UNNAMED}
    keep(
        store,
        ASK,
        ask | {"record_id": "a", "promised_on": TODAY - timedelta(9)},
        ask | {"record_id": "b", "kind": "forum"},
    )
    return store.address


@EVERY_TAB
@pytest.mark.usefixtures("as_operator")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_wrote_is_never_markup_in_any_language(open_page, as_markdown, said, filled, tab, language):
    screen = open_page("promises", tab=tab, store=filled, lang=language)
    assert not screen.exception
    assert markup_in(as_markdown(screen)) == set()
    assert "evil.example" in said(screen)
    assert [title.value for title in screen.title] == [load_language(language).text("Promises")]
    assert any("A test register" in caption.value for caption in screen.caption)


@pytest.mark.parametrize("choices", [{}, {"sector": "faith", "place": "county:042"}])
def test_a_name_without_consent_never_reaches_the_browser(open_page, said, filled, choices):
    text = said(open_page("promises", tab="charter", store=filled, **choices))
    assert NAMED in text
    assert "CANARY7f" not in text
    assert "Akinyi" not in text


def test_not_even_the_operators_page_names_who_did_not_agree(open_page, said, filled, as_operator, monkeypatch):
    # The editor alone holds the register as it is; here it stays closed, as it is until it is opened.
    monkeypatch.setattr("components.shell.anatomy.is_open", lambda _folded: False)
    text = said(open_page("promises", tab="charter", store=filled))
    assert NAMED in text
    assert "CANARY7f" not in text


def test_neither_the_note_of_an_ask_nor_a_person_stands_on_its_page(open_page, said, filled):
    assert "CANARY7f" not in said(open_page("promises", tab="asks", store=filled))


@REGISTERS
def test_an_empty_register_says_how_to_fill_it(open_page, tmp_path, tab):
    screen = open_page("promises", tab=tab, store=tmp_path / "empty")
    assert not screen.exception
    assert any("Nobody has entered or imported" in info.value for info in screen.info)
    assert any("usalama import-register" in code.value for code in screen.code)


def test_the_charter_says_that_its_text_is_not_at_hand(open_page, filled):
    screen = open_page("promises", tab="charter", store=filled)
    assert any("The full text of the charter is not held here" in text.value for text in screen.caption)


def test_the_ledger_follows_the_address(open_page, filled, tables):
    screen = open_page("promises", tab="charter", store=filled, sector="faith", pledge_state="kept")
    assert any(text.value == "1 of 4 pledges." for text in screen.markdown)
    screen.selectbox(key="choice-pledge_state").set_value("overdue").run()
    assert screen.query_params["pledge_state"] in ("overdue", ["overdue"])
    assert any(text.value == "3 of 4 pledges." for text in screen.markdown)


def test_the_ledger_lists_all_that_is_open_and_follows_the_address(open_page, filled, tables):
    def kinds(**choices):
        frame = next(
            one for one in tables(open_page("promises", tab="ledger", store=filled, **choices)) if "Kind" in one
        )
        assert frame.Days.is_monotonic_decreasing
        return sorted(frame.Kind)

    assert kinds() == ["Ask"] * 2 + ["Pledge"] * 3
    assert kinds(ledger_kind="ask") == ["Ask"] * 2
    assert kinds(place="county:042") == kinds()


@pytest.mark.parametrize("tab", ["asks", "ledger"])
def test_where_a_county_has_none_it_is_said_how_many_there_are_elsewhere(open_page, filled, said, tab):
    screen = open_page("promises", tab=tab, store=filled, place="county:047")
    assert not screen.exception
    text = said(screen)
    assert f"None in Nairobi City; {2 if tab == 'asks' else 5} elsewhere." in text
    assert "Nobody has entered" not in text


def test_every_figure_of_promises_names_the_place_that_was_chosen(open_page, filled, said):
    for tab in ("asks", "charter"):
        charts = open_page("promises", tab=tab, store=filled, place="county:042").get("vega_lite_chart")
        assert charts
        assert all("Kisumu" in chart.proto.spec for chart in charts)


def test_the_board_follows_the_address_and_the_oldest_stand_first(open_page, filled, tables):
    screen = open_page("promises", tab="asks", store=filled, ask_kind="lighting", ask_state="promised")
    assert any(text.value == "1 of 2 open asks, the oldest first." for text in screen.markdown)
    ages = next(frame for frame in tables(open_page("promises", tab="asks")) if "Age in days" in frame)["Age in days"]
    assert len(ages) == FIRST
    assert ages.is_monotonic_decreasing


@pytest.mark.parametrize(
    ("tab", "choice"),
    [("charter", "pledge_state"), ("asks", "ask_kind"), ("asks", "ask_state"), ("ledger", "ledger_kind")],
)
def test_an_unknown_choice_is_named_and_left_out(open_page, filled, tab, choice):
    screen = open_page("promises", tab=tab, store=filled, **{choice: "treasure"})
    screen.run()
    assert not screen.exception
    assert any(choice in warning.value.replace("\\", "") for warning in screen.warning)


@REGISTERS
def test_the_operator_alone_may_change_records(open_page, filled, as_operator, tab):
    label = load_language("en").text("Enter, change or remove records")
    assert any(one.label == label for one in open_page("promises", tab=tab, store=filled).expander)
    assert not any(one.label == label for one in open_page("promises", tab=tab, store=filled, view="public").expander)
