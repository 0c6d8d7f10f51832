"""Activities and hours of cover as visitors meet them, and cover that the operator enters without a shell."""

from __future__ import annotations

from datetime import date

import pytest

from components.programme import cover_entry
from tests.examples import KENYA, OPERATOR, query
from tests.pages.test_numbers_and_text import markup_in
from tests.register_records import HOSTILE, keep
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import COLUMNS, enter_cover
from usalama.model import Nature
from usalama.registers import ACTIVITY

AREA = "CANARY estate"
NIGHT = {
    "county": "042", "area_name": AREA, "kind": "gate", "weekdays": "daily", "from_hour": "22:00", "to_hour": "05:00",
    "valid_from": date(2024, 1, 1),
}  # fmt: skip


def enter(store, *rows):
    clerk = Clerk(store, OPERATOR, "tester", date(2026, 1, 1), KENYA, is_upload=True)
    enter_cover(clerk, list(rows), "Estates", Nature.TEST)


def test_the_public_meets_activities_as_text_and_no_area_of_cover(open_page, store, as_markdown, said):
    forum = {"record_id": "f", "kind": "forum", "county_code": "042", "held_on": date(2025, 6, 1)}
    award = forum | {"record_id": "a", "kind": "award", "criteria": HOSTILE}
    keep(store, ACTIVITY, forum | {"attendance": 40, "description": HOSTILE}, award)
    enter(store, NIGHT)
    screen = open_page("activities", store=store.address)
    assert not screen.exception
    assert markup_in(as_markdown(screen)) == set()
    text = said(screen)
    assert "allow_html: true" not in text
    assert AREA not in text
    covered = open_page("people", tab="assets", store=store.address)
    assert AREA not in said(covered)
    assert "Hidden: 1 counties" in said(covered)
    assert "fold-enter-cover-0" not in [folded.key for folded in covered.expander]
    narrowed = open_page("activities", store=store.address, activity_kind="award")
    assert "One activity in 1 of 47 counties." in said(narrowed)


def test_an_empty_store_says_how_to_fill_it_and_that_no_cover_is_recorded(open_page, store, said):
    screen = open_page("activities", store=store.address)
    assert not screen.exception
    assert any("--register activity" in code.value for code in screen.code)
    assert "No cover recorded" in said(open_page("people", tab="assets", store=store.address))


@pytest.mark.usefixtures("as_operator")
def test_the_operator_checks_first_stores_then_and_ends_hours(open_page, store, monkeypatch):
    monkeypatch.setattr("components.shell.anatomy.is_open", lambda _folded: True)
    # As the browser sends it: a day as text, and a row that was left empty.
    written = [NIGHT | {"valid_from": "+020266-01-01", "people": 3}, {}]
    monkeypatch.setattr(cover_entry, "rows_typed", lambda _key: written)
    screen = open_page("people", tab="assets", store=store.address)
    assert "fold-enter-cover-0" in [folded.key for folded in screen.expander]
    assert screen.button(key="check-cover").disabled
    screen.text_input(key="cover-source").set_value("Estates").run()
    assert screen.button(key="store-cover").disabled
    screen.button(key="check-cover").click().run()
    assert any("1 rows read = 0 accepted + 1 refused" in one.value.replace("\\", "") for one in screen.markdown)
    refused = next(one.value for one in screen.dataframe if "Reason" in one.value)
    assert refused[["Row", "Value"]].to_numpy().tolist() == [[1, "+020266-01-01"]]
    assert "no day of the years 1990 to 2199" in refused.Reason[0]
    written[0]["valid_from"] = "2024-01-01"
    screen.run().button(key="check-cover").click().run()
    assert not screen.exception
    assert any("1 rows read = 1 accepted" in one.value.replace("\\", "") for one in screen.markdown)
    assert query(store, "SELECT * FROM cover").empty
    screen.button(key="store-cover").click().run()
    assert query(store, "SELECT area_name, from_hour, people FROM cover").to_numpy().tolist() == [[AREA, 22.0, 3]]
    screen.segmented_control(key="cover-way").set_value("end").run()
    screen.selectbox(key="cover-end").set_value(0).run()
    screen.button(key="check-cover").click().run()
    screen.button(key="store-cover").click().run()
    assert not screen.exception
    assert len(query(store, "SELECT * FROM cover WHERE valid_to IS NOT NULL")) == 1


def test_rows_in_which_nothing_was_written_are_passed_over():
    assert cover_entry.rows_entered([{}, dict.fromkeys(COLUMNS), dict.fromkeys(COLUMNS, " "), NIGHT]) == [NIGHT]


def test_a_day_beyond_the_calendar_in_the_address_is_left_out_and_said(open_page):
    screen = open_page("activities", period="own", **{"from": "0001-01-01", "to": "9999-12-31"})
    assert not screen.exception
    assert {day for one in screen.warning for day in ("0001", "9999") if day in one.value} == {"0001", "9999"}
