"""Up to a year after a county joined, the same months a year earlier, and which counties may stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from usalama.country.geography import adjacent_counties
from usalama.effect.effect_panel import CountyMonths

if TYPE_CHECKING:
    from usalama.stats.effect.displacement import BeforeAfter

A_YEAR = 12
# A county with more than so many times the reports would weigh more than the one it stands beside.
MOST_TIMES = 2.0


@dataclass(frozen=True, eq=False)
class Windows:
    """Two equally long runs of the same months, a year apart.

    Arguments:
        first: number of the first month after joining, from 0.
    """

    asked: CountyMonths
    first: int

    @property
    def n_months(self) -> int:
        """Months in each run; 0 where there is no year before joining."""
        return min(A_YEAR, len(self.asked.series.months) - self.first) if self.first >= A_YEAR else 0

    def counts(self, codes: tuple[str, ...]) -> BeforeAfter:
        """Reports of these counties together; None where a month is hidden or not covered."""
        from usalama.stats.effect.displacement import BeforeAfter  # noqa: PLC0415

        before, after = (self._count(codes, start) for start in (self.first - A_YEAR, self.first))
        return BeforeAfter(before=before, after=after)

    def controls(self, code: str) -> dict[str, str]:
        """Counties that had not joined by the end and had about as many reports: code -> name, most alike first."""
        own = self._count((code,), self.first - A_YEAR) if self.n_months else None
        if not own:
            return {}
        apart = {
            other: abs(np.log(count / own))
            for other in self.asked.codes
            if other != code and self._is_outside(other)
            if (count := self._count((other,), self.first - A_YEAR))
        }
        country = self.asked.selection.country
        alike = [one for one in apart if apart[one] <= np.log(MOST_TIMES)]
        return {other: country.county(other).name for other in sorted(alike, key=lambda one: (apart[one], one))}

    def near(self, code: str, other: str) -> tuple[str, ...]:
        """Neighbours of a county that had not joined by the end and are no neighbours of the other one too."""
        known = adjacent_counties(self.asked.selection.country)
        taken = {code, other, *known[other]}
        return tuple(one for one in known[code] if one not in taken and self._is_outside(one))

    def _is_outside(self, code: str) -> bool:
        if code not in self.asked.codes:
            return False
        column = self.asked.column[self.asked.codes.index(code)]
        return not column < self.first + self.n_months

    def _count(self, codes: tuple[str, ...], start: int) -> float | None:
        rows = [self.asked.codes.index(code) for code in codes]
        total = float(self.asked.series.counts[rows, start : start + self.n_months].sum())
        return None if np.isnan(total) else total
