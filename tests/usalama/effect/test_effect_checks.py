"""Whether an answer holds, in words that are never stronger than the numbers."""

from __future__ import annotations

from itertools import product

import pytest

from tests.plain_sentences import assert_plain
from usalama.effect.effect_checks import CHECKS, before_sentence, drift_sentence, left_one_sentence, sign_sentence
from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate, Flag

FELL = Estimate(0.85, 0.8, 0.9, 900, "method")
UNKNOWN = Estimate(0.85, None, None, 900, "method", Flag.UNSTABLE)


def every_sentence():
    for numbers in product((None, 0.5, 1.0, 2.0), repeat=3):
        yield from (sign_sentence(name, Estimate(*numbers, 100, "method")) for name in CHECKS)
    yield from (before_sentence(*known) for known in product((True, False), repeat=2))
    yield from (left_one_sentence(0.8, 1.1, hangs) for hangs in (True, False))
    yield from (drift_sentence(*known) for known in ((None, False), (None, True), (0.0, True), (1.75, True)))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_whole_and_plain(code):
    assert_plain(every_sentence(), code)


def test_a_share_that_moved_is_said_to_have_and_one_that_did_not_is_not():
    assert "Recording seems to have changed" in str(sign_sentence("verified", FELL))
    assert "could still be there" in str(sign_sentence("verified", Estimate(1.0, 0.9, 1.1, 900, "method")))
    assert "too few to say" in str(sign_sentence("verified", UNKNOWN))


def test_a_sign_is_told_for_each_100():
    assert "85 for each 100 that were to be expected (likely 80 to 90)" in str(sign_sentence("verified", FELL))


def test_a_result_that_bears_no_drift_at_all_is_not_said_to_bear_any():
    assert "stands only if" in str(drift_sentence(0.0, True))
    assert "1.8 times" in load_language("en").say(drift_sentence(1.75, True))
