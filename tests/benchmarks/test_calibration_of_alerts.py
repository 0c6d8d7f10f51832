"""The figure for false alerts and the share of doublings caught hold in a world in which nothing changes."""

from __future__ import annotations

import pytest

from benchmarks.calibration.alerts import Outcome, outcome


def test_the_figures_shown_are_those_of_a_small_world():
    found = outcome(seed=1, series=150, months=60)
    assert found.alerts_a_month == pytest.approx(found.alerts_shown, rel=0.35)
    assert found.caught == pytest.approx(found.caught_shown, rel=0.15)
    assert 0.3 < found.caught < 0.7


@pytest.mark.parametrize(("alerts", "caught", "holds"), [(5.0, 0.5, True), (6.3, 0.5, False), (5.0, 0.3, False)])
def test_a_figure_off_by_more_than_a_quarter_does_not_hold(alerts, caught, holds):
    assert Outcome(1, alerts, 5.0, caught, 0.5).holds is holds
