"""Pictures of waits, before anything draws them."""

from __future__ import annotations

import pandas as pd

from components.incidents.response import EVERYBODY, build_curves, build_reached
from components.incidents.waits_by import build_waits_by
from components.incidents.week_blocks import build_week
from tests.components.incidents.drawn import Reader
from usalama.incidents.response.responders import RESPONDER_NAMES


def specification(chart):
    return chart.to_dict()


def test_pictures_can_be_made_and_bear_names_for_people():
    curves = pd.DataFrame(
        {"responder": "police", "responder_name": "Police", "minutes": [0.0, 5.0], "reached": [0.0, 40.0]}
    ).assign(reached_lower=[0.0, 30.0], reached_upper=[0.0, 50.0])
    waits = pd.DataFrame(
        {"group_name": ["Kisumu"], "responder": ["police"], "responder_name": ["Police"], "call_count": [40]}
    ).assign(within_30=[50.0], within_30_lower=[40.0], within_30_upper=[60.0])
    week = pd.DataFrame({"weekday": [4], "block_name": ["20:00-00:00"], "incident_count": [90.0], "residual": [5.0]})
    week = week.assign(usual_lower=[40.0], usual_upper=[60.0], is_more=[True], is_less=[False])
    for chart in (
        build_curves(curves, Reader),
        build_waits_by(waits, Reader),
        build_reached(waits, Reader),
        build_week(week, Reader),
    ):
        assert len(specification(chart)["layer"]) >= 2


def test_who_comes_is_one_bar_each_with_its_number_and_a_sentence_and_nobody_is_no_bar():
    rows = pd.DataFrame(
        {"responder": [EVERYBODY, "police", "none"], "responder_name": ["All calls", "Police", "Nobody"]}
    )
    rows = rows.assign(
        within_30=[40.2, 24.0, 0.0], within_30_lower=[38.0, 20.0, 0.0], within_30_upper=[42.0, 28.0, 0.0]
    )
    data = build_reached(rows, Reader).data
    assert data.responder_name.tolist() == ["All calls", "Police"]
    assert data.said.tolist()[0] == "All calls: 40 of 100 calls reached within 30 minutes, likely 38 to 42"


def test_a_responder_has_the_same_colour_wherever_others_are_missing():
    def colours(names):
        rows = pd.DataFrame({"responder": names, "responder_name": [RESPONDER_NAMES[one] for one in names]})
        rows = rows.assign(minutes=1.0, reached=1.0, reached_lower=1.0, reached_upper=1.0)
        scale = specification(build_curves(rows, Reader))["layer"][1]["encoding"]["color"]["scale"]
        return dict(zip(scale["domain"], scale["range"], strict=True))

    assert colours(["police"])["Police"] == colours(["residents", "private_security", "police"])["Police"]
