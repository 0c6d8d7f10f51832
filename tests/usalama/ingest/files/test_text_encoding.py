from pathlib import Path

import pytest

from usalama.errors import InputRefused
from usalama.ingest.files.text_encoding import BLOCK_BYTES, encoding_of

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
