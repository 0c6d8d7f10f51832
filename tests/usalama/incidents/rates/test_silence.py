"""The map of silence."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.rates.silence import silence_sentence, silent_counties
from usalama.model import Choices

SUBJECT = subject()
ALL = Choices()
MONTHS = [date(2024, month, 10) for month in range(1, 13)]


def steady(store, counties, a_month=40, source="police", months=MONTHS):
    """Reports from every county in every month."""
    rows = [
        incident(f"{source}-{county}-{month}-{number}", day, county_code=county)
        for county in counties
        for month, day in enumerate(months)
        for number in range(a_month)
    ]
    store_rows(store, rows, batch_id=source, source_id=source)


@pytest.fixture(scope="module")
def heard_store(tmp_path_factory):
    """All counties but Kisumu report in each month; Mombasa only in the first three. Only for reading."""
    store = new_store(tmp_path_factory.mktemp("heard") / "store")
    silent = {KISUMU, MOMBASA}
    steady(store, [one.code for one in SUBJECT.country.counties if one.code not in silent], a_month=9)
    steady(store, [MOMBASA], a_month=9, source="also", months=MONTHS[:3])
    return store


def channel_of(result, code):
    return result.rows.set_index("county_code").channel[code]


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC])
def test_a_county_that_nobody_reports_from_has_no_channel_and_is_not_low(heard_store, scope):
    result = silent_counties(heard_store, scope, ALL, SUBJECT)
    assert channel_of(result, KISUMU) == channel_of(result, MOMBASA) == "no_channel"
    assert channel_of(result, NAIROBI) == "open"
    assert ["silence, not safety" in str(sentence) for sentence in result.sentences] == [True, True]
    certainty = county_map(heard_store, scope, ALL, SUBJECT, Measure.CERTAINTY)
    rows = certainty.counties.rows.set_index("county_code")
    assert rows.map_class[KISUMU] == rows.map_class.max()
    assert rows.level[KISUMU] == -1


def test_a_single_month_has_its_own_silence(heard_store):
    first = silent_counties(heard_store, OPERATOR, ALL, SUBJECT, date(2024, 1, 1))
    assert channel_of(first, MOMBASA) == "open"
    assert channel_of(first, KISUMU) == "no_channel"
    assert set(first.rows.month_count) == {1}


def test_few_sources_are_a_missing_channel_even_where_reports_come_in_each_month(store):
    codes = [one.code for one in SUBJECT.country.counties]
    for source in ("police", "hotline", "app"):
        steady(store, codes if source == "police" else [code for code in codes if code != KISUMU], 4, source)
    result = silent_counties(store, OPERATOR, ALL, SUBJECT)
    assert channel_of(result, KISUMU) == "no_channel"
    assert "fewer than half of the usual sources" in str(result.sentences[0])
    assert result.usual_channels == 3


def test_a_hidden_count_is_a_report(store):
    steady(store, [one.code for one in SUBJECT.country.counties], a_month=3)
    result = silent_counties(store, PUBLIC, ALL, SUBJECT)
    assert (result.rows.silent_months == 0).all()


def test_silence_that_chance_explains_says_nothing(known_store):
    result = silent_counties(known_store, OPERATOR, ALL, SUBJECT)
    small = result.rows.set_index("county_code").loc["005"]
    assert small.silent_months == 12
    assert small.channel == "cannot_tell"


@pytest.mark.parametrize("months", [1, 12, 48])
def test_silence_is_never_called_safe(months):
    assert "silence, not safety" in str(silence_sentence("Lamu", months, months, 0.1))
