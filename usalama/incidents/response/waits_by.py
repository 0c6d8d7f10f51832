"""How soon do residents, private security and the police come by hour of day, county and kind of incident?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection, select
from usalama.asking.told import listed
from usalama.country.subject import Subject
from usalama.incidents.response.hours_of_week import hours_east
from usalama.incidents.response.responders import COMING, RESPONDER_NAMES, WITHIN
from usalama.incidents.response.waits import read_waits, waits_of
from usalama.model import N_, Choices, Estimate, Flag, Scope, Sentence
from usalama.stats.counting.apart import clear_of_all
from usalama.store import Store

METHOD = Sentence(
    "The share of calls reached within 30 minutes, with those whom nobody reached kept in (Kaplan-Meier, log-log "
    "interval), for each responder and group. Hours are those of the report, in blocks of four. A responder is called "
    "first in a group where its whole range lies above those of the others. With fewer than 20 calls a public number "
    "is hidden."
)
HOURS_IN_BLOCK = 4
HALF_HOURS = 48


class Dimension(StrEnum):
    HOUR = "hour"
    COUNTY = "county"
    CATEGORY = "category"


COLUMNS = {Dimension.HOUR: "reported_half_hour", Dimension.COUNTY: "county_code", Dimension.CATEGORY: "category_group"}


FIRST = {
    Dimension.HOUR: N_("By hour of the report, first beyond chance: {responders}."),
    Dimension.COUNTY: N_("By county, first beyond chance: {responders}."),
    Dimension.CATEGORY: N_("By category, first beyond chance: {responders}."),
}
NOBODY_FIRST = {
    Dimension.HOUR: N_("By hour of the report, nobody is first beyond chance."),
    Dimension.COUNTY: N_("By county, nobody is first beyond chance."),
    Dimension.CATEGORY: N_("By category, nobody is first beyond chance."),
}


@dataclass(frozen=True)
class WaitsBy:
    """A row a group and responder.

    Arguments:
        finding: who is first in how many of the groups.
        rows: group_code (first hour of a block, county or group of categories), responder, call_count,
            within_30, within_30_lower, within_30_upper (0 to 1), median_minutes, flag; missing where hidden.
    """

    dimension: Dimension
    finding: Sentence
    rows: pd.DataFrame
    about: About
    method: Sentence = METHOD


@kept
def waits_by(store: Store, scope: Scope, choices: Choices, subject: Subject, dimension: Dimension) -> WaitsBy:
    """Waits of those who come, by one more dimension.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    waits = read_waits(selection, (COLUMNS[dimension], "responder"), is_coarse=True)
    waits = waits[waits.responder.isin(COMING)]
    grouped = waits.assign(group_code=_group_codes(waits, dimension, selection)).groupby(["group_code", "responder"])
    rows = pd.DataFrame([_row(str(group), str(name), own, scope) for (group, name), own in grouped])
    finding = finding_about(first_sentence(dimension, rows), choices, subject)
    return WaitsBy(dimension, finding, rows, selection.about)


def first_sentence(dimension: Dimension, rows: pd.DataFrame) -> Sentence:
    """Who reaches most of 100 calls within half an hour, in how many groups.

    Arguments:
        rows: group_code, responder, within_30_lower, within_30_upper.
    """
    if rows.empty:
        return Sentence("No response times are recorded.")
    wide = rows.pivot(index="group_code", columns="responder", values=["within_30_lower", "within_30_upper"])
    lower, upper = (
        wide[name].reindex(columns=list(COMING)).to_numpy(float) for name in ("within_30_lower", "within_30_upper")
    )
    first = clear_of_all(lower, upper)
    times = {name: int((first == number).sum()) for number, name in enumerate(COMING)}
    said = [
        Sentence(
            "{responder} in {times} of {groups}",
            {"responder": Sentence(RESPONDER_NAMES[name]), "times": number, "groups": len(wide)},
        )
        for name, number in times.items()
        if number
    ]
    return Sentence(FIRST[dimension], {"responders": listed(said)}) if said else Sentence(NOBODY_FIRST[dimension])


def _group_codes(waits: pd.DataFrame, dimension: Dimension, selection: Selection) -> pd.Series:
    column = waits[COLUMNS[dimension]]
    if dimension is not Dimension.HOUR:
        return column
    local = (column.astype(int) + int(2 * hours_east(selection.country, selection.period))) % HALF_HOURS
    return (local // 2 // HOURS_IN_BLOCK * HOURS_IN_BLOCK).map("{:02d}".format)


def _row(group_code: str, responder: str, own: pd.DataFrame, scope: Scope) -> dict[str, object]:
    row: dict[str, object] = {"group_code": group_code, "responder": responder}
    waits = waits_of(own, is_exact=scope.is_exact)
    if waits is None:
        nothing = Estimate(None, None, None, None, "Kaplan-Meier", Flag.HIDDEN)
        return row | _numbers(nothing, nothing, None)
    return row | _numbers(waits.share_within(WITHIN[1]), waits.quantile(0.5), waits.curve.n)


def _numbers(within: Estimate, median: Estimate, calls: int | None) -> dict[str, object]:
    return {
        "call_count": calls,
        "within_30": within.value,
        "within_30_lower": within.lower,
        "within_30_upper": within.upper,
        "median_minutes": median.value,
        "flag": str(within.flag),
    }
