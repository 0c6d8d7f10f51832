import re

import pytest

from usalama.ingest.cells.date_formats import check_format, example_of, has_offset, has_time, order_of, shape_of


@pytest.mark.parametrize(
    ("text_format", "order"),
    [
        ("%Y-%m-%d", "year_first"),
        ("%d.%m.%y", "day_first"),
        ("%m/%d/%Y %H:%M", "month_first"),
        ("%d %B %Y", None),
        ("%b %d %Y", None),
    ],
)
def test_the_order_is_that_of_the_digits(text_format: str, order: str | None) -> None:
    assert order_of(text_format) == order


def test_hours_and_offsets_are_seen() -> None:
    assert has_time("%Y-%m-%dT%H:%M:%S%z")
    assert has_time("%d/%m/%Y %I:%M %p")
    assert not has_time("%d/%m/%Y")
    assert has_offset("%Y-%m-%dT%H:%M:%S%z")
    assert not has_offset("%Y-%m-%dT%H:%M:%S")


def test_an_example_shows_every_part() -> None:
    assert example_of("%d/%m/%Y %H:%M") == "31/12/2024 23:59"
    assert example_of("%Y-%m-%dT%H:%M:%S%z") == "2024-12-31T23:59:59+03:00"


def test_the_example_of_a_format_has_its_shape() -> None:
    for text_format in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S%z", "%d %B %Y", "%I:%M %p %d.%m.%y"):
        assert re.search(shape_of(text_format), example_of(text_format))
        assert not re.search(shape_of(text_format), example_of(text_format) + " x")


@pytest.mark.parametrize("text_format", ["%Y-%m", "%d/%m", "%Q/%m/%d", "%Y-%m-%d %Y", "today"])
def test_a_format_that_gives_no_whole_date_is_refused(text_format: str) -> None:
    with pytest.raises(ValueError, match=r"%|must give"):
        check_format(text_format)
