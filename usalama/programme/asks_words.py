"""What associations asked for, and how far the answer came, in words."""

from __future__ import annotations

import math

from usalama.model import N_, Estimate, Flag, Sentence
from usalama.schema.register_words import word_for

# How far an ask has come, in its order.
ASKED, ACKNOWLEDGED, PROMISED, DELIVERED = "asked", "acknowledged", "promised", "delivered"
ASK_STATES = {
    ASKED: N_("asked, no answer yet"),
    ACKNOWLEDGED: N_("acknowledged"),
    PROMISED: N_("promised"),
    DELIVERED: N_("delivered"),
}
# The same as steps that many took, whether or not they stand there now.
ASK_STEPS = {
    ASKED: N_("asked"),
    ACKNOWLEDGED: N_("acknowledged"),
    PROMISED: N_("promised"),
    DELIVERED: N_("delivered"),
}
# What an ask waits for.
ASK_WAITS = {
    ACKNOWLEDGED: N_("without an answer"),
    PROMISED: N_("without a promise"),
    DELIVERED: N_("without a delivery"),
}
NO_ASSOCIATION = N_("the county itself")


def asked_sentence(counts: dict[str, int]) -> Sentence:
    """How many asks there are and where they stand now.

    Arguments:
        counts: a number for each of ASK_STATES.
    """
    return Sentence(
        "{count} asks are recorded: {delivered} delivered, {promised} promised and not delivered, {acknowledged} only "
        "acknowledged, and {asked} without any answer.",
        {**counts, "count": sum(counts.values())},
    )


def oldest_sentence(open_count: int, days: int | None) -> Sentence:
    """How long the oldest of those still open has waited."""
    if days is None:
        return Sentence("No ask is open.")
    return Sentence("{count} are still open; the oldest was made {days} days ago.", {"count": open_count, "days": days})


def promised_sentence(count: int, days: int | None) -> Sentence:
    """How many promises wait to be kept."""
    if days is None:
        return Sentence("No promise waits to be kept.")
    return Sentence(
        "{count} are promised and not delivered; the oldest promise is {days} days old.", {"count": count, "days": days}
    )


def delivery_sentence(delivered: int, wait: Estimate) -> Sentence:
    """How long it takes until what was asked for is there."""
    values = {"delivered": delivered, "days": wait.value, "lower": wait.lower, "upper": wait.upper}
    if wait.flag is not Flag.OK:
        return Sentence("{delivered} are delivered: too few to say how long it takes.", values)
    if wait.value is None:
        return Sentence("Those still waiting counted in, fewer than half have had it delivered so far.", values)
    if _is_open(wait):
        return Sentence(
            "Those still waiting counted in, half have it delivered within {days} days (likely {lower} or more).",
            values,
        )
    return Sentence(
        "Those still waiting counted in, half have it delivered within {days} days (likely {lower} to {upper}).", values
    )


def step_sentence(step: str, next_step: str, reached: int, went_on: int, wait: Estimate) -> Sentence:
    """What became of the asks that came so far, and how long it took."""
    values: dict[str, object] = {
        "step": word_for(ASK_STEPS, step),
        "next": word_for(ASK_STEPS, next_step),
        "reached": reached,
        "went_on": went_on,
        "stopped": reached - went_on,
        "days": wait.value,
        "lower": wait.lower,
        "upper": wait.upper,
    }
    if not reached:
        return Sentence("None is {step} yet.", values)
    if wait.flag is not Flag.OK:
        return Sentence(
            "Of {reached} {step}, {went_on} were {next} and {stopped} are not; too few to say how long it takes.",
            values,
        )
    if wait.value is None:
        return Sentence(
            "Of {reached} {step}, {went_on} were {next} and {stopped} are not; those still waiting counted in, fewer "
            "than half have come so far.",
            values,
        )
    if _is_open(wait):
        return Sentence(
            "Of {reached} {step}, {went_on} were {next} and {stopped} are not. Those still waiting counted in, half "
            "take {days} days or less (likely {lower} or more).",
            values,
        )
    return Sentence(
        "Of {reached} {step}, {went_on} were {next} and {stopped} are not. Those still waiting counted in, half take "
        "{days} days or less (likely {lower} to {upper}).",
        values,
    )


def wait_in_words(value: float | None, lower: float | None, upper: float | None, flag: str, count: int) -> Sentence:
    """The days within which half had it, for a cell of a table.

    Arguments:
        value, lower, upper: days; no value where more than half still wait, an infinite upper where it is open.
        flag: as ``Flag``.
        count: asks of the row.
    """
    values = {"days": value, "lower": lower, "upper": upper}
    if not count:
        return Sentence("nothing asked")
    if flag != Flag.OK:
        return Sentence("too few to say")
    if value is None:
        return Sentence("fewer than half so far")
    if upper is None or math.isinf(upper):
        return Sentence("{days} ({lower} or more)", values)
    return Sentence("{days} ({lower} to {upper})", values)


def _is_open(wait: Estimate) -> bool:
    """Whether the data end before the upper limit of a wait."""
    return wait.upper is None or math.isinf(wait.upper)


def future_sentence(count: int) -> Sentence:
    return Sentence(
        "{count} dates lie in the future; what they tell of has not happened yet and is not counted.", {"count": count}
    )
