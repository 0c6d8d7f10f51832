"""Public claims as files: what was said, by whom, and which question to the data answers it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from usalama.model import Sentence
from usalama.settings import PROJECT_FOLDER

CLAIMS_FOLDER = PROJECT_FOLDER / "data" / "claims"
SHIPPED = "launch.yaml"
LARGEST_FILE = 200_000
Text = Annotated[str, Field(min_length=1, max_length=600)]
Categories = tuple[str, ...]
Responder = Literal["residents", "private_security", "police"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FlagTrend(_Strict):
    """Do reports known to be of a kind change from year to year?"""

    kind: Literal["flag_trend"]
    flag: Literal["drug", "youth", "firearm"]
    expects: Literal["rose", "fell"]
    place: str | None = None
    categories: Categories = ()


class RateAgainstTheCountry(_Strict):
    """Is the reported rate of a place other than the national one?"""

    kind: Literal["rate_against_the_country"]
    place: str
    expects: Literal["lower", "higher"]
    categories: Categories = ()


class ResponseComparison(_Strict):
    """Are more calls reached in time by one than by another?"""

    kind: Literal["response_comparison"]
    faster: Responder
    slower: Responder
    within_minutes: int = Field(default=30, ge=1, le=24 * 60)
    categories: Categories = ()


class ChangeSince(_Strict):
    """How do the months since a day compare with the same months a year before it?"""

    kind: Literal["change_since"]
    place: str
    since: date | None = None
    expects: Literal["fell", "not_risen"]
    categories: Categories = ()


class NotMeasurable(_Strict):
    """What would have to be known first."""

    kind: Literal["not_measurable"]
    why: Text


Check = FlagTrend | RateAgainstTheCountry | ResponseComparison | ChangeSince | NotMeasurable


class Claim(_Strict):
    """One claim, in our own words.

    Arguments:
        said_on: a day, a month or a year.
        settled_by: what would have to be known to settle it for good.
        caveats: what an answer from reports cannot tell.
        check: which question answers it.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
    claim: Text
    wording: Literal["paraphrase"]
    said_by: Text
    said_on: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    source: Text
    settled_by: Text
    caveats: tuple[Text, ...] = ()
    check: Check = Field(discriminator="kind")

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that people read."""
        why = (self.check.why,) if isinstance(self.check, NotMeasurable) else ()
        return (self.claim, self.said_by, self.source, self.settled_by, *self.caveats, *why)


@dataclass(frozen=True)
class ClaimBook:
    """The claims of a folder, and what is wrong with the files or claims that were left out."""

    claims: tuple[Claim, ...]
    faults: tuple[Sentence, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in the claims that people read, each once."""
        return tuple(dict.fromkeys(text for claim in self.claims for text in claim.texts))


def load_claims(folder: Path = CLAIMS_FOLDER, pattern: str = "*.yaml") -> ClaimBook:
    """Read every file of the folder in the order of their names; ours first.

    One faulty file never hides the claims of the others.
    """
    paths = sorted(folder.glob(pattern), key=lambda path: (path.name != SHIPPED, path.name))
    return _load(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=8)
def _load(files: tuple[tuple[Path, int], ...]) -> ClaimBook:
    """Kept until a file changes."""
    claims: dict[str, Claim] = {}
    faults: list[Sentence] = []
    for path, _changed in files:
        found, wrong = _read(path)
        faults.extend(wrong)
        for claim in found:
            if claim.id in claims:
                faults.append(_fault(path, claim.id, Sentence("another claim has this id already")))
            else:
                claims[claim.id] = claim
    return ClaimBook(tuple(claims.values()), tuple(faults))


def _read(path: Path) -> tuple[list[Claim], list[Sentence]]:
    if path.stat().st_size > LARGEST_FILE:
        return [], [_fault(path, "", Sentence("the file is too large for a list of claims"))]
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [], [_fault(path, "", Sentence("this is not YAML: {problem}", {"problem": _first_line(error)}))]
    if not isinstance(content, list):
        return [], [_fault(path, "", Sentence("the file must be a list of claims"))]
    claims, faults = [], []
    for number, entry in enumerate(content, start=1):
        try:
            claims.append(Claim.model_validate(_joined(entry)))
        except ValidationError as error:
            named = entry.get("id", number) if isinstance(entry, dict) else number
            faults.append(_fault(path, str(named), _problem(error)))
    return claims, faults


def _joined(entry: Any) -> Any:
    """Texts over several lines as one line."""
    if isinstance(entry, dict):
        return {key: _joined(value) for key, value in entry.items()}
    if isinstance(entry, list):
        return [_joined(value) for value in entry]
    return re.sub(r"\s+", " ", entry).strip() if isinstance(entry, str) else entry


def _problem(error: ValidationError) -> Sentence:
    first = error.errors()[0]
    return Sentence(
        "{field}: {problem}",
        {"field": ".".join(str(part) for part in first["loc"]) or "claim", "problem": first["msg"]},
    )


def _fault(path: Path, claim: str, problem: Sentence) -> Sentence:
    if not claim:
        return Sentence("{file} was left out: {problem}.", {"file": path.name, "problem": problem})
    values = {"file": path.name, "claim": claim, "problem": problem}
    return Sentence('{file}: the claim "{claim}" was left out: {problem}.', values)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
