"""Points on the map: small to send, precise to a metre, numbers only, and everything from this server."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from components.maps.marks import STEPS_PER_DEGREE, MarkKind, Marks

HOSTILE = "</script><img src=x onerror=alert(1)>${alert(1)}`"


def sent(message):
    return np.frombuffer(base64.b64decode(message["points"]), "<i4").reshape(-1, 2) / STEPS_PER_DEGREE


@pytest.mark.parametrize("kind", MarkKind)
def test_points_arrive_to_a_metre(kind):
    points = [[-1.2345678, 36.8765432], [4.5, 34.0]]
    assert sent(Marks(kind, points).message()) == pytest.approx(np.array(points), abs=0.5 / STEPS_PER_DEGREE)


@pytest.mark.parametrize("kind", MarkKind)
@pytest.mark.parametrize("points", [[[HOSTILE, 36.8]], [["-1.2", "36.8"]], [[None, 36.8]], [[float("nan"), 1.0]]])
def test_anything_but_finite_numbers_is_refused(kind, points):
    with pytest.raises((ValueError, TypeError)):
        Marks(kind, points).message()


@pytest.mark.parametrize("kind", MarkKind)
def test_no_points_are_an_empty_message(kind):
    assert Marks(kind, []).message()["points"] == ""


@pytest.mark.parametrize("kind", MarkKind)
def test_every_library_comes_from_this_server(kind):
    message = Marks(kind, []).message()
    assert message["scripts"]
    assert all(address.startswith("/vendor/") for address in (*message["scripts"], *message["styles"]))


def test_a_thousand_points_are_about_eleven_kilobytes():
    points = np.random.default_rng(7).normal(0, 1, (1000, 2))
    assert len(Marks(MarkKind.CLUSTERS, points).message()["points"]) < 11_000
