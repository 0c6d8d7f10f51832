"""Flags with their unknown: shares of those known, bounds for the rest, public numbers from what is disclosed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.disclosure import public_counts
from usalama.incidents.rates.drugs_and_youth import (
    COUNTS,
    NO_SETTLEMENT_TYPE,
    UNKNOWN,
    Dimension,
    beyond_sentence,
    drugs_and_youth,
    flag_by,
    flag_totals,
    substances,
)
from usalama.incidents.rates.flag_shares import flag_sentence, left_out_sentence
from usalama.language import LANGUAGES, load_language
from usalama.model import Choices, Estimate, Period
from usalama.schema import SETTLEMENT_TYPES
from usalama.stats.counting.shares import known_share

SUBJECT = subject()
YEAR = Choices(period=Period(date(2024, 1, 1), date(2024, 12, 31)))
SCOPES = pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)


def flagged(number: int) -> bool | None:
    """Of ten: four unknown, two yes, four no."""
    return None if number % 10 < 4 else number % 10 < 6


@pytest.fixture(scope="module")
def flags_store(tmp_path_factory):
    """Nairobi 300, Mombasa 200 and Kisumu 7 incidents of 2024, of which Kisumu's are all known and all yes."""
    store = new_store(tmp_path_factory.mktemp("flags") / "store")
    rows = [
        incident(
            f"{county}-{number}",
            date(2024, number % 12 + 1, 3),
            county_code=county,
            category_code="alcohol_disorder" if number % 2 else "stealing",
            category_group="drugs_alcohol" if number % 2 else "property",
            is_drug_related=True if county == KISUMU else flagged(number),
            is_youth_involved=None,
        )
        for county, count in {NAIROBI: 300, MOMBASA: 200, KISUMU: 7}.items()
        for number in range(count)
    ]
    store_rows(store, rows)
    return store


def tables_of(store, scope, flag):
    by = (flag_by(store, scope, YEAR, SUBJECT, flag, dimension).rows for dimension in Dimension)
    return [drugs_and_youth(store, scope, YEAR, SUBJECT, flag).by_group, *by]


def test_the_finding_names_the_flag_and_what_was_asked_for(flags_store):
    chosen = Choices(period=YEAR.period, county_codes=(NAIROBI,), categories=("property",))
    said = str(drugs_and_youth(flags_store, OPERATOR, chosen, SUBJECT, "drug").finding)
    assert said.startswith("Property offences in Nairobi City: Drugs or alcohol: ")
    assert "for which it is known" in said


def test_months_beyond_the_share_of_all_stand_beside_those_that_chance_makes():
    rows = pd.DataFrame({"share_lower": [10.0, 25.0, 1.0] * 20, "share_upper": [30.0, 40.0, 15.0] * 20})
    said = str(beyond_sentence(Dimension.MONTH, rows, Estimate(0.2, 0.19, 0.21, 900, "test")))
    assert said == ("Of 60 months 20 lie above the share of all and 20 below; by chance alone about 3 would.")
    assert "not recorded" in str(beyond_sentence(Dimension.MONTH, rows, Estimate(None, None, None, None, "test")))


def test_the_operator_gets_the_share_of_those_known(flags_store):
    drug, youth, firearm = flag_totals(flags_store, OPERATOR, YEAR, SUBJECT)
    assert (drug.share.count, drug.share.known, drug.share.unknown) == (107, 307, 200)
    assert drug.share.share.value == pytest.approx(107 / 307)
    assert (drug.share.lowest, drug.share.highest) == pytest.approx((107 / 507, 307 / 507))
    assert drug.counties_left_out == 0
    assert youth.share.share.value is None
    assert (youth.share.known, firearm.share.unknown) == (0, 507)


def test_the_public_total_is_the_sum_of_counties_that_show_every_number(flags_store):
    result = drugs_and_youth(flags_store, PUBLIC, YEAR, SUBJECT, "drug")
    drug = result.total
    shown = flag_by(flags_store, PUBLIC, YEAR, SUBJECT, "drug", Dimension.COUNTY).rows.dropna(subset=list(COUNTS))
    assert drug == flag_totals(flags_store, PUBLIC, YEAR, SUBJECT)[0]
    assert (drug.share.count, drug.share.unknown) == (100, 200)
    assert drug.incident_count == shown.incident_count.sum() == 500
    assert drug.counties_left_out == 1


@SCOPES
def test_each_table_holds_its_known_its_unknown_and_both_bounds(flags_store, scope):
    for rows in tables_of(flags_store, scope, "drug"):
        told = rows.dropna(subset="share_per_100")
        assert len(told)
        assert (told.share_lower <= told.share_per_100).all()
        assert (told.share_per_100 <= told.share_upper).all()
        assert (told.lowest_per_100 <= told.share_per_100).all()
        assert (told.share_per_100 <= told.highest_per_100).all()


def test_public_numbers_are_made_of_disclosed_ones_only(flags_store):
    _group, _month, by_county, _settlement = found = tables_of(flags_store, PUBLIC, "drug")
    for rows in found[:3]:
        for column in (*COUNTS, "known_count"):
            counts = rows[column].dropna()
            assert (counts % 5 == 0).all()
    nairobi = by_county.set_index("county_code").loc[NAIROBI]
    assert nairobi.share_per_100 == pytest.approx(100 * 60 / 180)
    kisumu = by_county.set_index("county_code").loc[KISUMU]
    assert kisumu.isna()[["share_per_100", "lowest_per_100", "highest_per_100"]].all()
    assert kisumu.flag == "hidden"


def test_unknown_is_not_no(flags_store):
    rows = flag_by(flags_store, OPERATOR, YEAR, SUBJECT, "youth", Dimension.MONTH).rows
    assert rows.share_per_100.isna().all()
    assert (rows.highest_per_100 == 100).all()


@pytest.fixture(scope="module")
def settled_store(tmp_path_factory):
    """100 reports of estates with 20 of drugs and 10 unknown, 7 of informal settlements, 40 that say nothing of it."""
    store = new_store(tmp_path_factory.mktemp("settled") / "store")
    many = {"estate": 100, "informal_settlement": 7, None: 40}
    rows = [
        incident(
            f"{kind}-{number}",
            date(2024, number % 12 + 1, 3),
            settlement_type=kind,
            is_drug_related=None if number < 10 else number < 30,
        )
        for kind, count in many.items()
        for number in range(count)
    ]
    store_rows(store, rows)
    return store


def test_each_settlement_type_has_its_share_and_the_unknown_stand_by_themselves(settled_store):
    result = flag_by(settled_store, OPERATOR, YEAR, SUBJECT, "drug", Dimension.SETTLEMENT)
    rows = result.rows.set_index("settlement_type")
    assert tuple(rows.index) == (*SETTLEMENT_TYPES, UNKNOWN)
    assert rows.incident_count.tolist() == [100, 7, 0, 0, 0, 40]
    assert rows.share_per_100["estate"] == pytest.approx(100 * 20 / 90)
    assert rows.share_lower["estate"] < 100 * 20 / 90 < rows.share_upper["estate"]
    assert (rows.lowest_per_100["estate"], rows.highest_per_100["estate"]) == pytest.approx((20, 30))
    assert rows.share_per_100[UNKNOWN] == pytest.approx(100 * 20 / 30)
    assert "stated for 107 of the 147 reports" in str(result.finding)


def test_the_public_sees_settlement_types_rounded_and_hidden_by_the_one_rule(settled_store):
    result, exactly = (
        flag_by(settled_store, scope, YEAR, SUBJECT, "drug", Dimension.SETTLEMENT) for scope in (PUBLIC, OPERATOR)
    )
    rows, exact = (one.rows.set_index("settlement_type") for one in (result, exactly))
    for column in COUNTS:
        assert rows[column].equals(public_counts(exact[column]))
    assert rows.flag["informal_settlement"] == "hidden"
    assert pd.isna(rows.share_per_100["informal_settlement"])
    # Sums of what is shown, so that the hidden type cannot be had by subtraction.
    assert "stated for 100 of the 140 reports" in str(result.finding)


def test_settlement_types_that_nobody_states_are_said_not_to_be_recorded(flags_store):
    for scope in (PUBLIC, OPERATOR):
        result = flag_by(flags_store, scope, YEAR, SUBJECT, "drug", Dimension.SETTLEMENT)
        assert result.finding == NO_SETTLEMENT_TYPE
        assert (result.rows.incident_count[:-1] == 0).all()


def test_a_settlement_type_whose_number_is_hidden_is_not_said_to_be_recorded_nowhere(store):
    few = [incident(f"few-{number}", settlement_type="estate") for number in range(5)]
    store_rows(store, few + [incident(f"many-{number}") for number in range(20)])
    result = flag_by(store, PUBLIC, YEAR, SUBJECT, "drug", Dimension.SETTLEMENT)
    assert pd.isna(result.rows.incident_count[0])
    assert result.finding != NO_SETTLEMENT_TYPE


def test_categories_that_tell_drugs_and_alcohol_apart_are_counted(flags_store):
    rows = substances(flags_store, OPERATOR, YEAR, SUBJECT).reported
    assert list(rows.itertuples(index=False, name=None)) == [("alcohol_disorder", 253)]


def test_what_others_found_stands_with_source_and_date(flags_store):
    published = substances(flags_store, OPERATOR, YEAR, SUBJECT).published
    assert set(published.place) == {"Kenya", "Western", "Eastern", "Nairobi", "Coast", "Central"}
    assert published.source.str.contains("2022").all()


def test_a_flag_nobody_records_is_refused(flags_store):
    with pytest.raises(ValueError, match="no flag"):
        drugs_and_youth(flags_store, OPERATOR, YEAR, SUBJECT, "settlement")


def said_of(count, unknown, whole):
    found = known_share(count, unknown, whole)
    bounds = (found.lowest, found.highest)
    return flag_sentence(found.share, found.unknown, bounds, is_mostly_unknown=found.is_mostly_unknown)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((200, 200, 1000), "About 25 in 100 of the 800 for which it is known; likely 22 to 28. Unknown for 200"),
        ((200, 200, 1000), "20 in 100 of all, if all were, 40"),
        ((200, 600, 1000), "more is unknown than known, so nobody can tell"),
        ((3, 2, 20), "too few for a reliable share"),
        ((0, 50, 50), "unknown for all 50"),
        ((0, 0, 0), "Too few, or not recorded"),
        ((None, 10, 100), "without risk to somebody"),
        ((10, None, 100), "without risk to somebody"),
        ((10, 10, None), "without risk to somebody"),
    ],
)
def test_a_share_is_told_with_the_strength_it_has(numbers, words):
    assert words in str(said_of(*numbers))


def test_small_shares_do_not_read_as_nothing():
    values = said_of(4, 0, 1000).values
    assert values["share"] == pytest.approx(0.4)
    assert values["upper"] == 1


def test_nothing_is_told_of_a_share_without_its_unknown():
    assert said_of(200, 0, 1000).values["unknown"] == 0
    assert "unknown" in said_of(3, 2, 20).values


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("numbers", [(1, 0, 10**6), (10**6, 10**6, 3 * 10**6), (5, 900, 1000), (0, 9, 9), (9, 9, None)])
def test_every_sentence_can_be_said(language, numbers):
    say = load_language(language).say
    assert "{" not in say(said_of(*numbers))
    assert "7" in say(left_out_sentence(7))
