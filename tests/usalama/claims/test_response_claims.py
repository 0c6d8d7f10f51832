"""Two shares of calls are told with both ranges."""

from __future__ import annotations

import pytest

from usalama.claims.response_claims import two_shares_sentence
from usalama.incidents.response.responders import responder_name
from usalama.language import LANGUAGES, load_language
from usalama.stats.counting.shares import wilson_share


def two(is_clear):
    names = (responder_name("residents"), responder_name("police"))
    return two_shares_sentence(30, wilson_share(80, 100), wilson_share(30, 100), names, is_clear=is_clear)


def test_two_shares_are_told_with_both_ranges():
    assert "Residents reached more calls within 30 minutes than Police: 80 in 100 (likely 71 to 87)" in str(two(True))
    assert "did not clearly reach more" in str(two(False))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_clear", [True, False])
def test_every_sentence_can_be_said(language, is_clear):
    assert "{" not in load_language(language).say(two(is_clear))
