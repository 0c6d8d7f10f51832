"""Guards and stewards beside the police: what partners commit, and who is on duty by the recorded hours."""

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.model import Nature
from usalama.programme.guards import guards
from usalama.registers import PARTNER

PUBLIC = public_scope(TODAY)
HEADER = "county,area_name,kind,weekdays,from_hour,to_hour,people,valid_from,valid_to"


# Each county is a case of its own, so that one store serves all.
DUTY = "guard,daily,00:00,12:00"
PUBLISHED = PUBLIC.published_until
COVER = {
    "Kisumu": ["A,guard,daily,00:00,12:00,40,2024-01-01,", "B,gate,Mon,22:00,06:00,21,2024-01-01,",
               "B,gate,daily,22:00,06:00,,2024-01-01,"],
    "Kilifi": [f"{area},{DUTY},40,2024-01-01," for area in "ABCDEFGH"],
    "Kwale": [f"{area},guard,Mon,00:00,24:00,1,2024-01-01," for area in "ABCDEFGH"],
    "Garissa": [f"{area},{DUTY},4,2024-01-01," for area in "ABCDEFG"],
    "Wajir": [f"{area},{DUTY},4,2024-01-01," for area in "ABCDEFGHI"],
    "Mombasa": [f"{area},{DUTY},1,2024-01-01," for area in "ABCDEFGHI"],
    "Mandera": [f"A,{DUTY},40,2024-01-01,2025-01-01"],
    "Marsabit": [f"{area},guard,daily,00:00,24:00,4,{PUBLISHED},{TODAY}" for area in "ABCDEFGH"],
    "Isiolo": [f"{area},guard,daily,00:00,24:00,4,{PUBLISHED + timedelta(1)},{TODAY}" for area in "ABCDEFGH"],
    "Meru": [f"{area},guard,daily,00:00,24:00,4,{TODAY},{TODAY}" for area in "ABCDEFGH"],
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    folder = tmp_path_factory.mktemp("guards")
    store, path = new_store(folder / "store"), folder / "cover.csv"
    path.write_text("\n".join([HEADER, *(f"{county},{row}" for county, rows in COVER.items() for row in rows)]))
    clerk = Clerk(store, OPERATOR, "tester", date(2025, 1, 1), KENYA, is_upload=False)
    assert import_cover(clerk, CoverFile(path, "Estates", Nature.TEST)).rejected == 0
    firm = {"record_id": "a", "name": "Firm", "sector": "private_security", "county_codes": "042, 047"}
    youth = {"record_id": "b", "name": "Youth", "sector": "youth", "county_codes": "042"}
    keep(store, PARTNER, firm | {"guards_committed": 30}, youth)
    return store


def found(store, *counties, scope=PUBLIC):
    """What guards are there in counties, by code or by name."""
    named = {one.name: one.code for one in subject().country.counties}
    return guards(store, scope, tuple(named.get(one, one) for one in counties), subject(), TODAY)


def test_what_a_partner_commits_is_whole_in_each_of_its_counties_and_never_divided(filled):
    for counties in (("042",), ("047",), ()):
        committed = found(filled, *counties).committed
        assert committed.to_dict("records") == [
            {"sector": "private_security", "partner_count": 1, "guards_committed": 30}
        ]
    assert found(filled, "001").committed.empty


def test_people_on_duty_are_averaged_over_the_week(filled):
    (row,) = found(filled, "Kisumu", scope=OPERATOR).on_duty.to_dict("records")
    assert (row["county_name"], row["area_count"], row["unknown_count"]) == ("Kisumu", 2, 1)
    assert row["people_on_duty"] == (40 * 12 * 7 + 21 * 8) / 168


def test_a_county_whose_number_is_hidden_is_not_counted_among_those_it_is_of(filled):
    result = found(filled, "Kilifi", "Kwale")
    assert (len(result.on_duty), result.day) == (2, PUBLISHED)
    assert "about 160 people are on duty" in str(result.on_duty_sentences[0])
    assert "in 1 counties" in str(result.on_duty_sentences[0])
    assert "Too few people are on duty" in str(found(filled, "Kwale").on_duty_sentences[0])
    assert found(filled, "Kilifi", "Kwale", scope=OPERATOR).day == TODAY


def test_the_public_learns_nothing_of_a_county_with_few_areas(filled):
    result = found(filled, "Garissa")
    assert result.on_duty.empty
    assert "fewer than 8 areas" in str(result.on_duty_sentences[0])


def test_the_public_is_shown_rounded_numbers_and_none_of_one_to_seven(filled):
    rows = found(filled, "Wajir", "Mombasa").on_duty.set_index("county_name")
    assert (rows.people_on_duty["Wajir"], rows.area_count["Wajir"]) == (20, 10)
    assert pd.isna(rows.people_on_duty["Mombasa"])


def test_hours_that_no_longer_hold_are_nobody_on_duty(filled):
    result = found(filled, "Mandera", scope=OPERATOR)
    assert result.on_duty.empty
    assert result.on_duty_sentences == ()


def test_the_public_hears_of_duties_when_it_hears_of_their_month(filled):
    begun = ("Marsabit", "Isiolo", "Meru")
    assert list(found(filled, *begun).on_duty.county_name) == ["Marsabit"]
    assert set(found(filled, *begun, scope=OPERATOR).on_duty.county_name) == set(begun)
