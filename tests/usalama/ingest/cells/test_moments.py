from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from usalama.ingest.cells.moments import Parsed, parse_moments
from usalama.ingest.mapping_parts import Dates

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def parse(*texts: str | None, **more: object) -> Parsed:
    dates = {
        "order": "day_first",
        "formats": ["%d/%m/%Y %H:%M", "%d/%m/%Y", "%d %B %Y"],
        "time_zone": "Africa/Nairobi",
        **more,
    }
    return parse_moments(pa.array(texts, pa.string()), Dates.model_validate(dates), NOW)


def utc(text: str) -> np.datetime64:
    return np.datetime64(text, "us")


def test_a_local_time_becomes_utc() -> None:
    parsed = parse("01/02/2024 03:04")
    assert parsed.earliest[0] == parsed.latest[0] == utc("2024-02-01T00:04")
    assert parsed.faults == ()


def test_zeros_may_be_left_out() -> None:
    assert parse("1/2/2024 3:04").earliest[0] == utc("2024-02-01T00:04")


def test_a_day_without_a_time_is_the_whole_local_day() -> None:
    parsed = parse("13/05/2024")
    assert parsed.earliest[0] == utc("2024-05-12T21:00")
    assert parsed.latest[0] == utc("2024-05-13T20:59:59")
    assert parsed.is_day_only[0]


def test_a_month_may_be_a_word() -> None:
    assert parse("13 May 2024").earliest[0] == utc("2024-05-12T21:00")


def test_an_offset_in_the_text_outweighs_the_time_zone() -> None:
    parsed = parse(
        "2024-05-06T10:00:00Z", "2024-05-06T10:00:00-05:00", order="year_first", formats=["%Y-%m-%dT%H:%M:%S%z"]
    )
    assert list(parsed.earliest) == [utc("2024-05-06T10:00"), utc("2024-05-06T15:00")]


def test_what_is_empty_stays_empty() -> None:
    parsed = parse(None, "13/05/2024")
    assert np.isnat(parsed.earliest[0])
    assert parsed.faults == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2024 10:00", "The calendar has no such day or time; the mapping reads the day first."),
        ("12/31/2024", "The calendar has no such day or time; the mapping reads the day first."),
        ("13/05/2024 25:00", "The calendar has no such day or time; the mapping reads the day first."),
        (
            "2024-05-13",
            "It is not a date as the mapping writes them: 31/12/2024 23:59 · 31/12/2024 · 31 December 2024.",
        ),
        (
            "13/05/2024 10:00:00",
            "It is not a date as the mapping writes them: 31/12/2024 23:59 · 31/12/2024 · 31 December 2024.",
        ),
        ("yesterday", "It is not a date as the mapping writes them: 31/12/2024 23:59 · 31/12/2024 · 31 December 2024."),
        ("15/01/2026 15:01", "It lies in the future."),
        ("16/01/2026", "It lies in the future."),
        ("31/12/1989 23:59", "It lies before 1990."),
        ("01/01/0001", "It lies before 1990."),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_reason(text: str, reason: str) -> None:
    ((where, sentence),) = parse("13/05/2024", text, None).faults
    assert list(where) == [False, True, False]
    assert str(sentence) == reason


def test_the_edges_of_the_calendar_are_inside() -> None:
    assert parse("01/01/1990", "15/01/2026 15:00", "15/01/2026", "29/02/2024").faults == ()


def test_a_time_that_the_clocks_left_out_or_had_twice_is_refused() -> None:
    parsed = parse("31/03/2024 02:30", "27/10/2024 02:30", "27/10/2024 04:30", time_zone="Europe/Berlin")
    ((where, sentence),) = parsed.faults
    assert list(where) == [True, True, False]
    assert str(sentence) == "The clocks changed at that time, so it never was or was twice."


def test_days_without_a_time_are_refused_where_the_mapping_says_so() -> None:
    ((where, sentence),) = parse("13/05/2024", "13/05/2024 10:00", date_only="refuse").faults
    assert list(where) == [True, False]
    assert str(sentence) == "The time of day is missing."


def test_iso_dates_are_read_only_where_a_reader_wrote_them() -> None:
    dates = Dates(order="day_first", formats=("%d/%m/%Y",), time_zone="Africa/Nairobi")
    texts = pa.array(["2024-05-06", "2024-05-06 10:00:00"])
    assert parse_moments(texts, dates, NOW, has_iso_dates=True).faults == ()
    assert len(parse_moments(texts, dates, NOW).faults) == 1
