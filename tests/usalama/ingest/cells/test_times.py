from collections.abc import Callable
from datetime import date, datetime

import pytest

from usalama.ingest.mapping import Mapping

HEADER = "id,when,until,told,came,done,county,category,off\n"


@pytest.fixture
def timed(mapping: Mapping) -> Mapping:
    columns = {
        "source_record_id": ["id"],
        "occurred_from": ["when"],
        "occurred_to": ["until"],
        "reported_at": ["told"],
        "responded_at": ["came"],
        "closed_at": ["done"],
        "county_code": ["county"],
        "category_code": ["category"],
    }
    return Mapping.model_validate(mapping.model_dump() | {"columns": columns})


@pytest.fixture
def times(read: Callable, timed: Mapping) -> Callable:
    def read_times(
        when: str,
        until: str = "",
        told: str = "",
        came: str = "",
        done: str = "",
        off: str = "",
        using: Mapping = timed,
    ):
        return read(f"{HEADER}1,{when},{until},{told},{came},{done},Kisumu,robbery,{off}\n", using=using)

    return read_times


def test_local_date_month_and_hour_follow_from_the_moment(times: Callable) -> None:
    # 00:30 in Nairobi is still the day before in UTC.
    row = times("01/03/2024 00:30").only
    assert row["occurred_from"] == datetime(2024, 2, 29, 21, 30)
    assert (row["occurred_on"], row["occurred_month"], row["occurred_hour"]) == (date(2024, 3, 1), date(2024, 3, 1), 0)


@pytest.mark.parametrize(
    ("until", "hour"), [("", 23), ("31/12/2024 23:30", 23), ("01/01/2025 00:30", 23), ("01/01/2025 00:31", None)]
)
def test_the_hour_is_empty_when_the_interval_is_longer_than_an_hour(
    times: Callable, until: str, hour: int | None
) -> None:
    assert times("31/12/2024 23:30", until).only["occurred_hour"] == hour


def test_a_day_without_a_time_is_an_interval_without_an_hour(times: Callable) -> None:
    row = times("13/05/2024").only
    assert row["occurred_from"] == datetime(2024, 5, 12, 21)
    assert row["occurred_to"] == datetime(2024, 5, 13, 20, 59, 59)
    assert (row["occurred_on"], row["occurred_hour"]) == (date(2024, 5, 13), None)


def test_an_end_that_is_only_a_day_is_the_end_of_that_day(times: Callable) -> None:
    assert times("13/05/2024 10:00", "13/05/2024").only["occurred_to"] == datetime(2024, 5, 13, 20, 59, 59)


def test_a_row_of_today_may_be_only_a_day(times: Callable) -> None:
    assert times("15/01/2026").only["occurred_on"] == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("cells", "column", "value", "reason"),
    [
        ({"when": ""}, "when", "", "The date is missing."),
        (
            {"when": "13/05/2024 10:00", "until": "13/05/2024 09:59"},
            "until",
            "13/05/2024 09:59",
            "It ends before it begins.",
        ),
        (
            {"when": "13/05/2024 10:00", "told": "13/05/2024 09:59"},
            "told",
            "13/05/2024 09:59",
            "It was reported before it happened.",
        ),
        (
            {"when": "13/05/2024 10:00", "told": "13/05/2024 11:00", "came": "13/05/2024 10:30"},
            "came",
            "13/05/2024 10:30",
            "It was responded to before it was reported.",
        ),
        (
            {"when": "13/05/2024 10:00", "came": "13/05/2024 09:30"},
            "came",
            "13/05/2024 09:30",
            "It was responded to before it was reported.",
        ),
        (
            {"when": "13/05/2024 10:00", "done": "12/05/2024"},
            "done",
            "12/05/2024",
            "It was closed before it was reported.",
        ),
        (
            {"when": "13/05/2024", "came": "31/02/2024"},
            "came",
            "31/02/2024",
            "The calendar has no such day or time; the mapping reads the day first.",
        ),
        ({"when": "13/05/2024", "done": "01/01/2030"}, "done", "01/01/2030", "It lies in the future."),
    ],
)
def test_times_that_contradict_each_other_are_refused(
    times: Callable, cells: dict[str, str], column: str, value: str, reason: str
) -> None:
    outcome = times(**cells)
    (refusal,) = outcome.refused
    assert (refusal["row"], refusal["column"], refusal["value"]) == (2, column, value)
    assert outcome.reasons == [reason]


def test_the_first_fault_in_the_order_of_the_columns_is_the_one_told(times: Callable) -> None:
    assert times("31/02/2024", "also wrong", "wrong too").reasons == [
        "The calendar has no such day or time; the mapping reads the day first."
    ]


def test_minutes_are_never_counted_from_a_day(times: Callable) -> None:
    outcome = times("13/05/2024 10:00", told="13/05/2024", came="13/05/2024", done="13/05/2024")
    row = outcome.only
    assert (row["reported_at"], row["responded_at"]) == (None, None)
    assert row["closed_at"] == datetime(2024, 5, 13, 20, 59, 59)
    assert [(str(notice.sentence), notice.row_count) for notice in outcome.notices] == [
        ("told gives only a day; it was left empty.", 1),
        ("came gives only a day; it was left empty.", 1),
    ]


def test_a_date_that_may_be_off_becomes_an_interval(times: Callable, timed: Mapping) -> None:
    dates = timed.dates.model_dump() | {"uncertain": {"column": "off", "days": {"day": 0, "week": 3}}}
    using = Mapping.model_validate(timed.model_dump() | {"dates": dates})
    week = times("13/05/2024", off="week", using=using).only
    assert week["occurred_from"] == datetime(2024, 5, 9, 21)
    assert week["occurred_to"] == datetime(2024, 5, 16, 20, 59, 59)
    assert week["occurred_hour"] is None
    day = times("13/05/2024 10:00", off="day", using=using).only
    assert (day["occurred_to"], day["occurred_hour"]) == (None, 10)
    moment = times("13/05/2024 10:00", off="week", using=using).only
    assert moment["occurred_from"] == datetime(2024, 5, 10, 7)
    assert moment["occurred_to"] == datetime(2024, 5, 16, 7)
    assert times("13/05/2024", off="month", using=using).reasons == [
        "It is none of the words for uncertain dates: day, week."
    ]


def test_two_columns_make_one_moment(read: Callable, timed: Mapping) -> None:
    using = timed.model_copy(
        update={"columns": timed.columns | {"occurred_from": ("when", "until"), "occurred_to": ("told",)}}
    )
    outcome = read(HEADER + "1,13/05/2024,10:00,,,,Kisumu,robbery,\n2,13/05/2024,,,,,Kisumu,robbery,\n", using=using)
    assert [row["occurred_hour"] for row in outcome.accepted] == [10, None]


def test_rows_whose_joined_columns_are_all_empty_keep_their_places(read: Callable, timed: Mapping) -> None:
    using = timed.model_copy(update={"columns": timed.columns | {"responded_at": ("until", "came"), "occurred_to": ()}})
    lines = ["1,13/05/2024,,,,,Kisumu,robbery,", "2,13/05/2024,,,14/05/2024 10:00,,Kisumu,robbery,"]
    accepted = read(HEADER + "\n".join(lines), using=using).accepted
    assert [row["responded_at"] for row in accepted] == [None, datetime(2024, 5, 14, 7)]
    assert read(HEADER + lines[0], using=using).only["responded_at"] is None
