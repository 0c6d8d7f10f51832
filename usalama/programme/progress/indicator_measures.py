"""What an indicator may be computed from, and whether its target is reached.

Each measure is of one quarter, from the registers and the reports; a value that has a range is judged by both ends.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from usalama.asking.held_records import register_rows
from usalama.asking.kept import kept
from usalama.asking.selection import select
from usalama.asking.told import changed
from usalama.country.subject import Subject
from usalama.errors import NothingFound
from usalama.incidents.response.waits import response_times
from usalama.model import Choices, Estimate, Flag, Period, Scope
from usalama.programme.view import within
from usalama.registers import ACTIVITY, ASK, ASSOCIATION, PLEDGE, ROLLOUT_STAGES, STAGE
from usalama.stats.counting.shares import wilson_share
from usalama.store import Store

COUNTED = "Counted in full"
NOTHING = Estimate(None, None, None, None, COUNTED, Flag.NO_DATA)
# Under this part of the way from the baseline to the target an indicator is behind.
NEAR = 0.8


class Rating(StrEnum):
    REACHED = "reached"
    NOT_SURE = "not_sure"
    BEHIND = "behind"
    NO_VALUE = "no_value"


@dataclass(frozen=True)
class Reading:
    """A value with its range; a value that was counted in full has none."""

    value: float | None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, eq=False)
class Registers:
    """What measures are made of, of the whole programme as the scope sees it."""

    store: Store
    scope: Scope
    subject: Subject
    associations: pd.DataFrame
    stages: pd.DataFrame
    activities: pd.DataFrame
    pledges: pd.DataFrame
    asks: pd.DataFrame


@kept
def read_registers(store: Store, scope: Scope, subject: Subject) -> Registers:
    """The registers that measures read."""
    read = [register_rows(store, scope, Choices(), one).rows for one in (ASSOCIATION, STAGE, ACTIVITY, PLEDGE, ASK)]
    return Registers(store, scope, subject, *read)


def measured(name: str, registers: Registers, quarter: Period) -> Estimate:
    """One measure in one quarter; shares are in 100.

    Returns:
        ``no_data`` where the register holds nothing that could be counted. What was counted in full has no range.
    """
    return OF[name](registers, quarter)


def _counted(count: int, of: pd.DataFrame) -> Estimate:
    """A count of organisations, which is exact; 0 of a register that holds nothing is not known to be 0."""
    return NOTHING if of.empty else Estimate(float(count), None, None, count, COUNTED)


def _joined(registers: Registers, quarter: Period) -> Estimate:
    rows = registers.associations
    return _counted(int(_by(rows.joined_on, quarter.end).sum()), rows)


def _reached(stage: str) -> Callable[[Registers, Period], Estimate]:
    """Associations that came as far as a stage, or further, by the end of the quarter."""
    far_enough = ROLLOUT_STAGES[ROLLOUT_STAGES.index(stage) :]

    def count(registers: Registers, quarter: Period) -> Estimate:
        rows = registers.stages[(registers.stages.pipeline == "rollout") & registers.stages.association_id.notna()]
        there = rows[rows.stage.isin(far_enough) & _by(rows.reached_on, quarter.end)]
        return _counted(there.association_id.nunique(), rows)

    return count


def _counties_recognised(registers: Registers, quarter: Period) -> Estimate:
    """Counties in which a case was recognised by the end of the quarter and had not lapsed or gone back since."""
    rows = registers.stages[registers.stages.pipeline == "accreditation"]
    known = rows[_by(rows.reached_on, quarter.end)].sort_values("reached_on", kind="stable")
    last = known.assign(whose=known.association_id.fillna("")).groupby(["county_code", "whose"]).stage.last()
    recognised = last[last == "recognised"].reset_index()
    return _counted(recognised.county_code.nunique(), rows)


def _preventive(registers: Registers, quarter: Period) -> Estimate:
    rows = registers.activities
    known = rows[within(rows.held_on, quarter) & rows.is_preventive.notna()]
    return _share(int(known.is_preventive.astype(bool).sum()), len(known))


def _actions_closed(registers: Registers, quarter: Period) -> Estimate:
    rows = registers.activities
    held = rows[within(rows.held_on, quarter) & rows.actions_agreed.notna() & rows.actions_closed.notna()]
    return _share(int(held.actions_closed.sum()), int(held.actions_agreed.sum()))


def _pledges_kept(registers: Registers, quarter: Period) -> Estimate:
    due = registers.pledges[_by(registers.pledges.due_on, quarter.end)]
    return _share(int((due.state == "kept").sum()), len(due))


def _asks_delivered(registers: Registers, quarter: Period) -> Estimate:
    asked = registers.asks[_by(registers.asks.asked_on, quarter.end)]
    return _share(int(_by(asked.delivered_on, quarter.end).sum()), len(asked))


def _median_response(registers: Registers, quarter: Period) -> Estimate:
    """Of the whole country, under the rule for small numbers like everywhere else."""
    subject = registers.subject
    try:
        selection = select(registers.store, registers.scope, Choices(quarter), subject)
    except NothingFound:
        return NOTHING
    (time,) = response_times(selection, (subject.country.whole,))
    return time.median


def _share(count: int, whole: int) -> Estimate:
    """A share in 100 with its range, or nothing where there is nothing to share."""
    return changed(wilson_share(count, whole), lambda share: 100 * share)


def _by(days: pd.Series, last: date) -> pd.Series:
    return pd.to_datetime(days) <= pd.Timestamp(last)


OF: dict[str, Callable[[Registers, Period], Estimate]] = {
    "associations_joined": _joined,
    "associations_trained": _reached("trained"),
    "charters_signed": _reached("charter_signed"),
    "associations_active": _reached("active"),
    "counties_recognised": _counties_recognised,
    "share_preventive_actions": _preventive,
    "share_actions_closed": _actions_closed,
    "share_pledges_kept": _pledges_kept,
    "share_asks_delivered": _asks_delivered,
    "median_response": _median_response,
}


def rate_indicator(reading: Reading, baseline: float | None, target: float | None, *, is_lower_better: bool) -> Rating:
    """Whether a target is reached, allowing for the range of the value.

    Returns:
        ``REACHED`` where even the worse end of the range has reached the target; ``BEHIND`` where even the better
        end has not come eight tenths of the way to it from the baseline (where there is no baseline, or the
        target lies no further than it: has not reached it); ``NOT_SURE`` between; ``NO_VALUE`` without a value or
        a target.
    """
    if reading.value is None or target is None:
        return Rating.NO_VALUE
    ends = [reading.value if end is None else end for end in (reading.lower, reading.upper)]
    # A fall that is wanted is a rise of the negative.
    sign = -1.0 if is_lower_better else 1.0
    worst, best = sorted(sign * end for end in ends)
    aim = sign * target
    if worst >= aim:
        return Rating.REACHED
    start = aim if baseline is None else min(sign * baseline, aim)
    nearly = start + NEAR * (aim - start)
    return Rating.BEHIND if best < nearly else Rating.NOT_SURE
