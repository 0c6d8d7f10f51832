"""What may leave when rows are read for the sake of estimates alone.

Answers to a survey are private one by one, and an estimate needs all of them. So they are not read: an estimator is
handed to the store, works on the rows there, and what it returns is looked at before it leaves.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from usalama.errors import NotAllowed
from usalama.model import Estimate, Flag, Scope

# The rule for the public: these are stats.survey.FEWEST_ANSWERS, disclosure.ROUNDED_TO, and whole parts of 100.
FEWEST_ANSWERS = 25
ROUNDED_TO = 5
PARTS = 100
NEARLY = 1e-9


@dataclass(frozen=True)
class Released:
    """One number about many people.

    Arguments:
        of: what it is of, as codes: of a wave, a question, a group.
        estimate: a share, or a difference of shares; ``n`` answers stand behind it.
        effective_n: answers of a simple sample that would tell as much; None where hidden.
        design_effect: see ``stats.survey``; None where hidden or not known.
        standard_error: None for the public, who have the interval.
    """

    of: tuple[str, ...]
    estimate: Estimate
    effective_n: float | None = None
    design_effect: float | None = None
    standard_error: float | None = None


Estimator: TypeAlias = Callable[[pd.DataFrame], tuple[Released, ...]]


def check_released(found: object, scope: Scope) -> tuple[Released, ...]:
    """What an estimator returned, if it may leave.

    Raises:
        NotAllowed: it is anything but estimates, or one of them tells the public more than the rule allows: of fewer
            than 25 answers, a number of answers that is not rounded to 5, or a share finer than whole parts of 100.
    """
    if type(found) is not tuple or not all(_is_plain(one) for one in found):
        raise NotAllowed("Only estimates leave; the rows that they are made from stay.")
    if not scope.is_exact and not all(_is_public(one) for one in found):
        raise NotAllowed("An estimate was to leave that says more than the public may know.")
    return found


def _is_plain(one: object) -> bool:
    """Numbers and codes only: nothing that could carry rows."""
    if type(one) is not Released or type(one.estimate) is not Estimate or type(one.of) is not tuple:
        return False
    said = one.estimate
    measured = (*said.numbers, said.n, one.effective_n, one.design_effect, one.standard_error)
    return all(type(code) is str for code in one.of) and all(
        number is None or isinstance(number, int | float) for number in measured
    )


def _is_public(one: Released) -> bool:
    said = one.estimate
    limits = said.numbers
    if said.flag in (Flag.HIDDEN, Flag.NO_DATA):
        beside = (one.effective_n, one.design_effect, one.standard_error)
        return all(number is None for number in (*limits, *beside)) and said.n in (None, 0)
    if said.n is None or said.n < FEWEST_ANSWERS or said.n % ROUNDED_TO:
        return False
    is_coarse = all(number is None or _is_whole(PARTS * number) for number in limits)
    return is_coarse and one.standard_error is None and _is_whole((one.effective_n or 0) / ROUNDED_TO)


def _is_whole(number: float) -> bool:
    return math.isclose(number, round(number), abs_tol=PARTS * NEARLY)
