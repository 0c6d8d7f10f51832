"""Home in three sentences, and one county on one sheet: also where there is little or nothing to tell."""

from __future__ import annotations

import re
from datetime import date

import pytest

from components.maps import map_figures
from components.maps.place_map import Answer
from components.sheets import county_picture, home
from components.sheets.home import ORDER
from tests.examples import incident, store_rows
from tests.stores import new_store

KISUMU = {"place": "county:042"}


def found(screen) -> str:
    """The sentences in larger type."""
    return next(html.proto.body for html in screen.get("html") if "max-width:95ch" in html.proto.body)


def headings(screen) -> list[str]:
    return [heading.value for heading in screen.subheader]


def test_home_says_what_changed_where_and_what_waits(open_page):
    screen = open_page("home", as_met=True)
    assert not screen.exception
    words = found(screen)
    assert re.search(r"reports? .*from [\d,]+ to [\d,]+", words)
    assert "than in the same months a year before" in words or "since the same months a year before" in words
    assert headings(screen)[:2] == ["What waits for a decision", "The programme"]


def test_the_map_of_home_has_the_finding_of_the_map_page_as_its_title(open_page, monkeypatch):
    titles = []
    monkeypatch.setattr(home, "show_place_map", lambda shown, *_, **__: titles.append(shown.title))
    monkeypatch.setattr(map_figures, "show_played_map", lambda shown, *_, **__: titles.append(shown.title) or Answer())
    open_page("home", as_met=True, category="robbery")
    open_page("map", as_met=True, category="robbery")
    of_home, of_map = titles
    assert of_home == of_map
    assert of_home.startswith("Robbery: ")


def test_home_names_the_kind_and_the_place_that_are_chosen(open_page):
    assert "Robbery in Kisumu:" in found(open_page("home", as_met=True, category="robbery", **KISUMU))


@pytest.mark.parametrize("reader", ORDER)
def test_who_reads_decides_what_stands_first(open_page, reader):
    names = {"decisions": "What waits for a decision", "programme": "The programme", "report": "Where to report"}
    wanted = [names[block] for block in ORDER[reader] if block in names]
    assert [one for one in headings(open_page("home", as_met=True, **{"as": reader})) if one in wanted] == wanted


def test_what_waits_leads_to_its_page(open_page):
    screen = open_page("home", as_met=True)
    screen.button(key="waits-asks").click().run()
    assert [title.value for title in screen.title] == ["Promises"]
    assert screen.session_state["open-tab-promises"] == "Asks"


def test_a_county_stands_on_one_sheet(open_page):
    screen = open_page("county", as_met=True, **KISUMU)
    assert not screen.exception
    assert [title.value for title in screen.title] == ["Kisumu"]
    assert headings(screen) == [
        "Where to report",
        "Who comes, and how fast",
        "What waits for a decision",
        "Published by others",
    ]


def test_what_is_folded_on_a_sheet_is_on_the_page_for_paper(open_page):
    screen = open_page("county", as_met=True, **KISUMU)
    folds = ["Drugs, youth and firearms", "What is known how well", "Each figure, with source and doubt"]
    assert [fold.label for fold in screen.expander] == folds
    words = " ".join(
        [
            *(text.value for text in [*screen.markdown, *screen.caption]),
            *(html.proto.body for html in screen.get("html")),
        ]
    )
    for folded in ("Drugs or alcohol", "Reports are not all that happened", "Police officers here"):
        assert folded in words


def test_the_head_of_a_sheet_names_no_other_place_than_its_own(open_page):
    shown = [text.value for text in open_page("county", as_met=True).markdown]
    assert "all counties" not in shown
    assert "all kinds" in shown


def test_the_sheet_follows_its_own_field_and_the_choice_goes_along(open_page):
    screen = open_page("county", as_met=True, **KISUMU)
    screen.selectbox(key="choice-sheet").set_value("county:032").run()
    assert [title.value for title in screen.title] == ["Nakuru"]
    screen.switch_page("../../pages/home.py").run()
    assert screen.multiselect(key="choice-place").value == ["county:032"]


@pytest.mark.parametrize("rows", [0, 1], ids=["no report", "a single report"])
@pytest.mark.parametrize("operator", [False, True], ids=["public", "operator"])
def test_a_county_with_next_to_nothing_has_a_sheet(open_page, monkeypatch, tmp_path, rows, operator):
    monkeypatch.setattr("components.shell.session._is_operator", lambda _settings: operator)
    store = new_store(tmp_path / "store", is_shared=True)
    elsewhere = [incident(f"n{number}", day=date(2024, 1 + number % 12, 3)) for number in range(60)]
    store_rows(store, [*elsewhere, *(incident("k", county_code="042") for _ in range(rows))])
    screen = open_page("county", store=store.address, as_met=True, **KISUMU)
    assert not screen.exception
    assert [title.value for title in screen.title] == ["Kisumu"]
    assert "What is known how well" in [fold.label for fold in screen.expander]
    assert operator or "1 report" not in found(screen)


def test_the_picture_to_send_says_what_it_is_about(open_page, monkeypatch):
    made = []
    monkeypatch.setattr(county_picture, "offer_picture", lambda *asked: made.append(county_picture.county_svg(*asked)))
    open_page("county", as_met=True, category="robbery", **KISUMU)
    (svg,) = made
    text = " ".join(re.sub(r"<[^>]+>", " ", svg).split())
    assert "Kisumu county" in text
    assert "Robbery in Kisumu:" in text
    assert "Synthetic demonstration data" in text
    assert "Public numbers" in text
