"""Sentences as people read them: whole, plain, and in their language, whatever the numbers are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from itertools import product

from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate, Flag, Sentence

BARE = re.compile(r"\d ?%|\bnan\b|\binf\b|\bNone\b|∞|[Ss]ignifican|p-value|\{|\}")
EXTREMES = (None, 0.0, 1e-9, 0.5, 1.0, 2.0, 1e12, math.inf, math.nan)


def every_estimate() -> list[Estimate]:
    """What may come of a calculation, and what should not."""
    return [Estimate(*numbers, 100, "method", flag) for numbers in product(EXTREMES, repeat=3) for flag in Flag]


def plainly(sentence: Sentence) -> str:
    """The sentence in English, after it was read in every language for what must not be in it."""
    for code in LANGUAGES:
        assert_plain([sentence], code)
    return load_language("en").say(sentence)


def assert_plain(sentences: Iterable[Sentence], code: str) -> None:
    """No gap left open, no bare number and no jargon; and in another language than English not in English."""
    language = load_language(code)
    for sentence in sentences:
        said = language.say(sentence)
        assert not BARE.search(said), said
        assert len(said) > 3
        if code != "en":
            assert sentence.template.startswith("{county}") or language.text(sentence.template) != sentence.template
