"""The sentences of the letter to a county government, read from the country's folder and checked."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from string import Formatter

from pydantic import BaseModel, ConfigDict, ValidationError

from usalama.errors import InputRefused

FILE = Path("letters") / "accreditation.toml"
GAPS = frozenset(
    {
        "association", "county", "place", "alliance", "law", "sections", "count", "office", "stage", "since",
        "next_document", "blank",
    }
)  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Labels(_Strict):
    """What the facts about an association are called."""

    name: str
    county: str
    constituency: str
    settlement: str
    households: str
    members: str


class LetterSentences(_Strict):
    """The letter in one language; which sentences are used follows what is known."""

    code: str
    not_real: str
    date: str
    reference: str
    to: str
    office: str
    address: str
    subject_association: str
    subject_county: str
    salutation: str
    intro_association: str
    intro_county: str
    law: str
    law_with_sections: str
    no_law: str
    standing: str
    facts: str
    asks: str
    asks_association: tuple[str, ...]
    asks_county: tuple[str, ...]
    ask_next_document: str
    closing: str
    signature: tuple[str, ...]
    enclosures: str
    labels: Labels


class LetterTemplate(_Strict):
    """The letter in every language, in the order in which they are printed."""

    alliance: str
    language: tuple[LetterSentences, ...]


@lru_cache(maxsize=8)
def load_template(folder: Path) -> LetterTemplate:
    """Read the country's letter.

    Raises:
        InputRefused: there is no such file, or it lacks a sentence, or a sentence has a gap that nothing fills.
    """
    path = folder / FILE
    if not path.is_file():
        raise InputRefused("There is no letter for this country; it would be {file}.", file=str(FILE))
    try:
        template = LetterTemplate.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InputRefused("{file} cannot be read: {reason}", file=str(FILE), reason=_first(error)) from error
    for sentences in template.language:
        for text in _texts(sentences):
            _check_gaps(text)
    return template


def _first(error: tomllib.TOMLDecodeError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)


def _texts(sentences: LetterSentences) -> list[str]:
    values = [getattr(sentences, name) for name in LetterSentences.model_fields if name != "labels"]
    return [text for value in values for text in ((value,) if isinstance(value, str) else value)]


def _check_gaps(text: str) -> None:
    """A gap is one of the known names and nothing more: no attribute, no index."""
    try:
        gaps = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        gaps = [text]
    unknown = [name for name in gaps if name not in GAPS]
    if unknown:
        raise InputRefused("{file} has a gap {gap} that nothing fills.", file=str(FILE), gap=unknown[0])
