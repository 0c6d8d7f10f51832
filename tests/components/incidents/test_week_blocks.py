"""The picture of the week, before anything draws it."""

from __future__ import annotations

import pandas as pd

from components.incidents.week_blocks import build_week, build_weeks
from tests.components.incidents.drawn import Reader


def test_a_block_that_stands_out_has_a_sign_beside_its_colour():
    rows = pd.DataFrame({"weekday": [0, 1], "block_name": ["00:00-04:00"] * 2, "residual": [5.0, -5.0]})
    rows = rows.assign(
        incident_count=1.0, usual_lower=0.0, usual_upper=2.0, is_more=[True, False], is_less=[False, True]
    )
    data = build_week(rows, Reader).data
    assert data.sign.tolist() == ["+", "−"]
    assert data.said.tolist()[0] == "Mon 00:00-04:00: 1 incidents, usually 0 to 2"


def test_places_have_a_strip_each_that_says_whose_it_is():
    rows = pd.DataFrame({"weekday": [0, 0], "block_name": ["00:00-04:00"] * 2, "residual": [5.0, float("nan")]})
    rows = rows.assign(incident_count=1.0, usual_lower=0.0, usual_upper=2.0, is_more=True, is_less=False)
    chart = build_weeks(rows.assign(place_name=["Kisumu", "Lamu"]), Reader)
    assert [text.partition(",")[0] for text in chart.data.said] == ["Kisumu"]
    assert chart.to_dict()["layer"][0]["encoding"]["xOffset"]["field"] == "block_name"
