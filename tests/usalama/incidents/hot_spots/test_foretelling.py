"""What the map of the period before was worth, beside a plain list and the best possible."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import OPERATOR, PUBLIC, store_rows, subject
from tests.stores import new_store
from tests.usalama.incidents.hot_spots.cell_examples import COUNTY, scattered_rows
from usalama.errors import NothingFound
from usalama.incidents.hot_spots.foretelling import foretelling
from usalama.model import Choices, Period

SUBJECT = subject()
LAST_YEAR = Choices(Period(date(2024, 1, 1), date(2024, 12, 31)))


@pytest.fixture(scope="module")
def hot_store(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("hot") / "store")
    store_rows(store, scattered_rows(1_500, hot=900))
    return store


def asked(store, scope=OPERATOR, choices=LAST_YEAR):
    return foretelling(store, scope, choices, SUBJECT, COUNTY)


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC])
def test_what_stays_at_its_place_is_foretold(hot_store, scope):
    result = asked(hot_store, scope)
    rows = result.rows.set_index("map_kind")
    assert result.before == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert rows.hit_share["neighbours"] > 0.2
    assert rows.hit_share["plain"] > 0.2
    assert (rows.hit_share <= rows.hit_share["best"] + 1e-9).all()
    assert rows.pei["best"] == pytest.approx(1)
    assert rows.pai["plain"] == pytest.approx(rows.hit_share["plain"] / 0.05)
    said = str(result.sentences[0])
    assert "likely" in said
    assert "would catch about 5" in said
    assert "plain list" in str(result.sentences[1])


def test_reports_anywhere_are_hardly_foretold(store):
    store_rows(store, scattered_rows(2_000))
    rows = asked(store).rows.set_index("map_kind")
    assert rows.hit_share["neighbours"] < 0.12


def test_a_curve_goes_from_nothing_to_everything(hot_store):
    curve = asked(hot_store).curve
    for _, own in curve.groupby("map_kind"):
        assert (own.area_share.iloc[0], own.hit_share.iloc[0]) == (0, 0)
        assert own.hit_share.iloc[-1] == pytest.approx(1)
        assert own.hit_share.is_monotonic_increasing


def test_without_as_long_a_time_before_nothing_is_said(hot_store):
    with pytest.raises(NothingFound, match="as long a time just before"):
        asked(hot_store, choices=Choices(Period(date(2023, 7, 1), date(2024, 12, 31))))


def test_days_are_held_against_as_many_days_before(hot_store):
    result = asked(hot_store, choices=Choices(Period(date(2024, 3, 11), date(2024, 6, 20))))
    assert result.before.end == date(2024, 3, 10)
    assert result.before.days == result.about.period_used.days


def test_public_reports_are_the_sum_of_the_cells_shown(hot_store):
    assert asked(hot_store, PUBLIC).incident_count % 5 == 0


def test_a_few_reports_foretell_nothing(store):
    store_rows(store, scattered_rows(24))
    assert "Too few" in str(asked(store).sentences[0])
