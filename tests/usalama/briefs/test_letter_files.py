"""The letter as PDF and DOCX: every word of it, and nothing but words."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import subject
from tests.register_records import HOSTILE, TODAY
from usalama.access import public_scope
from usalama.briefs.letter import accreditation_letter, printable
from usalama.briefs.letter_files import as_docx, as_pdf


@pytest.fixture(scope="module")
def letter(programme_store):
    return accreditation_letter(programme_store, public_scope(TODAY), subject(), TODAY, "047", "evil")


def pages(pdf):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def squeezed(text):
    """Text without its line breaks, which each format puts where it likes."""
    return re.sub(r"\s+", "", text)


def test_each_language_has_a_page_of_the_pdf(letter):
    found = pages(as_pdf(letter))
    assert len(found) == 2
    assert "County Government" in found[0]
    assert "Serikali ya Kaunti" in found[1]


def test_a_hostile_name_is_printed_letter_by_letter(letter):
    assert all(squeezed(HOSTILE) in squeezed(page) for page in pages(as_pdf(letter)))


def test_the_pdf_holds_no_link_no_script_and_no_file(letter):
    pdf = as_pdf(letter)
    for word in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction"):
        assert word not in pdf


def test_the_docx_says_the_same_and_refers_to_nothing_outside(letter):
    content = as_docx(letter)
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = squeezed("".join([*(one.text for one in document.paragraphs), *cells]))
    for part in letter.parts:
        for said in (part.subject, *part.paragraphs, *part.asks, *part.to, part.notice):
            assert squeezed(said) in text
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        relations = [file.read(name) for name in file.namelist() if name.endswith(".rels")]
    assert not any(b'TargetMode="External"' in one for one in relations)


def test_each_language_of_the_docx_is_marked(letter):
    with zipfile.ZipFile(io.BytesIO(as_docx(letter))) as file:
        body = file.read("word/document.xml").decode()
    assert {'<w:lang w:val="en"/>', '<w:lang w:val="sw"/>'} <= set(re.findall(r"<w:lang[^>]*/>", body))
    assert "<script>" not in body


def check_any_name(letter, name):
    named = replace(letter, parts=tuple(replace(part, subject=printable(name)) for part in letter.parts))
    assert len(pages(as_pdf(named))) == 2
    assert as_docx(named)


# Each example is printed twice.
@settings(max_examples=8, deadline=None)
@given(st.text(max_size=60))
def test_any_name_can_be_printed(letter, name):
    check_any_name(letter, name)


@pytest.mark.long
@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_name_at_all_can_be_printed(letter, name):
    check_any_name(letter, name)
