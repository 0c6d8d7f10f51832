"""Public curves of waits: steps of rounded counts that follow each other, subtracted from one another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.attacks.test_subtraction import range_behind
from usalama.disclosure import public_count
from usalama.incidents.response.waits import FEWEST_CALLS_SHOWN, PUBLIC_MINUTES, reached_within, waits_of

FEW_SEEDS, SEEDS = 40, 200


def random_calls(seed: int) -> pd.DataFrame:
    generator = np.random.default_rng(seed)
    size = int(generator.choice([20, 25, 40, 80, 200]))
    minutes = np.ceil(generator.lognormal(3, 1, size))
    is_reached = generator.random(size) < generator.choice([0.2, 0.6, 0.95])
    rows = pd.DataFrame({"response_minutes": np.where(is_reached, minutes, 5000), "is_watched": True})
    return rows.assign(responded_count=is_reached.astype(int), waiting_count=(~is_reached).astype(int))


def steps_between(shown: list[int | None]) -> list[tuple[int, int]]:
    """The least and the most calls between each two neighbours of a rising row of shown counts."""
    behind = np.array([range_behind(one) for one in shown])
    lower, upper = np.maximum.accumulate(behind[:, 0]), np.minimum.accumulate(behind[::-1, 1])[::-1]
    return [
        (max(int(lower[place] - upper[place - 1]), 0), int(upper[place] - lower[place - 1]))
        for place in range(1, len(shown))
    ]


@pytest.mark.parametrize("seeds", [FEW_SEEDS, pytest.param(SEEDS, marks=pytest.mark.long)])
def test_no_group_of_calls_between_two_steps_is_recovered(seeds):
    found = 0
    for seed in range(seeds):
        own = random_calls(seed)
        if waits_of(own, is_exact=False) is None:
            continue
        reached = [reached_within(own, step, is_exact=True)[0] for step in PUBLIC_MINUTES]
        truth = np.diff([*reached, len(own)])
        ranges = steps_between([*(public_count(one) for one in reached), public_count(len(own))])
        for count, (least, most) in zip(truth, ranges, strict=True):
            assert least <= count <= most
            found += least == most and count > 0
    assert found == 0


def test_the_attack_works_on_exact_counts():
    own = random_calls(1)
    reached = [reached_within(own, step, is_exact=True)[0] for step in PUBLIC_MINUTES]
    assert any(np.diff(reached) == 1)


def test_the_public_curve_tells_nothing_but_those_counts():
    for seed in range(100):
        own = random_calls(seed)
        waits = waits_of(own, is_exact=False)
        if waits is None:
            assert len(own) < FEWEST_CALLS_SHOWN or public_count(int(own.responded_count.sum())) is None
            continue
        assert waits.curve.n == public_count(len(own))
        told = {int(step) for step in waits.curve.minutes}
        assert told <= set(PUBLIC_MINUTES)
