"""What holds for every page: it opens, in every language, says what its rows are and what it left out."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.shell.menu import ENTRIES, MENU
from tests.demonstration import FIRST_DAY, LAST_DAY
from usalama.language import load_language

PAGES_FOLDER = Path(__file__).resolve().parents[2] / "pages"
# Every page, and every tab of it.
VIEWS = [(entry.name, tab.code) for entry in MENU for tab in entry.tabs or (entry.tab(""),)]
# The sheet of a county bears its name.
OWN_TITLES = {"county": "Mombasa"}
PUBLIC_NUMBERS = (
    "Public numbers: verified reports only; counts of 1 to 7 are hidden, all others rounded to 5, totals are sums of "
    "what is shown."
)
UNKNOWN = {"place": "county:999", "category": "gossip", "source": "nobody", "lang": "xx", "period": "eternity"}
EVERY_VIEW = pytest.mark.parametrize(("name", "tab"), VIEWS)
EVERY_PAGE = pytest.mark.parametrize("name", ENTRIES)
NUMBER_PAGES = pytest.mark.parametrize("name", ["map", "compare", "response"])
MARK = ":orange-badge[:material/science: {words}]"


def title_of(name: str, lang: str = "en") -> str:
    """What the page calls itself."""
    return OWN_TITLES.get(name) or load_language(lang).text(ENTRIES[name].title)


def link_of(screen: AppTest) -> dict[str, str]:
    """The choices in the link to the view."""
    address = next(node.value for node in screen.code if "?" in node.value)
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def unknown_values(screen: AppTest) -> str:
    """What the page says of choices that it does not know."""
    return "\n".join(warning.value.replace("\\", "") for warning in screen.warning)


def test_these_are_all_the_pages():
    assert {path.stem for path in PAGES_FOLDER.glob("*.py")} - {"__init__"} == set(ENTRIES)


@EVERY_VIEW
def test_a_tab_opens_and_says_what_its_rows_are(open_page, name, tab):
    screen = open_page(name, as_met=True, **({"tab": tab} if tab else {}))
    assert [title.value for title in screen.title] == [title_of(name)]
    assert not screen.exception
    assert not screen.error
    assert MARK.format(words="Synthetic data") in [text.value for text in screen.markdown]
    assert any(PUBLIC_NUMBERS in text.value for text in screen.caption)


@EVERY_PAGE
def test_a_page_links_to_every_choice(open_page, name):
    shared = {"lang": "en", "place": "all", "category": "all", "source": "all", "view": "public", "period": "own"}
    assert link_of(open_page(name)).items() >= (shared | {"from": FIRST_DAY, "to": LAST_DAY}).items()


@EVERY_VIEW
def test_a_tab_opens_in_kiswahili_names_each_unknown_choice_and_gives_nobody_else_the_exact_view(open_page, name, tab):
    unknown = UNKNOWN | {"lang": "sw", "view": "operator"}
    screen = open_page(name, as_met=True, **unknown, **({"tab": tab} if tab else {}))
    known = load_language("sw")
    assert [title.value for title in screen.title] == [title_of(name, "sw")]
    assert not screen.exception
    assert not screen.error
    said = unknown_values(screen)
    assert [choice for choice in set(unknown) - {"lang"} if f'{choice} "{unknown[choice]}"' not in said] == []
    assert "choice-view" not in [toggle.key for toggle in screen.toggle]
    assert any(known.text(PUBLIC_NUMBERS) in text.value for text in screen.caption)


def test_a_tab_of_the_address_opens_and_an_unknown_one_is_named(open_page):
    assert open_page("promises", as_met=True, tab="charter").session_state["open-tab-promises"] == "Charter"
    screen = open_page("promises", as_met=True, tab="riddles")
    assert 'tab "riddles"' in unknown_values(screen)
    assert not screen.exception


def test_the_tab_of_one_page_is_not_taken_along_to_another(open_page):
    screen = open_page("promises", as_met=True, tab="charter")
    screen.switch_page("../../pages/people.py").run()
    assert "tab" not in screen.query_params
    assert unknown_values(screen) == ""


def test_what_is_chosen_stands_in_the_head_and_can_be_taken_away(open_page):
    screen = open_page("response", as_met=True, place="county:042", category="robbery", period="3-months")
    chips = {button.key: button.label for button in screen.button if (button.key or "").startswith("chip-")}
    assert chips["chip-place"].startswith("Kisumu ")
    assert "Robbery" in chips["chip-category"]
    screen.button(key="chip-category").click().run()
    assert "category" not in screen.query_params
    assert "chip-category" not in [button.key for button in screen.button]


def test_a_page_that_does_not_obey_a_choice_says_so(open_page):
    screen = open_page("promises", as_met=True, category="robbery")
    assert any("same for every choice of" in text.value and "Robbery" in text.value for text in screen.caption)


def test_a_region_is_named_as_one(open_page):
    screen = open_page("response", as_met=True, place="region:coast")
    assert screen.button(key="chip-place").label.startswith("Coast ")


def test_a_place_that_is_found_opens_its_sheet(open_page):
    screen = open_page("methods", as_met=True)
    screen.selectbox(key="search").set_value("Kisumu").run()
    assert [title.value for title in screen.title] == ["Kisumu"]
    assert screen.query_params["place"] in ("county:042", ["county:042"])
    assert screen.selectbox(key="search").value is None


def test_the_tour_goes_on_and_can_be_left(open_page):
    screen = open_page("home", as_met=True)
    screen.button(key="tour-begin").click().run()
    assert any(text.value.startswith("1 of 5") for text in screen.markdown)
    screen.button(key="tour-next").click().run()
    assert [title.value for title in screen.title] == ["Map"]
    screen.button(key="tour-leave").click().run()
    assert "tour" not in screen.query_params
    assert not screen.exception


@NUMBER_PAGES
@pytest.mark.usefixtures("as_operator")
def test_the_operator_can_look_as_the_public_does(open_page, name):
    screen = open_page(name, as_met=True)
    assert screen.toggle(key="choice-view").value is False
    assert any("Exact numbers: not for publication." in text.value for text in screen.caption)
    screen.toggle(key="choice-view").set_value(True).run()
    assert screen.query_params["view"] in ("public", ["public"])
    assert any("counts of 1 to 7 are hidden" in text.value for text in screen.caption)
    assert not any("Exact numbers" in text.value for text in screen.caption)


@EVERY_PAGE
def test_a_page_runs_alone(demonstration_store, monkeypatch, name):
    monkeypatch.setenv("USALAMA_STORE", str(demonstration_store))
    screen = AppTest.from_file(str(PAGES_FOLDER / f"{name}.py"), default_timeout=60).run()
    assert [title.value for title in screen.title] == [title_of(name)]
    assert not screen.exception


@NUMBER_PAGES
def test_an_empty_store_says_why_there_is_nothing(open_page, tmp_path, name):
    screen = open_page(name, store=tmp_path / "store")
    assert [title.value for title in screen.title] == [title_of(name)]
    assert not screen.exception
    assert not screen.dataframe
    assert len(screen.info) == 1
    assert len(screen.info[0].value) > 20


def test_home_of_an_empty_store_tells_something_true_and_what_to_do(open_page, tmp_path):
    screen = open_page("home", store=tmp_path / "store", as_met=True)
    assert not screen.exception
    assert "usalama demo" in [code.value for code in screen.code]
    assert any("Real figures" in text.value for text in screen.markdown)


@pytest.mark.parametrize("choice", UNKNOWN)
def test_a_single_unknown_choice_of_the_address_is_named_alone(open_page, choice):
    screen = open_page("methods", as_met=True, **{choice: UNKNOWN[choice]})
    said = unknown_values(screen)
    assert [one for one, value in UNKNOWN.items() if f'{one} "{value}"' in said] == [choice]
    assert not screen.exception


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("map", {"layer": "treasure", "measure": "fear", "focus": "999"}),
        ("compare", {"places": "city:atlantis,city:kisumu"}),
        ("home", {"from": "31/02/2024"}),
        ("trends", {"of": "county:999"}),
        ("noise", {"draw": "0"}),
    ],
)
def test_each_unknown_choice_of_one_page_is_named(open_page, name, choices):
    screen = open_page(name, as_met=True, period="own", **choices)
    screen.run()
    said = unknown_values(screen)
    assert [one for one, value in choices.items() if f'{one} "{value.split(",")[0]}"' not in said] == []
    assert not screen.exception


def test_choices_stand_in_the_address_and_go_along_to_other_pages(open_page):
    screen = open_page("home", as_met=True)
    screen.multiselect(key="choice-place").set_value(["county:042", "county:032"]).run()
    screen.multiselect(key="choice-category").set_value(["property"]).run()
    screen.selectbox(key="choice-period").set_value("3-months").run()
    wanted = {"place": "county:042,county:032", "category": "property", "period": "3-months"}
    for name in ("map", "compare", "methods", "home"):
        # The browser's address is cleared when another page is opened from the menu.
        for choice in wanted:
            screen.query_params.pop(choice, None)
        screen.switch_page(f"../../pages/{name}.py").run()
        held = {choice: screen.query_params.get(choice) for choice in wanted}
        assert {choice: one if isinstance(one, str) else one[0] for choice, one in held.items()} == wanted
        assert screen.multiselect(key="choice-place").value == ["county:042", "county:032"]
        assert screen.selectbox(key="choice-period").value == "3-months"


def test_a_choice_changes_what_is_shown(open_page):
    screen = open_page("home", as_met=True)
    whole = screen.get("html")[0].proto.body
    screen.multiselect(key="choice-place").set_value(["county:042"]).run()
    assert screen.get("html")[0].proto.body != whole


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("map", {"layer": "counties", "measure": "rate"}),
        ("compare", {"places": "city:kisumu,city:nakuru,city:mombasa"}),
    ],
)
def test_the_link_holds_the_choices_of_the_page_too(open_page, name, choices):
    assert link_of(open_page(name)).items() >= choices.items()


@NUMBER_PAGES
def test_the_link_brings_back_the_same_numbers(open_page, tables, name):
    first = open_page(name, place="county:042,county:047,county:001", category="violent", period="3-months")
    link = link_of(first)
    again = open_page(name, **link)
    assert link_of(again) == link
    shown, shown_again = tables(first), tables(again)
    assert len(shown) == len(shown_again) > 0
    assert all(one.equals(other) for one, other in zip(shown, shown_again, strict=True))
    assert [warning.value for warning in again.warning] == [warning.value for warning in first.warning]
