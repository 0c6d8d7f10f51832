"""Pictures of waits, of the ring and of the week, before anything draws them."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from components.incidents.charts_response import (
    COVER_INNER,
    INNER,
    OUTER,
    STATE_COLOURS,
    STATE_SIGNS,
    build_curves,
    build_ring,
    build_waits_by,
    build_week,
    ring_slices,
)
from usalama.incidents.response.cover_ring import CoverState
from usalama.incidents.response.responder_words import RESPONDER_NAMES
from usalama.language import load_language


class Visit:
    """All that a picture asks of a visit."""

    _ = staticmethod(load_language("en").text)


def ring(counts, state="covered"):
    rows = pd.DataFrame({"hour": range(24), "incident_count": counts, "state": state})
    return rows.assign(hour_name=[f"{hour:02d}" for hour in range(24)])


def specification(chart):
    return chart.to_dict()


def test_every_state_of_cover_has_a_colour_and_a_sign_of_its_own():
    assert set(STATE_COLOURS) == set(STATE_SIGNS) == {str(one) for one in CoverState}
    assert len(set(STATE_COLOURS.values())) == len(set(STATE_SIGNS.values())) == len(CoverState)


def test_slices_go_once_round_the_clock_from_midnight():
    slices = ring_slices(ring([10] * 24))
    assert slices.start.iloc[0] == 0
    assert slices.end.iloc[-1] == pytest.approx(2 * math.pi)
    assert slices.end[:-1].tolist() == pytest.approx(slices.start[1:].tolist())


def test_the_area_of_a_slice_is_in_proportion_to_its_incidents():
    slices = ring_slices(ring([40, 10] * 12))
    area = slices.reach**2 - INNER**2
    assert area[0] / area[1] == pytest.approx(4)
    assert slices.reach.max() == pytest.approx(OUTER)
    assert OUTER < COVER_INNER


@pytest.mark.parametrize("counts", [[0] * 24, [float("nan")] * 24])
def test_a_ring_without_incidents_is_an_empty_ring(counts):
    assert set(ring_slices(ring(counts)).reach) == {INNER}


def test_pictures_can_be_made_and_bear_names_for_people():
    curves = pd.DataFrame(
        {"responder": "police", "responder_name": "Police", "minutes": [0.0, 5.0], "reached": [0.0, 40.0]}
    ).assign(reached_lower=[0.0, 30.0], reached_upper=[0.0, 50.0])
    waits = pd.DataFrame(
        {"group_name": ["Kisumu"], "responder": ["police"], "responder_name": ["Police"], "call_count": [40]}
    ).assign(within_30=[50.0], within_30_lower=[40.0], within_30_upper=[60.0])
    week = pd.DataFrame({"weekday": [4], "block_name": ["20:00-00:00"], "incident_count": [90.0], "residual": [5.0]})
    week = week.assign(usual_lower=[40.0], usual_upper=[60.0], is_more=[True], is_less=[False])
    names = {str(state): str(state) for state in CoverState}
    for chart in (
        build_curves(curves, Visit),
        build_waits_by(waits, Visit),
        build_week(week, Visit),
        build_ring(ring([3] * 24), names, Visit),
    ):
        assert len(specification(chart)["layer"]) >= 2


def test_a_responder_has_the_same_colour_wherever_others_are_missing():
    def colours(names):
        rows = pd.DataFrame({"responder": names, "responder_name": [RESPONDER_NAMES[one] for one in names]})
        rows = rows.assign(minutes=1.0, reached=1.0, reached_lower=1.0, reached_upper=1.0)
        scale = specification(build_curves(rows, Visit))["layer"][1]["encoding"]["color"]["scale"]
        return dict(zip(scale["domain"], scale["range"], strict=True))

    assert colours(["police"])["Police"] == colours(["residents", "private_security", "police"])["Police"]


def test_a_block_that_stands_out_has_a_sign_beside_its_colour():
    rows = pd.DataFrame({"weekday": [0, 1], "block_name": ["00:00-04:00"] * 2, "residual": [5.0, -5.0]})
    rows = rows.assign(
        incident_count=1.0, usual_lower=0.0, usual_upper=2.0, is_more=[True, False], is_less=[False, True]
    )
    data = (
        build_week(rows, Visit).layer[1].data if build_week(rows, Visit).data is None else build_week(rows, Visit).data
    )
    assert data.sign.tolist() == ["+", "−"]
