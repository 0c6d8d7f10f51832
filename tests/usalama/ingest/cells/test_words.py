from collections.abc import Callable
from typing import Any

import pytest

from tests.examples import KENYA
from usalama.country.categories import load_categories
from usalama.errors import InputRefused
from usalama.ingest.cells.words import check_table
from usalama.ingest.mapping import Mapping


def changed(mapping: Mapping, **parts: Any) -> Mapping:
    return Mapping.model_validate(mapping.model_dump() | parts)


def with_column(mapping: Mapping, ours: str, **parts: Any) -> Mapping:
    """The plain mapping with another of our columns read from "category"; every row is a robbery."""
    columns = {name: list(theirs) for name, theirs in mapping.columns.items()}
    columns[ours] = columns.pop("category_code")
    return changed(mapping, **{"columns": columns, "defaults": {"category_code": "robbery"}, **parts})


def test_our_own_codes_need_no_table(row: Callable) -> None:
    found = row(category=" Robbery ").only
    assert (found["category_code"], found["category_group"]) == ("robbery", "violent")


def test_a_table_translates_without_regard_to_case_and_spaces(row: Callable, mapping: Mapping) -> None:
    using = changed(mapping, category={"table": {"Stolen  Car": "vehicle_theft"}})
    assert row(using, category="STOLEN CAR").only["category_code"] == "vehicle_theft"


def test_an_unknown_category_is_refused_unless_the_mapping_says_other(row: Callable, mapping: Mapping) -> None:
    outcome = row(category="witchcraft")
    assert outcome.reasons == ["The mapping does not know this category."]
    assert outcome.refused[0]["value"] == "witchcraft"
    using = changed(mapping, category={"unknown": "other", "other": "other_offence"})
    outcome = row(using, category="witchcraft")
    assert outcome.only["category_code"] == "other_offence"
    ((notice),) = outcome.notices
    assert str(notice.sentence) == "Stored as Other offence: witchcraft."
    assert notice.row_count == 1


def test_unknown_categories_are_told_by_name_up_to_twenty(read: Callable, mapping: Mapping) -> None:
    using = changed(mapping, category={"unknown": "other", "other": "other_offence"})
    words = ["a"] * 3 + [f"b{number:02d}" for number in range(25)]
    lines = [f"{number},31/12/2024,,,Kisumu,{word}" for number, word in enumerate(words)]
    notices = read("id,when,lon,lat,county,category\n" + "\n".join(lines), using=using).notices
    assert [(str(notice.sentence), notice.row_count) for notice in notices[:2]] == [
        ("Stored as Other offence: a.", 3),
        ("Stored as Other offence: b00.", 1),
    ]
    assert len(notices) == 21
    assert (str(notices[-1].sentence), notices[-1].row_count) == (
        "Stored as Other offence: other unknown categories.",
        6,
    )


def test_a_missing_category_is_refused_unless_there_is_a_default(row: Callable, mapping: Mapping) -> None:
    assert row(category="").reasons == ["The category is missing."]
    using = changed(mapping, defaults={"category_code": "nuisance"})
    assert row(using, category="").only["category_code"] == "nuisance"


def test_of_several_categories_the_first_known_one_counts(row: Callable, mapping: Mapping) -> None:
    using = changed(mapping, category={"separator": ";"})
    assert row(using, category="Geo-located; Stealing; robbery").only["category_code"] == "stealing"


def test_words_for_missing_are_empty(row: Callable, mapping: Mapping) -> None:
    using = changed(mapping, file={"missing": ["NA", "-"]})
    assert row(using, category=" NA ").reasons == ["The category is missing."]


@pytest.mark.parametrize(
    ("word", "flag"),
    [("true", True), ("YES", True), ("1", True), ("no", False), ("0", False), ("unknown", None), ("", None)],
)
def test_unknown_is_never_taken_for_no(row: Callable, mapping: Mapping, word: str, flag: bool | None) -> None:
    assert row(with_column(mapping, "is_drug_related"), category=word).only["is_drug_related"] is flag


def test_a_word_that_is_no_flag_is_refused(row: Callable, mapping: Mapping) -> None:
    outcome = row(with_column(mapping, "is_drug_related"), category="maybe")
    assert outcome.reasons == ["It is none of the words for yes, no and unknown: true, yes, 1, false, no, 0, unknown."]


def test_flags_without_a_column_are_unknown(row: Callable) -> None:
    found = row().only
    assert [found[name] for name in ("is_drug_related", "is_youth_involved", "is_firearm_involved")] == [None] * 3


def test_status_and_responder_have_defaults(row: Callable, mapping: Mapping) -> None:
    found = row().only
    assert (found["status"], found["responder"]) == ("reported", "unknown")
    found = row(changed(mapping, defaults={"status": "verified", "responder": "police"})).only
    assert (found["status"], found["responder"]) == ("verified", "police")


def test_words_for_a_status_are_translated_or_refused(row: Callable, mapping: Mapping) -> None:
    using = with_column(mapping, "status", status={"table": {"Fungwa": "resolved"}})
    assert row(using, category="fungwa").only["status"] == "resolved"
    assert row(using, category="VERIFIED").only["status"] == "verified"
    assert row(using, category="open").reasons == [
        "It is none of the words that the mapping knows: Fungwa, reported, verified, responding, resolved, rejected, "
        "duplicate."
    ]


def test_a_settlement_type_is_translated_left_unknown_or_refused(row: Callable, mapping: Mapping) -> None:
    using = with_column(
        mapping, "settlement_type", settlement_type={"table": {"Mtaa wa mabanda": "informal_settlement"}}
    )
    assert row(using, category="mtaa wa MABANDA").only["settlement_type"] == "informal_settlement"
    assert row(using, category="Rural").only["settlement_type"] == "rural"
    assert row(using, category="").only["settlement_type"] is None
    assert row().only["settlement_type"] is None
    assert row(using, category="moon").reasons == [
        "It is none of the words that the mapping knows: Mtaa wa mabanda, estate, informal_settlement, centre, "
        "peri_urban, rural."
    ]


def test_the_precision_of_a_point_may_be_stated(row: Callable, mapping: Mapping) -> None:
    using = with_column(mapping, "location_precision", location_precision={"table": {"1": "locality"}})
    assert row(using, category="1").only["location_precision"] == "locality"
    assert row(using, category="1", lon="", lat="").only["location_precision"] == "county"


def test_ids_that_are_none_are_refused(row: Callable) -> None:
    assert row(id=" ").reasons == ["The id is missing."]
    assert row(id="x" * 201).reasons == ["It has more than 200 characters."]
    assert row(id="a\x07b").reasons == ["It holds characters that are no text."]
    assert len(row(id="x" * 200).only["source_record_id"]) == 200


def test_a_refused_narrative_is_not_repeated(row: Callable, mapping: Mapping) -> None:
    using = with_column(mapping, "narrative")
    outcome = row(using, category="x" * 10_001)
    assert outcome.reasons == ["It has more than 10000 characters."]
    assert outcome.refused[0]["value"] == ""
    assert row(using, category="a\x1bb").reasons == ["It holds characters that are no text."]
    assert row(using, category="one\ntwo\tthree").only["narrative"] == "one\ntwo\tthree"


def test_equal_rows_have_equal_ids_where_the_content_is_the_id(read: Callable, mapping: Mapping) -> None:
    columns = {name: list(theirs) for name, theirs in mapping.columns.items() if name != "source_record_id"}
    using = changed(mapping, columns=columns, record_id="row_content")
    lines = ["31/12/2024,34.7396,-0.1179,Kisumu,robbery"] * 2 + ["30/12/2024,34.7396,-0.1179,Kisumu,robbery"]
    accepted = read("when,lon,lat,county,category\n" + "\n".join(lines), using=using).accepted
    first, second, third = (row["source_record_id"] for row in accepted)
    assert first == second != third
    assert len(first) == 32


def test_a_mapping_may_only_name_categories_of_the_country(mapping: Mapping) -> None:
    using = changed(mapping, category={"table": {"x": "robery"}})
    with pytest.raises(InputRefused, match="robery is no category that is known here; did you mean robbery"):
        check_table(using.category, None, load_categories(KENYA))
