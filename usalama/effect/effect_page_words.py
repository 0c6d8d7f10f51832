"""What stands around the verdict: what is compared, whether the answer holds, one place alone, and what was planted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from usalama.model import N_, Estimate, Month, Nature, Sentence
from usalama.registers import STAGE_WORDS, word_for

HUNDRED = 100
# More names than this make a list that nobody reads.
MOST_NAMES = 12
USES = {
    "joined": N_("joined"),
    "compared": N_("compared with"),
    "early": N_("left out: fewer than 12 months before joining"),
    "thin": N_("left out: too few reports a month before joining"),
    "gappy": N_("left out: a month is missing or hidden"),
}
LEFT_OUT = {
    "early": N_("{count} counties joined with fewer than 12 months of reports before, and are left out: {names}."),
    "thin": N_(
        "{count} counties had fewer than {fewest} reports in a usual month before joining, and are left out: {names}."
    ),
    "gappy": N_("{count} counties are left out because a month is missing, or hidden as its count is 1 to 7: {names}."),
}
CHECKS = {
    "main": N_("Main result: all months after joining"),
    "check": N_("Another method: compared with the last month before joining"),
    "poisson": N_("Counting every report alike, so that large counties weigh more"),
    "first_year": N_("The first year after joining alone"),
    "placebo_6": N_("As if they had joined 6 months earlier (should be near 1)"),
    "placebo_12": N_("As if they had joined 12 months earlier (should be near 1)"),
    "verified": N_("Share of reports that were verified"),
    "channel": N_("Share of reports from the largest source"),
}
OF_NATURE = {
    Nature.SYNTHETIC: Sentence(
        "Synthetic: reports and dates of joining were invented. This says nothing about any real place."
    ),
    Nature.TEST: Sentence(
        "Test: these reports and dates of joining only try the system. This says nothing about any real place."
    ),
}
LABELS = {Nature.SYNTHETIC: N_("Synthetic data: {word}"), Nature.TEST: N_("Test data: {word}")}
IN_PUBLIC = Sentence(
    "In public everything here is made from the rounded counts. Counties with fewer than 20 reports in a usual month "
    "before joining are left out, so that hidden months do not decide who is compared."
)
VERIFIED_UNSEEN = Sentence(
    "The public sees verified reports only, so whether more or fewer were verified after joining cannot be looked at "
    "here."
)


def joined_sentence(stage: str, joined: int, counties: int, month: date) -> Sentence:
    """How many had joined by the last month."""
    return Sentence(
        "By {month}, {joined} of {counties} counties had joined, with a whole month after coming as far as {stage}; "
        "{never} had not.",
        {
            "month": Month(month), "joined": joined, "counties": counties, "never": counties - joined,
            "stage": word_for(STAGE_WORDS, stage),
        },
    )  # fmt: skip


def compared_sentence(treated: int, compared: int, before: int, after: int) -> Sentence:
    """What is compared with what, and over how many months."""
    if not treated:
        return Sentence("No county with months before and after joining can be compared yet.")
    return Sentence(
        "{treated} counties that joined are compared with {compared} that had not. The earliest has {before} months "
        "before joining; all of them together have {after} months after it.",
        {"treated": treated, "compared": compared, "before": before, "after": after},
    )


def left_out_sentence(use: str, names: Sequence[str], fewest: int) -> Sentence:
    """Which counties are left out, and why."""
    shown = ", ".join(names[:MOST_NAMES])
    more = Sentence("{names} and others", {"names": shown}) if len(names) > MOST_NAMES else shown
    return Sentence(LEFT_OUT[use], {"count": len(names), "names": more, "fewest": fewest})


def months_sentence(first: date, last: date, cut: int) -> Sentence:
    """Over which months; the last ones are cut where everybody had joined."""
    values: dict[str, object] = {"first": Month(first), "last": Month(last), "cut": cut}
    if cut:
        return Sentence(
            "Months: {first} to {last}. {cut} months are left out because hardly any county covers them, or because "
            "every county had joined by then.",
            values,
        )
    return Sentence("Months: {first} to {last}.", values)


def events_sentences(labels: Sequence[tuple[date, Sentence, Sentence]]) -> tuple[Sentence, ...]:
    """What else happened in these months that would change the numbers: month, what and who says so."""
    if not labels:
        return (
            Sentence(
                "No other event is known: the register of changes in recording is empty for these months, and no "
                "source began."
            ),
        )
    return tuple(
        Sentence(
            "Another event, {month}: {label} ({source})", {"month": Month(month), "label": label, "source": source}
        )
        for month, label, source in labels
    )


def before_sentence(has_passed: bool, is_known: bool) -> Sentence:
    """What the months before joining showed."""
    if not is_known:
        return Sentence("Whether the counties differed before joining cannot be told.")
    if has_passed:
        return Sentence(
            "In the nine months before joining nothing speaks for a difference between those that joined and the "
            "others. A small difference could still be there."
        )
    return Sentence(
        "In the nine months before joining those that joined were already changing differently from the others."
    )


def left_one_sentence(lowest: float, highest: float, hangs_on_one: bool) -> Sentence:
    """Whether a single county decides."""
    values = {"lowest": round(HUNDRED * lowest), "highest": round(HUNDRED * highest)}
    if hangs_on_one:
        return Sentence(
            "The answer hangs on a single county: with one left out at a time, it lies between {lowest} and {highest} "
            "for each 100.",
            values,
        )
    return Sentence(
        "No single county decides: with one left out at a time, the answer lies between {lowest} and {highest} for "
        "each 100.",
        values,
    )


def drift_sentence(largest_multiple: float | None, is_known: bool) -> Sentence:
    """How much drift between the counties the first year would bear."""
    if not is_known:
        return Sentence(
            "How much the answer depends on counties moving alike cannot be told: ten must have joined a year ago."
        )
    if largest_multiple is None:
        return Sentence(
            "The first year alone is not clear: its range includes no change (100 for each 100), even if the counties "
            "would have moved alike."
        )
    if largest_multiple == 0:
        return Sentence(
            "The first year's result stands only if the counties would have moved alike: the least drift that was "
            "tried undoes it."
        )
    return Sentence(
        "The first year's result would still stand if, after joining, the counties drifted apart {multiple} times as "
        "fast as in that quarter of the year before in which they did so fastest; more was not tried, or undoes it.",
        {"multiple": largest_multiple},
    )


def sign_sentence(name: str, sign: Estimate) -> Sentence:
    """Whether what can be seen of the recording changed with joining."""
    values: dict[str, object] = {"name": Sentence(CHECKS[name])}
    if sign.value is None or sign.lower is None or sign.upper is None:
        return Sentence("{name}: too few to say whether it changed with joining.", values)
    values |= {
        key: round(HUNDRED * one) for key, one in (("value", sign.value), ("lower", sign.lower), ("upper", sign.upper))
    }
    if sign.lower <= 1 <= sign.upper:
        return Sentence(
            "{name}: {value} for each 100 that were to be expected (likely {lower} to {upper}). That is no clear sign "
            "that recording changed with joining; a change within that range could still be there.",
            values,
        )
    return Sentence(
        "{name}: {value} for each 100 that were to be expected (likely {lower} to {upper}). Recording seems to have "
        "changed with joining.",
        values,
    )


def planted_sentence(ratio: float, effect: Estimate) -> Sentence:
    """In our own demonstration the truth is known."""
    values = {"ratio": round(HUNDRED * ratio)}
    if effect.lower is None or effect.upper is None:
        return Sentence("{ratio} for each 100 were planted in this demonstration.", values)
    if effect.lower <= ratio <= effect.upper:
        return Sentence("{ratio} for each 100 were planted in this demonstration; the range holds it.", values)
    return Sentence("{ratio} for each 100 were planted in this demonstration; the range misses it.", values)
