"""The logframe: what is computed, what is entered, and what a quarter that is not over says."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

from tests.examples import KISUMU, NAIROBI, OPERATOR, incident, store_rows, subject
from tests.register_records import keep_all
from tests.stores import new_store
from usalama.access import public_scope
from usalama.model import Period
from usalama.programme.progress.indicator_measures import OF, measured, read_registers
from usalama.programme.progress.logframe import indicator_quarters, logframe, quarter_of
from usalama.programme.progress.logframe_file import logframe_workbook
from usalama.programme.progress.preventive_share import preventive_share, quarters_before
from usalama.registers import (
    ACTIVITY,
    ASK,
    ASSOCIATION,
    INDICATOR,
    INDICATOR_VALUE,
    MEASURES,
    PLEDGE,
    STAGE,
)

TODAY = date(2025, 5, 20)
PUBLIC = public_scope(TODAY)
QUARTER = Period(date(2025, 1, 1), date(2025, 3, 31))


def indicator(record_id, **more):
    given = {"record_id": record_id, "level": "output", "title": record_id, "definition": "How", "unit": "of 100"}
    return given | {"baseline": 0.0, "is_lower_better": False} | more


def value(indicator_id, start=QUARTER.start, **more):
    return {"record_id": f"{indicator_id}-{start}", "indicator_id": indicator_id, "quarter_start": start} | more


def found(store, scope=PUBLIC, today=TODAY):
    return logframe(store, scope, subject(), today)


def row_of(store, record_id, **more):
    return found(store, **more).rows.set_index("record_id").loc[record_id]


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A store that holds nothing; only for reading."""
    return new_store(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture(scope="module")
def registers(tmp_path_factory):
    """What ``BY_HAND`` counts, and no indicator; only for reading."""
    store = new_store(tmp_path_factory.mktemp("registers") / "store")
    keep_all(store, COUNTED)
    return store


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The same with three indicators, two of which are computed; only for reading."""
    store = new_store(tmp_path_factory.mktemp("judged") / "store")
    joined = {"measure": "associations_joined", "is_example": True}
    indicators = [indicator("joined", **joined), indicator("reported", **joined), indicator("bare")]
    values = [
        value("joined", target=2.0), value("joined", date(2025, 4, 1), target=9.0),
        value("reported", target=2.0, value=99.0, evidence="A report"),
    ]  # fmt: skip
    keep_all(store, COUNTED | {INDICATOR: indicators, INDICATOR_VALUE: values})
    return store


@pytest.fixture(scope="module")
def entered(tmp_path_factory):
    """Indicators whose values people entered, and texts that are signs to a template or a spreadsheet."""
    store = new_store(tmp_path_factory.mktemp("entered") / "store")
    odd = [indicator(f"odd{n}", title=text, definition=text, responsible=text) for n, text in enumerate(DANGEROUS)]
    indicators = [indicator("asked", baseline=40.0), indicator("signs", unit="{x} of 100"), *odd]
    values = [
        value("asked", target=50.0, value=52.0, lower=48.0, upper=56.0, evidence="Survey of 2025, page 3"),
        value("signs", target=50.0, value=52.0, evidence="E"),
    ]
    keep_all(store, {INDICATOR: indicators, INDICATOR_VALUE: values})
    return store


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%x", "＝1", "\t=1", "  =1"]
STEP = {"pipeline": "rollout", "county_code": KISUMU, "association_id": "0"}
CASE = STEP | {"pipeline": "accreditation"}
HELD = {"kind": "forum", "county_code": KISUMU, "held_on": date(2025, 2, 1)}
PLEDGED = {"sector": "youth", "pledge_text": "P", "signed_on": date(2024, 1, 1)}
ASKED = {"kind": "lighting", "county_code": KISUMU, "addressed_to": "Office", "asked_on": date(2025, 1, 5)}
COUNTED = {
    ASSOCIATION: [
        {"record_id": str(number), "name": f"N{number}", "county_code": KISUMU, "joined_on": day}
        for number, day in enumerate([date(2024, 5, 1), date(2025, 3, 31), date(2025, 4, 1), None])
    ],
    STAGE: [
        STEP | {"record_id": "1", "stage": "trained", "reached_on": date(2024, 9, 1)},
        STEP | {"record_id": "2", "stage": "tools_live", "reached_on": date(2025, 3, 1)},
        STEP | {"record_id": "3", "stage": "active", "reached_on": date(2025, 4, 2)},
        CASE | {"record_id": "4", "stage": "recognised", "reached_on": date(2024, 9, 1)},
        CASE | {"record_id": "5", "stage": "lapsed", "reached_on": date(2025, 2, 1)},
        CASE
        | {"county_code": NAIROBI, "association_id": None}
        | {"record_id": "6", "stage": "recognised", "reached_on": date(2025, 3, 31)},
    ],
    ACTIVITY: [
        *(HELD | {"record_id": str(number), "is_preventive": number < 30} for number in range(40)),
        HELD | {"record_id": "old", "held_on": date(2024, 12, 31), "is_preventive": False},
        HELD | {"record_id": "unknown"},
        HELD | {"record_id": "agreed", "actions_agreed": 8, "actions_closed": 2},
    ],
    PLEDGE: [
        PLEDGED | {"record_id": "1", "due_on": date(2024, 6, 1), "state": "kept"},
        PLEDGED | {"record_id": "2", "due_on": date(2025, 3, 31), "state": "late"},
        PLEDGED | {"record_id": "3", "due_on": date(2025, 4, 1), "state": "kept"},
    ],
    ASK: [
        ASKED | {"record_id": "1", "delivered_on": date(2025, 3, 1)},
        ASKED | {"record_id": "2", "delivered_on": date(2025, 4, 1)},
        ASKED | {"record_id": "3"},
    ],
}
BY_HAND = {
    "associations_joined": 2,
    "associations_trained": 1,
    "charters_signed": 1,
    "associations_active": 0,
    "counties_recognised": 1,
    "share_preventive_actions": 75,
    "share_actions_closed": 25,
    "share_pledges_kept": 50,
    "share_asks_delivered": 100 / 3,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_measure_by_hand(registers, name):
    assert measured(name, read_registers(registers, PUBLIC, subject()), QUARTER).value == pytest.approx(BY_HAND[name])


def test_every_measure_of_the_schema_has_a_way_and_a_name():
    assert set(OF) == set(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_a_store_that_holds_nothing_gives_no_value_rather_than_zero(empty, name):
    found = measured(name, read_registers(empty, PUBLIC, subject()), QUARTER)
    assert (found.value, found.lower, found.upper) == (None, None, None)


def test_a_share_has_a_range_and_a_full_count_has_none(registers):
    read = read_registers(registers, PUBLIC, subject())
    share, count = (measured(name, read, QUARTER) for name in ("share_preventive_actions", "associations_joined"))
    # Wilson (1927) for 30 of 40.
    assert (share.lower, share.upper) == pytest.approx((59.807, 85.811), abs=0.01)
    assert (count.lower, count.upper) == (None, None)


def test_waits_are_those_of_the_quarter_as_the_scope_sees_them(store):
    rows = [
        incident(f"{number}", date(2025, month, 5), responded_at=None)
        | {"responded_at": incident("x", date(2025, month, 5), hour=21)["occurred_from"]}
        for month in (2, 4)
        for number in range(month * 100, month * 100 + 30)
    ]
    store_rows(store, rows)
    read = read_registers(store, OPERATOR, subject())
    assert measured("median_response", read, QUARTER).value == 60
    assert measured("median_response", read, QUARTER).n == 30


def test_the_newest_quarter_that_is_over_is_judged(judged):
    row = row_of(judged, "joined")
    assert (row.quarter_start, row.value, row.target, row.rating, row.kind) == (
        QUARTER.start,
        2,
        2,
        "reached",
        "computed",
    )
    series = indicator_quarters(judged, PUBLIC, subject(), TODAY, "joined")
    assert list(series.is_over) == [True, False]
    assert list(series.value) == [2, 3]


def test_a_computed_value_stands_before_one_that_was_entered(judged):
    row = row_of(judged, "reported")
    assert (row.value, row.kind, row.evidence) == (2, "computed", None)


def test_an_entered_value_has_its_range_and_evidence(entered):
    row = row_of(entered, "asked")
    assert (row.kind, row.evidence, row.rating) == ("entered", "Survey of 2025, page 3", "not_sure")
    assert (
        str(row.sentence) == "52.0 of 100 (likely 48.0 to 56.0), January to March 2025. Target: 50.0; it began at 40.0."
    )


def test_a_text_with_signs_of_a_template_stays_as_it_is(entered):
    assert "52.0 {x} of 100" in str(row_of(entered, "signs").sentence)


def test_an_indicator_without_a_value_says_which_is_missing(store):
    indicators = [indicator("asked"), indicator("joined", measure="associations_joined"), indicator("bare")]
    values = [value("asked", target=1.0), value("joined", target=1.0)]
    keep_all(store, {INDICATOR: indicators, INDICATOR_VALUE: values})
    assert set(found(store).rows.rating) == {"no_value"}
    assert "Nobody has entered" in str(row_of(store, "asked").sentence)
    assert "holds nothing for it" in str(row_of(store, "joined").sentence)
    assert "3 without a value" in str(found(store).finding)


def test_the_preventive_share_needs_no_indicator(registers):
    result = preventive_share(registers, PUBLIC, subject(), TODAY)
    newest = result.rows.iloc[-1]
    assert (newest.quarter_start, newest["value"], newest.n) == (QUARTER.start, 75, 40)
    assert "75.0 of 100 activities" in str(result.finding)
    assert preventive_share(registers, OPERATOR, subject(), TODAY).rows.equals(result.rows)


def test_an_empty_store_has_no_indicators_and_says_so(empty):
    assert found(empty).rows.empty
    assert "No activity is recorded yet" in str(preventive_share(empty, PUBLIC, subject(), TODAY).finding)


def test_quarters_begin_in_january_april_july_and_october():
    assert quarter_of(date(2025, 3, 31)) == QUARTER
    assert [one.start for one in quarters_before(TODAY, 3)] == [date(2024, 7, 1), date(2024, 10, 1), QUARTER.start]
    assert quarters_before(date(2025, 4, 1), 1) == [QUARTER]


def test_the_workbook_holds_the_indicators_the_results_and_what_it_is(judged):
    book = openpyxl.load_workbook(io.BytesIO(logframe_workbook(judged, PUBLIC, subject(), TODAY)))
    assert book.sheetnames == ["indicator", "indicator_value", "results", "about"]
    header, *lines = book["indicator_value"].iter_rows(values_only=True)
    stored = [dict(zip(header, line, strict=True)) for line in lines]
    # What is computed is no value that somebody entered.
    assert {(one["target"], one["value"]) for one in stored if one["indicator_id"] == "joined"} == {
        (2, None),
        (9, None),
    }
    _, *results = book["results"].iter_rows(values_only=True)
    assert ("joined", "January to March 2025", 2, 2) in [line[:4] for line in results]
    about = dict(book["about"].iter_rows(values_only=True))
    assert (about["publication"], about["nature"]) == ("public", "test")
    assert about["examples"].startswith("2 of 3. Example")


def test_no_cell_of_the_workbook_is_a_formula(entered):
    book = openpyxl.load_workbook(io.BytesIO(logframe_workbook(entered, OPERATOR, subject(), TODAY)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type != "f" for cell in cells)
    assert {text: sum(cell.value == f"'{text}" for cell in cells) for text in DANGEROUS} == dict.fromkeys(DANGEROUS, 3)


def test_counts_are_whole_numbers_or_missing(judged):
    rows = found(judged).rows.set_index("record_id")
    assert rows.n["joined"] == 2
    assert rows.n["bare"] is pd.NA
