"""What the data say to a claim, each with its range and never with a judgement of a place."""

from __future__ import annotations

from usalama.model import Estimate, Nature, Sentence

DEMONSTRATION = Sentence("Not measurable: demonstration data. Invented rows settle nothing about the world.")
TEST_DATA = Sentence("Not measurable: test data. These rows are not about this place.")
TWO_YEARS_NEEDED = Sentence(
    "The data do not hold two whole years without a gap, so a change cannot be told from a season."
)
A_YEAR_NEEDED = Sentence("The data do not hold a whole year without a gap.")
NO_DATE = Sentence("Since when is not known: without the date there is no before and no after.")
TOO_SOON = Sentence("Fewer than {months} months lie after that day: too soon to tell.", {"months": 6})
NO_YEAR_BEFORE = Sentence("The data do not reach back to the same months a year before it.")
TOO_FEW = Sentence("Too few reports, or too many of them hidden, to answer it.")
TOO_FEW_CALLS = Sentence("Too few calls with a known responder and time to answer it.")
MOSTLY_UNKNOWN = Sentence("For more than half of the reports nobody wrote down whether it was so: nobody can tell.")
REPORTS_ONLY = Sentence("Reports are counted, not incidents: more reports can mean more trust.")
RATE_IS_NOT_SAFETY = Sentence("A reported rate says how much is told, not how safe people are.")


def unreal_sentence(nature: Nature) -> Sentence:
    """Why rows of this nature settle nothing."""
    return DEMONSTRATION if nature is Nature.SYNTHETIC else TEST_DATA


def broken_series_sentence(source: str, month: object) -> Sentence:
    return Sentence(
        "The source {source} began or ended ({month}), so what came before cannot be compared with what came after.",
        {"source": source, "month": month},
    )


def yearly_sentence(ratio: Estimate, *, is_clear: bool) -> Sentence:
    """Reports known to be of a kind, from one year to the next."""
    values = _range(ratio)
    if not is_clear:
        return Sentence(
            "No clear change: for each report a year before between {lower} and {upper} a year later.", _limits(values)
        )
    if values["ratio"] > 1:
        return Sentence(
            "Reports of this kind rose: for each a year before about {ratio} a year later; likely {lower} to {upper}.",
            values,
        )
    return Sentence(
        "Reports of this kind fell: for each a year before about {ratio} a year later; likely {lower} to {upper}.",
        values,
    )


def unknown_shift_sentence(before: float, after: float) -> Sentence:
    return Sentence(
        "Unknown for {before} in 100 reports of the first year and {after} in 100 of the last.",
        {"before": round(100 * before), "after": round(100 * after)},
    )


def two_shares_sentence(
    minutes: int, first: Estimate, second: Estimate, names: tuple[Sentence, Sentence], *, is_clear: bool
) -> Sentence:
    """How many of 100 calls each of two reached in time."""
    values: dict[str, object] = {"minutes": minutes, "first": names[0], "second": names[1]}
    values |= {f"first_{name}": value for name, value in _in_100(first).items()}
    values |= {f"second_{name}": value for name, value in _in_100(second).items()}
    if is_clear:
        return Sentence(
            "{first} reached more calls within {minutes} minutes than {second}: {first_share} in 100 (likely "
            "{first_lower} to {first_upper}) against {second_share} in 100 (likely {second_lower} to {second_upper}).",
            values,
        )
    return Sentence(
        "{first} did not clearly reach more calls within {minutes} minutes than {second}: {first_share} in 100 (likely "
        "{first_lower} to {first_upper}) against {second_share} in 100 (likely {second_lower} to {second_upper}).",
        values,
    )


def since_sentence(place: str, ratio: Estimate, *, is_clear: bool, is_held: bool) -> Sentence:
    """The months since a day beside the same months a year before it."""
    found = _range(ratio)
    values = {"place": place, **found}
    if is_clear and found["ratio"] > 1:
        return Sentence(
            "{place}: reports rose; for each before about {ratio} after, likely {lower} to {upper}.", values
        )
    if is_clear:
        return Sentence(
            "{place}: reports fell; for each before about {ratio} after, likely {lower} to {upper}.", values
        )
    limits = {"place": place} | _limits(found)
    if is_held:
        return Sentence(
            "{place}: no clear change, and a large rise is ruled out; for each before between {lower} and {upper} "
            "after.",
            limits,
        )
    return Sentence(
        "{place}: no clear change, but the numbers are too small to rule out a rise; for each before between {lower} "
        "and {upper} after.",
        limits,
    )


def elsewhere_sentence(ratio: Estimate) -> Sentence:
    return Sentence(
        "In the rest of the country over the same months: for each before between {lower} and {upper} after.",
        _limits(_range(ratio)),
    )


def _range(ratio: Estimate) -> dict[str, float]:
    """The number and its limits, which the callers have made sure of."""
    return {"ratio": ratio.value or 0.0, "lower": ratio.lower or 0.0, "upper": ratio.upper or 0.0}


def _limits(values: dict[str, float]) -> dict[str, object]:
    return {name: values[name] for name in ("lower", "upper")}


def _in_100(share: Estimate) -> dict[str, object]:
    found = {"share": share.value, "lower": share.lower, "upper": share.upper}
    return {name: round(100 * (value or 0.0)) for name, value in found.items()}
