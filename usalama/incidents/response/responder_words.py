"""Who reaches people sooner, with just the strength that the numbers have."""

from __future__ import annotations

from usalama.model import N_, Estimate, Flag, Sentence

RESPONDER_NAMES = {
    "residents": N_("Residents"),
    "private_security": N_("Private security"),
    "police": N_("Police"),
    "none": N_("Nobody"),
    "unknown": N_("Responder unknown"),
}
# Nobody who waits can tell a shorter difference from none.
SHORTEST_WORTH_NAMING_MINUTES = 1.0
RARELY_BY_CHANCE = 0.05


def responder_name(responder: str) -> Sentence:
    """A responder as people read it."""
    return Sentence(RESPONDER_NAMES[responder])


def faster_sentence(responder: str, other: str, difference: Estimate, is_clear: bool, until_minutes: int) -> Sentence:
    """Which of two responders reaches people sooner, or that this cannot be told.

    Arguments:
        difference: mean minutes waited within the first ``until_minutes`` for the first, less those for the other.
        is_clear: whether the difference stands out of all that were looked at.
    """
    names = {"responder": responder_name(responder), "other": responder_name(other)}
    numbers = (difference.value, difference.lower, difference.upper)
    if difference.flag in (Flag.HIDDEN, Flag.NO_DATA, Flag.UNSTABLE) or None in numbers:
        return Sentence("{responder} and {other}: too few calls to tell who reaches people sooner.", names)
    value, lower, upper = (float(number) for number in numbers if number is not None)
    values: dict[str, object] = names | {"until": until_minutes, "n": difference.n}
    if not is_clear:
        limits = {"sooner": max(-lower, 0.0), "later": max(upper, 0.0)}
        return Sentence(
            "{responder} and {other}: we cannot tell who reaches people sooner. Within the first {until} minutes "
            "people may have waited {sooner} minutes less to {later} minutes more for the first ({n} calls).",
            values | limits,
        )
    if abs(value) < SHORTEST_WORTH_NAMING_MINUTES:
        return Sentence("{responder} and {other} reach people about equally soon ({n} calls).", values)
    if value > 0:
        values |= {"responder": names["other"], "other": names["responder"]}
        value, lower, upper = -value, -upper, -lower
    return Sentence(
        "{responder} reached people sooner than {other}: within the first {until} minutes people waited about "
        "{minutes} minutes less (likely {lower} to {upper}; {n} calls).",
        values | {"minutes": -value, "lower": -upper, "upper": -lower},
    )


def together_sentence(chi_square: Estimate, degrees: int, p_value: float | None) -> Sentence:
    """Whether all who come may be equally fast: for whoever asks how sure we are."""
    if p_value is None or chi_square.flag is not Flag.OK:
        return Sentence("Too few calls to tell whether those who come differ.")
    values = {"chi_square": chi_square.value, "degrees": degrees, "n": chi_square.n}
    if p_value > RARELY_BY_CHANCE:
        return Sentence(
            "Over the whole wait those who come may be equally fast (log-rank {chi_square} with {degrees} degrees of "
            "freedom, {n} calls).",
            values,
        )
    return Sentence(
        "Over the whole wait those who come differ by more than chance explains (log-rank {chi_square} with {degrees} "
        "degrees of freedom, {n} calls).",
        values,
    )
