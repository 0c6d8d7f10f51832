"""What is said of pledges: a share has its range, and too few are too few."""

from usalama.model import Estimate, Flag
from usalama.programme.charter_words import NO_CONSENT, NO_NAME, REFUSED, share_sentence, standing_sentences


def test_a_share_stands_with_its_range():
    share = Estimate(25.0, 14.2, 40.2, 40, "Wilson")
    said = str(share_sentence(40, 10, share))
    assert "10 are stated to be kept: 25.0 of 100 (likely 14.2 to 40.2)." in said
    assert "of which nothing is stated is not among the kept" in said


def test_a_share_of_few_or_none_is_no_number():
    few = Estimate(None, None, None, 5, "Wilson", Flag.UNSTABLE)
    assert str(share_sentence(5, 2, few)).endswith("2 are stated to be kept; too few to say which share.")
    none = Estimate(None, None, None, 0, "Wilson", Flag.NO_DATA)
    assert "No pledge is due yet" in str(share_sentence(0, 0, none))


def test_pledges_without_a_day_are_said_only_where_there_are_some():
    counts = {"kept": 1, "partly": 2, "late": 3, "overdue": 4, "waiting": 5}
    (one,) = standing_sentences(counts, 0)
    assert str(one).startswith("15 pledges are recorded. Stated of them: 1 kept, 2 kept in part, 3 late.")
    assert [str(said)[:9] for said in standing_sentences(counts, 6)][1] == "6 pledges"


def test_every_kind_of_signatory_has_a_word_for_each_reason_to_stay_unnamed():
    assert set(REFUSED) == set(NO_CONSENT) == set(NO_NAME)
    assert len({*REFUSED.values(), *NO_CONSENT.values(), *NO_NAME.values()}) == 9
