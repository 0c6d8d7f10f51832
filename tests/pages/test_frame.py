"""What holds for every page: it opens, in every language, says what its rows are and what it left out."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.demonstration import FIRST_DAY, LAST_DAY
from usalama.language import load_language

PAGES_FOLDER = Path(__file__).resolve().parents[2] / "pages"
TITLES = {
    "overview": "Overview",
    "incident_map": "Incident map",
    "compare_cities": "Compare cities",
    "response": "Response",
    "trends": "Trends and alerts",
    "hot_spots": "Hot spots",
    "drugs_and_youth": "Drugs and youth",
    "reporting": "Reporting",
    "claims": "Claim checker",
    "noise": "What nothing looks like",
    "associations": "Associations",
    "accreditation": "Accreditation",
    "rollout": "Rollout",
    "logframe": "Logframe",
    "charter": "Charter",
    "asks": "Asks",
    "activities": "Activities",
    "partners": "Partners",
    "effect": "Effect",
    "stories": "Stories",
    "surveys": "Surveys",
    "police_cover": "Police cover",
    "import_data": "Import data",
    "methods": "Methods",
}
PUBLIC_NUMBERS = (
    "Public numbers: verified reports only; counts of 1 to 7 are hidden, all others rounded to 5, totals are sums of "
    "what is shown."
)
UNKNOWN = {"place": "county:999", "category": "gossip", "source": "nobody", "lang": "xx", "period": "eternity"}
EVERY_PAGE = pytest.mark.parametrize("name", TITLES)
NUMBER_PAGES = pytest.mark.parametrize("name", ["overview", "incident_map", "compare_cities", "response"])


def link_of(screen: AppTest) -> dict[str, str]:
    """The choices in the link to the view."""
    address = next(node.value for node in screen.code if "?" in node.value)
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def unknown_values(screen: AppTest) -> str:
    """What the page says of choices that it does not know."""
    return "\n".join(warning.value.replace("\\", "") for warning in screen.warning)


def test_these_are_all_the_pages():
    assert {path.stem for path in PAGES_FOLDER.glob("*.py")} - {"__init__"} == set(TITLES)


@EVERY_PAGE
def test_a_page_opens_says_what_its_rows_are_and_links_to_every_choice(open_page, name):
    screen = open_page(name, as_met=True)
    assert [title.value for title in screen.title] == [TITLES[name]]
    assert not screen.exception
    assert not screen.error
    assert screen.warning[0].value.startswith("Synthetic demonstration data")
    assert any(PUBLIC_NUMBERS in text.value for text in screen.caption)
    shared = {"lang": "en", "place": "all", "category": "all", "source": "all", "view": "public", "period": "own"}
    assert link_of(screen).items() >= (shared | {"from": FIRST_DAY, "to": LAST_DAY}).items()


@EVERY_PAGE
def test_a_page_opens_in_kiswahili_names_each_unknown_choice_and_gives_nobody_else_the_exact_view(open_page, name):
    unknown = UNKNOWN | {"lang": "sw", "view": "operator"}
    screen = open_page(name, as_met=True, **unknown)
    known = load_language("sw")
    assert [title.value for title in screen.title] == [known.text(TITLES[name])]
    assert not screen.exception
    assert not screen.error
    said = unknown_values(screen)
    assert [choice for choice in set(unknown) - {"lang"} if f'{choice} "{unknown[choice]}"' not in said] == []
    assert "choice-view" not in [toggle.key for toggle in screen.toggle]
    assert any(known.text(PUBLIC_NUMBERS) in text.value for text in screen.caption)


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
    assert [title.value for title in screen.title] == [TITLES[name]]
    # The history of imports is the operator's; no frame turns the refusal into a sentence here.
    assert len(screen.exception) == (1 if name == "import_data" else 0)


@NUMBER_PAGES
def test_an_empty_store_says_why_there_is_nothing(open_page, tmp_path, name):
    screen = open_page(name, store=tmp_path / "store")
    assert [title.value for title in screen.title] == [TITLES[name]]
    assert not screen.exception
    assert not screen.dataframe
    assert len(screen.info) == 1
    assert len(screen.info[0].value) > 20


@pytest.mark.parametrize("choice", UNKNOWN)
def test_a_single_unknown_choice_of_the_address_is_named_alone(open_page, choice):
    screen = open_page("methods", as_met=True, **{choice: UNKNOWN[choice]})
    said = unknown_values(screen)
    assert [one for one, value in UNKNOWN.items() if f'{one} "{value}"' in said] == [choice]
    assert not screen.exception


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("incident_map", {"layer": "treasure", "measure": "fear", "focus": "999"}),
        ("compare_cities", {"places": "city:atlantis,city:kisumu"}),
        ("overview", {"from": "31/02/2024"}),
        ("trends", {"of": "county:999", "series": "colour"}),
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
    screen = open_page("overview", as_met=True)
    screen.multiselect(key="choice-place").set_value(["county:042", "county:032"]).run()
    screen.multiselect(key="choice-category").set_value(["property"]).run()
    screen.selectbox(key="choice-period").set_value("3-months").run()
    wanted = {"place": "county:042,county:032", "category": "property", "period": "3-months"}
    for name in ("incident_map", "compare_cities", "methods", "overview"):
        # The browser's address is cleared when another page is opened from the menu.
        for choice in wanted:
            screen.query_params.pop(choice, None)
        screen.switch_page(f"../../pages/{name}.py").run()
        held = {choice: screen.query_params.get(choice) for choice in wanted}
        assert {choice: one if isinstance(one, str) else one[0] for choice, one in held.items()} == wanted
        assert screen.multiselect(key="choice-place").value == ["county:042", "county:032"]
        assert screen.selectbox(key="choice-period").value == "3-months"


def test_a_choice_changes_what_is_shown(open_page):
    screen = open_page("overview", as_met=True)
    whole = screen.metric[0].value
    screen.multiselect(key="choice-place").set_value(["county:042"]).run()
    assert screen.metric[0].value != whole


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("incident_map", {"layer": "counties", "measure": "rate"}),
        ("compare_cities", {"places": "city:kisumu,city:nakuru,city:mombasa"}),
    ],
)
def test_the_link_holds_the_choices_of_the_page_too(open_page, name, choices):
    assert link_of(open_page(name, as_met=True)).items() >= choices.items()


@NUMBER_PAGES
def test_the_link_brings_back_the_same_numbers(open_page, said, name):
    first = open_page(name, place="county:042,county:047,county:001", category="violent", period="3-months")
    link = link_of(first)
    again = open_page(name, **link)
    assert link_of(again) == link
    assert [one.value for one in again.metric] == [one.value for one in first.metric]
    assert len(first.dataframe) == len(again.dataframe) > 0
    for one, other in zip(first.dataframe, again.dataframe, strict=True):
        assert one.value.equals(other.value)
    assert [warning.value for warning in again.warning] == [warning.value for warning in first.warning]
