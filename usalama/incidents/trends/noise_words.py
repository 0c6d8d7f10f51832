"""What chance alone does to counts."""

from __future__ import annotations

import math

from usalama.model import Sentence

# By the code of the rule.
RULES = {
    "a_fifth_more": Sentence("A fifth more than last month, or more"),
    "half_as_many_again": Sentence("Half as many again as last month, or more"),
    "wheeler": Sentence("Last month taken for the true level (Wheeler's z above 1.96)"),
    "two_counts": Sentence("Exact comparison with last month"),
    "usual_range": Sentence("Above what 199 of 200 usual months stay under (the rule of the alerts here)"),
}


def level_sentence(level: float, lower: float, upper: float) -> Sentence:
    """What is the same in every drawn month, and how far months lie around it all the same."""
    if not all(math.isfinite(number) for number in (level, lower, upper)):
        return Sentence("Too few to say what is usual here.")
    return Sentence(
        "Nothing changed: every one of these months had the same expected number, about {level}. By chance alone 95 of "
        "100 such months lie between {lower} and {upper}.",
        {"level": level, "lower": lower, "upper": upper},
    )


def largest_step_sentence(before: float, after: float) -> Sentence:
    """The largest step from one drawn month to the next.

    Arguments:
        before, after: the two counts.
    """
    if not (math.isfinite(before) and math.isfinite(after)):
        return Sentence("Too few to say what is usual here.")
    values: dict[str, object] = {"before": before, "after": after}
    if after > before:
        return Sentence("The largest step is a rise from {before} to {after}. It means nothing.", values)
    if after < before:
        return Sentence("The largest step is a fall from {before} to {after}. It means nothing.", values)
    return Sentence("All months have the same number, {before}, which is chance too.", values)
