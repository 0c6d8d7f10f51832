"""Whether the programme helped, in one of four words, with the range and what it rests on."""

from __future__ import annotations

import math

from usalama.model import EffectWord, Estimate, Flag, Sentence, WhyUntold

HUNDRED = 100
WHY = {
    WhyUntold.TOO_FEW_PLACES: Sentence("Cannot tell yet: fewer than three places have joined."),
    WhyUntold.TOO_FEW_MONTHS: Sentence(
        "Cannot tell: fewer than three places have 12 months of reports from before they joined."
    ),
    WhyUntold.LEFT_OUT: Sentence(
        "Cannot tell: too many of the places that joined have hidden or missing months, too few reports, or too few "
        "months from before they joined."
    ),
    WhyUntold.NOBODY_TO_COMPARE: Sentence(
        "Cannot tell: the places joined at the same time, so there are none to compare them with."
    ),
    WhyUntold.DIFFERED_BEFORE: Sentence(
        "Cannot tell: in the months before they joined, the places that joined were already changing differently from "
        "the others."
    ),
    WhyUntold.NO_INTERVAL: Sentence("Cannot tell: there are too few places to know how sure the result is."),
    WhyUntold.REPORTING: Sentence(
        "Cannot tell: how much of what happens is reported may have changed as well, and that could explain the result."
    ),
    WhyUntold.NATURES: Sentence(
        "Cannot tell: the dates of joining and the reports are not of the same kind (real, synthetic or test), and "
        "what was invented is never compared with what is real."
    ),
}
WORDS = {
    EffectWord.HELPED: Sentence("Helped"),
    EffectWord.MADE_WORSE: Sentence("Made worse"),
    EffectWord.NO_CLEAR_CHANGE: Sentence("No clear change"),
    EffectWord.CANNOT_TELL: Sentence("Cannot tell"),
}


def word_label(word: EffectWord) -> Sentence:
    """The verdict as two words at most."""
    return WORDS[word]


def verdict_sentence(word: EffectWord, why: WhyUntold | None, effect: Estimate) -> Sentence:
    """The verdict in a sentence, with its range or with the reason why there is none.

    Arguments:
        word: the verdict.
        why: the reason, with "cannot tell".
        effect: the rate after joining over the rate that was to be expected.
    """
    told = _hundreds(effect)
    if word == EffectWord.CANNOT_TELL and why is not None:
        return WHY[why]
    if word == EffectWord.CANNOT_TELL or told is None:
        return Sentence("Cannot tell whether the programme helped.")
    if word == EffectWord.HELPED:
        return Sentence(
            "Helped: where the programme started, about {value} reports came for each 100 that were to be expected "
            "(likely {lower} to {upper}).",
            told,
        )
    if word == EffectWord.MADE_WORSE:
        return Sentence(
            "Made worse: where the programme started, about {value} reports came for each 100 that were to be expected "
            "(likely {lower} to {upper}).",
            told,
        )
    return Sentence(
        "No clear change: where the programme started, about {value} reports came for each 100 that were to be "
        "expected (likely {lower} to {upper}). Such a difference can be chance.",
        told,
    )


def base_sentence(places: int, compared: int, months: int, reports: int | None) -> Sentence:
    """What the verdict rests on.

    Arguments:
        places, compared: places that joined, and places to compare with.
        months: months after joining, over all places together.
        reports: of these months.
    """
    values: dict[str, object] = {"places": places, "compared": compared, "months": months, "reports": reports}
    if reports is None or places == 0:
        return Sentence("Base: no place with months before and after joining.")
    return Sentence(
        "Base: {reports} reports in {months} months after joining, over {places} places that joined; {compared} places "
        "to compare with.",
        values,
    )


def reporting_sentence(reporting: Estimate | None) -> Sentence:
    """What is known of how much was reported; always beside the verdict.

    Arguments:
        reporting: the same ratio for an outcome of reporting; None where none was measured.
    """
    told = None if reporting is None else _hundreds(reporting)
    if told is None:
        return Sentence(
            "How much is reported was not measured: more reports can mean more trust, fewer can mean less trust."
        )
    return Sentence(
        "How much is reported: about {value} for each 100 that were to be expected (likely {lower} to {upper}). The "
        "verdict takes this into account.",
        told,
    )


def single_place_sentence(step: Estimate) -> Sentence:
    """One place before and after, which is never a verdict.

    Arguments:
        step: the rate after over the rate that trend and season, or another area, let one expect.
    """
    told = _hundreds(step)
    if step.flag == Flag.HIDDEN:
        return Sentence("Too few to say what changed in this place: some counts are hidden.")
    if step.flag in (Flag.NO_DATA, Flag.UNSTABLE) or told is None:
        return Sentence("Too few to say what changed in this place.")
    return Sentence(
        "In this place about {value} reports came for each 100 that were to be expected (likely {lower} to {upper}). "
        "One place cannot tell whether the programme helped: other things happened there too.",
        told,
    )


def displacement_sentence(total: Estimate, nearby: Estimate) -> Sentence:
    """How many reports fewer or more, with the surroundings counted in.

    Arguments:
        total: the change of the place and its surroundings beyond that of the places they are compared with.
        nearby: the change of the surroundings alone; ``no_data`` when they were not looked at.
    """
    told = _whole(total)
    if total.flag != Flag.OK or told is None:
        return Sentence("Too few to say what changed in this place.")
    if nearby.flag == Flag.NO_DATA:
        return Sentence(
            "Change beyond that of the place compared with: {value} reports (likely {lower} to {upper}; below 0 is "
            "fewer). Whether they moved next door was not looked at.",
            told,
        )
    return Sentence(
        "Change beyond that of the places compared with, next door counted in: {value} reports (likely {lower} to "
        "{upper}; below 0 is fewer).",
        told,
    )


def power_sentence(ratio: float, places: int, months: int, chance: float) -> Sentence:
    """What a planned rollout would show.

    Arguments:
        ratio: the rate hoped for over the rate to be expected, under 1.
        places, months: that join; after the last one joined.
        chance: of "helped", of 1.
    """
    values: dict[str, object] = {"places": places, "months": months, "fall": round(HUNDRED * (1 - ratio))}
    if not chance > 0:
        return Sentence("{places} places and {months} months after joining would not be enough to tell.", values)
    return Sentence(
        "If the programme spares {fall} of each 100 reports, {places} places and {months} months after the last has "
        'joined would show it ("helped") about {chance} times in 100.',
        values | {"chance": round(HUNDRED * chance)},
    )


def needed_places_sentence(ratio: float, places: int | None, months: int) -> Sentence:
    """How many places must join to show an effect in 80 of 100 cases.

    Arguments:
        places: None when no number is enough.
    """
    values: dict[str, object] = {"places": places, "months": months, "fall": round(HUNDRED * (1 - ratio))}
    if places is None:
        return Sentence(
            "No number of places would show within {months} months that {fall} of each 100 reports were spared. More "
            "months would be needed.",
            values,
        )
    return Sentence(
        "To show within {months} months, 80 times in 100, that {fall} of each 100 reports were spared, {places} places "
        "must join.",
        values,
    )


def _hundreds(ratio: Estimate) -> dict[str, object] | None:
    """The three numbers for each 100, if all are there and finite."""
    numbers = (ratio.value, ratio.lower, ratio.upper)
    if any(number is None or not math.isfinite(number) for number in numbers):
        return None
    return dict(zip(("value", "lower", "upper"), (round(HUNDRED * (number or 0.0)) for number in numbers), strict=True))


def _whole(change: Estimate) -> dict[str, object] | None:
    numbers = (change.value, change.lower, change.upper)
    if any(number is None or not math.isfinite(number) for number in numbers):
        return None
    return dict(zip(("value", "lower", "upper"), (round(number or 0.0) for number in numbers), strict=True))
