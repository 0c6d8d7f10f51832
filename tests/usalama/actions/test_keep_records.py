"""Registers: what a file or a page states is checked, kept once, and every version of it remains."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.examples import KENYA, OPERATOR
from tests.stores import new_store
from tests.survey_forms import form
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import import_register, keep_records, register_named, remove_records, stored_records
from usalama.errors import InputRefused, NotAllowed
from usalama.ingest.register_rows import RegisterShape, load_register_shape
from usalama.model import Nature
from usalama.registers import (
    ACTIVITY,
    ASK,
    ASSOCIATION,
    CONTACT,
    EARLY_HELP,
    INDICATOR,
    PLEDGE,
    STAGE,
    SUBMISSION,
    SURVEY,
)
from usalama.store.questions import records, whole_records

TODAY = date(2026, 1, 15)
SOURCE = Source("Trial register", Nature.TEST)
HEADER = "record_id,name,county,constituency,settlement_type,household_count,joined_on\n"


@pytest.fixture
def clerk(store):
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)


@pytest.fixture(scope="module")
def refusing_clerk(tmp_path_factory):
    """Of a store in which nothing is ever kept, since all that comes is refused."""
    store = new_store(tmp_path_factory.mktemp("refusing") / "store")
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)


def written(folder: Path, text: str) -> Path:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8")
    return path


def reasons(receipt):
    return [(one.row, one.column, str(one.reason)) for one in receipt.refused.itertuples()]


def empty(table, **values):
    return dict.fromkeys(name for name in table.column_names if name != "source_id") | values


def test_a_file_is_stored_once_and_a_changed_record_replaces_itself(clerk, tmp_path):
    shape = RegisterShape(ASSOCIATION)
    first = import_register(
        clerk, written(tmp_path, HEADER + "a1,Milimani,Kisumu,,estate,120,2025-03-01\n"), shape, SOURCE
    )
    again = import_register(
        clerk, written(tmp_path, HEADER + "a1,Milimani,Kisumu,,estate,120,2025-03-01\n"), shape, SOURCE
    )
    changed = import_register(
        clerk, written(tmp_path, HEADER + "a1,Milimani,42,,Estate,140,2025-03-01\n"), shape, SOURCE
    )
    assert [(one.new, one.updated, one.duplicates) for one in (first, again, changed)] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    assert [(one["county_code"], one["household_count"]) for one in stored_records(clerk, ASSOCIATION)] == [
        ("042", 140)
    ]


def test_every_version_of_a_record_is_kept_with_its_author(clerk):
    for name in ("Old name", "New name"):
        keep_records(clerk, ASSOCIATION, [empty(ASSOCIATION, record_id="a1", name=name, county_code="042")], SOURCE)
    history = clerk.store.changes(ASSOCIATION, OPERATOR, "a1")
    assert history.name.iloc[0] == "New name"
    assert set(history.name) == {"Old name", "New name"}
    assert set(history.author) == {"tester"}
    with pytest.raises(NotAllowed):
        clerk.store.changes(ASSOCIATION, public_scope(TODAY), "a1")


def test_read_is_new_changed_refused_and_known(clerk, tmp_path):
    text = HEADER + (
        "a1,One,Kisumu,,estate,10,2025-03-01\n"
        "a1,One again,Kisumu,,estate,10,2025-03-01\n"
        "a2,Two,Atlantis,,estate,10,2025-03-01\n"
        "a3,Three,Kisumu,,castle,10,2025-03-01\n"
        "a4,Four,Kisumu,,estate,-1,2025-03-01\n"
        "a5,Five,Kisumu,,estate,10,01/03/2025\n"
        "a6,,Kisumu,,estate,10,2025-03-01\n"
        "a7,Seven,Kisumu,Westlands,estate,10,2025-03-01\n"
    )
    receipt = import_register(clerk, written(tmp_path, text), RegisterShape(ASSOCIATION), SOURCE)
    assert (receipt.rows_read, receipt.new, receipt.rejected, receipt.duplicates) == (8, 1, 7, 0)
    columns = {row: column for row, column, _ in reasons(receipt)}
    assert columns == {
        3: "record_id", 4: "county", 5: "settlement_type", 6: "household_count", 7: "joined_on", 8: "name",
        9: "constituency",
    }  # fmt: skip
    mended = receipt.rejections_file.read_text(encoding="utf-8-sig")
    assert mended.count("\n") == 8
    assert "castle" in mended


def test_looking_leaves_no_file_and_says_what_would_be_refused(refusing_clerk, tmp_path):
    path = written(tmp_path, HEADER + "a1,One,Atlantis,,estate,10,2025-03-01\n")
    receipt = import_register(refusing_clerk, path, RegisterShape(ASSOCIATION), SOURCE, dry_run=True)
    assert [(row, column) for row, column, _ in reasons(receipt)] == [(2, "county")]
    assert (receipt.rejections_file, list(refusing_clerk.store.address.rglob("refused/*"))) == (None, [])


def test_words_that_point_at_a_person_are_refused_and_not_repeated(clerk, tmp_path):
    text = "record_id,kind,county,addressed_to,asked_on,note\na1,patrols,Kisumu,OCS,2025-03-01,call 0712 345678\n"
    receipt = import_register(clerk, written(tmp_path, text), RegisterShape(ASK), SOURCE)
    assert receipt.refused[["column", "value"]].to_numpy().tolist() == [["note", ""]]
    refused = receipt.rejections_file.read_text(encoding="utf-8-sig")
    assert refused.splitlines()[0].startswith("record_id,kind,county,asked_on,refused_left_out,")
    assert "0712" not in refused
    assert receipt.rejections_file.stat().st_mode & 0o777 == 0o600


def test_a_value_with_brackets_stands_in_the_reason_as_it_is(clerk, tmp_path):
    text = HEADER + "a1,One,{Kisumu},,estate,10,2025-03-01\na1,One,{0},,estate,10,2025-03-01\n"
    receipt = import_register(clerk, written(tmp_path, text), RegisterShape(ASSOCIATION), SOURCE)
    assert "{0} is no county that is known here." in receipt.rejections_file.read_text(encoding="utf-8-sig")


def test_a_mapping_says_their_columns_words_and_dates(clerk, tmp_path):
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        'date_format = "%d/%m/%Y"\n[columns]\nname = "Group"\n[words.settlement_type]\n"Slum" = "informal_settlement"\n'
    )
    text = "record_id,Group,county,settlement_type,joined_on\nb1,Umoja,Nairobi,Slum,28/02/2025\n"
    shape = load_register_shape(ASSOCIATION, mapping)
    assert import_register(clerk, written(tmp_path, text), shape, SOURCE).new == 1
    (stored,) = stored_records(clerk, ASSOCIATION)
    assert (stored["name"], stored["settlement_type"], stored["joined_on"]) == (
        "Umoja", "informal_settlement", date(2025, 2, 28),
    )  # fmt: skip


def test_a_mapping_with_an_unknown_column_is_refused(tmp_path):
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\ncolour = "Colour"\n')
    with pytest.raises(InputRefused, match="colour"):
        load_register_shape(ASSOCIATION, mapping)


def test_a_name_under_two_spellings_is_offered_and_stored(clerk):
    one = empty(ASSOCIATION, record_id="a1", name="Milimani Residents Association", county_code="042")
    other = one | {"record_id": "a2", "name": "Milimani Residents Asociation"}
    elsewhere = one | {"record_id": "a3", "county_code": "047"}
    keep_records(clerk, ASSOCIATION, [one], SOURCE)
    receipt = keep_records(clerk, ASSOCIATION, [other, elsewhere], SOURCE)
    assert receipt.new == 2
    assert len(receipt.notices) == 1
    assert "Milimani Residents Asociation may be Milimani Residents Association (a1)" in str(receipt.notices[0])


def test_a_stage_goes_back_only_with_a_reason(clerk):
    step = empty(STAGE, pipeline="accreditation", county_code="042", association_id="a1")
    done = step | {"record_id": "s1", "stage": "agreement", "reached_on": date(2025, 5, 1)}
    back = step | {"record_id": "s2", "stage": "applied", "reached_on": date(2025, 6, 1)}
    keep_records(clerk, STAGE, [done], SOURCE)
    refused = keep_records(clerk, STAGE, [back], SOURCE)
    assert reasons(refused)[0][1] == "reason"
    assert keep_records(clerk, STAGE, [back | {"reason": "The office lost the file"}], SOURCE).new == 1


def test_a_stage_of_the_other_pipeline_is_refused(refusing_clerk):
    record = empty(STAGE, record_id="s1", pipeline="rollout", county_code="042", stage="applied")
    assert reasons(keep_records(refusing_clerk, STAGE, [record], SOURCE))[0][1] == "stage"


DAY, DAY_BEFORE = date(2025, 5, 1), date(2025, 4, 30)
CONTRADICTIONS = [
    (ASK, {"kind": "patrols", "addressed_to": "Office", "asked_on": DAY, "promised_on": DAY_BEFORE}, "promised_on"),
    (ASK, {"kind": "patrols", "addressed_to": "Office", "asked_on": DAY, "delivered_on": DAY_BEFORE}, "delivered_on"),
    (
        PLEDGE,
        {"sector": "faith", "pledge_text": "P", "signed_on": DAY, "due_on": DAY_BEFORE, "state": "kept"},
        "due_on",
    ),
    (PLEDGE, {"sector": "bank", "pledge_text": "P", "signed_on": DAY, "state": "kept"}, "sector"),
    (PLEDGE, {"sector": "faith", "pledge_text": "P", "signed_on": DAY, "state": "broken"}, "state"),
    (ASK, {"kind": "helicopter", "addressed_to": "Office", "asked_on": DAY}, "kind"),
    (ASK, {"kind": "patrols", "asked_on": DAY}, "addressed_to"),
    (ACTIVITY, {"kind": "forum", "held_on": DAY, "actions_agreed": 2, "actions_closed": 3}, "actions_closed"),
    (ACTIVITY, {"kind": "employment", "held_on": DAY, "places_filled": 3}, "places_filled"),
    (INDICATOR, {"level": "goal", "title": "T", "definition": "D", "unit": "people"}, "baseline"),
    (EARLY_HELP, {"quarter_start": date(2025, 5, 1), "screened": 9}, "quarter_start"),
    (EARLY_HELP, {"quarter_start": date(2025, 4, 1), "screened": 9, "advised": 8, "referred": 9}, "referred"),
    (EARLY_HELP, {"quarter_start": date(2025, 4, 1), "advised": 8}, "advised"),
    (SURVEY, {"title": "T", "version": "1", "form": form([])}, "form"),
    (SUBMISSION, {"survey_id": "s", "wave": "1", "answers": "{}", "weight": 0.0}, "weight"),
    (SUBMISSION, {"survey_id": "s", "wave": "1", "answers": "{}", "weight": -1.0}, "weight"),
    (SUBMISSION, {"survey_id": "s", "wave": "1", "answers": '["yes"]'}, "answers"),
    (SUBMISSION, {"survey_id": "s", "wave": "1", "answers": '{"age": 3}'}, "answers"),
]


@pytest.mark.parametrize(("table", "values", "column"), CONTRADICTIONS)
def test_columns_that_contradict_each_other_are_refused(refusing_clerk, table, values, column):
    place = {"county_code": "042"} if "county_code" in table.column_names else {}
    record = empty(table, record_id="x", **place, **values)
    assert reasons(keep_records(refusing_clerk, table, [record], SOURCE))[0][1] == column


def test_a_county_has_one_record_of_early_help_a_quarter(clerk):
    quarter = {"county_code": "042", "quarter_start": date(2025, 4, 1), "screened": 9}
    first, second = (empty(EARLY_HELP, record_id=one, **quarter) for one in ("a", "b"))
    assert keep_records(clerk, EARLY_HELP, [first], SOURCE).new == 1
    assert reasons(keep_records(clerk, EARLY_HELP, [second], SOURCE))[0][1] == "quarter_start"
    assert keep_records(clerk, EARLY_HELP, [first | {"screened": 10}], SOURCE).updated == 1


def test_a_file_of_pledges_and_of_asks_says_what_is_wrong_with_each_row(refusing_clerk, tmp_path):
    pledges = """record_id,county,sector,pledge_text,signed_on,due_on,state
p1,Kisuum,faith,Walk,2025-05-01,,kept
p2,Kisumu,bank,Walk,2025-05-01,,kept
p3,Kisumu,faith,Walk,2025-05-01,2025-04-01,kept
p4,Kisumu,faith,Walk,1 May,,kept
p5,,faith,Walk,2025-05-01,,no word
"""
    receipt = import_register(refusing_clerk, written(tmp_path, pledges), RegisterShape(PLEDGE), SOURCE, dry_run=True)
    said = {row: (column, reason) for row, column, reason in reasons(receipt)}
    assert (receipt.new, receipt.rejected) == (1, 4)
    assert {row: column for row, (column, _) in said.items()} == {2: "county", 3: "sector", 4: "due_on", 5: "signed_on"}
    assert "Kisumu" in said[2][1]
    assert said[4][1] == "It is before signed_on."
    wanted = "record_id,kind,county,addressed_to,asked_on,delivered_on\n"
    asked = f"{wanted}a1,lighting,Kisumu,Works,2025-05-01,2025-04-01\na2,lighting,Atlantis,Works,2025-05-01,\n"
    receipt = import_register(refusing_clerk, written(tmp_path, asked), RegisterShape(ASK), SOURCE, dry_run=True)
    assert {column for _, column, _ in reasons(receipt)} == {"delivered_on", "county"}


def test_contacts_and_whole_records_are_not_for_the_public(clerk):
    keep_records(clerk, CONTACT, [empty(CONTACT, record_id="c1", person_name="Invented Person", phone="000")], SOURCE)
    seen = clerk.store.read(records(CONTACT), public_scope(TODAY))
    assert set(seen.columns) == {"record_id", "source_id", "source_name", "nature"}
    with pytest.raises(NotAllowed):
        clerk.store.read(whole_records(CONTACT), public_scope(TODAY))


def test_a_scope_of_counties_sees_its_own_records_and_those_of_no_county(clerk):
    rows = [empty(ASSOCIATION, record_id=code, name=code, county_code=code) for code in ("042", "047")]
    keep_records(clerk, ASSOCIATION, rows, SOURCE)
    partner = replace(public_scope(TODAY), name="partner", county_codes=("042",))
    assert list(clerk.store.read(records(ASSOCIATION), partner).record_id) == ["042"]
    keep_records(
        clerk,
        INDICATOR,
        [empty(INDICATOR, record_id="i", level="goal", title="T", definition="D", unit="u", baseline=1.0)],
        SOURCE,
    )
    assert list(clerk.store.read(records(INDICATOR), partner).record_id) == ["i"]


def test_nobody_but_the_operator_writes(refusing_clerk):
    clerk = Clerk(refusing_clerk.store, public_scope(TODAY), "stranger", TODAY, KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        keep_records(clerk, ASK, [], SOURCE)
    with pytest.raises(NotAllowed):
        remove_records(clerk, ASK, ["a"])


def test_invented_records_never_join_real_ones(clerk):
    keep_records(clerk, ASSOCIATION, [empty(ASSOCIATION, record_id="a", name="A", county_code="042")], SOURCE)
    real = Source("The alliance", Nature.REAL)
    with pytest.raises(InputRefused, match="never mixed"):
        keep_records(clerk, ASSOCIATION, [empty(ASSOCIATION, record_id="b", name="B", county_code="042")], real)


def test_a_removed_record_is_gone_and_its_history_stays(clerk):
    keep_records(clerk, ASSOCIATION, [empty(ASSOCIATION, record_id="a", name="A", county_code="042")], SOURCE)
    assert remove_records(clerk, ASSOCIATION, ["a"]) == 1
    assert stored_records(clerk, ASSOCIATION) == []
    assert list(clerk.store.changes(ASSOCIATION, OPERATOR, "a").change_type) == ["delete", "insert"]


def test_a_wrong_register_is_answered_with_all_names():
    with pytest.raises(InputRefused, match="association"):
        register_named("castle")


def test_who_else_says_the_same_does_not_take_a_record_from_its_source(clerk):
    one = empty(ASSOCIATION, record_id="a1", name="A", county_code="042")
    keep_records(clerk, ASSOCIATION, [one], SOURCE)
    other = Source("Somebody else", Nature.TEST)
    receipt = keep_records(clerk, ASSOCIATION, [one], other)
    assert (receipt.accepted, receipt.duplicates) == (0, 1)
    assert stored_records(clerk, ASSOCIATION)[0]["source_id"] == SOURCE.source_id
    assert keep_records(clerk, ASSOCIATION, [one | {"name": "B"}], other).updated == 1
    assert stored_records(clerk, ASSOCIATION)[0]["source_id"] == other.source_id
