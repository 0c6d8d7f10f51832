"""The Claim checker: on invented rows every verdict is the same, on real ones it is that of the reports."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import incident, store_rows
from tests.stores import new_store
from usalama.claims import load_claims
from usalama.claims.checker import DEMONSTRATION, TEST_DATA
from usalama.language import LANGUAGES, load_language

CLAIMS = load_claims().claims
PAGE = "is_it_real"


def badges(screen):
    """What each claim's fold says of it: the claim and its verdict."""
    return [fold.label for fold in screen.expander if "-badge[" in fold.label]


def found(screen):
    """What the page says in its largest letters."""
    return [node.proto.body for node in screen.get("html") if "<table" not in node.proto.body]


def titles(screen):
    return [chart.proto.alt for chart in screen.get("vega_lite_chart")]


@pytest.fixture
def rising_store(tmp_path):
    """Three years in which firearms are named more and more often, of whatever nature is asked for."""

    def made(nature):
        rows = [
            incident(
                f"{year}-{month}-{number}",
                date(year, month, 10),
                category_code="assault",
                category_group="violent",
                is_firearm_involved=number < 10 * (year - 2021),
            )
            for year in (2022, 2023, 2024)
            for month in range(1, 13)
            for number in range(60)
        ]
        store = new_store(tmp_path / nature, is_shared=True)
        store_rows(store, [*rows, incident("last", date(2024, 12, 31))], nature=nature)
        return store.address

    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_demonstration_data_every_claim_is_not_measurable(open_page, language):
    screen = open_page(PAGE, tab="claims", lang=language)
    words = load_language(language)
    assert len(badges(screen)) == len(CLAIMS) == 6
    assert all(words.text("Not measurable yet") in badge for badge in badges(screen))
    assert [text for text in found(screen) if words.say(DEMONSTRATION) in text]


def test_the_computed_answer_stands_only_under_what_it_would_read(open_page):
    screen = open_page(PAGE, tab="claims")
    supported = [text.value for text in screen.main.markdown if "Supported by these reports" in text.value]
    inside = [text.value for one in screen.expander for text in one.markdown if "would read" in text.value]
    assert len(inside) == len(CLAIMS)
    assert all("would read" in text for text in supported)
    assert titles(screen)
    assert all(title.startswith("Not measurable on rows like these") for title in titles(screen))
    assert all("Synthetic data" in title for title in titles(screen))


def test_a_claim_that_nobody_opens_is_not_drawn(open_page):
    screen = open_page(PAGE, tab="claims", as_met=True)
    assert len(badges(screen)) == len(CLAIMS)
    assert not titles(screen)


def test_on_test_rows_too(open_page, rising_store):
    screen = open_page(PAGE, tab="claims", store=rising_store("test"))
    assert all("Not measurable yet" in badge for badge in badges(screen))
    assert [text for text in found(screen) if str(TEST_DATA) in text]


@pytest.mark.usefixtures("as_operator")
def test_on_real_rows_a_claim_gets_its_verdict_with_number_dates_and_chart(open_page, rising_store):
    screen = open_page(PAGE, tab="claims", store=rising_store("real"))
    assert not screen.exception
    assert "Supported by these reports" in badges(screen)[0]
    assert "these reports support 1 and contest" in found(screen)[0]
    assert not any("would read" in text.value for text in screen.markdown)
    title = titles(screen)[0]
    assert title.startswith("Reports of this kind rose")
    assert "Of 720 reports, 1 Jan 2022 to 31 Dec 2024" in title


def test_each_claim_says_whose_words_it_is_and_what_would_settle_it(open_page):
    screen = open_page(PAGE, tab="claims")
    captions = [text.value.replace("\\", "") for text in screen.caption]
    said = "\n".join([*badges(screen), *(text.value for text in screen.markdown)]).replace("\\", "")
    assert sum("In our own words, not a quotation." in text for text in captions) == len(CLAIMS)
    for claim in CLAIMS:
        assert claim.claim in said
        assert claim.settled_by in said
        assert all(caveat in said for caveat in claim.caveats)


def test_filters_at_the_side_do_not_change_an_answer(open_page):
    chosen = {"period": "3-months", "place": "county:042", "category": "violent"}
    screens = [open_page(PAGE, tab="claims", **choices) for choices in ({}, chosen)]
    texts = [[*badges(screen), *titles(screen), *(text.value for text in screen.markdown)] for screen in screens]
    unheard = "This page is the same for every choice of"
    assert any(unheard in text.value for text in screens[1].caption)
    assert texts[0] == texts[1]
