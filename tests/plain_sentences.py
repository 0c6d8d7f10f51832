"""Sentences about an effect as people read them: whole, plain, and in their language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from usalama.language import load_language
from usalama.model import Sentence

BARE = re.compile(r"\d ?%|\bnan\b|\binf\b|\bNone\b|∞|[Ss]ignifican|p-value|\{|\}")


def assert_plain(sentences: Iterable[Sentence], code: str) -> None:
    """No gap left open, no bare number and no jargon; and in another language than English not in English."""
    language = load_language(code)
    for sentence in sentences:
        said = language.say(sentence)
        assert not BARE.search(said), said
        assert len(said) > 3
        if code != "en":
            assert sentence.template.startswith("{county}") or language.text(sentence.template) != sentence.template
