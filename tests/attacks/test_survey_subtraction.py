"""Subtracting the groups shown from everybody finds nobody of a group that is hidden."""

from __future__ import annotations

import numpy as np
import pytest

from tests.examples import PUBLIC
from usalama.stats.sampling.survey import FEWEST_ANSWERS, SurveyShare, survey_share
from usalama.store.estimating import check_released
from usalama.surveys.survey_hiding import hidden_groups, released

FEW_SEEDS, SEEDS = 100, 400
IN_SMALL_AND_IN_FULL = pytest.mark.parametrize("seeds", [FEW_SEEDS, pytest.param(SEEDS, marks=pytest.mark.long)])
GROUPS = "abcdef"


def samples(seeds):
    """Simple samples with groups of very unlike size: the design that is easiest to see through."""
    for seed in range(seeds):
        generator = np.random.default_rng(seed)
        sizes = generator.choice([3, 8, 15, 24, 26, 40, 90, 200], generator.integers(2, 7))
        group = np.repeat(np.array(list(GROUPS[: sizes.size])), sizes)
        yield group, (generator.random(group.size) < generator.choice([0.02, 0.1, 0.5, 0.97])).astype(float)


def shares_of(group: np.ndarray, said: np.ndarray) -> dict[str, SurveyShare]:
    n = group.size
    design = (np.ones(n), np.zeros(n), np.arange(n))
    own = {str(name): survey_share(said, *design, domain=group == name) for name in np.unique(group)}
    return own | {"all": survey_share(said, *design)}


def behind(share: float, answers: int) -> tuple[int, int]:
    """The fewest and the most who may have said yes, when the share and the answers were rounded."""
    possible = [
        yes
        for n in range(max(answers - 2, FEWEST_ANSWERS), answers + 3)
        for yes in range(n + 1)
        if round(100 * yes / n) == round(100 * share)
    ]
    return min(possible), max(possible)


def left_over(shown: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """How many of those who are not shown said yes, by subtraction."""
    lower, upper = shown["all"]
    others = [limits for name, limits in shown.items() if name != "all"]
    return max(lower - sum(high for _low, high in others), 0), upper - sum(low for low, _high in others)


def found_by_subtraction(seeds: int, *, hides_beside: bool, is_rounded: bool) -> tuple[int, int]:
    """Hidden groups of which the attacker knows exactly how many said yes, and how many groups are hidden."""
    found = hidden_count = 0
    for group, said in samples(seeds):
        shares = shares_of(group, said)
        everybody = shares["all"]
        if everybody.value is None:
            continue
        own = {name: share for name, share in shares.items() if name != "all"}
        seen = {name: share.value is not None for name, share in own.items()}
        small = frozenset(name for name, share in own.items() if not seen[name])
        hidden = hidden_groups({name: share.n for name, share in own.items()}, seen) if hides_beside else small
        shown = {name: _limits(share, is_rounded) for name, share in shares.items() if name not in hidden}
        lower, upper = left_over(shown)
        truth = int(said[np.isin(group, list(hidden))].sum())
        assert lower <= truth <= upper
        hidden_count += len(hidden)
        found += lower == upper and truth > 0 and len(hidden) == 1
    return found, hidden_count


def _limits(share: SurveyShare, is_rounded: bool) -> tuple[int, int]:
    if is_rounded:
        told = released(("share",), share, PUBLIC)
        check_released((told,), PUBLIC)
        return behind(told.estimate.value, told.estimate.n)
    yes = round(share.value * share.n)
    return yes, yes


@IN_SMALL_AND_IN_FULL
def test_no_hidden_group_is_found(seeds):
    found, hidden = found_by_subtraction(seeds, hides_beside=True, is_rounded=True)
    assert found == 0
    assert hidden > seeds / 2


def test_the_attack_works_where_only_the_small_group_is_hidden_and_nothing_rounded():
    found, _hidden = found_by_subtraction(FEW_SEEDS, hides_beside=False, is_rounded=False)
    assert found > FEW_SEEDS / 20


@IN_SMALL_AND_IN_FULL
def test_what_is_hidden_beside_a_small_group_is_never_one_group_or_few_people(seeds):
    for group, said in samples(seeds):
        own = {name: share for name, share in shares_of(group, said).items() if name != "all"}
        counted = {name: share.n for name, share in own.items()}
        hidden = hidden_groups(counted, {name: share.value is not None for name, share in own.items()})
        together = sum(counted[name] for name in hidden)
        assert not hidden or len(hidden) == len(counted) or (len(hidden) >= 2 and together >= FEWEST_ANSWERS)


def test_people_of_no_known_group_are_a_group_as_well():
    # Five did not say their sex: women and men from everybody would leave their answers.
    assert hidden_groups({"women": 60, "men": 50, "": 5}, {"women": True, "men": True}) == {"", "men"}
    assert hidden_groups({"women": 60, "men": 50, "": 0}, {"women": True, "men": True}) == frozenset()
