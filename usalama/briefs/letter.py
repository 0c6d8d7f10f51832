"""What does an association, or the alliance, ask of a county government? The letter's text in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.held_records import register_rows
from usalama.asking.kept import kept
from usalama.briefs.letter_template import LetterSentences, load_template
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.language import Language, load_language
from usalama.model import Choices, Nature, Scope, Sentence
from usalama.programme.associations import with_places
from usalama.programme.progress.accreditation import (
    NOT_STARTED,
    Law,
    accreditation,
    accreditation_laws,
    case_id_of,
)
from usalama.registers import ASSOCIATION, STAGE_WORDS
from usalama.schema import SETTLEMENT_WORDS
from usalama.store import Store

BLANK = "______________________"
LONGEST_VALUE = 120
# Letters that do not print: of control, of direction, and those that no file may hold.
_UNPRINTED = "C"


@dataclass(frozen=True)
class LetterPart:
    """The letter in one language; plain text, which no format may read as anything else.

    Arguments:
        notice: that the data were invented; empty for real ones.
        facts: label and value.
        signature: labels of the lines to fill in by hand.
    """

    language: str
    notice: str
    date_line: str
    reference_line: str
    to: tuple[str, ...]
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    facts_title: str
    facts: tuple[tuple[str, str], ...]
    asks_title: str
    asks: tuple[str, ...]
    closing: str
    signature: tuple[str, ...]
    enclosures: str


@dataclass(frozen=True)
class Letter:
    """The letter in all its languages.

    Arguments:
        file_stem: what a file of it is called, without its ending; letters and digits only.
    """

    title: str
    file_stem: str
    parts: tuple[LetterPart, ...]


@dataclass(frozen=True)
class _Known:
    """What is known for a letter, before it is put into words.

    Arguments:
        association: its row in the register; None for a letter about the whole county.
        case: its row among the cases; None where nothing has begun.
    """

    county: str
    association: pd.Series | None
    case: pd.Series | None
    law: Law | None
    count: int
    alliance: str
    nature: Nature | None
    today: date


@kept
def accreditation_letter(
    store: Store, scope: Scope, subject: Subject, today: date, county_code: str, association_id: str = ""
) -> Letter:
    """The letter to a county's government.

    Arguments:
        today: the date of the letter.
        association_id: on whose behalf; empty for all associations of the county.

    Returns:
        Text with blanks for what is not known. It names no person, and has no contact.

    Raises:
        InputRefused: the county has no such association, or the country no letter.
    """
    template = load_template(subject.country.folder)
    county = subject.country.county(county_code)
    held = register_rows(store, scope, Choices(county_codes=(county_code,)), ASSOCIATION)
    rows = with_places(held.rows, subject.country)
    found = rows[rows.record_id == association_id]
    if association_id and found.empty:
        raise InputRefused("There is no association with the record_id {record_id}.", record_id=association_id)
    cases = accreditation(store, scope, (county_code,), subject, today).cases
    case = cases[cases.case_id == case_id_of(county_code, association_id or None)]
    known = _Known(
        county=county.name,
        association=found.iloc[0] if association_id else None,
        case=case.iloc[0] if len(case) else None,
        law=accreditation_laws(subject.country).get(county_code),
        count=len(rows),
        alliance=template.alliance,
        nature=held.nature,
        today=today,
    )
    parts = tuple(_part(sentences, known) for sentences in template.language)
    stem = "-".join(("letter", county_code, *re.findall(r"[A-Za-z0-9]+", association_id)))
    return Letter(parts[0].subject, stem[:80], parts)


def printable(value: object) -> str:
    """A value from people as one line of printable text; a blank where there is none."""
    text = unicodedata.normalize("NFC", value) if isinstance(value, str) else ""
    kept = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or _is_printed(sign))
    line = " ".join(kept.split())
    return (line if len(line) <= LONGEST_VALUE else f"{line[:LONGEST_VALUE].rstrip()}…") or BLANK


def _is_printed(sign: str) -> bool:
    return not unicodedata.category(sign).startswith(_UNPRINTED)


def _part(sentences: LetterSentences, known: _Known) -> LetterPart:
    language = load_language(sentences.code)
    values = _values(known, language)

    def say(template: str) -> str:
        return template.format(**values)

    is_one = known.association is not None
    asks = sentences.asks_association if is_one else sentences.asks_county
    if values["next_document"] != BLANK:
        asks = (asks[0], sentences.ask_next_document, *asks[1:])
    return LetterPart(
        language=sentences.code,
        notice="" if known.nature is Nature.REAL else sentences.not_real,
        date_line=f"{sentences.date}: {language.day(known.today)}",
        reference_line=f"{sentences.reference}: {BLANK}",
        to=(say(sentences.to), say(sentences.office), say(sentences.address)),
        subject=say(sentences.subject_association if is_one else sentences.subject_county),
        salutation=sentences.salutation,
        paragraphs=tuple(say(text) for text in _paragraphs(sentences, known)),
        facts_title=sentences.facts if is_one else "",
        facts=_facts(sentences, known, language),
        asks_title=sentences.asks,
        asks=tuple(say(text) for text in asks),
        closing=sentences.closing,
        signature=sentences.signature,
        enclosures=say(sentences.enclosures),
    )


def _paragraphs(sentences: LetterSentences, known: _Known) -> list[str]:
    if known.law is None:
        law = sentences.no_law
    else:
        law = sentences.law_with_sections if known.law.sections else sentences.law
    intro = sentences.intro_county if known.association is None else sentences.intro_association
    has_begun = known.case is not None and known.case.stage != NOT_STARTED
    return [intro, law, *([sentences.standing] if has_begun else [])]


def _values(known: _Known, language: Language) -> Mapping[str, str]:
    case, law = known.case, known.law
    own = known.association
    constituency = "" if own is None else str(own.constituency_name)
    return {
        "association": printable(None if own is None else own["name"]),
        "county": printable(known.county),
        "place": printable(", ".join(part for part in (constituency, known.county) if part)),
        "alliance": printable(known.alliance),
        "law": "" if law is None else f"{law.law}, {law.year}",
        "sections": "" if law is None else law.sections,
        "count": language.number(known.count),
        "office": printable(None if case is None else case.office),
        "stage": "" if case is None else language.say(Sentence(STAGE_WORDS[case.stage])),
        "since": "" if case is None or pd.isna(case.since) else language.day(case.since),
        "next_document": printable(None if case is None else case.next_document),
        "blank": BLANK,
    }


def _facts(sentences: LetterSentences, known: _Known, language: Language) -> tuple[tuple[str, str], ...]:
    """What the register states about the association; blanks for the rest."""
    own, labels = known.association, sentences.labels
    if own is None:
        return ()
    kind = SETTLEMENT_WORDS.get(own.settlement_type) if isinstance(own.settlement_type, str) else None
    return (
        (labels.name, printable(own["name"])),
        (labels.county, printable(known.county)),
        (labels.constituency, printable(own.constituency_name)),
        (labels.settlement, language.text(kind) if kind else BLANK),
        (labels.households, _number(own.household_count, language)),
        (labels.members, _number(own.member_count, language)),
    )


def _number(value: object, language: Language) -> str:
    return BLANK if value is None or pd.isna(value) else language.number(float(str(value)))
