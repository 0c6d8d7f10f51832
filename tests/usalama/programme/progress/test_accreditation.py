"""Where counties and associations stand on the way to recognition."""

import shutil
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import KENYA, subject
from tests.register_records import TODAY, keep, keep_all
from tests.stores import new_store
from usalama.access import public_scope
from usalama.country import load_country
from usalama.errors import InputRefused
from usalama.programme.progress.accreditation import (
    FUNNEL,
    LAWS_FILE,
    PROGRESS,
    _standing,
    accreditation,
    accreditation_laws,
)
from usalama.registers import ACCREDITATION_STAGES, ASSOCIATION, STAGE

PUBLIC = public_scope(TODAY)
NAIROBI, KIAMBU = "047", "022"
HEADER = "county_code,law,year,sections,source,source_date,note\n"


# Each county is a case of its own, so that one store serves all.
STOOD, RECOGNISED, LAPSED, WENT_BACK, SAME_DAY, FURTHEST, OWN, PLAN, WAITS, LONGER, FUTURE, FUNNELLED, FUNNELLED_TOO = (
    f"{n:03}" for n in range(1, 14)
)


def stage(county, record_id, name, reached=None, association=None, **more):
    values = {"record_id": f"{county}-{record_id}", "pipeline": "accreditation", "county_code": county, "stage": name}
    return values | {"association_id": association, "reached_on": reached} | more


CASES = [
    stage(STOOD, "1", "applied", date(2025, 10, 1), office="Old office"),
    stage(
        STOOD,
        "2",
        "documents_asked",
        date(2025, 12, 26),
        office="County secretary",
        next_document="List of officials",
    ),
    stage(STOOD, "3", "agreement", planned_on=date(2026, 3, 1)),
    stage(RECOGNISED, "1", "recognised", date(2025, 1, 1)),
    stage(LAPSED, "1", "lapsed", date(2025, 2, 1)),
    stage(WENT_BACK, "1", "agreement", date(2025, 10, 1)),
    stage(WENT_BACK, "2", "applied", date(2025, 11, 1), reason="The office moved"),
    stage(SAME_DAY, "1", "agreement", date(2025, 10, 1)),
    stage(SAME_DAY, "2", "applied", date(2025, 10, 1)),
    stage(FURTHEST, "1", "applied", date(2025, 10, 1), association="a"),
    stage(FURTHEST, "2", "recognised", date(2025, 10, 1), association="b"),
    stage(OWN, "1", "applied", date(2025, 10, 1)),
    stage(OWN, "2", "recognised", date(2025, 10, 1), association="c"),
    stage(PLAN, "1", "applied", planned_on=date(2026, 5, 1), next_document="Form"),
    stage(WAITS, "1", "applied", date(2025, 12, 1)),
    stage(LONGER, "1", "agreement", date(2025, 3, 1)),
    stage(FUTURE, "1", "applied", date(2026, 12, 1)),
    stage(FUNNELLED, "1", "agreement", date(2025, 1, 1)),
    stage(FUNNELLED, "2", "applied", date(2025, 2, 1), reason="back"),
    stage(FUNNELLED_TOO, "1", "recognised", date(2025, 2, 1)),
    stage(FUNNELLED, "3", "applied", date(2025, 2, 1), association="d"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("accreditation") / "store")
    keep_all(store, {ASSOCIATION: [{"record_id": "a", "name": "A", "county_code": FURTHEST}], STAGE: CASES})
    return store


def found(store, *counties):
    return accreditation(store, PUBLIC, counties, subject(), TODAY)


def county(result):
    (row,) = result.counties.itertuples()
    return row


def test_a_case_stands_at_the_stage_that_it_reached_last_and_waits_since(filled):
    own = county(found(filled, STOOD))
    assert (own.stage, own.since, own.days_waiting) == ("documents_asked", date(2025, 12, 26), 20)
    assert (own.office, own.next_document) == ("County secretary", "List of officials")


def test_recognised_and_lapsed_wait_for_nobody(filled):
    result = found(filled, RECOGNISED, LAPSED)
    assert result.waiting.empty
    assert list(result.cases.days_waiting.isna()) == [True, True]
    assert "nobody waits for an answer" in str(result.finding)


def test_a_case_that_went_back_names_its_reason_and_how_far_it_had_been(filled):
    case = found(filled, WENT_BACK).cases.iloc[0]
    assert (case.stage, case.furthest, case.went_back, case.reason) == (
        "applied",
        "agreement",
        True,
        "The office moved",
    )


def test_going_back_without_a_reason_is_refused_and_the_rest_is_kept(store):
    receipt = keep(
        store, STAGE, stage("042", "1", "agreement", date(2025, 10, 1)), stage("042", "2", "applied", date(2025, 11, 1))
    )
    assert (receipt.accepted, receipt.rejected) == (1, 1)
    assert "Say why" in str(receipt.refused.reason[0])
    assert county(found(store, "042")).stage == "agreement"


def test_of_two_stages_of_one_day_the_later_counts(filled):
    assert county(found(filled, SAME_DAY)).stage == "agreement"


def test_a_county_without_a_record_stands_with_its_furthest_association(filled):
    result = found(filled, FURTHEST)
    assert (county(result).stage, county(result).association_count) == ("recognised", 2)
    assert list(result.cases.association_name) == ["A", "b"]


def test_a_countys_own_record_outweighs_its_associations(filled):
    assert county(found(filled, OWN)).stage == "applied"


def test_a_plan_alone_is_no_beginning(filled):
    own = county(found(filled, PLAN))
    assert (own.stage, own.next_document) == ("not_started", "Form")


def test_other_ways_do_not_count(store):
    keep(store, STAGE, stage("042", "1", "trained", date(2025, 10, 1)) | {"pipeline": "rollout"})
    result = found(store)
    assert result.cases.empty
    assert len(result.counties) == len(subject().country.counties)
    assert set(result.counties.stage) == {"not_started"}


def test_the_oldest_waits_first(filled):
    result = found(filled, WAITS, LONGER)
    assert list(result.waiting.county_code) == [LONGER, WAITS]
    longest = int(result.waiting.days_waiting[0])
    assert f"2 cases wait for an answer, the oldest for {longest} days." in str(result.finding)


def test_the_finding_of_one_county_names_it_and_its_stage(filled):
    name = subject().country.county(STOOD).name
    assert str(found(filled, STOOD).finding).startswith(f"{name} stands at: documents asked for; 1 case waits")


def test_a_day_in_the_future_is_no_negative_wait(filled):
    assert county(found(filled, FUTURE)).days_waiting == 0


def test_the_chosen_counties_are_the_only_ones(filled):
    result = found(filled, WAITS)
    assert (list(result.cases.county_code), list(result.counties.county_code)) == ([WAITS], [WAITS])
    assert result.laws == ()


def test_every_county_has_a_row_of_its_own_and_its_law_beside_it(filled):
    counties = found(filled).counties
    assert list(counties.county_code) == sorted(one.code for one in subject().country.counties)
    assert set(counties.county_code[counties.law != ""]) == {NAIROBI, KIAMBU}


def test_the_funnel_counts_how_far_each_case_ever_came(filled):
    funnel = found(filled, FUNNELLED, FUNNELLED_TOO).funnel.set_index(["subject", "stage"])
    assert funnel.loc["county"].reached_count.to_dict() == dict(zip(FUNNEL, (2, 2, 2, 1), strict=True))
    assert funnel.loc["county"].here_count.to_dict() == dict(zip(FUNNEL, (1, 0, 0, 1), strict=True))
    assert funnel.loc["association"].reached_count.to_dict() == dict(zip(FUNNEL, (1, 0, 0, 0), strict=True))


REACHED = st.none() | st.dates(date(2020, 1, 1), date(2027, 1, 1))
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "stage": st.sampled_from(ACCREDITATION_STAGES),
            "reached_on": REACHED,
            "planned_on": REACHED,
            "next_document": st.none() | st.text(max_size=5),
            "office": st.none(),
            "reason": st.none(),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS)
def test_a_case_stands_no_further_than_it_ever_came_and_order_of_entry_is_nothing(records):
    standing, turned = _standing(records, TODAY), _standing(records[::-1], TODAY)
    assert PROGRESS.index(standing["stage"]) <= PROGRESS.index(standing["furthest"])
    assert (standing["stage"], standing["since"]) == (turned["stage"], turned["since"])
    assert standing["days_waiting"] is None or standing["days_waiting"] >= 0


def test_two_counties_have_a_law_that_was_found():
    laws = accreditation_laws(subject().country)
    assert {code: law.year for code, law in laws.items()} == {"047": 2016, "022": 2017}
    assert laws["047"].sections == "6 and 14"
    assert all(law.source and law.source_date for law in laws.values())


def country_with(folder, text):
    copy = folder / "country"
    shutil.copytree(KENYA, copy)
    (copy / LAWS_FILE).write_text(text)
    return load_country(copy)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("county,law\n", "must have the columns"),
        (HEADER + "999,An act,2016,,Somebody,2026,\n", "no county with the number 999"),
        (HEADER + "047,An act,soon,,Somebody,2026,\n", "row 2: a law needs a year"),
        (HEADER + "047,An act,2016,,,2026,\n", "row 2: a law needs a year, a source"),
    ],
)
def test_a_law_without_its_source_or_county_is_refused(tmp_path, text, complaint):
    with pytest.raises(InputRefused, match=complaint):
        accreditation_laws(country_with(tmp_path, text))


def test_a_country_without_the_file_has_no_known_law(tmp_path):
    country = country_with(tmp_path, HEADER)
    (country.folder / LAWS_FILE).unlink()
    assert accreditation_laws(country) == {}
