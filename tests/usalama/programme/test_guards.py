"""Guards and stewards beside the police: what partners commit, and who is on duty by the recorded hours."""

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import TODAY, keep
from usalama.access import public_scope
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.model import Nature
from usalama.programme.guards import guards
from usalama.registers import PARTNER

PUBLIC = public_scope(TODAY)
HEADER = "county,area_name,kind,weekdays,from_hour,to_hour,people,valid_from,valid_to"


@pytest.fixture
def lay(store, tmp_path):
    def lay_rows(*rows):
        path = tmp_path / "cover.csv"
        path.write_text("\n".join([HEADER, *rows]))
        clerk = Clerk(store, OPERATOR, "tester", date(2025, 1, 1), KENYA, is_upload=False)
        assert import_cover(clerk, CoverFile(path, "Estates", Nature.TEST)).rejected == 0

    return lay_rows


def found(store, *counties, scope=PUBLIC):
    return guards(store, scope, counties, subject(), TODAY)


def test_what_a_partner_commits_is_whole_in_each_of_its_counties_and_never_divided(store):
    firm = {"record_id": "a", "name": "Firm", "sector": "private_security", "county_codes": "042, 047"}
    keep(store, PARTNER, firm | {"guards_committed": 30},
         {"record_id": "b", "name": "Youth", "sector": "youth", "county_codes": "042"})  # fmt: skip
    for counties in (("042",), ("047",), ()):
        committed = found(store, *counties).committed
        assert committed.to_dict("records") == [
            {"sector": "private_security", "partner_count": 1, "guards_committed": 30}
        ]
    assert found(store, "001").committed.empty


def test_people_on_duty_are_averaged_over_the_week(store, lay):
    lay("Kisumu,A,guard,daily,00:00,12:00,40,2024-01-01,", "Kisumu,B,gate,Mon,22:00,06:00,21,2024-01-01,",
        "Kisumu,B,gate,daily,22:00,06:00,,2024-01-01,")  # fmt: skip
    (row,) = found(store, scope=OPERATOR).on_duty.to_dict("records")
    assert (row["county_name"], row["area_count"], row["unknown_count"]) == ("Kisumu", 2, 1)
    assert row["people_on_duty"] == (40 * 12 * 7 + 21 * 8) / 168


def test_a_county_whose_number_is_hidden_is_not_counted_among_those_it_is_of(store, lay):
    lay(*(f"Kisumu,{area},guard,daily,00:00,12:00,40,2024-01-01," for area in "ABCDEFGH"),
        *(f"Kwale,{area},guard,Mon,00:00,24:00,1,2024-01-01," for area in "ABCDEFGH"))  # fmt: skip
    result = found(store)
    assert (len(result.on_duty), result.day) == (2, PUBLIC.published_until)
    assert "about 160 people are on duty" in str(result.on_duty_sentences[0])
    assert "in 1 counties" in str(result.on_duty_sentences[0])
    assert "Too few people are on duty" in str(found(store, "002").on_duty_sentences[0])
    assert found(store, scope=OPERATOR).day == TODAY


def test_the_public_learns_nothing_of_a_county_with_few_areas(store, lay):
    lay(*(f"Kisumu,{area},guard,daily,00:00,12:00,4,2024-01-01," for area in "ABCDEFG"))
    result = found(store)
    assert result.on_duty.empty
    assert "fewer than 8 areas" in str(result.on_duty_sentences[0])


def test_the_public_is_shown_rounded_numbers_and_none_of_one_to_seven(store, lay):
    lay(*(f"Kisumu,{area},guard,daily,00:00,12:00,4,2024-01-01," for area in "ABCDEFGHI"),
        *(f"Mombasa,{area},guard,daily,00:00,12:00,1,2024-01-01," for area in "ABCDEFGHI"))  # fmt: skip
    rows = found(store).on_duty.set_index("county_name")
    assert (rows.people_on_duty["Kisumu"], rows.area_count["Kisumu"]) == (20, 10)
    assert pd.isna(rows.people_on_duty["Mombasa"])


def test_hours_that_no_longer_hold_are_nobody_on_duty(store, lay):
    lay("Kisumu,A,guard,daily,00:00,12:00,40,2024-01-01,2025-01-01")
    result = found(store, scope=OPERATOR)
    assert result.on_duty.empty
    assert result.on_duty_sentences == ()


def test_the_public_hears_of_duties_when_it_hears_of_their_month(store, lay):
    published = PUBLIC.published_until
    for county, begins in (("Kisumu", published), ("Mombasa", published + timedelta(1)), ("Kwale", TODAY)):
        lay(*(f"{county},{area},guard,daily,00:00,24:00,4,{begins},{TODAY}" for area in "ABCDEFGH"))
    assert list(found(store).on_duty.county_name) == ["Kisumu"]
    assert set(found(store, scope=OPERATOR).on_duty.county_name) == {"Kisumu", "Mombasa", "Kwale"}
