"""Who is sooner, said with just the strength of the numbers."""

from __future__ import annotations

import pytest

from usalama.incidents.response.responder_words import RESPONDER_NAMES, faster_sentence, together_sentence
from usalama.model import Estimate, Flag
from usalama.schema import RESPONDERS

BARE = ("%", "significant", "p-value", "95", "rank ")


def difference(value, lower, upper, flag=Flag.OK, n=400):
    return Estimate(value, lower, upper, n, "test", flag)


def said(estimate, is_clear=True):
    sentence = str(faster_sentence("residents", "police", estimate, is_clear, 60))
    assert not any(word in sentence for word in BARE)
    return sentence


def test_every_responder_has_a_name():
    assert set(RESPONDER_NAMES) == set(RESPONDERS)


def test_the_sooner_one_stands_first_whichever_way_the_pair_is_turned():
    sooner = (
        "Residents reached people sooner than Police: within the first 60 minutes people waited about 9.0 minutes less"
    )
    assert said(difference(-9.0, -11.0, -7.0)) == f"{sooner} (likely 7.0 to 11.0; 400 calls)."
    assert said(difference(9.0, 7.0, 11.0)).startswith("Police reached people sooner than Residents")


def test_what_does_not_stand_out_cannot_be_told():
    sentence = said(difference(-2.0, -5.0, 1.0), is_clear=False)
    assert "we cannot tell" in sentence
    assert "5.0 minutes less to 1.0 minutes more" in sentence


def test_a_sure_difference_of_seconds_is_about_equal():
    assert "about equally soon" in said(difference(-0.5, -0.6, -0.4))


@pytest.mark.parametrize("flag", [Flag.HIDDEN, Flag.NO_DATA, Flag.UNSTABLE])
def test_few_calls_are_too_few_however_far_apart(flag):
    assert "too few calls to tell" in said(difference(-50.0, -55.0, -45.0, flag))
    assert "too few calls to tell" in said(difference(None, None, None, flag))


@pytest.mark.parametrize(
    ("p_value", "flag", "words"),
    [
        (0.4, Flag.OK, "may be equally fast"),
        (0.001, Flag.OK, "differ by more than chance"),
        (0.001, Flag.UNSTABLE, "Too few calls"),
        (None, Flag.NO_DATA, "Too few calls"),
    ],
)
def test_the_test_of_all_is_said_in_words(p_value, flag, words):
    assert words in str(together_sentence(Estimate(12.5, None, None, 300, "test", flag), 2, p_value))
