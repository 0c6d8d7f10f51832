"""The letter as files: PDF to print, DOCX to go on writing in."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run

from usalama.briefs.letter import BLANK, Letter, LetterPart

LAYOUT = Path(__file__).with_name("letter.typ")


def as_pdf(letter: Letter) -> bytes:
    """The letter as PDF, a language a page.

    Every text travels as data: nothing in a name is read as markup, opens a file or asks another host.
    """
    inputs = {"letter": json.dumps(asdict(letter), ensure_ascii=False)}
    return bytes(typst.compile(str(LAYOUT), root=str(LAYOUT.parent), sys_inputs=inputs) or b"")


def as_docx(letter: Letter) -> bytes:
    """The letter as DOCX, a language a page, each marked as its own language."""
    document: Document = docx.Document()
    document.core_properties.title = letter.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.styles["Normal"].font.size = Pt(10.5)
    for number, part in enumerate(letter.parts):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(document, part)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_text(part: LetterPart) -> str:
    """One language as lines, to be read before it is printed."""
    facts = [f"{label}: {value}" for label, value in part.facts]
    blocks = [
        [part.notice] if part.notice else [],
        [part.reference_line, part.date_line],
        list(part.to),
        [part.subject],
        [part.salutation],
        *([text] for text in part.paragraphs),
        [part.facts_title, *facts] if facts else [],
        [f"{part.asks_title}:", *(f"- {ask}" for ask in part.asks)],
        [part.closing],
        [f"{label}: {BLANK}" for label in part.signature],
        [part.enclosures],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _write(document: Document, part: LetterPart) -> None:
    def line(text: str, *, is_bold: bool = False, style: str | None = None) -> None:
        run = document.add_paragraph(style=style).add_run(text)
        run.bold = is_bold
        _mark_language(run, part.language)

    if part.notice:
        line(part.notice, is_bold=True)
    for text in (part.reference_line, part.date_line, *part.to):
        line(text)
    line(part.subject, is_bold=True)
    for text in (part.salutation, *part.paragraphs):
        line(text)
    if part.facts:
        line(part.facts_title, is_bold=True)
        _write_facts(document, part)
    line(f"{part.asks_title}:", is_bold=True)
    for text in part.asks:
        line(text, style="List Bullet")
    line(part.closing)
    for text in part.signature:
        line(f"{text}: {BLANK}")
    line(part.enclosures)


def _write_facts(document: Document, part: LetterPart) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for fact in part.facts:
        for cell, text in zip(table.add_row().cells, fact, strict=True):
            _mark_language(cell.paragraphs[0].add_run(text), part.language)
    document.add_paragraph()


def _mark_language(run: Run, code: str) -> None:
    """So that a reader's voice and the spelling check use the right language."""
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), code)
    run._element.get_or_add_rPr().append(mark)
