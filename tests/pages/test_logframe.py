"""Logframe: states in words and shapes, examples marked, the workbook, and what it shows when there is nothing."""

from __future__ import annotations

import re

import pytest

from tests.register_records import HOSTILE, keep
from usalama.language import LANGUAGES, load_language
from usalama.programme.progress.logframe import RATINGS
from usalama.registers import INDICATOR


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_its_state_in_a_word_beside_a_shape(open_page, as_markdown, language):
    say = load_language(language).text
    badges = [text for text in as_markdown(open_page("logframe", lang=language)) if "-badge[" in text]
    states = [text for text in badges if any(say(word) in text for word in RATINGS.values())]
    assert len(states) == 12
    assert all(":material/" in text for text in states)
    assert not any(colour in text for text in states for colour in (":red", ":green"))


def test_all_shipped_figures_are_marked_as_examples(open_page, as_markdown):
    said = as_markdown(open_page("logframe"))
    assert sum("badge[example]" in text for text in said) == 12
    assert any("made up to show how it looks" in text for text in said)


def test_an_indicator_can_be_linked_to_and_says_who_is_responsible(open_page, as_markdown):
    said = "\n".join(as_markdown(open_page("logframe", indicator="demo-radio"))).replace("\\", "")
    assert "Responsible: Communications officer" in said
    assert "Values are entered, each with its evidence" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_bare_percentage_and_no_jargon(open_page, as_markdown, language):
    deeper = ("Wilson", "Kaplan")
    said = "\n".join(
        text for text in as_markdown(open_page("logframe", lang=language)) if not any(name in text for name in deeper)
    )
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden", said, re.IGNORECASE)


def test_the_preventive_share_has_its_range_and_its_number(open_page, tables):
    (shares,) = [frame for frame in tables(open_page("logframe")) if "Preventive, of 100 activities" in frame]
    assert {"Likely from", "Likely to", "Activities"} <= set(shares.columns)


def test_only_the_operator_is_offered_a_way_in(open_page, as_operator):
    assert open_page("logframe").get("file_uploader")
    assert not open_page("logframe", view="public").get("file_uploader")


def test_an_empty_register_says_how_to_fill_it(open_page, store):
    screen = open_page("logframe", store=store.address)
    assert not screen.exception
    assert any("--register indicator" in node.value for node in screen.code)


def test_what_people_wrote_is_never_markup(open_page, store, as_markdown, as_operator):
    texts = dict.fromkeys(("title", "definition", "unit", "responsible", "means"), HOSTILE)
    keep(store, INDICATOR, {"record_id": "i", "level": "goal", "baseline": 1.0} | texts)
    screen = open_page("logframe", store=store.address)
    assert not screen.exception
    assert not any("<script>" in text for text in as_markdown(screen))
