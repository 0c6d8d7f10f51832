"""Who reaches people how fast, by responder and by one more dimension."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.examples import KISUMU, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.incidents.response.responders import RESPONDER_NAMES, faster_sentence, responders, together_sentence
from usalama.incidents.response.waits_by import Dimension, waits_by
from usalama.model import Choices, Estimate, Flag
from usalama.schema import RESPONDERS

BARE = ("%", "significant", "p-value", "95", "rank ")

SUBJECT = subject()
ALL = Choices()


def call(name, minutes=None, **changes):
    row = incident(name, **changes)
    return row if minutes is None else row | {"responded_at": row["reported_at"] + timedelta(minutes=minutes)}


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """Only for reading."""
    rows = [call(f"r{n}", n % 20 + 1, responder="residents") for n in range(100)]
    rows += [call(f"p{n}", 2 * n + 21, responder="police", county_code=KISUMU) for n in range(50)]
    rows += [call(f"p-open{n}", responder="police", county_code=KISUMU) for n in range(50)]
    rows += [call(f"n{n}", responder="none") for n in range(30)]
    rows += [call(f"u{n}", responder="unknown", closed_at=None) for n in range(12)]
    # Two days later somebody reports, so that all of the others were watched for a day.
    rows += [call("last", day=date(2024, 3, 20), responder="unknown")]
    store = new_store(tmp_path_factory.mktemp("calls") / "store")
    store_rows(store, rows)
    return store


# Each county is a case of its own, so that one store serves all.
CLOSED, EARLY, NIGHT, UNREPORTED, MANY, FEW = (f"{n:03}" for n in range(1, 7))


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """Only for reading."""
    rows = [call(f"a{n}", 10, responder="police", county_code=CLOSED) for n in range(40)]
    closed = [call(f"c{n}", responder="police", county_code=CLOSED) for n in range(60)]
    rows += [row | {"closed_at": row["reported_at"] + timedelta(minutes=5)} for row in closed]
    rows += [call(f"e{minutes}", minutes, responder="police", county_code=EARLY) for minutes in (-3, 5)]
    rows += [call(f"n{n}", 5, hour=22, responder="police", county_code=NIGHT) for n in range(12)]
    rows += [incident("u", reported_at=None, county_code=UNREPORTED)]
    rows += [call(f"m{n}", 5, responder="police", county_code=MANY) for n in range(30)]
    rows += [call(f"f{n}", 5, responder="police", county_code=FEW) for n in range(15)]
    rows += [call(f"last{code}", day=date(2024, 3, 20), county_code=code) for code in (CLOSED, MANY)]
    store = new_store(tmp_path_factory.mktemp("cases") / "store")
    store_rows(store, rows)
    return store


def of(*counties):
    return Choices(county_codes=counties)


def by_name(result):
    return {one.responder: one for one in result.responders}


def test_those_who_were_never_reached_are_kept_in(calls):
    found = by_name(responders(calls, OPERATOR, ALL, SUBJECT))
    assert found["residents"].median.value == 10
    assert found["police"].median.value == 119
    assert found["police"].reached_share == 0.5
    assert found["none"].reached_share == 0
    # The last report of all was not watched for a minute.
    assert found["unknown"].call_count == 12
    assert found["residents"].within[0].value == pytest.approx(0.5)
    assert found["residents"].within[1].value == 1


def test_a_call_closed_without_help_is_not_reached(cases):
    police = by_name(responders(cases, OPERATOR, of(CLOSED), SUBJECT))["police"]
    assert police.median.value is None
    assert police.within[1].value == pytest.approx(0.4)


def test_the_shares_of_all_calls_add_up_to_that_of_the_whole(calls):
    result = responders(calls, OPERATOR, ALL, SUBJECT)
    assert sum(one.of_all.value for one in result.responders) == pytest.approx(result.whole.of_all.value)
    assert result.whole.call_count == 242
    assert sum(one.call_count for one in result.responders) == 242


def test_who_is_sooner_is_said_with_range_and_base(calls):
    result = responders(calls, OPERATOR, ALL, SUBJECT)
    [pair] = result.pairs
    assert (pair.responder, pair.other) == ("residents", "police")
    assert pair.difference.upper < 0
    assert "Residents reached people sooner than Police" in str(pair.sentence)
    assert "200 calls" in str(pair.sentence)
    assert "more than chance" in str(result.test_sentence)


def test_the_public_gets_steps_and_hides_responders_of_few_calls(calls):
    result = responders(calls, PUBLIC, ALL, SUBJECT)
    found = by_name(result)
    assert (found["unknown"].call_count, found["unknown"].median.flag) == (None, "hidden")
    assert found["police"].call_count == 100
    assert set(result.curves.minutes) <= {0, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180}
    assert result.whole.call_count == 100 + 100 + 30
    assert result.invalid_count is None


def test_a_response_before_the_report_is_left_out_and_counted(cases):
    result = responders(cases, OPERATOR, of(EARLY), SUBJECT)
    assert result.invalid_count == 1
    assert result.whole.call_count == 1
    assert responders(cases, PUBLIC, of(EARLY), SUBJECT).invalid_count is None


def test_without_any_report_there_is_nothing_to_compare(cases):
    for scope in (OPERATOR, PUBLIC):
        result = responders(cases, scope, of(UNREPORTED), SUBJECT)
        assert result.responders == result.pairs == ()
        assert result.curves.empty


def test_hours_are_those_of_the_report_in_local_time(cases):
    assert waits_by(cases, OPERATOR, of(NIGHT), SUBJECT, Dimension.HOUR).rows.group_code.tolist() == ["20"]


def test_groups_are_counties_and_categories(calls):
    counties = waits_by(calls, OPERATOR, ALL, SUBJECT, Dimension.COUNTY).rows
    assert counties[["group_code", "responder", "call_count"]].values.tolist() == [
        [KISUMU, "police", 100],
        [NAIROBI, "residents", 100],
    ]
    groups = waits_by(calls, OPERATOR, ALL, SUBJECT, Dimension.CATEGORY).rows
    assert groups.within_30.round(2).tolist() == [0.05, 1.0]


def test_groups_of_few_calls_are_hidden_from_the_public(cases):
    shown = waits_by(cases, PUBLIC, of(FEW, MANY), SUBJECT, Dimension.COUNTY).rows.set_index("group_code")
    assert shown.flag.to_dict() == {FEW: "hidden", MANY: "ok"}
    assert shown.loc[FEW, ["call_count", "within_30", "median_minutes"]].isna().all()


def test_chosen_counties_are_all_that_is_counted(calls):
    result = responders(calls, OPERATOR, Choices(county_codes=(KISUMU,)), SUBJECT)
    assert [one.responder for one in result.responders] == ["police"]


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
