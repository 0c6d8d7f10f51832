"""Pictures of waits, before anything draws them."""

from __future__ import annotations

import pandas as pd

from components.incidents.response import build_curves, build_waits_by
from components.incidents.week_blocks import build_week
from usalama.incidents.response.responders import RESPONDER_NAMES
from usalama.language import load_language


class Visit:
    """All that a picture asks of a visit."""

    _ = staticmethod(load_language("en").text)


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
        build_curves(curves, Visit),
        build_waits_by(waits, Visit),
        build_week(week, Visit),
    ):
        assert len(specification(chart)["layer"]) >= 2


def test_a_responder_has_the_same_colour_wherever_others_are_missing():
    def colours(names):
        rows = pd.DataFrame({"responder": names, "responder_name": [RESPONDER_NAMES[one] for one in names]})
        rows = rows.assign(minutes=1.0, reached=1.0, reached_lower=1.0, reached_upper=1.0)
        scale = specification(build_curves(rows, Visit))["layer"][1]["encoding"]["color"]["scale"]
        return dict(zip(scale["domain"], scale["range"], strict=True))

    assert colours(["police"])["Police"] == colours(["residents", "private_security", "police"])["Police"]
