"""The years before, and what lies between them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.examples import NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.asking.between_years import between_years, earlier_windows
from usalama.asking.selection import select
from usalama.model import Choices, Period

SUBJECT = subject()
COUNTIES = [f"{number:03}" for number in range(20, 48)]
JUNE = Period(date(2024, 6, 1), date(2024, 6, 30))


@pytest.fixture(scope="module")
def juneful(tmp_path_factory):
    """Four years in which June has 6 reports of each county, and the other months one of each third county."""
    store = new_store(tmp_path_factory.mktemp("years") / "store")
    rows = [
        incident(f"{year}-{month}-{county}-{number}", date(year, month, 3 + number), county_code=county)
        for year in range(2021, 2025)
        for month in range(1, 13)
        for place, county in enumerate(COUNTIES)
        for number in range(9 if month == 6 else place % 3 == 0)
    ]
    store_rows(store, rows)
    return store


def asked(store, scope=OPERATOR, **choices):
    selection = select(store, scope, Choices(**choices), SUBJECT)
    return selection, between_years(selection, SUBJECT)


def test_only_the_months_of_the_period_are_counted_in_the_order_of_time(juneful):
    selection, found = asked(juneful, period=JUNE)
    assert [window.start.year for window in earlier_windows(selection)] == [2021, 2022, 2023]
    assert found.by_county[found.rows_of((NAIROBI,))].tolist() == [[9, 9, 9, 9]]
    assert found.by_county.sum() == 9 * 4 * len(COUNTIES)
    assert found.of_counties.pair_count == 2 * len(COUNTIES)
    assert found.by_group().tolist() == [[9 * len(COUNTIES)] * 4]


def test_which_counties_are_chosen_makes_no_difference_to_what_is_usual(juneful):
    _, everywhere = asked(juneful, period=JUNE)
    _, nairobi = asked(juneful, period=JUNE, county_codes=(NAIROBI,))
    assert nairobi is everywhere
    assert everywhere.of_sum((NAIROBI,)) == everywhere.of_counties
    assert everywhere.of_sum().freedom == 2


def test_days_that_are_no_whole_months_have_their_years_too(juneful):
    _, found = asked(juneful, period=Period(date(2024, 6, 4), date(2024, 6, 8)))
    assert found.by_county[found.rows_of((NAIROBI,))].tolist() == [[5, 5, 5, 5]]


def test_more_than_a_year_has_no_years_before(juneful):
    selection, found = asked(juneful, period=Period(date(2023, 1, 1), date(2024, 12, 31)))
    assert earlier_windows(selection) == ()
    assert found.of_counties is None
    assert found.of_sum() is None


def test_the_public_is_told_what_rounded_counts_tell(juneful):
    _, found = asked(juneful, PUBLIC, period=JUNE)
    assert found.by_county[found.rows_of((NAIROBI,))].tolist() == [[10, 10, 10, 10]]
    january = Period(date(2024, 1, 1), date(2024, 1, 31))
    _, hidden = asked(juneful, PUBLIC, period=january)
    assert set(hidden.by_county[np.isfinite(hidden.by_county)]) == {0}
