"""The logframe: what is computed, what is entered, and what a quarter that is not over says."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

from tests.examples import KISUMU, NAIROBI, OPERATOR, incident, store_rows, subject
from tests.register_records import keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.model import Period
from usalama.programme.progress.indicator_measures import OF, measured, read_registers
from usalama.programme.progress.logframe import logframe, quarter_of, quarters_before
from usalama.programme.progress.logframe_file import logframe_workbook
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
    """What ``BY_HAND`` counts; indicators only in the tests' own stores. Only for reading."""
    return with_registers(new_store(tmp_path_factory.mktemp("registers") / "store"))


def with_registers(store):
    keep(
        store,
        ASSOCIATION,
        *(
            {"record_id": str(number), "name": f"N{number}", "county_code": KISUMU, "joined_on": day}
            for number, day in enumerate([date(2024, 5, 1), date(2025, 3, 31), date(2025, 4, 1), None])
        ),
    )
    stage = {"pipeline": "rollout", "county_code": KISUMU, "association_id": "0"}
    case = {"pipeline": "accreditation", "county_code": KISUMU, "association_id": "0"}
    other = {"pipeline": "accreditation", "county_code": NAIROBI, "association_id": None}
    keep(
        store,
        STAGE,
        stage | {"record_id": "1", "stage": "trained", "reached_on": date(2024, 9, 1)},
        stage | {"record_id": "2", "stage": "tools_live", "reached_on": date(2025, 3, 1)},
        stage | {"record_id": "3", "stage": "active", "reached_on": date(2025, 4, 2)},
        case | {"record_id": "4", "stage": "recognised", "reached_on": date(2024, 9, 1)},
        case | {"record_id": "5", "stage": "lapsed", "reached_on": date(2025, 2, 1)},
        other | {"record_id": "6", "stage": "recognised", "reached_on": date(2025, 3, 31)},
    )
    activity = {"kind": "forum", "county_code": KISUMU}
    keep(
        store,
        ACTIVITY,
        *(
            activity | {"record_id": str(number), "held_on": date(2025, 2, 1), "is_preventive": number < 30}
            for number in range(40)
        ),
        activity | {"record_id": "old", "held_on": date(2024, 12, 31), "is_preventive": False},
        activity | {"record_id": "unknown", "held_on": date(2025, 2, 1)},
        activity | {"record_id": "agreed", "held_on": date(2025, 2, 1), "actions_agreed": 8, "actions_closed": 2},
    )
    pledge = {"sector": "youth", "pledge_text": "P", "signed_on": date(2024, 1, 1)}
    keep(
        store,
        PLEDGE,
        pledge | {"record_id": "1", "due_on": date(2024, 6, 1), "state": "kept"},
        pledge | {"record_id": "2", "due_on": date(2025, 3, 31), "state": "late"},
        pledge | {"record_id": "3", "due_on": date(2025, 4, 1), "state": "kept"},
    )
    ask = {"kind": "lighting", "county_code": KISUMU, "addressed_to": "Office", "asked_on": date(2025, 1, 5)}
    keep(
        store,
        ASK,
        ask | {"record_id": "1", "delivered_on": date(2025, 3, 1)},
        ask | {"record_id": "2", "delivered_on": date(2025, 4, 1)},
        ask | {"record_id": "3"},
    )
    return store


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


def test_the_newest_quarter_that_is_over_is_judged(store):
    registers = with_registers(store)
    keep(registers, INDICATOR, indicator("joined", measure="associations_joined"))
    later = date(2025, 4, 1)
    keep(registers, INDICATOR_VALUE, value("joined", target=2.0), value("joined", later, target=9.0))
    row = row_of(registers, "joined")
    assert (row.quarter_start, row.value, row.target, row.rating, row.kind) == (
        QUARTER.start,
        2,
        2,
        "reached",
        "computed",
    )
    series = found(registers).series
    assert list(series.is_over) == [True, False]
    assert list(series.value) == [2, 3]


def test_a_computed_value_stands_before_one_that_was_entered(store):
    registers = with_registers(store)
    keep(registers, INDICATOR, indicator("joined", measure="associations_joined"))
    keep(registers, INDICATOR_VALUE, value("joined", target=2.0, value=99.0, evidence="A report"))
    row = row_of(registers, "joined")
    assert (row.value, row.kind, row.evidence) == (2, "computed", None)


def test_an_entered_value_has_its_range_and_evidence(store):
    keep(store, INDICATOR, indicator("asked", baseline=40.0))
    keep(
        store,
        INDICATOR_VALUE,
        value("asked", target=50.0, value=52.0, lower=48.0, upper=56.0, evidence="Survey of 2025, page 3"),
    )
    row = row_of(store, "asked")
    assert (row.kind, row.evidence, row.rating) == ("entered", "Survey of 2025, page 3", "not_sure")
    assert (
        str(row.sentence) == "52.0 of 100 (likely 48.0 to 56.0), January to March 2025. Target: 50.0; it began at 40.0."
    )


def test_a_text_with_signs_of_a_template_stays_as_it_is(store):
    keep(store, INDICATOR, indicator("odd", unit="{x} of 100"))
    keep(store, INDICATOR_VALUE, value("odd", target=50.0, value=52.0, evidence="E"))
    assert "52.0 {x} of 100" in str(row_of(store, "odd").sentence)


def test_an_indicator_without_a_value_says_which_is_missing(store):
    keep(store, INDICATOR, indicator("asked"), indicator("joined", measure="associations_joined"), indicator("bare"))
    keep(store, INDICATOR_VALUE, value("asked", target=1.0), value("joined", target=1.0))
    assert set(found(store).rows.rating) == {"no_value"}
    assert "Nobody has entered" in str(row_of(store, "asked").sentence)
    assert "holds nothing for it" in str(row_of(store, "joined").sentence)
    assert "3 have no value yet" in str(found(store).summary)


def test_the_preventive_share_needs_no_indicator(registers):
    result = found(registers)
    newest = result.preventive.iloc[-1]
    assert (newest.quarter_start, newest["value"], newest.n) == (QUARTER.start, 75, 40)
    assert "75.0 of 100 activities" in str(result.preventive_sentence)
    assert found(registers, OPERATOR).preventive.equals(result.preventive)


def test_an_empty_store_has_no_indicators_and_says_so(empty):
    result = found(empty)
    assert result.rows.empty
    assert "No activity is recorded yet" in str(result.preventive_sentence)


def test_quarters_begin_in_january_april_july_and_october():
    assert quarter_of(date(2025, 3, 31)) == QUARTER
    assert [one.start for one in quarters_before(TODAY, 3)] == [date(2024, 7, 1), date(2024, 10, 1), QUARTER.start]
    assert quarters_before(date(2025, 4, 1), 1) == [QUARTER]


def test_the_workbook_holds_the_indicators_the_results_and_what_it_is(store):
    registers = with_registers(store)
    keep(registers, INDICATOR, indicator("joined", measure="associations_joined", is_example=True))
    keep(registers, INDICATOR_VALUE, value("joined", target=2.0))
    book = openpyxl.load_workbook(io.BytesIO(logframe_workbook(found(registers), PUBLIC)))
    assert book.sheetnames == ["indicator", "indicator_value", "results", "about"]
    header, only = book["indicator_value"].iter_rows(values_only=True)
    stored = dict(zip(header, only, strict=True))
    # What is computed is no value that somebody entered.
    assert (stored["target"], stored["value"]) == (2, None)
    results = list(book["results"].iter_rows(values_only=True))[1]
    assert results[:4] == ("joined", "January to March 2025", 2, 2)
    about = dict(book["about"].iter_rows(values_only=True))
    assert (about["publication"], about["nature"]) == ("public", "test")
    assert about["examples"].startswith("1 of 1. Example")


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%x", "＝1", "\t=1", "  =1"]


def test_no_cell_of_the_workbook_is_a_formula(store):
    odd = (indicator(f"odd{n}", title=text, definition=text, responsible=text) for n, text in enumerate(DANGEROUS))
    keep(store, INDICATOR, *odd)
    book = openpyxl.load_workbook(io.BytesIO(logframe_workbook(found(store), OPERATOR)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert all(cell.data_type != "f" for cell in cells)
    assert {text: sum(cell.value == f"'{text}" for cell in cells) for text in DANGEROUS} == dict.fromkeys(DANGEROUS, 3)


def test_counts_are_whole_numbers_or_missing(store):
    registers = with_registers(store)
    keep(registers, INDICATOR, indicator("joined", measure="associations_joined"), indicator("bare"))
    keep(registers, INDICATOR_VALUE, value("joined", target=2.0))
    rows = found(registers).rows.set_index("record_id")
    assert rows.n["joined"] == 2
    assert rows.n["bare"] is pd.NA
