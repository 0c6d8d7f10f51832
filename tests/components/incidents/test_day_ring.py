"""The ring of the day, before anything draws it."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from components.incidents.day_ring import COVER_INNER, INNER, OUTER, STATE_COLOURS, STATE_SIGNS, build_ring, ring_slices
from tests.components.incidents.drawn import Reader
from usalama.incidents.response.cover_ring import CoverState


def ring(counts, state="covered"):
    rows = pd.DataFrame({"hour": range(24), "incident_count": counts, "state": state})
    return rows.assign(hour_name=[f"{hour:02d}" for hour in range(24)])


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


def test_a_ring_can_be_made_and_has_the_hours_inside_and_their_cover_around():
    chart = build_ring(ring([3] * 24), {str(state): str(state) for state in CoverState}, Reader)
    assert len(chart.to_dict()["layer"]) >= 2
