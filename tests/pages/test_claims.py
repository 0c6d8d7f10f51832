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


def badges(screen):
    return [text.value for text in screen.markdown if "-badge[" in text.value]


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
    screen = open_page("claims", lang=language)
    words = load_language(language)
    assert len(badges(screen)) == len(CLAIMS) == 6
    assert all(words.text("Not measurable yet") in badge for badge in badges(screen))
    said = [text.value for text in screen.markdown]
    assert said.count(words.say(DEMONSTRATION)) == len(CLAIMS)


def test_the_computed_answer_stands_only_under_what_it_would_look_like(open_page):
    screen = open_page("claims")
    labels = [one.label for one in screen.expander if one.label == "What the answer would look like"]
    assert len(labels) == len(CLAIMS)
    outside = [text.value for text in screen.main.markdown if "Supported by these reports" in text.value]
    inside = [text.value for one in screen.expander for text in one.markdown if "would read" in text.value]
    assert len(inside) == len(CLAIMS)
    assert all("would read" in text for text in outside)


def test_on_test_rows_too(open_page, rising_store):
    screen = open_page("claims", store=rising_store("test"))
    assert all("Not measurable yet" in badge for badge in badges(screen))
    assert [text.value for text in screen.markdown].count(str(TEST_DATA)) == len(CLAIMS)


@pytest.mark.usefixtures("as_operator")
def test_on_real_rows_a_claim_gets_its_verdict_with_number_dates_and_chart(open_page, rising_store):
    screen = open_page("claims", store=rising_store("real"))
    assert not screen.exception
    assert "Supported by these reports" in badges(screen)[0]
    said = [text.value for text in screen.markdown]
    assert any(text.startswith("Reports of this kind rose") for text in said)
    assert not any("What the answer would look like" in one.label for one in screen.expander)
    captions = [text.value for text in screen.caption]
    assert any("Of 720 reports, 1 Jan 2022 to 31 Dec 2024" in text for text in captions)
    assert screen.get("vega_lite_chart")


def test_each_claim_says_whose_words_it_is_and_what_would_settle_it(open_page):
    screen = open_page("claims")
    captions = [text.value.replace("\\", "") for text in screen.caption]
    said = "\n".join(text.value for text in screen.markdown).replace("\\", "")
    assert sum("In our own words, not a quotation." in text for text in captions) == len(CLAIMS)
    for claim in CLAIMS:
        assert claim.claim in said
        assert claim.settled_by in said
        assert all(caveat in said for caveat in claim.caveats)


def test_filters_at_the_side_do_not_change_an_answer(open_page):
    texts = [
        [text.value for text in open_page("claims", **choices).markdown]
        for choices in ({}, {"period": "3-months", "place": "county:042", "category": "violent"})
    ]
    assert texts[0] == texts[1]
