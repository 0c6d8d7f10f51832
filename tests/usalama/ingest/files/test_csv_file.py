from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from usalama.errors import InputRefused
from usalama.ingest.files.csv_file import BLOCK_BYTES, encoding_of
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.mapping import Mapping

HEADER = "id,when,lon,lat,county,category\n"
GOOD = "7,31/12/2024 23:59,34.7396,-0.1179,Kisumu,robbery\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_delimiter_that_fits_is_found(read: Callable, delimiter: str, line_end: str) -> None:
    content = (HEADER + GOOD).replace(",", delimiter).replace("\n", line_end)
    assert read(content).only["source_record_id"] == "7"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_certain_encoding_is_read(read: Callable, mapping: Mapping, encoding: str) -> None:
    columns = {**mapping.columns, "narrative": ("hadithi – ü",)}
    using = mapping.model_copy(update={"columns": columns})
    content = HEADER.strip() + ",hadithi – ü\n" + GOOD.strip() + ",Murang’a\n"
    assert read(content.encode(encoding), using=using).only["narrative"] == "Murang’a"


def test_a_stated_encoding_is_read(read: Callable, mapping: Mapping) -> None:
    content = (HEADER + GOOD).replace("7,", "é,").encode("cp1252")
    assert read(content, using=mapping.stating(encoding="cp1252")).only["source_record_id"] == "é"


def test_columns_may_come_in_any_order_with_others_among_them(read: Callable) -> None:
    row = read("category,extra,lat,lon,when,county,id\nrobbery,x,-0.1179,34.7396,31/12/2024,Kisumu,7\n").only
    assert (row["source_record_id"], row["category_code"], row["county_code"]) == ("7", "robbery", "042")


def test_line_ends_and_quotation_marks_stand_in_quoted_cells(read: Callable) -> None:
    outcome = read(HEADER + '"7\n""x""",' + GOOD[2:] + GOOD)
    assert [row["source_record_id"] for row in outcome.accepted] == ['7\n"x"', "7"]
    # A spreadsheet numbers rows, not lines.
    assert [row["row"] for row in outcome.accepted] == [2, 3]


def test_blank_rows_are_left_out_but_numbered(read: Callable) -> None:
    outcome = read("\n" + HEADER + "\n" + GOOD + ",,,,,\n" + GOOD)
    assert [row["row"] for row in outcome.accepted] == [4, 6]


def test_a_row_of_another_width_is_refused_and_the_others_are_not(read: Callable) -> None:
    outcome = read(HEADER + GOOD + "8,too short\n" + GOOD.strip() + ",one,two\n" + GOOD)
    assert [row["row"] for row in outcome.accepted] == [2, 5]
    assert outcome.reasons == [
        "The row has 2 cells where the header has 6.",
        "The row has 8 cells where the header has 6.",
    ]
    # Which of its cells hold what people wrote cannot be told, so none is handed back.
    assert [refusal["value"] for refusal in outcome.refused] == ["", ""]
    assert [set(one.values()) for one in outcome.raw[0].slice(1, 2).to_pylist()] == [{3, ""}, {4, ""}]


def test_a_header_may_be_long_and_stand_far_down(read: Callable) -> None:
    long = ",".join(f"{'What do you think of it? ' * 16}{number}" for number in range(200))
    assert len(long) > 1 << 16
    row = f"{'x,' * 200}{GOOD}"
    assert read(f"{long},{HEADER}{row}").only["source_record_id"] == "7"
    assert read("\n" * (1 << 17) + HEADER + GOOD).only["source_record_id"] == "7"


def test_a_file_larger_than_a_block_keeps_its_numbers(read: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("usalama.ingest.files.csv_file.BLOCK_ROWS", 3)
    outcome = read(HEADER + GOOD * 4 + "\n" + GOOD * 3 + "bad\n")
    assert [len(raw) for raw in outcome.raw] == [3, 2, 3]
    assert [row["row"] for row in outcome.accepted] == [2, 3, 4, 5, 7, 8, 9]
    assert [refusal["row"] for refusal in outcome.refused] == [10]


def test_columns_without_a_name_are_called_by_their_position(read: Callable, mapping: Mapping) -> None:
    using = mapping.model_copy(update={"columns": mapping.columns | {"responder": ("column 8",)}})
    outcome = read(HEADER.strip() + ",,\n" + GOOD.strip() + ",a,police\n", using=using)
    assert outcome.only["responder"] == "police"
    assert outcome.raw[0].column_names[-1] == "column 8"


def test_a_column_called_row_does_not_collide_with_our_number(read: Callable, mapping: Mapping) -> None:
    using = mapping.model_copy(update={"columns": mapping.columns | {"source_record_id": ("row",)}})
    outcome = read("row," + HEADER + "99," + GOOD, using=using)
    assert outcome.raw[0]["row"].to_pylist() == [2]
    assert outcome.raw[0]["row (of the file)"].to_pylist() == ["99"]


def test_a_stated_delimiter_is_believed(read: Callable, mapping: Mapping) -> None:
    with pytest.raises(InputRefused, match="The file lacks the column id, when"):
        read(HEADER + GOOD, using=mapping.stating(delimiter=";"))


def test_a_header_that_any_delimiter_fits_is_a_question(read: Callable, mapping: Mapping) -> None:
    columns = dict.fromkeys(("source_record_id", "occurred_from", "county_code", "category_code"), ("all",))
    using = mapping.model_copy(update={"columns": columns})
    with pytest.raises(InputRefused, match=r"cannot be told: ',' ';' '\\t' '\|' would all do"):
        read("all\n1\n", using=using)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("   \n\n", "rows.csv is empty."),
        (HEADER, "rows.csv has a header but no rows."),
        (HEADER + "\n,,,,,\n", "rows.csv has a header but no rows."),
        (
            HEADER.replace("county,", "") + GOOD,
            "The file lacks the column county, which the mapping Plain reads. "
            "Its columns are: id, when, lon, lat, category.",
        ),
        (
            "a:b:c\n1:2:3\n",
            "rows.csv does not suit the mapping Plain: none of its columns (category, county, id, lat, lon, when) "
            "stands in the first row, whatever the delimiter. The first row is: a:b:c",
        ),
        (HEADER.replace("lat", "lon") + GOOD, "The column lon stands in the header twice."),
        (HEADER.strip() + ",extra,extra\n" + GOOD, "The column extra stands in the header twice."),
        (
            HEADER.strip() + "".join(f",c{n}" for n in range(294)) + "\n",
            "The file has 300 columns; at most 256 can be read.",
        ),
        (HEADER + GOOD + '8,"open\n', "Row 3 cannot be read: a quotation mark is never closed"),
        (HEADER + GOOD + '"8"x,' + GOOD, "Row 3 cannot be read: a quotation mark is never closed"),
        (HEADER + "x" * 100_001 + GOOD, "Row 2 cannot be read: .*more than 100000 characters"),
        (HEADER + GOOD + "\x00", "rows.csv contains NUL bytes"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(read: Callable, content: str, sentence: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read(content)
    said = str(refusal.value)
    if ".*" in sentence:
        first, last = sentence.split(".*")
        assert said.startswith(first)
        assert last in said
    else:
        assert said.startswith(sentence)


def test_more_rows_than_a_page_takes_are_refused(read: Callable) -> None:
    limits = Limits(rows=3)
    assert len(read(HEADER + GOOD * 3, limits=limits).accepted) == 3
    with pytest.raises(InputRefused, match="more than 3 rows, the most that can be read here"):
        read(HEADER + GOOD * 4, limits=limits)


TEXT = "id,narrative\n1,Mwizi aliiba mkoba – Murang’a\n"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "a.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_what_is_certain_is_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    found = encoding_of(written(tmp_path, content), None)
    assert found == encoding
    assert content.decode(found) == TEXT


def test_a_letter_that_stands_across_two_blocks_is_read(tmp_path: Path) -> None:
    content = b"x" * (BLOCK_BYTES - 1) + "ü".encode()
    assert encoding_of(written(tmp_path, content), None) == "utf-8"


def test_windows_text_is_a_question_with_likely_answers(tmp_path: Path) -> None:
    content = ("Tukio lilitokea karibu na café “Safari” – jioni.\n" * 40).encode("cp1252")
    with pytest.raises(InputRefused, match=r"is not UTF-8 \(byte \d+ does not fit\). State its encoding") as refusal:
        encoding_of(written(tmp_path, content), None)
    assert "cp1252" in str(refusal.value)


def test_what_is_stated_is_believed_if_it_fits(tmp_path: Path) -> None:
    assert encoding_of(written(tmp_path, TEXT.encode("cp1252")), "cp1252") == "cp1252"
    assert encoding_of(written(tmp_path, TEXT.encode("utf-16-le")), "utf-16-le") == "utf-16-le"


def test_what_is_stated_is_refused_if_it_does_not_fit(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="is not utf-8 throughout"):
        encoding_of(written(tmp_path, TEXT.encode("cp1252")), "utf-8")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"id,when\n1,\x00\n", "NUL bytes"),
        (TEXT.encode("utf-16-le"), "NUL bytes.*state the encoding utf-16-le"),
        (TEXT.encode("utf-32"), "is UTF-32"),
        (b"id,when\n1,caf\xc3", "is not UTF-8"),
        (b"\xff\xfea\x00b", "is not utf-16 throughout"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence):
        encoding_of(written(tmp_path, content), None)
