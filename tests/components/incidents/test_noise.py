"""The picture of months in which nothing changed."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from components.incidents.noise import build_noise
from tests.components.incidents.drawn import marks
from usalama.language import load_language

VISIT = SimpleNamespace(_=load_language("en").text)


def test_noise_rings_the_months_that_a_hasty_rule_calls():
    rows = pd.DataFrame(
        {
            "number": [1, 2, 3],
            "drawn_count": [10, 14, 9],
            "usual_lower": 5.0,
            "usual_upper": 17.0,
            "is_called": [False, True, False],
        }
    )
    chart = build_noise(SimpleNamespace(rows=rows), VISIT)
    assert [row["number"] for row in marks(chart, "point")[0]["rows"]] == [2]
    quiet = build_noise(SimpleNamespace(rows=rows.assign(is_called=False)), VISIT)
    assert marks(quiet, "point")[0]["rows"] == []
