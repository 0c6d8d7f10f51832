"""What the map of counties can show beside rates and counts."""

from __future__ import annotations

import pytest

from tests.examples import KISUMU, NAIROBI, NAKURU, OPERATOR, PUBLIC, subject
from usalama.incidents.map import map_measures
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.model import Choices

SUBJECT = subject()
ALL = Choices()


def shown(store, measure, scope=OPERATOR, choices=ALL, month=None):
    result = county_map(store, scope, choices, SUBJECT, measure, month)
    return result, result.counties.rows.set_index("county_code")


def test_smoothed_rates_take_the_classes_of_the_raw_ones(known_store):
    raw, _ = shown(known_store, Measure.RATE)
    smoothed, rows = shown(known_store, Measure.SMOOTHED)
    assert smoothed.breaks == raw.breaks
    assert "rate_per_100k" in rows
    assert rows.map_class["005"] >= 0


def test_classes_stay_the_same_from_month_to_month(known_store):
    for measure in (Measure.SMOOTHED, Measure.CERTAINTY):
        whole, _ = shown(known_store, measure)
        for month in whole.months[:3]:
            assert shown(known_store, measure, month=month)[0].breaks == whole.breaks


def test_a_level_is_sure_when_the_whole_range_lies_in_it(known_store):
    result, rows = shown(known_store, Measure.CERTAINTY)
    ends = (float("-inf"), *result.breaks, float("inf"))
    for row in rows[rows.level >= 0].itertuples():
        inside = ends[row.level] <= row.smoothed_lower and row.smoothed_upper < ends[row.level + 1]
        assert row.is_sure == inside
        assert row.map_class == 2 * row.level + (not row.is_sure)


def test_a_hidden_county_has_no_class(known_store):
    for measure in (Measure.SMOOTHED, Measure.CERTAINTY):
        _, rows = shown(known_store, measure, scope=PUBLIC)
        assert rows.map_class[NAKURU] == -1


def test_only_chosen_counties_are_shown(known_store):
    for measure in Measure:
        _, rows = shown(known_store, measure, choices=Choices(county_codes=(KISUMU, NAIROBI)))
        assert set(rows.index) == {KISUMU, NAIROBI}


@pytest.mark.parametrize("measure", [Measure.RATE, Measure.COUNT])
def test_the_plain_map_computes_nothing_new(known_store, monkeypatch, measure):
    def refuse(*_):
        raise AssertionError("not asked for")

    for name in ("measure_smoothed", "measure_certainty", "measure_silence", "smoothed_places", "silent_counties"):
        monkeypatch.setattr(map_measures, name, refuse)
    assert shown(known_store, measure)[0].measure is measure


def test_each_measure_says_how_it_was_made(known_store):
    methods = {str(shown(known_store, measure)[0].method) for measure in Measure}
    assert len(methods) == 4
