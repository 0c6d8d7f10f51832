"""What reports may mean, once the share reported is thought of."""

from __future__ import annotations

from usalama.asking.comparison_words import is_close
from usalama.model import Estimate, Flag, Sentence

NO_SURVEY = Sentence(
    "No survey yet: nobody has asked people here what happened to them and whether they told anyone. What follows are "
    "reports, not incidents."
)
NOT_THE_SAME_PEOPLE = Sentence(
    "The survey is of everybody it asked, whichever counties are chosen, and of telling anybody at all; the reports "
    "here come from the sources named. The share assumed above stays yours: the survey moves none of the numbers below."
)
SHARE_UNKNOWN = Sentence("The share reported is not known here; the one below is assumed by you.")


def scenario_sentence(reports: int, share: float, incidents: Estimate) -> Sentence:
    """How many incidents the reports would stand for, if so many of 100 were reported."""
    if incidents.value is None or incidents.lower is None or incidents.upper is None:
        return Sentence("Too few reports to say what they could stand for.")
    values = {
        "share": round(100 * share),
        "reports": reports,
        "incidents": incidents.value,
        "lower": incidents.lower,
        "upper": incidents.upper,
    }
    if incidents.flag == Flag.UNSTABLE:
        return Sentence(
            "If {share} in 100 were reported, {reports} reports could stand for anything from {lower} to {upper} "
            "incidents: too few to be reliable.",
            values,
        )
    return Sentence(
        "If {share} in 100 were reported, the {reports} reports would stand for about {incidents} incidents; likely "
        "{lower} to {upper}.",
        values,
    )


def break_even_sentence(before: int, after: int, share_before: float, share_now: float | None) -> Sentence:
    """Which change in reporting alone would explain the change in reports.

    Arguments:
        before, after: reports.
        share_before: the share reported before.
        share_now: the one that would explain it; None where it would have to be more than all.
    """
    values: dict[str, object] = {"before": before, "after": after, "share_before": round(100 * share_before)}
    if share_now is None:
        return Sentence(
            "From {before} to {after} reports: more than reporting alone could explain, even if {share_before} in 100 "
            "were reported before and every one now.",
            values,
        )
    values |= {"share_now": round(100 * share_now)}
    if values["share_now"] == values["share_before"]:
        return Sentence(
            "From {before} to {after} reports: with {share_before} in 100 reported before, the same share now leaves "
            "nothing to explain.",
            values,
        )
    if share_now > share_before:
        return Sentence(
            "From {before} to {after} reports: this would be explained, without one incident more, by reporting that "
            "rose from {share_before} to {share_now} in 100.",
            values,
        )
    return Sentence(
        "From {before} to {after} reports: this would be explained, without one incident fewer, by reporting that "
        "fell from {share_before} to {share_now} in 100.",
        values,
    )


def adjusted_change_sentence(reports: Estimate, incidents: Estimate) -> Sentence:
    """Whether incidents changed, when reports and the share reported may both have.

    Arguments:
        reports: the ratio of reports, now over before.
        incidents: the same ratio once the shares reported are taken into account.
    """
    if Flag.HIDDEN in (reports.flag, incidents.flag) or Flag.UNSTABLE in (reports.flag, incidents.flag):
        return Sentence("Too few reports to say whether incidents changed.")
    if reports.value is None or incidents.value is None or incidents.lower is None or incidents.upper is None:
        return Sentence("There is nothing to compare with a year before.")
    values = {"ratio": incidents.value, "lower": incidents.lower, "upper": incidents.upper}
    if is_close(incidents) or incidents.lower <= 1 <= incidents.upper:
        return _no_clear_change(reports, values)
    if incidents.lower > 1:
        return Sentence(
            "With these shares reported, incidents rose: for each a year before about {ratio} now; likely {lower} to "
            "{upper}. The shares are assumed, and the range does not hold their doubt.",
            values,
        )
    return Sentence(
        "With these shares reported, incidents fell: for each a year before about {ratio} now; likely {lower} to "
        "{upper}. The shares are assumed, and the range does not hold their doubt.",
        values,
    )


def _no_clear_change(reports: Estimate, values: dict[str, float]) -> Sentence:
    if reports.lower is not None and reports.lower > 1 and not is_close(reports):
        return Sentence(
            "Reports rose, and with these shares reported there is no clear change in incidents: for each a year "
            "before between {lower} and {upper} now. More reports can mean more trust.",
            {"lower": values["lower"], "upper": values["upper"]},
        )
    return Sentence(
        "With these shares reported, no clear change in incidents: for each a year before between {lower} and {upper} "
        "now.",
        {"lower": values["lower"], "upper": values["upper"]},
    )
