"""What an indicator says: its value, its range, its target, and whether that is reached."""

from __future__ import annotations

from datetime import date

from usalama.model import N_, Flag, Sentence

LEVELS = {"goal": N_("Goal"), "outcome": N_("Outcomes"), "output": N_("Outputs")}
RATINGS = {
    "reached": N_("target reached"),
    "not_sure": N_("near, or too uncertain to tell"),
    "behind": N_("behind the target"),
    "no_value": N_("no value yet"),
}
MEASURES = {
    "associations_joined": N_("associations that joined"),
    "associations_trained": N_("associations that came as far as trained"),
    "charters_signed": N_("associations that came as far as charter signed"),
    "associations_active": N_("associations that came as far as active"),
    "counties_recognised": N_("counties in which an association, or the county's own case, is recognised"),
    "share_preventive_actions": N_("preventive activities, of 100"),
    "share_actions_closed": N_("actions of forums that are closed, of 100"),
    "share_pledges_kept": N_("pledges due that are kept, of 100"),
    "share_asks_delivered": N_("asks that were delivered, of 100"),
    "median_response": N_("minutes within which half were reached"),
}
EXAMPLE = Sentence("Example: its figures were made up to show how it looks.")


def quarter_words(start: date) -> Sentence:
    """A quarter as people name it."""
    months = {
        1: N_("January to March {year}"),
        4: N_("April to June {year}"),
        7: N_("July to September {year}"),
        10: N_("October to December {year}"),
    }
    return Sentence(months[start.month], {"year": str(start.year)})


def indicator_sentence(values: dict[str, object], *, has_range: bool, has_target: bool) -> Sentence:
    """The newest value of a quarter that is over.

    Arguments:
        values: value, lower, upper, unit, quarter, target, baseline.
    """
    if has_range and has_target:
        return Sentence(
            "{value} {unit} (likely {lower} to {upper}), {quarter}. Target: {target}; it began at {baseline}.", values
        )
    if has_target:
        return Sentence("{value} {unit}, {quarter}. Target: {target}; it began at {baseline}.", values)
    if has_range:
        return Sentence(
            "{value} {unit} (likely {lower} to {upper}), {quarter}. No target is set; it began at {baseline}.", values
        )
    return Sentence("{value} {unit}, {quarter}. No target is set; it began at {baseline}.", values)


def no_value_sentence(*, is_computed: bool, flag: Flag) -> Sentence:
    """Why there is no value."""
    if flag is Flag.HIDDEN:
        return Sentence("Too few to be shown without risk to somebody.")
    if is_computed:
        return Sentence("It is computed from the store, which holds nothing for it in a quarter that is over.")
    return Sentence("Nobody has entered a value with its evidence for a quarter that is over.")


def summary_sentence(counts: dict[str, int]) -> Sentence:
    """How many indicators stand where.

    Arguments:
        counts: by rating.
    """
    return Sentence(
        "Of {all} indicators {reached} reached their target, {not_sure} are near it or too uncertain to tell, {behind} "
        "are behind, {no_value} have no value yet.",
        {"all": sum(counts.values())} | {name: counts.get(name, 0) for name in RATINGS},
    )


def preventive_sentence(values: dict[str, object] | None) -> Sentence:
    """The preventive share of all activities.

    Arguments:
        values: share, lower, upper (in 100), count and quarter; None where no activity is known.
    """
    if values is None:
        return Sentence("No activity is recorded yet, so nobody can say how many were preventive.")
    return Sentence(
        "About {share} of 100 activities were to prevent something rather than answer it (likely {lower} to {upper}; "
        "{count} activities, {quarter}).",
        values,
    )
