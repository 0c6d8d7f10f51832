"""The synthetic programme: the same for the same arguments, plainly invented, and free of contradictions."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests.examples import KENYA, OPERATOR, subject
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_registers
from usalama.country import load_country
from usalama.demonstration import PROGRAMME_SOURCE_NAME, make_programme
from usalama.demonstration.programme import make_effect
from usalama.errors import InputRefused
from usalama.model import Nature, first_whole_month
from usalama.registers import (
    ACTIVITY,
    ASSOCIATION,
    CONTACT,
    INDICATOR,
    INDICATOR_VALUE,
    OFFICER_COUNT,
    PLEDGE,
    REGISTERS,
    ROLLOUT_STAGES,
    STAGE,
    STORY,
)

UNTIL, LAST_DAY = date(2025, 6, 1), date(2025, 6, 30)
SEED = 2025


@pytest.fixture(scope="module")
def country():
    return subject().country


@pytest.fixture(scope="module")
def programme(country):
    return make_programme(SEED, UNTIL, country)


def test_the_same_arguments_make_the_same_records_and_another_seed_others(programme, country):
    assert make_programme(SEED, UNTIL, country) == programme
    assert make_programme(SEED + 1, UNTIL, country) != programme


def test_every_register_has_records_but_officers(programme):
    assert {table for table in REGISTERS if not programme.get(table)} == {OFFICER_COUNT}


def test_all_counties_have_associations_and_they_follow_the_population(programme, country):
    counts = Counter(one["county_code"] for one in programme[ASSOCIATION])
    assert set(counts) == {county.code for county in country.counties}
    assert sum(counts.values()) == 340
    most = max(country.counties, key=lambda one: country.population(one.place, LAST_DAY))
    assert counts[most.code] == max(counts.values())


def test_points_lie_in_the_county_that_the_record_names(programme, country):
    placed = [one for one in programme[ASSOCIATION] if one.get("longitude") is not None]
    assert len(placed) > 300
    found = country.locate([one["longitude"] for one in placed], [one["latitude"] for one in placed])
    assert list(found.county_code) == [one["county_code"] for one in placed]


def test_names_and_contacts_are_plainly_invented(programme):
    assert all(one["name"].startswith("Demonstration association ") for one in programme[ASSOCIATION])
    for one in programme[CONTACT]:
        assert one["person_name"].startswith("Invented Person ")
        assert one["email"].endswith("@example.invalid")
        assert one["phone"].startswith("+000 ")
    assert all(one["signatory_name"].startswith("Demonstration signatory ") for one in programme[PLEDGE])
    assert all("demonstration" in one["title"] for one in programme[STORY])
    assert all(one["is_example"] for one in programme[INDICATOR])


def test_nothing_has_happened_after_the_last_day(programme):
    happened = [
        one[name]
        for records in programme.values()
        for one in records
        for name in ("reached_on", "joined_on", "held_on", "signed_on", "asked_on", "delivered_on", "happened_on")
        if one.get(name)
    ]
    assert max(happened) <= LAST_DAY


def test_counties_begin_one_after_another_and_some_have_not_begun(programme):
    of_counties = [one for one in programme[STAGE] if not one["association_id"] and one["pipeline"] == "rollout"]
    first = [one for one in of_counties if one["stage"] == ROLLOUT_STAGES[0]]
    begun = {one["reached_on"].year for one in first if one["reached_on"]}
    assert len(first) == 47
    assert len(begun) >= 3
    assert 4 <= sum(one["reached_on"] is None for one in first) <= 15


def test_fewer_reach_each_next_stage(programme):
    reached = Counter(
        one["stage"]
        for one in programme[STAGE]
        if one["association_id"] and one["pipeline"] == "rollout" and one["reached_on"] and not one.get("reason")
    )
    counts = [reached[stage] for stage in ROLLOUT_STAGES]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 20


def test_values_stand_only_in_quarters_that_are_over(programme):
    starts = [one["quarter_start"] for one in programme[INDICATOR_VALUE] if one.get("value") is not None]
    assert max(starts) == date(2025, 4, 1)
    assert all(one["evidence"] for one in programme[INDICATOR_VALUE] if one.get("value") is not None)


def test_the_store_refuses_none_of_it_and_knows_it_again(programme, store):
    clerk = Clerk(store, OPERATOR, "tester", date(2026, 1, 15), KENYA, is_upload=False)
    source = Source(PROGRAMME_SOURCE_NAME, Nature.SYNTHETIC)
    first = keep_registers(clerk, programme, source)
    again = keep_registers(clerk, programme, source)
    assert [one.new for one in first.parts] == [len(records) for records in programme.values()]
    assert [one.duplicates for one in again.parts] == [len(records) for records in programme.values()]
    assert len({one.data_version for one in first.parts}) == 1


def test_incidents_change_when_the_stages_say_that_a_county_joined(programme, country):
    reached = {
        one["county_code"]: first_whole_month(one["reached_on"])
        for one in programme[STAGE]
        if one["pipeline"] == "rollout" and not one["association_id"] and one["stage"] == "tools_live"
        if one["reached_on"]
    }
    effect = make_effect(SEED, UNTIL, country)
    assert dict(effect.joined) == reached
    assert 0 < effect.ratio < 1
    assert 0 < len(reached) < 47


def test_a_country_without_assumptions_gets_no_programme_and_no_effect(tmp_path):
    folder = _copied_without_assumptions(tmp_path)
    assert make_programme(SEED, UNTIL, load_country(folder)) == {}
    assert not make_effect(SEED, UNTIL, load_country(folder)).joined


def test_an_assumption_that_is_wrong_is_named(tmp_path):
    folder = _copied_without_assumptions(tmp_path)
    said = (KENYA / "demonstration_programme.toml").read_text(encoding="utf-8")
    (folder / "demonstration_programme.toml").write_text(said.replace("contact_share = 0.9", "contact_share = 9"))
    with pytest.raises(InputRefused, match="contact_share"):
        make_programme(SEED, UNTIL, load_country(folder))


def test_preventive_actions_are_neither_none_nor_all(programme):
    preventive = [one["is_preventive"] for one in programme[ACTIVITY]]
    assert 0.4 < sum(preventive) / len(preventive) < 0.9


def _copied_without_assumptions(folder):
    for path in KENYA.iterdir():
        if path.is_file() and path.name != "demonstration_programme.toml":
            (folder / path.name).symlink_to(path)
    return folder
