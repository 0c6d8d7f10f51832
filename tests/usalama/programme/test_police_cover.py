"""Ratios of people to officers, and what one asks for where officers are known and where they are not."""

from datetime import date

import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import TODAY, keep
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
KNOWN = {"county_code": "042", "officer_count": 2300, "as_of": date(2025, 6, 1), "stated_in": "Gazette"}


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


def test_the_country_is_set_against_the_people_of_the_same_year(store):
    result = found(store)
    (country,) = subject().country.places(PlaceLevel.COUNTRY)
    newest = result.country.iloc[0]
    assert (newest.year, newest.officer_count) == (2024, 104_080)
    people = subject().country.population(country, date(2024, 7, 1))
    assert newest.people == round(people)
    assert newest.asked_for == -(-people // 450)
    assert newest.officers_missing == newest.asked_for - 104_080 > 0
    assert newest.people_per_officer == pytest.approx(people / 104_080)


def test_a_ratio_that_asks_for_less_than_there_is_misses_none(store):
    result = found(store, ratio=688)
    assert (result.country.officers_missing < 0).all()
    assert all("none missing" in str(sentence) for sentence in result.country_sentences)
    assert not any("fewer" in str(sentence) for sentence in result.country_sentences)


def test_the_official_numbers_are_said_to_conflict_with_the_highest_ratio(store):
    said = str(found(store).conflict)
    assert "do not agree with 1:688" in said
    assert f"{688 * 104_080 / 1e6:.1f} million" in said


def test_without_a_recorded_number_nothing_is_missing_and_nothing_is_invented(store):
    result = found(store)
    own = ["officer_count", "as_of", "stated_in", "people_per_officer", "officers_per_100k", "officers_missing",
           "officers_in_100"]  # fmt: skip
    assert result.counties[own].isna().all(axis=None)
    assert len(result.counties) == len(subject().country.counties)
    assert (result.counties.asked_for > 0).all()
    assert str(result.county_sentences[0]).startswith("Not known for 47 of 47 counties")


def test_a_recorded_number_is_set_against_the_people_of_its_own_day(store):
    keep(store, OFFICER_COUNT, KNOWN | {"record_id": "a"})
    row = row_of(found(store, ratio=500), "042")
    people = subject().country.population(subject().country.county("042").place, date(2025, 6, 1))
    assert row.people_on == date(2025, 6, 1)
    assert row.people_per_officer == pytest.approx(people / 2300)
    assert row.officers_per_100k == pytest.approx(100_000 * 2300 / people)
    assert row.officers_missing == -(-people // 500) - 2300
    assert pd.isna(row_of(found(store), "047").officers_missing)


def test_a_recorded_number_is_said_with_its_day_and_document(store):
    keep(store, OFFICER_COUNT, KNOWN | {"record_id": "a"})
    said = [str(sentence) for sentence in found(store, "042").county_sentences]
    assert len(said) == 1
    assert "2300 officers on 2025-06-01 (Gazette)" in said[0]


def test_of_several_numbers_the_newest_counts_and_all_are_listed(store):
    keep(store, OFFICER_COUNT, KNOWN | {"record_id": "a"},
         KNOWN | {"record_id": "b", "as_of": date(2025, 9, 1), "officer_count": 2100})  # fmt: skip
    result = found(store, "042")
    assert row_of(result, "042").officer_count == 2100
    assert result.recorded.officer_count.tolist() == [2100, 2300]
    assert result.notes == ()


def test_two_numbers_of_one_day_are_both_named_and_the_smaller_used(store):
    keep(store, OFFICER_COUNT, KNOWN | {"record_id": "a"}, KNOWN | {"record_id": "b", "officer_count": 2100})
    result = found(store)
    assert row_of(result, "042").officer_count == 2100
    assert [str(note) for note in result.notes] == [
        "Kisumu: 2100 and 2300 officers are both stated for 2025-06-01; the smaller is used."
    ]


def test_a_number_of_a_day_to_come_is_left_out_and_said(store):
    keep(store, OFFICER_COUNT, KNOWN | {"record_id": "a", "as_of": date(2027, 1, 1)})
    result = found(store)
    assert pd.isna(row_of(result, "042").officer_count)
    assert "of a day to come" in str(result.notes[0])


def test_no_officers_at_all_is_a_number_and_no_ratio(store):
    keep(store, OFFICER_COUNT, KNOWN | {"record_id": "a", "officer_count": 0})
    row = row_of(found(store), "042")
    assert (row.officer_count, row.officers_per_100k, row.officers_missing) == (0, 0, row.asked_for)
    assert pd.isna(row.people_per_officer)


def test_a_scope_of_some_counties_learns_of_no_other(store):
    keep(store, OFFICER_COUNT, KNOWN | {"record_id": "a"})
    scope = Scope("public", is_exact=False, published_until=None, county_codes=("047",))
    result = found(store, scope=scope)
    assert result.counties.county_code.tolist() == ["047"]
    assert result.recorded.empty


def test_a_ratio_of_nobody_is_refused(store):
    with pytest.raises(InputRefused):
        found(store, ratio=0)


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
