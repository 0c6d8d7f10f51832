"""Logframe: states in words and shapes, examples marked, the workbook, and what it shows when there is nothing."""

from __future__ import annotations

import re

import pytest

from components.programme.logframe import SIGNS
from tests.register_records import HOSTILE, keep
from usalama.language import LANGUAGES, load_language
from usalama.programme.progress.logframe import RATINGS
from usalama.registers import INDICATOR


def titled(screen):
    return [node.value for node in screen.title] == ["Rollout"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_its_state_in_a_word_beside_a_shape(open_page, tables, language):
    say = load_language(language).text
    screen = open_page("rollout", tab="targets", lang=language)
    marks = next(frame for frame in tables(screen) if {"rating", "brief"} <= set(frame))
    assert len(marks) == 12
    for mark in marks.itertuples():
        assert mark.brief.replace("\n", " ").startswith(f"{say(RATINGS[mark.rating])}: ")
    shapes = [shape for shape, _colour in SIGNS.values()]
    assert len(set(shapes)) == len(RATINGS)
    assert set(SIGNS) == set(RATINGS)
    assert not any(colour in ("red", "green") for _shape, colour in SIGNS.values())


def test_the_whole_programme_is_meant_and_all_shipped_figures_are_marked_as_examples(open_page, tables):
    screen = open_page("rollout", tab="targets")
    assert titled(screen)
    said = "\n".join(chart.proto.alt for chart in screen.get("vega_lite_chart"))
    assert "Of 12 indicators:" in said
    assert "All are examples: their figures were made up to show how it looks." in said
    assert "the whole programme" in said
    (table,) = [frame for frame in tables(screen) if "example" in frame and "Level" in frame]
    assert (table["example"] == "example").sum() == 12


def test_a_value_stands_between_its_baseline_and_its_target(open_page, tables):
    marks = next(frame for frame in tables(open_page("rollout", tab="targets")) if {"rating", "way"} <= set(frame))
    reached = marks[marks.rating == "reached"]
    assert len(reached)
    assert (reached.way >= 100).all()
    assert (marks[marks.rating == "behind"].way < 80).all()


def test_an_indicator_can_be_linked_to_and_says_who_is_responsible(open_page, as_markdown):
    said = "\n".join(as_markdown(open_page("rollout", tab="targets", indicator="demo-radio"))).replace("\\", "")
    assert "Responsible: Communications officer" in said
    assert "Values are entered, each with its evidence" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_bare_percentage_and_no_jargon(open_page, as_markdown, language):
    screen = open_page("rollout", tab="targets", lang=language)
    texts = [*as_markdown(screen), *(chart.proto.alt for chart in screen.get("vega_lite_chart"))]
    said = "\n".join(text for text in texts if "Wilson" not in text and "Kaplan" not in text)
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden", said, re.IGNORECASE)


def test_the_preventive_share_has_its_range_and_its_number(open_page, tables):
    (shares,) = [
        frame for frame in tables(open_page("rollout", tab="targets")) if "Preventive, of 100 activities" in frame
    ]
    assert {"Likely from", "Likely to", "Activities"} <= set(shares.columns)


def test_only_the_operator_is_offered_a_way_in(open_page, as_operator):
    assert open_page("rollout", tab="targets").get("file_uploader")
    assert not open_page("rollout", tab="targets", view="public").get("file_uploader")


def test_an_empty_register_says_how_to_fill_it(open_page, store):
    screen = open_page("rollout", tab="targets", store=store.address)
    assert not screen.exception
    assert any("--register indicator" in node.value for node in screen.code)


def test_what_people_wrote_is_never_markup(open_page, store, as_markdown, as_operator):
    texts = dict.fromkeys(("title", "definition", "unit", "responsible", "means"), HOSTILE)
    keep(store, INDICATOR, {"record_id": "i", "level": "goal", "baseline": 1.0} | texts)
    screen = open_page("rollout", tab="targets", store=store.address)
    assert not screen.exception
    assert not any("<script>" in text for text in as_markdown(screen))
