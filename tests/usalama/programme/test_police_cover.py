"""Ratios of people to officers, and what one asks for where officers are known and where they are not."""

from datetime import date

import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import import_register
from usalama.errors import InputRefused
from usalama.ingest.register_rows import RegisterShape
from usalama.model import Nature, PlaceLevel, Scope
from usalama.programme.police_cover import police_cover
from usalama.programme.police_ratios import published_ratios
from usalama.registers import OFFICER_COUNT

PUBLIC = public_scope(TODAY)
KNOWN = {"officer_count": 2300, "as_of": date(2025, 6, 1), "stated_in": "Gazette"}


# Each county is a case of its own, so that one store serves all.
RECORDED, SEVERAL, TWICE, TO_COME, NOBODY = "042", "001", "002", "003", "004"
COUNTED = {
    RECORDED: [{}],
    SEVERAL: [{}, {"as_of": date(2025, 9, 1), "officer_count": 2100}],
    TWICE: [{}, {"officer_count": 2100}],
    TO_COME: [{"as_of": date(2027, 1, 1)}],
    NOBODY: [{"officer_count": 0}],
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A store that holds nothing; only for reading."""
    return new_store(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("officers") / "store")
    rows = [
        KNOWN | one | {"county_code": code, "record_id": f"{code}-{number}"}
        for code, counts in COUNTED.items()
        for number, one in enumerate(counts)
    ]
    keep(store, OFFICER_COUNT, *rows)
    return store


def found(store, *counties, ratio=450, scope=PUBLIC):
    return police_cover(store, scope, counties, subject(), TODAY, ratio)


def row_of(result, code):
    return result.counties.set_index("county_code").loc[code]


def test_the_four_ratios_stand_beside_each_other_with_date_source_and_what_they_mean():
    rows = published_ratios()
    assert rows.people_per_officer.tolist() == [688, 512, 479, 450]
    assert rows.officers_per_100k.round(1).tolist() == [145.3, 195.3, 208.8, 222.2]
    assert rows.is_benchmark.tolist() == [False, False, False, True]
    assert rows.year.tolist() == [2025, 2024, 2023, 2025]
    assert (rows.source.str.len() > 0).all()
    assert "primary source was not found" in rows.note.iloc[-1]


def test_the_country_is_set_against_the_people_of_the_same_year(empty):
    result = found(empty)
    (country,) = subject().country.places(PlaceLevel.COUNTRY)
    newest = result.country.iloc[0]
    assert (newest.year, newest.officer_count) == (2024, 104_080)
    people = subject().country.population(country, date(2024, 7, 1))
    assert newest.people == round(people)
    assert newest.asked_for == -(-people // 450)
    assert newest.officers_missing == newest.asked_for - 104_080 > 0
    assert newest.people_per_officer == pytest.approx(people / 104_080)


def test_a_ratio_that_asks_for_less_than_there_is_misses_none(empty):
    result = found(empty, ratio=688)
    assert (result.country.officers_missing < 0).all()
    assert all("none missing" in str(sentence) for sentence in result.country_sentences)
    assert not any("fewer" in str(sentence) for sentence in result.country_sentences)


def test_the_official_numbers_are_said_to_conflict_with_the_highest_ratio(empty):
    said = str(found(empty).conflict)
    assert "do not agree with 1:688" in said
    assert f"{688 * 104_080 / 1e6:.1f} million" in said


def test_without_a_recorded_number_nothing_is_missing_and_nothing_is_invented(empty):
    result = found(empty)
    own = ["officer_count", "as_of", "stated_in", "people_per_officer", "officers_per_100k", "officers_missing",
           "officers_in_100"]  # fmt: skip
    assert result.counties[own].isna().all(axis=None)
    assert len(result.counties) == len(subject().country.counties)
    assert (result.counties.asked_for > 0).all()
    assert str(result.county_sentences[0]).startswith("Not known for 47 of 47 counties")


def test_a_recorded_number_is_set_against_the_people_of_its_own_day(counted):
    row = row_of(found(counted, ratio=500), RECORDED)
    people = subject().country.population(subject().country.county(RECORDED).place, date(2025, 6, 1))
    assert row.people_on == date(2025, 6, 1)
    assert row.people_per_officer == pytest.approx(people / 2300)
    assert row.officers_per_100k == pytest.approx(100_000 * 2300 / people)
    assert row.officers_missing == -(-people // 500) - 2300
    assert pd.isna(row_of(found(counted), "047").officers_missing)


def test_a_recorded_number_is_said_with_its_day_and_document(counted):
    said = [str(sentence) for sentence in found(counted, RECORDED).county_sentences]
    assert len(said) == 1
    assert "2300 officers on 2025-06-01 (Gazette)" in said[0]


def test_of_several_numbers_the_newest_counts_and_all_are_listed(counted):
    result = found(counted, SEVERAL)
    assert row_of(result, SEVERAL).officer_count == 2100
    assert result.recorded.officer_count.tolist() == [2100, 2300]
    assert result.notes == ()


def test_two_numbers_of_one_day_are_both_named_and_the_smaller_used(counted):
    result = found(counted, TWICE)
    assert row_of(result, TWICE).officer_count == 2100
    assert [str(note) for note in result.notes] == [
        "Kwale: 2100 and 2300 officers are both stated for 2025-06-01; the smaller is used."
    ]


def test_a_number_of_a_day_to_come_is_left_out_and_said(counted):
    result = found(counted, TO_COME)
    assert pd.isna(row_of(result, TO_COME).officer_count)
    assert "of a day to come" in str(result.notes[0])


def test_no_officers_at_all_is_a_number_and_no_ratio(counted):
    row = row_of(found(counted), NOBODY)
    assert (row.officer_count, row.officers_per_100k, row.officers_missing) == (0, 0, row.asked_for)
    assert pd.isna(row.people_per_officer)


def test_a_scope_of_some_counties_learns_of_no_other(counted):
    scope = Scope("public", is_exact=False, published_until=None, county_codes=("047",))
    result = found(counted, scope=scope)
    assert result.counties.county_code.tolist() == ["047"]
    assert result.recorded.empty


def test_a_ratio_of_nobody_is_refused(empty):
    with pytest.raises(InputRefused):
        found(empty, ratio=0)


def test_numbers_of_officers_come_in_from_a_file_and_a_misspelt_county_does_not(store, tmp_path):
    path = tmp_path / "officers.csv"
    path.write_text(
        "record_id,county,officer_count,as_of,stated_in\n"
        "a,Kisumu,2300,2025-06-01,Gazette\n"
        "b,Kisumo,2300,2025-06-01,Gazette\n"
        "c,Nakuru,,2025-06-01,Gazette\n"
    )
    clerk = Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)
    receipt = import_register(clerk, path, RegisterShape(OFFICER_COUNT), Source("Gazettes", Nature.TEST))
    assert (receipt.new, receipt.rejected) == (1, 2)
    known = found(store).counties.dropna(subset="officer_count")
    assert known.county_name.tolist() == ["Kisumu"]
    assert known.stated_in.tolist() == ["Gazette"]
