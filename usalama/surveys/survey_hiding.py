"""What of a survey everybody may see: coarse shares of many, and no group that could be found by subtraction."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from usalama.disclosure import public_count
from usalama.model import Estimate, Flag, Scope
from usalama.stats.sampling.survey import FEWEST_ANSWERS, SurveyShare
from usalama.store.estimating import PARTS, ROUNDED_TO, Released
from usalama.surveys.survey_answers import (
    UNKNOWN,
)

# A hair above a whole part is how the machine counts.
HAIR = 1e-9


def released(of: tuple[str, ...], share: SurveyShare, scope: Scope, *, is_hidden: bool = False) -> Released:
    """A share as the scope may see it.

    Arguments:
        is_hidden: whether the public may not see it, though enough answered.
    """
    said = share.estimate()
    if said.value is None or (is_hidden and not scope.is_exact):
        return Released(of, _nothing(said, scope))
    if scope.is_exact:
        return Released(of, said, share.effective_n, _known(share.design_effect), share.standard_error)
    effect = _known(share.design_effect)
    return Released(
        of,
        coarse(said),
        effective_n=float(round(share.effective_n / ROUNDED_TO) * ROUNDED_TO),
        design_effect=None if effect is None else round(effect, 1),
    )


def coarse(said: Estimate) -> Estimate:
    """An estimate in whole parts of 100, its limits never nearer than they are, its answers rounded to 5."""
    return replace(
        said,
        value=_in_parts(said.value, round),
        lower=_in_parts(said.lower, lambda parts: math.floor(parts + HAIR)),
        upper=_in_parts(said.upper, lambda parts: math.ceil(parts - HAIR)),
        n=None if said.n is None else public_count(said.n),
    )


def _in_parts(number: float | None, whole: object) -> float | None:
    return None if number is None else whole(PARTS * number) / PARTS  # type: ignore[operator]


def _nothing(said: Estimate, scope: Scope) -> Estimate:
    """Hidden, or nobody at all, which may be told."""
    n = said.n if scope.is_exact or said.flag is Flag.NO_DATA else None
    flag = Flag.NO_DATA if said.flag is Flag.NO_DATA else Flag.HIDDEN
    return replace(said, value=None, lower=None, upper=None, n=n, flag=flag)


def _known(effect: float) -> float | None:
    return None if math.isnan(effect) else effect


def hidden_groups(answers: Mapping[str, int], seen: Mapping[str, bool]) -> frozenset[str]:
    """The groups of which the public may not see the share, when it sees that of all of them together.

    Arguments:
        answers: group -> how many answered; people of no known group are a group as well.
        seen: group -> whether there is a share to be seen.

    Returns:
        Groups of fewer than 25 answers or without a share, and so many of the smallest others that what is left after
        subtraction is at least two groups of 25 answers together. Groups of nobody are not among them.
    """
    filled = {group: n for group, n in answers.items() if n}
    hidden = {group for group, n in filled.items() if n < FEWEST_ANSWERS or not seen.get(group, False)}
    others = sorted(set(filled) - hidden, key=lambda group: (filled[group], group))
    while hidden and others and (len(hidden) < 2 or sum(filled[group] for group in hidden) < FEWEST_ANSWERS):
        hidden.add(others.pop(0))
    return frozenset(hidden)


def hidden_of(shares: Mapping[str, SurveyShare], unknown: int) -> frozenset[str]:
    """People of no known group are never shown, and so are left after subtraction like those of a hidden one."""
    counted = {group: share.n for group, share in shares.items()} | {UNKNOWN: unknown}
    return hidden_groups(counted, {group: share.value is not None for group, share in shares.items()})


def hidden_counties(
    shares: Mapping[str, SurveyShare], unknown: int, hidden_regions: frozenset[str], region: Mapping[str, str]
) -> frozenset[str]:
    """Within each region, as it is shown beside its counties; a region that is hidden hides all of them."""
    found: set[str] = set()
    for code in sorted(set(region.values())):
        own = {county: share for county, share in shares.items() if region.get(county) == code}
        found |= set(own) if code in hidden_regions else hidden_of(own, 0)
    strangers = {county: share for county, share in shares.items() if county not in region}
    return frozenset(found) | hidden_of(strangers, unknown) if strangers else frozenset(found)
