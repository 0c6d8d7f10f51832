"""All months of the map at once say what each month by itself says."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import NAIROBI, OPERATOR, PUBLIC, subject
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.map.map_months import MOST_MONTHS, county_months
from usalama.model import Choices, Period

SUBJECT = subject()
WHOLE = Choices()
CUT = Choices(period=Period(date(2024, 2, 10), date(2024, 4, 20)), county_codes=(NAIROBI,))


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC], ids=["exact", "public"])
@pytest.mark.parametrize("measure", [Measure.RATE, Measure.COUNT])
@pytest.mark.parametrize("choices", [WHOLE, CUT], ids=["whole", "cut"])
def test_every_month_equals_the_map_of_that_month(known_store, scope, measure, choices):
    asked = (known_store, scope, choices, SUBJECT, measure)
    months = county_months(*asked)
    assert len(months) == min(len(county_map(*asked).months), MOST_MONTHS) > 0
    for month in months:
        own = county_map(*asked, month.shown.start)
        assert month.counties.rows.equals(own.counties.rows)
        assert (month.breaks, month.shown) == (own.breaks, own.shown)
        assert month.counties.incident_count == own.counties.incident_count


@pytest.mark.parametrize("measure", [Measure.SMOOTHED, Measure.CERTAINTY, Measure.SILENCE])
def test_what_needs_a_whole_period_has_no_months(known_store, measure):
    assert county_months(known_store, PUBLIC, WHOLE, SUBJECT, measure) == ()
