"""Effect: what it says of a small demonstration, what stands in the address, what it shows when there is nothing."""

from __future__ import annotations

import re

import pytest

from tests.effect_store import keep_stages_of_another_nature
from tests.examples import known_rows, store_rows
from usalama.language import LANGUAGES

WORD = re.compile(r"^### (.*)$", re.MULTILINE)


@pytest.fixture
def rollout_store(effect_store):
    """The address of a store in which ten counties joined and reports fell."""
    return effect_store.address


def words(screen):
    return WORD.findall("\n".join(node.value for node in screen.markdown))


def test_cannot_tell_is_what_it_says_of_too_few_reports_and_the_label_stands_before_it(open_page):
    """The demonstration of the tests has some seven reports a county and month."""
    (word,) = words(open_page("effect"))
    assert word == r"Synthetic data\: Cannot tell"


def test_the_word_comes_after_what_is_compared_and_carries_its_label(open_page, rollout_store, as_operator, tables):
    screen = open_page("effect", store=rollout_store, category="stealing", alone="001", beside="013")
    assert not screen.exception
    assert words(screen) == [r"Test data\: Helped"]
    assert [node.value for node in screen.subheader][:2] == ["What is compared", "Did it help?"]
    said = "\n".join(node.value for node in screen.markdown)
    assert "says nothing about any real place" in said
    assert "Beside Tharaka-Nithi, over 12 months" in said
    joined = next(frame for frame in tables(screen) if "How it is used" in frame)
    assert (joined["How it is used"] == "joined").sum() == 10


def test_fall_months_and_stage_stand_in_the_address(open_page, rollout_store, as_operator):
    chosen = {"category": "stealing", "fall": "25", "months_after": "6", "joined_at": "active"}
    screen = open_page("effect", store=rollout_store, **chosen)
    said = "\n".join(node.value for node in screen.markdown)
    assert "within 6 months" in said
    assert "25 of each 100" in said
    assert words(screen) == [r"Test data\: Cannot tell"]
    screen.slider(key="choice-fall").set_value(30).run()
    assert screen.query_params["fall"] in ("30", ["30"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_bare_percentage_and_no_jargon_on_the_first_layer(open_page, rollout_store, as_markdown, language):
    screen = open_page("effect", store=rollout_store, lang=language)
    methods = re.compile("Borusyak|Noncentral|t-test|jaribio la t|quasi-Poisson")
    said = "\n".join(text for text in as_markdown(screen) if not methods.search(text))
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden|\brank|\bworst\b|\bbest\b", said, re.IGNORECASE)


def test_nobody_is_drawn_as_joined_or_not_by_dates_of_another_nature(open_page, store, as_operator):
    store_rows(store, known_rows())
    keep_stages_of_another_nature(store)
    screen = open_page("effect", store=store.address)
    said = "\n".join(node.value for node in screen.markdown)
    assert "No county is drawn as joined or not joined" in said
    assert "counties had joined" not in said


def test_an_empty_store_says_why_there_is_nothing(open_page, store):
    screen = open_page("effect", store=store.address)
    assert not screen.exception
    assert screen.info
