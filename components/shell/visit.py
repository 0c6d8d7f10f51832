"""One visitor's run of one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from usalama.asking.coverage import Coverage
from usalama.asking.told import place_words
from usalama.country.subject import Subject
from usalama.language import Language
from usalama.model import Choices, Place, Scope, Sentence
from usalama.store import Store

PUBLIC_VIEW, OPERATOR_VIEW = "public", "operator"


@dataclass(frozen=True)
class Visit:
    """Everything a page needs: the store, who is asking, in which language, and what they chose.

    Arguments:
        held: which data this view may see.
        may_be_operator: the visitor sits at this very machine and it trusts them.
        today: the local date.
    """

    store: Store
    scope: Scope
    held: Coverage
    language: Language
    subject: Subject
    today: date
    may_be_operator: bool
    country_folder: Path
    choices: Choices = field(default_factory=Choices)

    def _(self, english: str) -> str:
        return self.language.text(english)

    def say(self, sentence: Sentence) -> str:
        return self.language.say(sentence)

    def name_of(self, place: Place) -> str:
        """A city is not a county: the name says which it is."""
        return self.language.say(place_words(place))
