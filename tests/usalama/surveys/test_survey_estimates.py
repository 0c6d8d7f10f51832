"""What a survey found in words: nothing is said more firmly than it is known."""

from __future__ import annotations

import pandas as pd
import pytest

from usalama.surveys.survey_estimates import share_sentence
from usalama.surveys.survey_words import by_chance_sentence, change_sentence


def share(value=26.6, lower=21.9, upper=31.9, n=576, flag="ok"):
    return pd.Series({"share_per_100": value, "share_lower": lower, "share_upper": upper, "n": n, "flag": flag})


def change(direction, value=4.0, lower=1.2, upper=7.6):
    names = ("difference_per_100", "difference_lower", "difference_upper", "direction")
    return pd.Series(dict(zip(names, (value, lower, upper, direction), strict=True)))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (share(), "Bhang: about 27 in 100; likely 22 to 32. 576 answers."),
        (share(0.4, 0.1, 1.6), "Bhang: about 0.4 in 100; likely 0.1 to 2. 576 answers."),
        (
            share(n=30, flag="unstable"),
            "Bhang: about (27) in 100, of only 30 answers: take with care; likely 22 to 32.",
        ),
        (share(None, None, None, None, "hidden"), "Bhang: too few answers to be shown."),
        (share(None, None, None, 0, "no_data"), "Bhang: nobody was asked."),
    ],
)  # fmt: skip
def test_a_share_is_said_as_firmly_as_it_is_known(row, said):
    assert str(share_sentence("Bhang", row)) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (change("rose"), "Bhang: rose, by about 4 in 100; likely 1 to 8."),
        (change("fell", -4.0, -7.6, -1.2), "Bhang: fell, by about 4 in 100; likely 1 to 8."),
        (change("no clear change", 1.0, -2.2, 4.3),
         "Bhang: no clear change; it may be anything from 2 fewer to 4 more in 100."),
        (change("too few to say", None, None, None), "Bhang: too few answers in one of the two waves to say."),
    ],
)  # fmt: skip
def test_a_change_is_said_as_firmly_as_it_is_known(row, said):
    assert str(change_sentence("Bhang", row)) == said


def test_changes_by_chance_are_counted():
    assert "about 2 would" in str(by_chance_sentence(36))
    assert "hardly one" in str(by_chance_sentence(5))
