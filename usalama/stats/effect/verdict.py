"""Which of four words is the honest answer?"""

from __future__ import annotations

from dataclasses import dataclass

from usalama.model import EffectWord, Estimate, WhyUntold
from usalama.stats.effect.panel import FEWEST_MONTHS_BEFORE
from usalama.stats.effect.staggered import StaggeredEffect

FEWEST_PLACES = 3
# More places left out than this, and those that remain no longer stand for the rollout.
LARGEST_SHARE_LEFT_OUT = 0.5


@dataclass(frozen=True)
class Verdict:
    """The answer, with what it rests on.

    Arguments:
        word: one of four.
        reason: why it cannot be told; None with the other words.
        effect: the ratio behind it, also where the word is "cannot tell" and a ratio exists.
        n_treated, n_compared: places.
        months_before, months_after: the fewest months before joining; months after joining over all places together.
        reporting: the same ratio of how much is reported; None where it was not measured.
    """

    word: EffectWord
    reason: WhyUntold | None
    effect: Estimate
    n_treated: int
    n_compared: int
    months_before: int
    months_after: int
    reporting: Estimate | None = None


def verdict(found: StaggeredEffect, reporting: Estimate | None = None) -> Verdict:
    """Did it help?

    Arguments:
        found: the effect on the events that are to become fewer.
        reporting: the effect on an outcome of reporting, such as the share reported or calls to a line, from the same
            model; None where none was measured. One without limits counts as not measured.

    Returns:
        "Cannot tell" until there are three places with 12 months before joining, half of those that joined are in the
        panel, nobody differed before, and the range is known. Then "helped" when the whole range lies below 1, "made
        worse" when it lies above, else "no clear change".

        Decided in the open: when reporting was measured, the range must stay on its side of 1 after being divided by
        any value in the range of reporting, whatever goes with what (lower / upper to upper / lower); if it does not,
        or if nothing changed clearly while reporting did, the word is "cannot tell". So more reports because more is
        reported never make "made worse", and fewer because trust was lost never make "helped". Where it was not
        measured, words are about reports, both ways alike, and the sentence says so.
    """
    reason = _reason(found)
    word = EffectWord.CANNOT_TELL if reason else _word(found.effect)
    measured = reporting if reporting and reporting.lower and reporting.upper else None
    if reason is None and measured is not None and not _withstands(found.effect, measured):
        word, reason = EffectWord.CANNOT_TELL, WhyUntold.REPORTING
    panel = found.panel
    return Verdict(
        word=word,
        reason=reason,
        effect=found.effect,
        n_treated=panel.n_treated,
        n_compared=panel.n_compared,
        months_before=panel.months_before,
        months_after=panel.months_after,
        reporting=measured,
    )


def _reason(found: StaggeredEffect) -> WhyUntold | None:
    """The first condition that fails."""
    panel, effect = found.panel, found.effect
    if panel.n_treated < FEWEST_PLACES:
        return _why_few(found)
    if panel.n_lost > LARGEST_SHARE_LEFT_OUT * panel.n_joined:
        return WhyUntold.LEFT_OUT
    if panel.months_before < FEWEST_MONTHS_BEFORE:
        return WhyUntold.TOO_FEW_MONTHS
    if not found.pre_trend.has_passed:
        return WhyUntold.DIFFERED_BEFORE
    if effect.lower is None or effect.upper is None:
        return WhyUntold.NO_INTERVAL
    return None


def _why_few(found: StaggeredEffect) -> WhyUntold:
    """Few joined, or many joined and few can be used: too late for a before, left out, or without a comparison."""
    panel = found.panel
    if panel.n_joined < FEWEST_PLACES:
        return WhyUntold.TOO_FEW_PLACES
    if panel.n_treated + panel.early.size >= FEWEST_PLACES:
        return WhyUntold.TOO_FEW_MONTHS
    if panel.n_lost:
        return WhyUntold.LEFT_OUT
    return WhyUntold.NOBODY_TO_COMPARE


def _word(effect: Estimate) -> EffectWord:
    lower, upper = effect.lower, effect.upper
    if upper is not None and upper < 1:
        return EffectWord.HELPED
    if lower is not None and lower > 1:
        return EffectWord.MADE_WORSE
    return EffectWord.NO_CLEAR_CHANGE


def _withstands(effect: Estimate, reporting: Estimate) -> bool:
    """Whether the word stays the same for all that reporting may have done."""
    if reporting.lower is None or reporting.upper is None:
        return True
    word = _word(effect)
    if word == EffectWord.HELPED and effect.upper is not None:
        return effect.upper / reporting.lower < 1
    if word == EffectWord.MADE_WORSE and effect.lower is not None:
        return effect.lower / reporting.upper > 1
    return reporting.lower <= 1 <= reporting.upper
