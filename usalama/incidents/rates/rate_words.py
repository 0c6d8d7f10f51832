"""A rate in natural frequencies."""

from __future__ import annotations

from usalama.model import Estimate, Flag, Sentence


def rate_sentence(rate: Estimate) -> Sentence:
    """A yearly rate per 100,000 in natural frequencies."""
    if rate.flag == Flag.HIDDEN:
        return Sentence("Between 1 and 7 incidents: too few to be shown without risk to somebody.")
    if rate.flag == Flag.NO_DATA or rate.value is None or rate.lower is None or rate.upper is None:
        return Sentence("No data for this place and period.")
    values = {"rate": rate.value, "lower": rate.lower, "upper": rate.upper}
    if rate.flag == Flag.UNSTABLE:
        return Sentence(
            "Too few incidents to give a reliable rate: somewhere between {lower} and {upper} "
            "for every 100,000 people a year.",
            values,
        )
    return Sentence(
        "About {rate} reported incidents for every 100,000 people a year; likely between {lower} and {upper}.",
        values,
    )
