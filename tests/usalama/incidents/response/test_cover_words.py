"""Hours that nobody covers, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from usalama.incidents.response.cover_words import (
    cover_sentences,
    no_cover_sentence,
    other_nature_sentence,
    too_few_areas_sentence,
)
from usalama.model import Estimate, Flag, Nature

SOME = Estimate(120.4, 101.2, 141.9, 1102, "test")


def said(uncovered=(), some_days=(), estimate=SOME):
    states = [
        "uncovered" if hour in uncovered else "some_days" if hour in some_days else "covered" for hour in range(24)
    ]
    rows = pd.DataFrame({"hour": range(24), "state": states})
    return [str(one) for one in cover_sentences(rows, estimate, 7, 2)]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([1, 2, 3], "01:00-04:00"),
        ([23, 0, 1], "23:00-02:00"),
        ([1, 5], "01:00-02:00, 05:00-06:00"),
        (range(24), "00:00-00:00"),
    ],
)
def test_uncovered_hours_are_named_as_spans(hours, words):
    assert f"No cover is recorded in the hours {words}, on any day." in said(hours)


def test_incidents_of_those_hours_have_range_and_base():
    assert said([1])[-1] == "About 120 of 1102 incidents happened in those hours (likely 101 to 142)."


@pytest.mark.parametrize("flag", [Flag.HIDDEN, Flag.NO_DATA, Flag.UNSTABLE])
def test_few_incidents_are_too_few_to_say(flag):
    assert said([1], estimate=Estimate(3, 1, 8, 20, "test", flag))[-1].startswith("Too few incidents")


def test_days_that_differ_are_said_apart():
    sentences = said([3], [1, 2])
    assert "No cover is recorded in the hours 03:00-04:00, on any day." in sentences
    assert "On some days no cover is recorded in the hours 01:00-03:00." in sentences


def test_a_covered_day_promises_nothing_about_safety():
    sentences = said()
    assert len(sentences) == 2
    assert "at least one" in sentences[1]
    assert not any("safe" in one for one in sentences)


def test_why_there_is_nothing_to_lay_over_the_incidents_is_said():
    assert str(no_cover_sentence()).startswith("No cover recorded")
    assert "synthetic" in str(other_nature_sentence(Nature.SYNTHETIC, Nature.TEST))
    assert "fewer than 8 areas" in str(too_few_areas_sentence(8))
