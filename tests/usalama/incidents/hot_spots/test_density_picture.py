"""A smooth picture for the operator, whose width does not move with the period."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.examples import OPERATOR, PUBLIC, store_rows, subject
from tests.usalama.incidents.hot_spots.cell_examples import CITY, COUNTRY, COUNTY, HOT, located, scattered_rows
from usalama.errors import InputRefused, NotAllowed
from usalama.incidents.hot_spots.density_picture import SQUARES, density_picture
from usalama.model import Choices, Period

SUBJECT = subject()


def asked(store, scope=OPERATOR, choices=None, place=COUNTY):
    return density_picture(store, scope, choices or Choices(), SUBJECT, place)


def test_the_darkest_square_is_where_most_reports_are(store):
    store_rows(store, scattered_rows(600, hot=400))
    result = asked(store)
    darkest = result.rows.loc[result.rows.per_km2.idxmax()]
    assert darkest.west == pytest.approx(HOT[0], abs=0.03)
    assert darkest.south == pytest.approx(HOT[1], abs=0.03)
    assert (result.rows.per_km2 * result.step_km**2).sum() == pytest.approx(result.point_count, rel=0.05)


def test_squares_outside_the_county_are_left_empty(store):
    store_rows(store, scattered_rows(100))
    result = asked(store)
    rows = result.rows
    middle = (rows.west + rows.east).to_numpy() / 2, (rows.south + rows.north).to_numpy() / 2
    # All but those on the border that hold a report.
    assert (COUNTRY.locate(*middle).county_code == COUNTY.code).mean() > 0.97
    assert np.isnan(result.density).any()
    assert result.density.size < 1.6 * SQUARES


def test_the_bell_is_the_same_for_every_period(store):
    store_rows(store, scattered_rows(400))
    whole, part = asked(store), asked(store, choices=Choices(Period(date(2024, 1, 1), date(2024, 3, 31))))
    assert whole.bandwidth_km == part.bandwidth_km
    assert part.point_count < whole.point_count


def test_imprecise_points_are_left_out_and_counted(store):
    rows = scattered_rows(60)
    rows += [located(f"l{n}", *HOT, date(2024, 2, 1), location_precision="locality") for n in range(4)]
    store_rows(store, rows)
    result = asked(store)
    assert (result.point_count, result.imprecise_count) == (60, 4)


def test_the_public_gets_no_picture_of_points(store):
    store_rows(store, scattered_rows(60))
    with pytest.raises(NotAllowed, match="operator"):
        asked(store, PUBLIC)


def test_only_one_county_or_city_is_drawn(store):
    store_rows(store, scattered_rows(60))
    with pytest.raises(InputRefused, match="one county or one city"):
        asked(store, place=COUNTRY.whole)
    assert asked(store, place=CITY).point_count == 0
