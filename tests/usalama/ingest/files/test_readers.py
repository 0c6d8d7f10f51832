from collections.abc import Callable

from usalama.ingest.mapping import load_mapping


def test_optional_columns_that_are_absent_are_told_once(read: Callable) -> None:
    text = "source_record_id,occurred_from,county_code,category_code\n1,2024-05-06,042,robbery\n"
    (notice,) = read(text, using=load_mapping("usalama")).notices
    assert notice.row_count is None
    assert str(notice.sentence).startswith("The file has no column occurred_to, reported_at, responded_at, closed_at")


def test_a_file_with_every_column_has_nothing_to_tell(read: Callable) -> None:
    assert read("id,when,lon,lat,county,category\n1,06/05/2024,,,Kisumu,robbery\n").notices == []
