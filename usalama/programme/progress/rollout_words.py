"""How far the programme has come, against its plan, and where it may go next."""

from __future__ import annotations

from collections.abc import Sequence

from usalama.model import N_, Estimate, Flag, Sentence
from usalama.schema.register_words import STAGES, word_for

PARTS = {"need": N_("need"), "readiness": N_("readiness"), "reach": N_("reach")}
GROUPS = {"next": N_("Next"), "then": N_("After that"), "later": N_("Later")}
NEED_UNKNOWN = Sentence("nobody can tell how its reports compare, so its need counts as middling")
STANDINGS = {
    "higher": Sentence("reports for every 100,000 people are above the national rate"),
    "similar": Sentence("reports for every 100,000 people are similar to the national rate"),
    "lower": Sentence("reports for every 100,000 people are below the national rate"),
    "unknown": NEED_UNKNOWN,
}
NO_NEXT = Sentence("Every county has an active association, so no county waits for its turn.")
# More names than this make a list that nobody reads.
MOST_NAMES = 12


def standing_sentence(begun: int, whole: int, active: int) -> Sentence:
    return Sentence(
        "{begun} of the {whole} associations in the register have begun; {active} have come as far as active.",
        {"begun": begun, "whole": whole, "active": active},
    )


def none_sentence(names: Sequence[str], county_count: int) -> Sentence:
    """Which counties have none: zero is said, not left out."""
    values = {"count": len(names), "all": county_count, "names": ", ".join(names[:MOST_NAMES])}
    if not names:
        return Sentence("Something has begun in every one of the {all} counties shown.", values)
    if len(names) > MOST_NAMES:
        return Sentence("In {count} of {all} counties nothing has begun yet; the table names them.", values)
    return Sentence("In {count} of {all} counties nothing has begun yet: {names}.", values)


def plan_sentence(stage: str, planned: int, reached: int) -> Sentence:
    """How many were to have come so far by now, and how many have."""
    values = {"stage": word_for(STAGES, stage), "planned": planned, "reached": reached, "gap": abs(planned - reached)}
    if not planned:
        return Sentence("For {stage} no dates are planned up to now; {reached} have come so far.", values)
    if reached < planned:
        return Sentence("Planned for {stage} by now: {planned}. Reached: {reached}; {gap} are still to come.", values)
    return Sentence("Planned for {stage} by now: {planned}. Reached: {reached}.", values)


def step_sentence(stage: str, next_stage: str, reached: int, went_on: int, median: Estimate) -> Sentence:
    """What became of those who came so far, and how long it took."""
    values: dict[str, object] = {
        "stage": word_for(STAGES, stage),
        "next": word_for(STAGES, next_stage),
        "reached": reached,
        "went_on": went_on,
        "days": median.value,
        "lower": median.lower,
        "upper": median.upper,
    }
    if not reached:
        return Sentence("None has come as far as {stage}.", values)
    if median.value is None or median.lower is None or median.flag is Flag.UNSTABLE:
        return Sentence(
            "Of {reached} that came as far as {stage}, {went_on} went on to {next}; too few to say how long it takes.",
            values,
        )
    return Sentence(
        "Of {reached} that came as far as {stage}, {went_on} went on to {next}. Those still waiting counted in, half "
        "take {days} days or less (likely {lower} to {upper}).",
        values,
    )


def future_sentence(count: int) -> Sentence:
    return Sentence("{count} stages are said to be reached on a day that has not come yet; they are not counted.", {
        "count": count
    })  # fmt: skip


def reason_sentence(
    facts: dict[str, object], standing: str, has_law: bool, main_part: str | None, level_with: str | None
) -> Sentence:
    """Why a county stands where it does in the list.

    Arguments:
        facts: county, people, sectors, all_sectors, begun, associations.
        standing: a key of STANDINGS.
        main_part: what lifts it most above the others; None where nothing does.
        level_with: the county after it, where a little chance would swap the two.
    """
    law = Sentence("a law on associations is known") if has_law else Sentence("no law on associations was found")
    values = facts | {"standing": STANDINGS[standing], "law": law, "part": _part(main_part), "level": Sentence("")}
    if level_with:
        values["level"] = Sentence("It and {other} could as well change places.", {"other": level_with})
    return Sentence(
        "{county}: about {people} people; {standing}; {sectors} of {all_sectors} sectors have a partner there; {law}; "
        "{begun} of its {associations} associations have begun. {part} {level}",
        values,
    )


def _part(main_part: str | None) -> Sentence:
    if main_part is None:
        return Sentence("In nothing does it stand out from the others.")
    return Sentence("It stands here mainly for its {part}.", {"part": Sentence(PARTS[main_part])})
