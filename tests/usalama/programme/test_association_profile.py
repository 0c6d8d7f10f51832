"""One association: whose trend stands for it, which records are its own, and who sees its contacts."""

from datetime import date

import pytest

from tests.examples import KISUMU, OPERATOR, incident, query, store_rows, subject
from tests.register_records import CANARY, TODAY, keep, keep_all, keep_programme, programme_records
from tests.stores import new_store
from usalama.access import public_scope
from usalama.errors import InputRefused, NotAllowed
from usalama.model import Choices, Nature
from usalama.programme.association_profile import association_profile, contacts_of
from usalama.registers import ACTIVITY, STAGE

PUBLIC = public_scope(TODAY)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The programme's records with others and reports around them; only for reading."""
    store = new_store(tmp_path_factory.mktemp("profile") / "store")
    own = {"county_code": KISUMU, "constituency_code": "240", "constituency_method": "given"}
    rows = [incident(f"r{number}", date(2025, number % 12 + 1, 15), **own) for number in range(6)]
    store_rows(store, [*rows, *(incident(f"n{number}", date(2025, number % 12 + 1, 3)) for number in range(60))])
    records = programme_records()
    other = {"kind": "patrol", "county_code": "042", "held_on": date(2025, 9, 2)}
    records[ACTIVITY] += [
        other | {"record_id": "b", "association_id": "kondele-2"},
        other | {"record_id": "county's"},
    ]
    keep_all(store, records)
    # The register of stages is read in its strongest nature, and that is not the one of this record.
    synthetic = {"record_id": "r", "pipeline": "rollout", "stage": "trained", "county_code": "042"}
    synthetic |= {"association_id": "kondele", "reached_on": date(2025, 1, 1)}
    keep(store, STAGE, synthetic, nature=Nature.SYNTHETIC)
    return store


def profile(store, scope=PUBLIC, record_id="kondele"):
    return association_profile(store, scope, Choices(), subject(), record_id)


def test_the_trend_is_that_of_the_county_and_says_so(filled):
    result = profile(filled)
    assert (result.place.key, set(result.trend.rows.place_key)) == ("county:042", {"county:042"})
    assert "the county Kisumu" in str(result.area_sentences[0])
    assert "it has no rate" in str(result.area_sentences[0])


def test_a_small_count_of_the_constituency_is_the_operators(filled):
    assert "1 to 7 reports" in str(profile(filled).area_sentences[1])
    assert "6 reports" in str(profile(filled, OPERATOR).area_sentences[1])


def test_without_incidents_there_is_no_trend_and_a_reason(store):
    keep_programme(store)
    result = profile(store)
    assert result.trend is None
    assert "nothing to publish yet" in str(result.no_trend)


def test_only_its_own_records_of_the_strongest_nature_are_shown(filled):
    result = profile(filled)
    assert list(result.activities.record_id) == ["a"]
    assert list(result.plan.record_id) == ["s1", "s2", "s3"]
    assert "r" in set(query(filled, "SELECT record_id FROM stage").record_id)


def test_of_two_associations_neither_is_like_the_other(filled):
    assert list(profile(filled).twins.rows.record_id) == []
    assert profile(filled).twins.fields[0] == "settlement_type"


def test_an_unknown_association_is_refused(filled):
    with pytest.raises(InputRefused, match="no association"):
        profile(filled, record_id="nobody")


def test_contacts_are_the_operators_alone(filled):
    with pytest.raises(NotAllowed):
        contacts_of(filled, PUBLIC, "kondele")
    assert list(contacts_of(filled, OPERATOR, "kondele").person_name) == [CANARY]
    assert contacts_of(filled, OPERATOR, "evil").empty


def test_no_contact_stands_in_a_profile(filled):
    assert CANARY not in repr(vars(profile(filled, OPERATOR)))
