"""Named changes and shown intervals in worlds of which the truth is known; the full run is ``make calibration``."""

from __future__ import annotations

import pytest

from benchmarks.calibration.changes import WORLDS, outcome

QUICK = ("variance 3 x mean", "counties wander by 15 %", "doubled in one, wander 15 %")


@pytest.mark.parametrize("world", [world for world in WORLDS if world.name in QUICK], ids=lambda world: world.name)
def test_changes_are_named_as_often_as_promised(world):
    found = outcome(world, views=60)
    assert found.holds, f"{found.share:.2f} of views, rates {found.rates}, ratios {found.ratios}"
