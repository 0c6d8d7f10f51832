"""Two numbers or two places compared, with just the strength that the numbers have."""

from __future__ import annotations

from usalama.model import Estimate, Flag, Sentence

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
