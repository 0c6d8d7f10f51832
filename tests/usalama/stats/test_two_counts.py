"""Two counts compared as others do it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from usalama.stats.ratios import rate_ratio
from usalama.stats.two_counts import z_of_known_mean, z_of_two_counts

REFERENCE = json.loads((Path(__file__).parents[2] / "reference" / "r42_poisson_z_change.json").read_text())


def test_both_z_and_the_exact_p_equal_those_of_r():
    before, after = REFERENCE["input"]["pre"], REFERENCE["input"]["post"]
    expected, tolerance = REFERENCE["expected"], REFERENCE["tolerance"]["abs"]
    assert z_of_known_mean(before, after) == pytest.approx(expected["z_baseline_known"], abs=tolerance)
    assert z_of_two_counts(before, after) == pytest.approx(expected["z_two_counts"], abs=tolerance)
    assert rate_ratio(after, 1, before, 1).p_value == pytest.approx(expected["p_exact"], abs=tolerance)
