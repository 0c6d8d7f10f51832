"""The register of associations: searched, counted, and looked through for doubles."""

import pytest

from tests.examples import OPERATOR, subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.errors import NotAllowed
from usalama.model import Choices, Nature, Scope
from usalama.programme.associations import Search, association_points, associations
from usalama.registers import ASSOCIATION

PUBLIC = public_scope(TODAY)
EVERYWHERE = Choices()


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Four associations in three counties; only for reading."""
    return with_four(new_store(tmp_path_factory.mktemp("associations") / "store"))


def with_four(store):
    keep(
        store,
        ASSOCIATION,
        {"record_id": "a", "name": "Kondele Residents", "county_code": "042", "constituency_code": "240",
         "settlement_type": "estate", "member_count": 90, "household_count": 400, "tools": "phone, hatua",
         "longitude": 34.77, "latitude": -0.09},
        {"record_id": "b", "name": "Kondele residents", "county_code": "042", "member_count": 25,
         "languages": "luo, sw"},
        {"record_id": "c", "name": "Kondele Residents", "county_code": "047", "constituency_code": "999"},
        {"record_id": "d", "name": "Kangema Welfare", "county_code": "021", "settlement_type": "rural",
         "tools": "hatua app"},
    )  # fmt: skip
    return store


def found(store, scope=PUBLIC, choices=EVERYWHERE, **search):
    return associations(store, scope, choices, subject(), Search(**search))


def test_everything_is_found_when_nothing_is_asked_for(filled):
    result = found(filled)
    assert (set(result.rows.record_id), result.n_held) == ({"a", "b", "c", "d"}, 4)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("kondele", {"a", "b", "c"}),
        ("KONDELE kisumu", {"a", "b"}),
        ("murang'a", {"d"}),
        ("muranga", {"d"}),
        ("hatua", {"a", "d"}),
        ("kondele muranga", set()),
        ("swahili", {"b"}),
        ("Kijaluo", {"b"}),
        ("' ' .", {"a", "b", "c", "d"}),
    ],
)
def test_all_words_must_be_found_without_regard_to_case_and_signs(filled, words, ids):
    assert set(found(filled, words=words).rows.record_id) == ids


def test_a_tool_is_the_whole_tool_and_no_part_of_one(filled):
    assert set(found(filled, tool="hatua").rows.record_id) == {"a"}
    assert found(filled).tools == ("hatua", "hatua app", "phone")


def test_a_kind_of_settlement_leaves_out_the_others_and_the_unknown(filled):
    assert set(found(filled, settlement_type="estate").rows.record_id) == {"a"}


def test_a_county_without_an_association_has_none_and_is_no_blank(filled):
    counted = found(filled).by_county.set_index("county_code").association_count
    assert len(counted) == len(subject().country.counties)
    assert counted.to_dict() | {"042": 2, "047": 1, "021": 1, "001": 0} == counted.to_dict()
    assert counted.sum() == 4


def test_only_the_chosen_counties_are_counted(filled):
    result = found(filled, choices=Choices(county_codes=("042",)))
    assert (set(result.rows.record_id), list(result.by_county.county_code)) == ({"a", "b"}, ["042"])


def test_a_scope_of_some_counties_sees_no_others(filled):
    scope = Scope("public", is_exact=False, published_until=None, county_codes=("047",))
    result = found(filled, scope=scope)
    assert (set(result.rows.record_id), list(result.by_county.county_code)) == ({"c"}, ["047"])


def test_an_unknown_constituency_is_said_to_be_unknown(filled):
    result = found(filled)
    assert result.no_constituency_count == 3
    assert list(result.by_constituency.place_key) == ["constituency:240"]


def test_what_is_not_stated_is_left_out_of_the_sum(filled):
    said = [str(sentence) for sentence in found(filled).sentences]
    assert said[0] == "115 members in the 2 associations that state it."
    assert said[1] == "400 households in the area of the one association that states it."


def test_the_finding_says_how_many_where_and_of_how_many_where_something_is_searched_for(filled):
    assert str(found(filled).finding) == "4 associations in 3 of 47 counties, most in Kisumu (2)."
    assert str(found(filled, words="kondele").finding).startswith("3 of 4 associations in 2 of 47 counties")


def test_two_spellings_in_one_county_are_offered_as_likely_doubles(filled):
    doubles = found(filled).doubles
    assert [one.record_ids for one in doubles] == [("a", "b")]
    assert "may be one association in two spellings" in str(doubles[0].sentence)


def test_nobody_but_the_operator_sees_a_point(filled):
    assert not {"longitude", "latitude", "area"} & set(found(filled).rows)
    with pytest.raises(NotAllowed):
        association_points(filled, PUBLIC, EVERYWHERE, ("a",))
    assert association_points(filled, OPERATOR, EVERYWHERE, ("a", "b")).tolist() == [[-0.09, 34.77]]


def test_an_empty_register_counts_nothing(store):
    result = found(store)
    assert (len(result.rows), result.held.nature, result.by_county.association_count.sum()) == (0, None, 0)


def test_records_of_another_nature_are_left_out_and_named(store):
    filled = with_four(store)
    keep(filled, ASSOCIATION, {"record_id": "e", "name": "E", "county_code": "042"}, nature=Nature.SYNTHETIC)
    result = found(filled)
    assert "e" not in set(result.rows.record_id)
    assert "A synthetic register" in str(result.held.notes[0])
