"""How long people wait."""

from __future__ import annotations

from usalama.model import Estimate, Flag, Sentence


def response_sentence(median: Estimate, reached_share: float | None) -> Sentence:
    """How long people wait, with those still waiting kept in."""
    if median.flag == Flag.HIDDEN:
        return Sentence("Too few calls to tell how long people wait.")
    if median.flag == Flag.NO_DATA or reached_share is None:
        return Sentence("No response times are recorded.")
    waiting = round(100 * (1 - reached_share))
    if median.value is None:
        return Sentence(
            "Fewer than half of the calls got a response; {waiting} in 100 had none when we looked.",
            {"waiting": waiting},
        )
    return Sentence(
        "Half of the calls got a response within {minutes} minutes; {waiting} in 100 had none when we looked.",
        {"minutes": median.value, "waiting": waiting},
    )
