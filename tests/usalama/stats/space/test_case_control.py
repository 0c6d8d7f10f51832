"""Reports of one kind beside all reports: what follows people alone does not stand out."""

from __future__ import annotations

import h3
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from usalama.model import Flag
from usalama.stats.space.case_control import beside_all
from usalama.stats.space.gi_star import Verdict, hot_spots
from usalama.stats.space.neighbourhoods import disk_neighbours

CELLS = list(h3.grid_disk(h3.latlng_to_cell(-0.1, 34.75, 7), 6))
NEIGHBOURS = disk_neighbours(CELLS)
SIZE = len(CELLS)


def judged(cases, everything):
    return beside_all((cases, cases), (everything, everything), NEIGHBOURS)


def town(generator):
    """Many reports where many people are."""
    place = np.arange(SIZE)
    return generator.poisson(10 + 400 * np.exp(-place / 8))


def test_a_town_is_hot_by_counts_and_not_beside_all_reports():
    generator = np.random.default_rng(1)
    everything = town(generator)
    cases = generator.binomial(everything, 0.3)
    assert (hot_spots(cases, cases, NEIGHBOURS, generator).verdict == Verdict.MORE).sum() >= 5
    assert (judged(cases, everything).verdict == Verdict.MORE).sum() == 0


def test_where_one_kind_makes_up_more_it_stands_out():
    generator = np.random.default_rng(2)
    everything = town(generator) + 30
    cases = generator.binomial(everything, 0.2)
    far = NEIGHBOURS[60][NEIGHBOURS[60] >= 0]
    cases[far] = generator.binomial(everything[far], 0.7)
    found = judged(cases, everything)
    assert found.verdict[60] == Verdict.MORE
    estimate = found.estimate(60)
    assert 1 < estimate.lower < estimate.value < estimate.upper


def test_p_is_that_of_the_exact_test_of_fisher():
    generator = np.random.default_rng(3)
    everything = generator.poisson(20, SIZE)
    cases = generator.binomial(everything, 0.4)
    found = judged(cases, everything)
    inside = NEIGHBOURS[0]
    a, n = int(cases[inside].sum()), int(everything[inside].sum())
    table = [[a, n - a], [int(cases.sum()) - a, int(everything.sum() - cases.sum()) - (n - a)]]
    tails = [fisher_exact(table, alternative=side).pvalue for side in ("greater", "less")]
    assert found.p[0] == pytest.approx(min(1, 2 * min(tails)), rel=1e-9)
    share = cases.sum() / everything.sum()
    limits = binomtest(a, n).proportion_ci(0.95, "exact")
    assert found.ratio_lower[0] == pytest.approx(limits.low / share)
    assert found.ratio_upper[0] == pytest.approx(limits.high / share)


def test_labels_given_by_chance_seldom_stand_out():
    found = []
    for seed in range(60):
        generator = np.random.default_rng(seed)
        everything = town(generator)
        verdict = judged(generator.binomial(everything, 0.25), everything).verdict
        found.append(((verdict == Verdict.MORE) | (verdict == Verdict.FEWER)).any())
    assert np.mean(found) <= 0.08


def test_where_too_few_are_expected_nothing_is_said():
    everything, cases = np.full(SIZE, 2), np.zeros(SIZE)
    cases[:5] = 1
    found = judged(cases, everything)
    assert set(found.verdict) == {Verdict.TOO_FEW}
    assert found.estimate(0).flag is Flag.UNSTABLE


def test_no_case_anywhere_is_no_error():
    found = judged(np.zeros(SIZE), np.full(SIZE, 50))
    assert set(found.verdict) == {Verdict.TOO_FEW}
    assert (found.p == 1).all()
    assert set(judged(np.zeros(SIZE), np.zeros(SIZE)).verdict) == {Verdict.TOO_FEW}


def test_when_every_report_is_of_the_kind_nothing_stands_out():
    everything = np.full(SIZE, 40)
    assert set(judged(everything, everything).verdict) == {Verdict.USUAL}


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_hidden_counts_make_a_verdict_weaker_and_never_turn_it_round(seed):
    generator = np.random.default_rng(seed)
    everything = generator.poisson(25, SIZE)
    cases = generator.binomial(everything, 0.4)
    cases[NEIGHBOURS[0]] = everything[NEIGHBOURS[0]]
    is_hidden = (cases > 0) & (cases < 8)
    low, high = np.where(is_hidden, 1, cases), np.where(is_hidden, 7, cases)
    between = beside_all((low, high), (everything, everything), NEIGHBOURS)
    truth = judged(cases, everything)
    assert (between.cases_lower <= truth.cases_lower).all()
    assert (between.cases_upper >= truth.cases_upper).all()
    assert (truth.ratio[between.verdict == Verdict.MORE] > 1).all()
    assert (truth.ratio[between.verdict == Verdict.FEWER] < 1).all()
