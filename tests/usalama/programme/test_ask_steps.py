"""What is said of asks: no number without its range, and too few are too few."""

import pytest

from usalama.model import Estimate, Flag
from usalama.programme.ask_steps import delivery_sentence, step_sentence, wait_in_words


def days(value, lower=5.0, upper=9.0, flag=Flag.OK):
    return Estimate(value, lower, upper, 20, "m", flag)


@pytest.mark.parametrize(
    ("value", "lower", "upper", "flag", "count", "said"),
    [
        (7.0, 5.0, 9.0, Flag.OK, 20, "7.0 (5.0 to 9.0)"),
        (7.0, 5.0, float("inf"), Flag.OK, 20, "7.0 (5.0 or more)"),
        (7.0, 5.0, None, Flag.OK, 20, "7.0 (5.0 or more)"),
        (None, 5.0, float("inf"), Flag.OK, 20, "fewer than half so far"),
        (7.0, 5.0, 9.0, Flag.UNSTABLE, 3, "too few to say"),
        (None, None, None, Flag.NO_DATA, 0, "nothing asked"),
    ],
)
def test_a_wait_stands_with_its_range_or_with_the_reason_why_there_is_none(value, lower, upper, flag, count, said):
    assert str(wait_in_words(days(value, lower, upper, flag), count)) == said


def test_a_step_says_how_many_went_on_and_how_many_stopped():
    text = str(step_sentence("asked", "acknowledged", 20, 12, days(7.0)))
    assert text.startswith("Of 20 asked, 12 were acknowledged and 8 are not.")
    assert "7.0 days or less (likely 5.0 to 9.0)" in text


@pytest.mark.parametrize(
    ("reached", "wait", "said"),
    [
        (0, days(None), "None is promised yet."),
        (9, days(7.0, flag=Flag.UNSTABLE), "too few to say how long it takes"),
        (90, days(None), "fewer than half have come so far"),
    ],
)
def test_a_step_without_a_sure_wait_names_no_days(reached, wait, said):
    text = str(step_sentence("promised", "delivered", reached, 0, wait))
    assert said in text
    assert "7.0" not in text


def test_delivery_says_when_there_is_nothing_to_say():
    assert "too few" in str(delivery_sentence(2, days(7.0, flag=Flag.UNSTABLE)))
    assert "fewer than half" in str(delivery_sentence(12, days(None)))
    assert "within 7.0 days (likely 5.0 to 9.0)" in str(delivery_sentence(30, days(7.0)))


def test_a_wait_whose_upper_limit_lies_beyond_the_data_is_said_in_words():
    open_ended = days(7.0, upper=float("inf"))
    for said in (delivery_sentence(30, open_ended), step_sentence("asked", "acknowledged", 20, 12, open_ended)):
        assert "(likely 5.0 or more)" in str(said)
        assert "inf" not in str(said)
