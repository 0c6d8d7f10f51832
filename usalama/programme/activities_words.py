"""What was done and what came of it, in words."""

from __future__ import annotations

import pandas as pd

from usalama.model import N_, Estimate, Flag, Sentence

# Step -> what is said of it where it is of few places, and where it is of enough.
BECAME = {
    "places_filled": (
        N_("Of {whole} offered by activities that state both, {count} were filled; too few to say what share that is."),
        N_(
            "Of {whole} offered by activities that state both, {count} were filled: about {share} of every 100 (likely "
            "{lower} to {upper})."
        ),
    ),
    "places_retained": (
        N_(
            "Of {whole} filled by activities that state both, {count} are still held; too few to say what share that "
            "is."
        ),
        N_(
            "Of {whole} filled by activities that state both, {count} are still held: about {share} of every 100 "
            "(likely {lower} to {upper})."
        ),
    ),
}


def activity_sentences(rows: pd.DataFrame, by_county: pd.DataFrame) -> tuple[Sentence, ...]:
    """How many activities, in how many of the counties, and how many came.

    Arguments:
        rows: attendance, missing where it is not stated.
        by_county: activity_count of every chosen county.
    """
    values = {"count": len(rows), "some": int((by_county.activity_count > 0).sum()), "counties": len(by_county)}
    found = [Sentence("{count} activities in {some} of {counties} counties.", values)]
    stated = rows.attendance.dropna()
    if len(stated):
        found.append(
            Sentence(
                "{attendance} people came to the {stated} activities that state how many; whoever came twice counts "
                "twice.",
                {"attendance": int(stated.sum()), "stated": len(stated)},
            )
        )
    return tuple(found)


def preventive_sentences(share: Estimate, unknown: int) -> tuple[Sentence, ...]:
    """How much of what is done is to prevent something, of the activities for which it is stated.

    Arguments:
        unknown: activities for which it is not stated.
    """
    rest = Sentence("Whether it was to prevent something is not stated of {unknown} activities.", {"unknown": unknown})
    found = () if not share.n else (_preventive(share),)
    return (*found, rest) if unknown or not found else found


def _preventive(share: Estimate) -> Sentence:
    values = _share_values(share)
    if share.flag is not Flag.OK:
        return Sentence("Preventive: {count} of {n} activities; too few to say what share that is.", values)
    return Sentence(
        "Preventive: about {share} of every 100 activities (likely {lower} to {upper}; {n} activities).", values
    )


def closed_sentence(share: Estimate) -> Sentence:
    """How many of the actions agreed are closed."""
    if not share.n or share.value is None:
        return Sentence("No activity states both how many actions were agreed and how many are closed.")
    values = _share_values(share)
    if share.flag is not Flag.OK:
        return Sentence("{count} of {n} actions agreed are closed; too few to say what share that is.", values)
    return Sentence(
        "Closed by now: {count} of {n} actions agreed, about {share} of every 100 (likely {lower} to {upper}).", values
    )


def employment_sentences(employment: pd.DataFrame) -> tuple[Sentence, ...]:
    """From places offered to places filled to places retained.

    Arguments:
        employment: step, place_count, of_which, of_count, share, lower, upper, flag.
    """
    rows = employment.set_index("step")
    offered = int(rows.place_count["places_offered"])
    if not offered:
        return (Sentence("No places of work or training are recorded as offered."),)
    first = Sentence("{offered} places of work or training were offered.", {"offered": offered})
    return (first, *(_step_sentence(rows.loc[step], *words) for step, words in BECAME.items()))


def _step_sentence(row: pd.Series, few: str, enough: str) -> Sentence:
    if row.flag == Flag.NO_DATA:
        return Sentence("Nothing is stated of what became of them.")
    counts = {"whole": int(row.of_count), "count": int(row.of_which)}
    if row.flag != Flag.OK:
        return Sentence(few, counts)
    return Sentence(enough, counts | {name: round(100 * row[name]) for name in ("share", "lower", "upper")})


def _share_values(share: Estimate) -> dict[str, int]:
    values = {"share": share.value, "lower": share.lower, "upper": share.upper}
    per_100 = {name: round(100 * (value or 0.0)) for name, value in values.items()}
    return per_100 | {"n": share.n or 0, "count": round((share.value or 0.0) * (share.n or 0))}


def coming_note(count: int) -> tuple[Sentence, ...]:
    """That some activities are planned only."""
    if not count:
        return ()
    return (Sentence("{count} activities are still to come; they are not shown and not counted.", {"count": count}),)
