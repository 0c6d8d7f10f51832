"""When did each county join the programme?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.model import Choices, Scope, first_whole_month
from usalama.programme.progress.rollout_ways import steps_of, ways_of
from usalama.registers import ROLLOUT_STAGES, STAGE
from usalama.stats.counting.rates import Numbers
from usalama.store import Store

# The first stage at which anything a resident would notice has begun.
DEFAULT_STAGE = "tools_live"
NOBODY = pd.DataFrame(columns=["record_id", "county_code"])


@dataclass(frozen=True)
class Joining:
    """When counties joined.

    Arguments:
        stage: which stage counts as joining.
        joined: county code -> first day of the first whole month after its stage was reached; others never did.
        held: the register of stages.
    """

    stage: str
    joined: Mapping[str, date]
    held: RegisterRows

    def column(self, codes: tuple[str, ...], months: tuple[date, ...]) -> Numbers:
        """(N,), the number of the first month that counts as after, from 0 for ``months[0]``; NaN for never."""
        return np.array([_months_between(months[0], self.joined.get(code)) for code in codes])


def joining(store: Store, scope: Scope, county_codes: tuple[str, ...], today: date, stage: str) -> Joining:
    """The month of joining of each county that reached a stage.

    Arguments:
        county_codes: none means all.
        today: the local date; what is said to be reached after it is not counted.
        stage: of the rollout; a later one counts as well.

    Notes:
        A county joins when its own record or the first of its associations reaches the stage, as on the page Rollout.
        A later date would count months as "before" in which something had begun; a county that goes back stays joined,
        since leaving out those in which it failed would flatter the programme.
    """
    held = register_rows(store, scope, Choices(county_codes=county_codes), STAGE)
    own = held.rows[held.rows.pipeline == "rollout"]
    is_past = pd.to_datetime(own.reached_on) <= pd.Timestamp(today)
    steps = steps_of(ways_of(own[is_past].to_dict("records"), NOBODY))
    first = steps[steps.position == ROLLOUT_STAGES.index(stage)].groupby("county_code").reached_on.min()
    return Joining(stage, {str(code): first_whole_month(day) for code, day in first.items()}, held)


def _months_between(first: date, month: date | None) -> float:
    return np.nan if month is None else 12.0 * (month.year - first.year) + month.month - first.month
