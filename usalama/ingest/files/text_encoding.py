"""Which encoding a text file has: told with certainty, or asked for."""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from usalama.errors import InputRefused
from usalama.ingest.mapping_parts import ENCODINGS

BLOCK_BYTES = 1 << 20
SAMPLE_BYTES = 1 << 16
BYTE_ORDER_MARKS = (
    # The mark of UTF-32 begins with that of UTF-16, so it is asked first.
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE_ENCODINGS = [name for name in ENCODINGS if not name.startswith("utf")]


def encoding_of(path: Path, stated: str | None) -> str:
    """The Python name of the encoding in which every byte of the file can be read.

    Arguments:
        stated: the encoding that the mapping or the person importing says it is, if any.

    Raises:
        InputRefused: the file is not text, or not in the stated encoding, or, when none is stated, neither
            UTF-8 nor marked as UTF-16.
    """
    with path.open("rb") as file:
        beginning = file.read(4)
    encoding = _by_mark(path, beginning)
    if encoding is None:
        encoding = stated or "utf-8"
    _check_every_byte(path, encoding, is_stated=stated is not None)
    return encoding


def _by_mark(path: Path, beginning: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark):
            if encoding is None:
                raise InputRefused("{name} is UTF-32, which cannot be read; save it as UTF-8.", name=path.name)
            return encoding
    return None


def _check_every_byte(path: Path, encoding: str, *, is_stated: bool) -> None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    position = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as error:
                raise _not_readable(path, position + error.start, encoding, is_stated=is_stated) from error
            if "\x00" in text:
                raise InputRefused(
                    "{name} contains NUL bytes, so it is not a text file in {encoding}. If it is UTF-16 without "
                    "a byte order mark, state the encoding utf-16-le or utf-16-be.",
                    name=path.name,
                    encoding=encoding,
                )
            position += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _not_readable(path, position, encoding, is_stated=is_stated) from error


def _not_readable(path: Path, position: int, encoding: str, *, is_stated: bool) -> InputRefused:
    if is_stated or encoding != "utf-8":
        return InputRefused(
            "{name} is not {encoding} throughout (byte {position} does not fit).",
            name=path.name,
            encoding=encoding,
            position=position + 1,
        )
    with path.open("rb") as file:
        file.seek(max(0, position - SAMPLE_BYTES // 2))
        sample = file.read(SAMPLE_BYTES)
    matches = from_bytes(sample, cp_isolation=SINGLE_BYTE_ENCODINGS)
    possible = {codecs.lookup(name).name for match in matches for name in match.could_be_from_charset}
    likely = [name for name in SINGLE_BYTE_ENCODINGS if codecs.lookup(name).name in possible]
    return InputRefused(
        "{name} is not UTF-8 (byte {position} does not fit). State its encoding, for example {likely}, or save it "
        "as UTF-8.",
        name=path.name,
        position=position + 1,
        likely=", ".join(likely[:3]) or "cp1252",
    )
