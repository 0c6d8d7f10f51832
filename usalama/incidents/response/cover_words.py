"""Hours that somebody covers, and hours that nobody does, in words. No advice: what is recorded is not what is safe."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from usalama.incidents.response.week_words import hours_named
from usalama.model import Estimate, Flag, Nature, Sentence

HOURS = 24


def no_cover_sentence() -> Sentence:
    """Nothing has been imported for these counties and days."""
    return Sentence("No cover recorded: no hours of patrols, gates or guards were imported for these places and days.")


def other_nature_sentence(cover: Nature, incidents: Nature) -> Sentence:
    """Invented hours are never laid over real incidents, nor the other way round."""
    return Sentence(
        "The recorded hours of cover are {cover} and the incidents {incidents}; they are not laid over each other.",
        {"cover": Sentence(str(cover)), "incidents": Sentence(str(incidents))},
    )


def too_few_areas_sentence(fewest: int) -> Sentence:
    """The public may not read off when a single estate is without a guard."""
    return Sentence(
        "Cover is recorded for fewer than {fewest} areas in each county here: too few to show hours without telling "
        "when a single estate is unguarded.",
        {"fewest": fewest},
    )


def cover_sentences(
    rows: pd.DataFrame, uncovered: Estimate, area_count: int, county_count: int
) -> tuple[Sentence, ...]:
    """What the ring says: whose hours these are, which nobody covers, and how many incidents fell into them.

    Arguments:
        rows: hour and state of the 24 hours.
        uncovered: incidents in hours that nobody covers, of ``n``.
    """
    base = Sentence(
        "Cover is recorded for {areas} areas (number of counties: {counties}).",
        {"areas": area_count, "counties": county_count},
    )
    always = _spans(list(rows.hour[rows.state == "uncovered"]))
    sometimes = _spans(list(rows.hour[rows.state == "some_days"]))
    if not always and not sometimes:
        return (base, Sentence("In every hour somebody is on duty in at least one of them."))
    named = []
    if always:
        named.append(Sentence("No cover is recorded in the hours {hours}, on any day.", {"hours": always}))
    if sometimes:
        named.append(Sentence("On some days no cover is recorded in the hours {hours}.", {"hours": sometimes}))
    return (base, *named, _fell(uncovered))


def _fell(uncovered: Estimate) -> Sentence:
    if uncovered.flag is not Flag.OK or uncovered.value is None or uncovered.lower is None or uncovered.upper is None:
        return Sentence("Too few incidents to say how many happened in those hours.")
    return Sentence(
        "About {count} of {n} incidents happened in those hours (likely {lower} to {upper}).",
        {
            "count": round(uncovered.value),
            "n": uncovered.n,
            "lower": round(uncovered.lower),
            "upper": round(uncovered.upper),
        },
    )


def _spans(hours: Sequence[int]) -> str:
    """Hours as spans around the clock: 23, 0, 1 is 23:00-02:00."""
    held = set(hours)
    if len(held) == HOURS:
        return hours_named(0, HOURS)
    starts = sorted(hour for hour in held if (hour - 1) % HOURS not in held)
    ends = [next(step for step in range(start + 1, start + HOURS + 1) if step % HOURS not in held) for start in starts]
    return ", ".join(hours_named(start, end) for start, end in zip(starts, ends, strict=True))
