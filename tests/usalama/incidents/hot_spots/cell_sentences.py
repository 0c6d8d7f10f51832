"""How sentences on cells are read: in every language, and for what must not be in them."""

from __future__ import annotations

import re

from usalama.language import LANGUAGES, load_language
from usalama.model import Sentence

FORBIDDEN = re.compile(r"\d ?%|significan|p-value|confiden|rank|worst|danger|estate|address|deploy", re.IGNORECASE)


def said(sentence: Sentence) -> str:
    return load_language("en").say(sentence)


def assert_no_threat(sentence: Sentence) -> None:
    """No bare percentage, no rank and no threat."""
    assert not FORBIDDEN.search(said(sentence))


def assert_said_everywhere(sentence: Sentence) -> None:
    """In every language, and in another than English not in English."""
    english = load_language("en")
    for code in LANGUAGES:
        other = load_language(code)
        assert other.say(sentence)
        assert code == "en" or other.text(sentence.template) != english.text(sentence.template)
