"""The picture of the verdict: ratios with their ranges in words, around no change."""

from __future__ import annotations

import pandas as pd

from components.effect.effect import build_event_study, build_ratios
from tests.components.incidents.drawn import Reader, marks

ROWS = pd.DataFrame(
    {"name": ["Main result", "Counting alike"], "value": [0.86, 0.9], "lower": [0.82, None], "upper": [0.91, None]}
)


def test_a_ratio_says_its_range_and_one_without_a_range_says_none():
    dots = marks(build_ratios(ROWS, Reader()), "circle")[0]["rows"]
    assert [row["told"] for row in dots] == ["Main result: 0.86 (likely 0.82 to 0.91)", "Counting alike: 0.90"]


def test_the_line_of_no_change_carries_its_name():
    texts = [row for text in marks(build_ratios(ROWS, Reader()), "text") for row in text["rows"]]
    assert {"one": 1.0, "label": "no change"} in texts


def test_a_month_around_joining_speaks_in_words():
    study = pd.DataFrame(
        {
            "months_since": [-1, 0],
            "value": [1.0, 0.8],
            "lower": [None, 0.7],
            "upper": [None, 0.9],
            "county_count": [9, 9],
        }
    )
    said = [row["told"] for row in marks(build_event_study(study, Reader()), "point")[0]["rows"]]
    assert said == ["Months since joining -1: 1.00", "Months since joining 0: 0.80 (likely 0.70 to 0.90)"]
