"""From minutes since a first local day to the text of a moment."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from usalama.demonstration.draws import Whole
from usalama.demonstration.invented_moments import DAY, NEVER


class Clock:
    """Writes moments as ISO 8601 local time with its distance from UTC.

    Arguments:
        first: the local day at whose start the minutes begin.
        days: how many days can be written.
        zone: the country's; a day has one distance from UTC, the one at noon.
    """

    def __init__(self, first: date, days: int, zone: ZoneInfo) -> None:
        noons = [datetime.combine(first + timedelta(day), time(12), zone) for day in range(days)]
        self._dates = pa.array([noon.strftime("%Y-%m-%dT") for noon in noons])
        self._times = pa.array([f"{minute // 60:02d}:{minute % 60:02d}:00" for minute in range(DAY)])
        self._offsets = pa.array([noon.isoformat()[-6:] for noon in noons])

    def text(self, minutes: Whole) -> pa.Array:
        """The text of each moment; null for ``NEVER``."""
        is_never = minutes == NEVER
        day = pa.array(minutes // DAY, mask=is_never)
        minute = pa.array(minutes % DAY, mask=is_never)
        return pc.binary_join_element_wise(self._dates.take(day), self._times.take(minute), self._offsets.take(day), "")
