from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from usalama.errors import InputRefused
from usalama.model import Flag
from usalama.stats.sampling.survey import half_limits, kish_effective_n, survey_share

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r48_survey_two_stage.json").read_text())
EXPECTED, TOLERANCE = REFERENCE["expected"], REFERENCE["tolerance"]["rel"]
COLUMN = {name: np.array(values, dtype=float) for name, values in REFERENCE["input"].items()}
DESIGN = (COLUMN["w"], COLUMN["stratum"], COLUMN["psu"])


def near(number):
    return pytest.approx(number, rel=TOLERANCE)


def test_taking_others_out_first_would_give_another_error():
    is_victim = COLUMN["victim"] == 1
    taken_out = survey_share(COLUMN["reported"][is_victim], *(column[is_victim] for column in DESIGN))
    assert taken_out.value == near(EXPECTED["reported_share"])
    assert taken_out.standard_error != near(EXPECTED["reported_se"])


def test_who_gave_no_answer_is_outside_the_domain():
    by_answer = survey_share(COLUMN["reported"], *DESIGN)
    assert by_answer == survey_share(COLUMN["reported"], *DESIGN, domain=COLUMN["victim"] == 1)


def test_a_design_effect_under_one_is_told():
    # Strata that hold nothing but yes or nothing but no leave no doubt about the share.
    answers = np.repeat([1.0, 0.0], 50)
    answers[0] = 0.0
    share = survey_share(answers, np.ones(100), np.repeat([1, 2], 50), np.arange(100) // 5)
    assert 0 < share.design_effect < 1


def samples():
    return st.builds(_sample, st.integers(0, 2**32 - 1), st.floats(0.2, 0.8))


def _sample(seed, chance):
    generator = np.random.default_rng(seed)
    n = 120
    return {
        "answer": (generator.random(n) < chance).astype(float),
        "weight": generator.uniform(0.5, 5, n),
        "stratum": np.arange(n) // 40,
        "cluster": np.arange(n) // 8,
    }


@given(samples(), st.floats(0.001, 1000))
def test_the_unit_of_the_weights_does_not_matter(sample, factor):
    one, other = survey_share(**sample), survey_share(**sample | {"weight": sample["weight"] * factor})
    assert (one.value, one.standard_error, one.lower) == pytest.approx((other.value, other.standard_error, other.lower))


@given(samples())
def test_yes_and_no_are_mirrored(sample):
    yes, no = survey_share(**sample), survey_share(**sample | {"answer": 1 - sample["answer"]})
    assert yes.value + no.value == pytest.approx(1)
    assert yes.standard_error == pytest.approx(no.standard_error)
    assert (yes.lower, yes.upper) == pytest.approx((1 - no.upper, 1 - no.lower))
    assert 0 < yes.lower <= yes.value <= yes.upper < 1


@given(samples())
def test_more_confidence_is_never_narrower(sample):
    narrow, wide = survey_share(**sample, confidence=0.8), survey_share(**sample, confidence=0.95)
    assert wide.lower < narrow.lower <= narrow.upper < wide.upper


@given(samples())
def test_a_simple_sample_has_the_error_of_textbooks(sample):
    n = len(sample["answer"])
    share = survey_share(sample["answer"], np.ones(n), np.zeros(n), np.arange(n))
    simple = math.sqrt(share.value * (1 - share.value) / (n - 1))
    assert share.standard_error == pytest.approx(simple)
    assert share.design_effect == pytest.approx(1)
    assert share.effective_n == pytest.approx(n)


def test_a_whole_stratum_drawn_leaves_no_doubt_of_drawing():
    sample = _sample(1, 0.5)
    half = survey_share(**sample, sampled_fraction=0.5)
    assert half.standard_error == pytest.approx(survey_share(**sample).standard_error * math.sqrt(0.5))


def test_a_stratum_of_one_cluster_is_refused_by_its_name():
    with pytest.raises(InputRefused, match="Stratum coast has a single cluster"):
        survey_share([1, 0, 1], [1, 1, 1], ["inland", "inland", "coast"], [1, 2, 3])


def test_clusters_of_one_name_in_two_strata_are_two():
    answers, ones = np.tile([1.0, 0.0, 1.0], 40), np.ones(120)
    strata = np.repeat(["a", "b"], 60)
    same = survey_share(answers, ones, strata, np.tile(np.repeat(np.arange(6), 10), 2))
    different = survey_share(answers, ones, strata, np.arange(120) // 10)
    assert same == different


@pytest.mark.parametrize(("n", "flag"), [(24, Flag.HIDDEN), (25, Flag.UNSTABLE), (49, Flag.UNSTABLE), (50, Flag.OK)])
def test_few_answers_are_told_with_a_warning_or_not_at_all(n, flag):
    share = survey_share(np.arange(n) % 3 == 0, np.ones(n), np.zeros(n), np.arange(n))
    assert share.flag is flag
    assert (share.value is None) == (flag is Flag.HIDDEN)
    assert share.estimate().n == n


def test_nobody_is_no_data():
    share = survey_share([1, 0], [1, 1], [1, 1], [1, 2], domain=[False, False])
    assert (share.flag, share.value, share.n) == (Flag.NO_DATA, None, 0)


def test_a_domain_met_in_one_cluster_has_no_interval():
    answers = np.tile([1.0, 0.0], 60)
    share = survey_share(answers, np.ones(120), np.zeros(120), np.arange(120) // 40, domain=np.arange(120) < 40)
    assert (share.flag, share.value) == (Flag.HIDDEN, None)
    assert "too few clusters" in str(share.caveat)


@pytest.mark.parametrize("said", [0.0, 1.0])
def test_when_all_agree_the_interval_is_the_exact_one(said):
    share = survey_share(np.full(60, said), np.ones(60), np.zeros(60), np.arange(60) // 6)
    exact = binomtest(int(said * 60), 60).proportion_ci(0.95, "exact")
    assert (share.lower, share.upper) == pytest.approx((exact.low, exact.high))
    assert math.isnan(share.design_effect)


def test_clusters_that_agree_to_the_letter_do_not_make_it_certain():
    share = survey_share(np.tile([1.0, 0.0], 30), np.ones(60), np.zeros(60), np.arange(60) // 6)
    assert share.value == pytest.approx(0.5)
    assert share.upper - share.lower > 0.2


@pytest.mark.parametrize(
    "changed", [{"weight": [1, -1]}, {"answer": [1, 2]}, {"stratum": [1]}, {"weight": [1, math.nan]}]
)
def test_what_cannot_be_is_refused(changed):
    sample = {"answer": [1, 0], "weight": [1, 1], "stratum": [1, 1], "cluster": [1, 2]}
    with pytest.raises(ValueError, match=r"must be|cannot be|is 0, 1"):
        survey_share(**sample | changed)


def test_effective_n_of_equal_weights_is_their_number():
    assert kish_effective_n(np.full(40, 2.5)) == pytest.approx(40)
    assert kish_effective_n([0.0, 0.0]) == 0
    with pytest.raises(ValueError, match="negative"):
        kish_effective_n([1, -1])


def test_effective_n_of_unequal_weights_is_that_of_the_formula():
    # Half the sample at weight 1, half at 3: (50 + 150)² / (50 + 450) = 80.
    assert kish_effective_n(np.repeat([1.0, 3.0], 50)) == pytest.approx(80)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_effective_n_lies_between_one_and_the_number(weights):
    assert 1 - 1e-9 <= kish_effective_n(weights) <= len(weights) + 1e-9


def test_intervals_cover_the_truth_as_often_as_they_say():
    generator, covered, runs, chance = np.random.default_rng(11), 0, 1_000, 0.3
    strata, clusters = np.repeat(np.arange(4), 80), np.arange(320) // 8
    weights = np.repeat(generator.uniform(0.7, 1.5, 40), 8)
    for _run in range(runs):
        # Clusters differ, by a beta whose mean is the truth.
        cluster_chance = generator.beta(chance * 20, (1 - chance) * 20, 40)
        answers = (generator.random(320) < np.repeat(cluster_chance, 8)).astype(float)
        share = survey_share(answers, weights, strata, clusters)
        covered += share.lower <= chance <= share.upper
    assert 0.93 <= covered / runs <= 0.97


def test_they_are_those_of_half_the_confidence():
    generator = np.random.default_rng(2)
    sample = (generator.random(4_000) < 0.2, np.ones(4_000), np.zeros(4_000), np.arange(4_000))
    wide, half = survey_share(*sample), survey_share(*sample, confidence=0.5)
    assert half_limits(wide.value, wide.lower, wide.upper) == pytest.approx((half.lower, half.upper), abs=1e-4)


def test_they_stay_within_the_limits_where_there_is_no_logit():
    lower, upper = half_limits(0.0, 0.0, 0.1)
    assert (lower, 0 < upper < 0.1) == (0.0, True)


def test_where_nothing_is_known_they_are_not():
    assert all(math.isnan(limit) for limit in half_limits(math.nan, math.nan, math.nan))
