"""Two numbers or two places compared, with just the strength that the numbers have."""

from __future__ import annotations

import math

from usalama.model import Estimate, Flag, Place, PlaceLevel, Sentence, Standing

# Below these the ratio of two rates is called similar even where it differs for sure.
SMALLEST_RATIO_WORTH_NAMING = 1.05


def change_sentence(before: int | None, after: int | None, ratio: Estimate) -> Sentence:
    """What became of a number of reports, compared with the same months a year before."""
    if ratio.flag == Flag.NO_DATA:
        return Sentence("There is nothing to compare with a year before.")
    if ratio.flag == Flag.HIDDEN or before is None or after is None:
        return Sentence("Too few reports to compare with the same months a year before.")
    if ratio.value is None or ratio.lower is None or ratio.upper is None:
        return Sentence("There is nothing to compare with a year before.")
    values = {
        "before": before,
        "after": after,
        "ratio": ratio.value,
        "lower": ratio.lower,
        "upper": ratio.upper,
    }
    if ratio.flag == Flag.UNSTABLE:
        return Sentence("From {before} to {after}. Numbers this small change by chance.", values)
    if is_close(ratio):
        return Sentence("From {before} to {after} reports: about the same.", values)
    if ratio.lower > 1:
        return Sentence(
            "From {before} to {after} reports: more than chance alone explains (for each report a year before "
            "about {ratio} now; likely {lower} to {upper}).",
            values,
        )
    if ratio.upper < 1:
        return Sentence(
            "From {before} to {after} reports: fewer than chance alone explains (for each report a year before "
            "about {ratio} now; likely {lower} to {upper}).",
            values,
        )
    return Sentence("From {before} to {after} reports. A change this small often happens by chance.", values)


def ratio_sentence(place: str, other: str, ratio: Estimate) -> Sentence:
    """Two places compared by the ratio of their rates."""
    names: dict[str, object] = {"place": place, "other": other}
    if ratio.flag == Flag.HIDDEN:
        return Sentence("{place} and {other}: too few reports to compare.", names)
    if ratio.flag == Flag.NO_DATA or ratio.value is None or ratio.lower is None or ratio.upper is None:
        return Sentence("{place} and {other}: nothing to compare.", names)
    values = names | {"ratio": ratio.value, "lower": ratio.lower, "upper": ratio.upper}
    if ratio.flag == Flag.UNSTABLE:
        return Sentence("{place} and {other}: too few reports for a reliable comparison.", values)
    if is_close(ratio):
        return Sentence("{place} and {other} have nearly the same reported rate.", values)
    if ratio.lower <= 1 <= ratio.upper:
        return Sentence("{place} and {other} have similar reported rates: the difference could be chance.", values)
    if ratio.value > 1:
        return Sentence(
            "{place} has about {ratio} times the reported rate of {other}; likely {lower} to {upper} times.",
            values,
        )
    inverse = names | {"ratio": 1 / ratio.value, "lower": 1 / ratio.upper, "upper": 1 / ratio.lower}
    return Sentence(
        "{other} has about {ratio} times the reported rate of {place}; likely {lower} to {upper} times.",
        inverse,
    )


def is_close(ratio: Estimate) -> bool:
    """Whether a ratio is too near to one to be worth a word, however sure it is."""
    return ratio.value is not None and 1 / SMALLEST_RATIO_WORTH_NAMING < ratio.value < SMALLEST_RATIO_WORTH_NAMING


def place_words(place: Place) -> Sentence:
    """A place by name, saying whether it is a city or a county: the two are never the same."""
    named = {"place": place.name}
    return Sentence("{place} (city)", named) if place.level is PlaceLevel.CITY else Sentence("{place} (county)", named)


def standing_sentence(place: str | Sentence, standing: Standing, ratio: Estimate) -> Sentence:
    """Where a place lies against the national rate.

    Arguments:
        ratio: of its rate to the national one, with the limits within which places of its size usually lie.
    """
    names: dict[str, object] = {"place": place}
    if ratio.flag == Flag.HIDDEN:
        return Sentence("{place}: too few reports to compare with the national rate.", names)
    if standing == Standing.UNKNOWN or ratio.value is None or ratio.lower is None or ratio.upper is None:
        return Sentence("{place}: nothing to compare with the national rate.", names)
    values = names | {"ratio": ratio.value, "lower": ratio.lower, "upper": ratio.upper}
    if standing == Standing.HIGHER:
        return Sentence(
            "{place}: higher than the national rate. It has {ratio} times as many reports as the national rate would "
            "give; places of its size usually have {lower} to {upper} times.",
            values,
        )
    if standing == Standing.LOWER:
        return Sentence(
            "{place}: lower than the national rate. It has {ratio} times as many reports as the national rate would "
            "give; places of its size usually have {lower} to {upper} times. Fewer reports can also mean that fewer "
            "people report.",
            values,
        )
    return Sentence(
        "{place}: similar to the national rate. It differs no more than places of its size usually do.", names
    )


def outside_sentence(county_count: int, outside_count: int, by_chance: float) -> Sentence:
    """How many counties stand out, and how many would if there were nothing to see."""
    values = {"count": county_count, "outside": outside_count, "expected": round(by_chance)}
    if outside_count <= round(by_chance):
        return Sentence(
            "Of {count} counties {expected} would stand out by chance alone; {outside} do. This is what chance looks "
            "like.",
            values,
        )
    return Sentence("Of {count} counties {expected} would stand out by chance alone; {outside} do.", values)


def dispersion_sentence(dispersion: float) -> Sentence:
    """Why the funnel is as wide as it is."""
    if dispersion <= 1:
        return Sentence("Most counties differ no more than chance makes them: the limits are those of chance alone.")
    return Sentence(
        "Counties differ more than chance makes them (overdispersion {dispersion}; 1 would be chance alone). The "
        "limits are widened to match, so that only places unlike most others stand out.",
        {"dispersion": dispersion},
    )


def own_share_sentence(place: str | Sentence, own_share: float) -> Sentence:
    """How much of a smoothed rate is the place's own.

    Arguments:
        own_share: 0 to 1; NaN where there is no smoothed rate.
    """
    if math.isnan(own_share):
        return Sentence("{place}: too few reports to smooth its rate.", {"place": place})
    return Sentence(
        "{place}: of its smoothed rate {own} in 100 parts are its own data; the rest is what all counties have in "
        "common.",
        {"place": place, "own": round(100 * own_share)},
    )


def likeness_sentence(place: str | Sentence, others: list[str], features: list[str]) -> Sentence:
    """Which places a place is like, and in what.

    Arguments:
        others: names; none where no place is much like it.
        features: names of what is about the same, marked for translation where they are written.
    """
    if not others:
        return Sentence("No other place is much like {place}: compare with care.", {"place": place})
    values: dict[str, object] = {"place": place, "others": ", ".join(others)}
    return Sentence("{place} is most like {others}: alike in {features}.", values | {"features": listed(features)})


def like_with_like_sentence(place: str | Sentence, ratio: Estimate) -> Sentence:
    """A place against those like it together."""
    names: dict[str, object] = {"place": place}
    if ratio.flag == Flag.HIDDEN:
        return Sentence("Too few reports to compare {place} with them.", names)
    if ratio.flag == Flag.NO_DATA or ratio.value is None or ratio.lower is None or ratio.upper is None:
        return Sentence("There is nothing to compare {place} with.", names)
    values = names | {"ratio": ratio.value, "lower": ratio.lower, "upper": ratio.upper}
    if ratio.flag == Flag.UNSTABLE:
        return Sentence("Too few reports for a reliable comparison of {place} with them.", values)
    if is_close(ratio):
        return Sentence("{place} has nearly the same reported rate as they have together.", values)
    if ratio.lower <= 1 <= ratio.upper:
        return Sentence("{place} has a similar reported rate: the difference could be chance.", values)
    return Sentence(
        "{place} has about {ratio} times the reported rate that they have together; likely {lower} to {upper} times.",
        values,
    )


def silence_sentence(place: str, silent: int, months: int, expected: float) -> Sentence:
    """A place that is not heard. It is never called safe."""
    values = {"place": place, "silent": silent, "months": months, "expected": round(expected)}
    if silent == 0:
        return Sentence(
            "{place}: reports come in every month, but from fewer than half of the usual sources. What is not "
            "reported is not known.",
            values,
        )
    return Sentence(
        "{place}: no report in {silent} of {months} months; at the national rate about {expected} would be without. "
        "This is silence, not safety.",
        values,
    )


def listed(texts: list[str]) -> Sentence:
    """Texts that are translated one by one, as a list."""
    first, *rest = texts
    if not rest:
        return Sentence(first)
    return Sentence("{first}, {rest}", {"first": Sentence(first), "rest": listed(rest)})
