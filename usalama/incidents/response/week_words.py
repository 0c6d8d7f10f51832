"""When in the week, in words."""

from __future__ import annotations

from usalama.model import N_, Estimate, Flag, Sentence

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
HOURS = 24
# Below this the moments lie so far around the clock that their middle is no time of anything.
LEAST_CONCENTRATION = 0.1
CLOSE_CONCENTRATION = 0.5
HIDDEN_COUNT = Sentence("1 to 7")


def clock(hour: float) -> str:
    """An hour of the day as people write it: 22.5 is 22:30."""
    minutes = round(hour * 60) % (HOURS * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours_named(first: int, last: int) -> str:
    """From an hour to another: 22 to 2 is 22:00-02:00."""
    return f"{first % HOURS:02d}:00-{last % HOURS:02d}:00"


def block_sentence(weekday: int, first_hour: int, hours: int, count: float, usual: tuple[float, float]) -> Sentence:
    """A block of hours with more incidents than usual, beside what would be usual."""
    return Sentence(
        "{weekday} {hours}: {count} incidents; the weekday and the hours alone would give about {lower} to {upper}.",
        {
            "weekday": Sentence(WEEKDAYS[weekday]),
            "hours": hours_named(first_hour, first_hour + hours),
            "count": count,
            "lower": round(usual[0]),
            "upper": round(usual[1]),
        },
    )


def middle_sentence(hour: Estimate, concentration: float | None) -> Sentence:
    """Around which hour the incidents lie, if around any.

    Arguments:
        hour: the middle on the clock, with limits that may go over midnight.
        concentration: 0, evenly spread, to 1, all at one moment.
    """
    if hour.flag is Flag.NO_DATA:
        return Sentence("Too few incidents to say around which hour they lie.")
    spread_out = concentration is None or concentration < LEAST_CONCENTRATION
    if hour.flag is not Flag.OK or spread_out or hour.value is None or hour.lower is None or hour.upper is None:
        return Sentence("Incidents are spread over the whole day; no hour is their middle.")
    values = {"hour": clock(hour.value), "lower": clock(hour.lower), "upper": clock(hour.upper), "n": hour.n}
    if concentration is not None and concentration < CLOSE_CONCENTRATION:
        return Sentence(
            "The middle of the incidents lies around {hour} (likely {lower} to {upper}), with many at every other hour "
            "as well ({n} incidents).",
            values,
        )
    return Sentence(
        "Incidents gather closely around {hour} (likely {lower} to {upper}; {n} incidents).",
        values,
    )


def ranges_sentence(count: int, range_count: int | None, excluded_count: int | None) -> Sentence:
    """How many incidents were spread over hours, and how many could not be."""
    known = {"count": count, "ranges": range_count, "excluded": excluded_count}
    values = {name: HIDDEN_COUNT if one is None else one for name, one in known.items()}
    return Sentence(
        "{count} incidents; of {ranges} only a range of time is known, and each counts in part for every hour of it. "
        "Left out, because the range is longer than 72 hours or missing: {excluded}.",
        values,
    )
