from usalama.ingest.files.limits import COMMAND_LINE_LIMITS, PAGE_LIMITS


def test_a_page_has_a_minute_whatever_the_file_and_the_command_line_more_for_more() -> None:
    assert PAGE_LIMITS.cpu_seconds_for(50_000_000) == 60
    assert COMMAND_LINE_LIMITS.cpu_seconds_for(150_000_000) == 60 + 150 * 10


def test_the_page_limits_are_those_that_it_states() -> None:
    assert (PAGE_LIMITS.file_bytes, PAGE_LIMITS.rows, PAGE_LIMITS.xlsx_rows) == (50_000_000, 200_000, 50_000)
    assert (COMMAND_LINE_LIMITS.file_bytes, COMMAND_LINE_LIMITS.rows, COMMAND_LINE_LIMITS.xlsx_rows) == (None,) * 3
