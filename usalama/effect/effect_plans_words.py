"""What is said of one county alone, and of a rollout that is still a plan."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from usalama.model import Estimate, Month, Sentence

HUNDRED = 100
NOT_JOINED = Sentence("This county has not joined, so there is no month to compare before and after.")
NO_CONTROL = Sentence(
    "No county that had not joined had about as many reports in the same months, so there is none to compare it with."
)
NO_NOISE = Sentence(
    "Too few counties have a year of reports from before anybody joined, so nobody can tell what a rollout would show."
)


def alone_sentence(county: str, joined: date) -> Sentence:
    """Which county is looked at alone, and from when on it counts as joined."""
    return Sentence("{county} counts as joined from {month} on.", {"county": county, "month": Month(joined)})


def beside_sentence(control: str, months: int, ratio: Estimate) -> Sentence:
    """A place and another one, so many months after joining and the same months a year before joining."""
    numbers = (ratio.value, ratio.lower, ratio.upper)
    values: dict[str, object] = {"control": control, "months": months}
    if any(number is None or not math.isfinite(number) for number in numbers):
        return Sentence("Beside {control}, over {months} months: too few to say, or some counts are hidden.", values)
    values |= {
        name: round(HUNDRED * (one or 0.0)) for name, one in zip(("value", "lower", "upper"), numbers, strict=True)
    }
    return Sentence(
        "Beside {control}, over {months} months: about {value} reports for each 100 that were to be expected had both "
        "changed alike (likely {lower} to {upper}).",
        values,
    )


def nearby_sentence(near: Sequence[str], near_control: Sequence[str]) -> Sentence:
    """Which neighbours were counted in."""
    return Sentence(
        "Next door: {near}; next to the county compared with: {control}.",
        {"near": ", ".join(near), "control": ", ".join(near_control)},
    )


def smallest_fall_sentence(places: int, months: int, ratio: float | None) -> Sentence:
    """Which fall a plan would just show."""
    values: dict[str, object] = {"places": places, "months": months}
    if ratio is None:
        return Sentence("With {places} counties and {months} months not even the largest fall would be shown.", values)
    return Sentence(
        "With {places} counties and {months} months, a fall of {fall} of each 100 reports or more would be shown 80 "
        "times in 100.",
        values | {"fall": math.ceil(HUNDRED * (1 - ratio))},
    )


def noise_sentence(places: int, reports: float, shocks: float) -> Sentence:
    """What the calculation learnt from the data held."""
    return Sentence(
        "Learnt from {places} counties before anybody joined: half of them have more than {reports} reports a month, "
        "and counties go up and down by about {shocks} in 100 besides what counting alone does. 12 months are taken "
        "for all to join.",
        {"places": places, "reports": round(reports), "shocks": round(HUNDRED * math.sqrt(shocks))},
    )
