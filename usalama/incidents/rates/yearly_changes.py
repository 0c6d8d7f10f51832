"""What changed beyond what such months usually differ by, compared with the same months a year before?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from usalama.asking.between_years import COUNTY, GROUP, BetweenYears
from usalama.asking.selection import Selection
from usalama.asking.told import is_close, listed, told
from usalama.country.subject import Subject
from usalama.model import N_, Estimate, Period, Sentence, counted
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.counting.yearly_spread import clear_changes, ratio_between_years, together

# Counties of each direction that a sentence names.
MOST_NAMED = 2


@dataclass(frozen=True)
class Change:
    """Reports of one county or category group, now and in the same months a year before."""

    dimension: str
    code: str
    before: int | None
    after: int | None
    ratio: Estimate
    sentence: Sentence


@dataclass(frozen=True)
class Compared:
    """What is compared with the same months a year before.

    Arguments:
        selection: the sources that cover both; all of them where there is nothing to compare.
        before: those months; None where no source covers them.
        left_out: names of the sources that do not cover both, where others do.
    """

    selection: Selection
    before: Period | None
    left_out: tuple[str, ...] = ()

    @property
    def recording(self) -> Sentence:
        """Which sources began, ended or paused, and so are not compared; empty where none did."""
        if not self.left_out:
            return Sentence("")
        return counted(
            "Recording changed: {sources} does not cover both years whole, and is left out of the comparison.",
            "Recording changed: {sources} do not cover both years whole, and are left out of the comparison.",
            len(self.left_out),
            {"sources": ", ".join(self.left_out)},
        )


def compared_years(selection: Selection) -> Compared:
    """The period and the same months a year before, of the sources that cover both whole."""
    before = selection.period.year_before()
    both, left_out = selection.covering(selection.period, before)
    return Compared(selection, None) if both is None else Compared(both, before, left_out)


def change_of_whole(
    usual: BetweenYears,
    county_codes: tuple[str, ...],
    counts: tuple[int, int | None],
    years: tuple[float, float | None],
) -> Estimate:
    """The ratio of all reports to those of the year before.

    Arguments:
        county_codes: those that are chosen; empty for all.
        counts: reports now and a year before as the scope may see them; None where there is no year before.
        years: how long both were covered, likewise.

    Returns:
        With limits that know what years usually have between them, or of chance alone where nobody knows that.
    """
    spread = usual.of_sum(county_codes)
    (after, before), (now, earlier) = counts, years
    if before is None or earlier is None or spread is None:
        return ratio_estimate(after, now, before, earlier)
    return ratio_between_years(after, now, before, earlier, spread).estimate()


def tested_changes(
    usual: BetweenYears, chosen: tuple[str, ...], years: tuple[float, float]
) -> tuple[tuple[Change, ...], int]:
    """Changes of counties and category groups that may be named, the surest first; and how many were looked at.

    Reports are compared over time, not over people. Hidden and empty groups are not tested; nor is what nobody knows
    the usual of.

    Arguments:
        chosen: counties; empty for all.
        years: how long the period and the same months a year before were covered.
    """
    rows, groups = usual.rows_of(chosen), usual.by_group(chosen)
    places = [(COUNTY, [usual.county_codes[row] for row in rows], usual.by_county[rows], usual.of_counties)]
    kinds = [
        (GROUP, [code], own[None, :], usual.of_sum(chosen, own)) for code, own in zip(usual.groups, groups, strict=True)
    ]
    named, tested = [], []
    for dimension, codes, counts, spread in (*places, *kinds):
        then, now = counts[:, -2], counts[:, -1]
        told = np.flatnonzero(then + now > 0)
        if spread and told.size:
            named += [(dimension, codes[row], int(then[row]), int(now[row])) for row in told]
            tested.append(ratio_between_years(now[told], years[0], then[told], years[1], spread))
    if not tested:
        return (), 0
    ratios = together(tested)
    clear = sorted(map(int, np.flatnonzero(clear_changes(ratios))), key=lambda number: float(ratios.p_value[number]))
    return tuple(_change(*named[number], ratios.estimate(number)) for number in clear), len(named)


def _change(dimension: str, code: str, before: int, after: int, ratio: Estimate) -> Change:
    return Change(dimension, code, before, after, ratio, change_sentence(before, after, ratio))


def where_sentence(clear: Sequence[Change], usual: BetweenYears, before: Period | None, subject: Subject) -> Sentence:
    """Which counties changed beyond what is usual, of all that were compared; the clearest are named."""
    if before is None or usual.of_counties is None:
        return Sentence("")
    counties = [change for change in clear if change.dimension == COUNTY]
    if not counties:
        return Sentence("No county has clearly more or fewer reports than in the same months a year before.")
    parts = [
        Sentence(template, {"counties": listed([_from_to(change, subject) for change in group], MOST_NAMED)})
        for template, group in (
            (N_("more in {counties}"), [change for change in counties if (change.ratio.value or 1) > 1]),
            (N_("fewer in {counties}"), [change for change in counties if (change.ratio.value or 1) < 1]),
        )
        if group
    ]
    both = Sentence("{first}, {second}", dict(zip(("first", "second"), parts, strict=True))) if parts[1:] else parts[0]
    return Sentence("Clearly changed since the same months a year before: {changes}.", {"changes": both})


def _from_to(change: Change, subject: Subject) -> Sentence:
    name = subject.country.county(change.code).name
    return Sentence("{place} ({before} to {after})", {"place": name, "before": change.before, "after": change.after})


def change_sentence(before: int | None, after: int | None, ratio: Estimate, *, is_usual_known: bool = True) -> Sentence:
    """What became of a number of reports, compared with the same months a year before.

    Arguments:
        is_usual_known: whether the ratio's limits know what years usually have between them; else no change is named.
    """
    values = {"before": before, "after": after}

    def full(value: float, lower: float, upper: float) -> Sentence:
        known = values | {"ratio": value, "lower": lower, "upper": upper}
        if not is_usual_known:
            return Sentence(
                "From {before} to {after} reports. How much such months usually differ is not known yet: it takes "
                "three years of data, so no change is named.",
                known,
            )
        if is_close(ratio):
            return Sentence("About as many reports as a year before: from {before} to {after}.", known)
        if lower > 1:
            return Sentence(
                "More reports, beyond what such months usually differ by: from {before} to {after} (for each a year "
                "before about {ratio} now; likely {lower} to {upper}).",
                known,
            )
        if upper < 1:
            return Sentence(
                "Fewer reports, beyond what such months usually differ by: from {before} to {after} (for each a year "
                "before about {ratio} now; likely {lower} to {upper}).",
                known,
            )
        return Sentence(
            "No clear change in reports: from {before} to {after}; such months usually differ that much.", known
        )

    return told(
        ratio,
        values,
        hidden=N_("Too few reports to compare with the same months a year before."),
        nothing=N_("There is nothing to compare with a year before."),
        few=N_("No clear change in reports: from {before} to {after}; numbers this small change by chance."),
        full=full,
    )
