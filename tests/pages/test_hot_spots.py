"""The page on hot spots: every question for each view, both languages, and what the public is not offered."""

from __future__ import annotations

import pytest

from components.incidents.hot_spots import OPERATOR_VIEWS, VIEWS
from tests.pages.test_numbers_and_text import counts_in
from usalama.language import load_language

PUBLIC_VIEWS = [view for view in VIEWS if view not in OPERATOR_VIEWS]


def texts(screen):
    return "\n".join(node.value for kind in ("markdown", "caption") for node in screen.get(kind))


def unknown_of(screen):
    """What is said of the address; a page's own choices are known once it has run."""
    screen.run()
    return "\n".join(warning.value.replace("\\", "") for warning in screen.warning)


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("as_operator")
def test_the_operator_can_ask_every_question(open_page, tables, view, language):
    screen = open_page("hot_spots", show=view, lang=language)
    assert not screen.exception
    assert not screen.info
    assert [title.value for title in screen.title] == [load_language(language).text("Map")]
    assert len(tables(screen)) >= 1


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.usefixtures("as_operator")
def test_a_closed_page_is_one_figure_with_one_line_of_warning(open_page, tables, view):
    screen = open_page("hot_spots", show=view, as_met=True)
    assert not screen.exception
    assert screen.dataframe == []
    said = texts(screen)
    assert said.count("no advice where to patrol") == 1
    assert "Reports follow reporters: " not in said


@pytest.mark.parametrize("view", PUBLIC_VIEWS)
def test_the_public_meets_counts_of_the_rule_only(open_page, tables, view):
    screen = open_page("hot_spots", show=view)
    assert not screen.exception
    if view != "foretelling":
        counts = counts_in(tables(screen))
        assert len(counts) > 3
        assert set(counts % 5) == {0}


@pytest.mark.parametrize("view", OPERATOR_VIEWS)
def test_the_public_is_not_offered_what_needs_single_points(open_page, view):
    screen = open_page("hot_spots", show=view)
    assert not screen.exception
    assert f'show "{view}"' in unknown_of(screen)
    assert "only the operator sees" in texts(screen)


def test_the_public_is_offered_counties_only(open_page):
    offered = open_page("hot_spots").selectbox(key="choice-where").options
    assert len(offered) > 10
    assert all(name.endswith("(county)") for name in offered)
    assert 'where "city:kisumu"' in unknown_of(open_page("hot_spots", where="city:kisumu"))


@pytest.mark.usefixtures("as_operator")
def test_the_operator_is_offered_cities_too(open_page, said):
    screen = open_page("hot_spots", where="city:kisumu")
    assert not screen.exception
    assert "Kisumu (city) · " in said(screen)


@pytest.mark.usefixtures("as_operator")
def test_counties_chosen_for_all_pages_are_the_ones_offered(open_page):
    screen = open_page("hot_spots", place="county:042")
    assert set(screen.selectbox(key="choice-where").options) == {"Kisumu (county)", "Kisumu (city)"}


def test_one_county_chosen_for_all_pages_leads_and_nothing_is_asked(open_page, said):
    screen = open_page("hot_spots", place="county:042", where="county:047")
    assert not screen.exception
    assert not [box for box in screen.selectbox if box.key == "choice-where"]
    assert "where" not in unknown_of(screen)
    assert "Kisumu: " in said(screen)


@pytest.mark.usefixtures("as_operator")
def test_a_category_chosen_for_all_pages_is_the_kind(open_page):
    keys = [box.key for box in open_page("hot_spots", show="beside").selectbox]
    assert "choice-kind" in keys
    keys = [box.key for box in open_page("hot_spots", show="beside", category="violent").selectbox]
    assert "choice-kind" not in keys


@pytest.mark.parametrize("view", PUBLIC_VIEWS)
def test_the_page_says_what_it_does_not_mean(open_page, view):
    said = texts(open_page("hot_spots", show=view))
    for words in ("Reports follow reporters", "Numbers find people", "no advice where to patrol"):
        assert words in said


def test_the_whole_of_the_data_has_no_time_before(open_page):
    screen = open_page("hot_spots", show="foretelling", period="all")
    assert any("just before" in info.value for info in screen.info)
    assert not screen.exception


@pytest.mark.usefixtures("as_operator")
def test_a_change_of_colours_keeps_the_numbers(open_page, tables):
    first, second = (open_page("hot_spots", colour=by) for by in ("difference", "number"))
    assert tables(first)[0].equals(tables(second)[0])


def test_the_link_holds_the_choices_of_the_page(open_page):
    address = next(node.value for node in open_page("hot_spots").code if "?" in node.value)
    for choice in ("where=", "show=counts", "colour="):
        assert choice in address
