"""What was asked for: how far it came, how long it takes with those still waiting kept in, and the oldest."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from tests.examples import subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.model import Flag, Nature
from usalama.programme.asks import asked_sentence, asks, waiting_sentence
from usalama.registers import ASK, ASK_KINDS, ASSOCIATION
from usalama.stats.hours.survival import waiting_curve

PUBLIC = public_scope(TODAY)
CANARY = "CANARY Ms Akinyi"
DAYS = ("asked_on", "acknowledged_on", "promised_on", "delivered_on")
EVERY_STATE = [(400,), (300, 290), (200, 190, 180), (100, 90, 80, 70)]
# Each county is a case of its own, so that one store serves all.
STATES, WORDLESS, OFFICES, WAITS, FEW, ENOUGH, LONG, KINDS, AHEAD, SAME_DAY, NONE = (f"{n:03}" for n in range(1, 12))


def waited():
    """Sixty asks with the day of an answer that some have not had yet: days since, days until the answer."""
    random = np.random.default_rng(3)
    return random.integers(60, 400, 60), random.integers(1, 300, 60)


def cases():
    """County -> asks, each by the days ago it was asked, acknowledged, promised, delivered; and what else is given."""
    yield STATES, EVERY_STATE, {"note": CANARY}
    yield WORDLESS, [(100, None, None, 40), (100, None, 60), (90, 80, 10)], {}
    yield OFFICES, [(10,), (500,), (50, 40)], {"addressed_to": "A"}
    yield OFFICES, [(70,)], {"addressed_to": "B", "association_id": None}
    yield WAITS, [(int(s), int(s - a)) if a <= s else (int(s),) for s, a in zip(*waited(), strict=True)], {}
    yield FEW, [(100, 90)] * 9, {}
    yield ENOUGH, [(100, 90)] * 10, {}
    yield LONG, [(100, 90)] * 12 + [(100,)] * 30, {}
    yield KINDS, [(10,), (20,)], {}
    yield KINDS, [(30, 20, 10, 5)], {"kind": "forum"}
    yield AHEAD, [(50, 40, -10, -20), (-5,)], {}
    yield SAME_DAY, [(30, 30)] * 12, {}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("asks") / "store")
    keep(store, ASSOCIATION, {"record_id": "kondele", "name": "Kondele Residents", "county_code": "001"})
    given = {"kind": "lighting", "association_id": "kondele", "addressed_to": "County works office"}
    rows = [
        given | dict(zip(DAYS, map(ago, one), strict=False)) | more | {"county_code": code, "record_id": f"{case}-{n}"}
        for case, (code, some, more) in enumerate(cases())
        for n, one in enumerate(some)
    ]
    keep(store, ASK, *rows)
    return store


def ago(days):
    return None if days is None else TODAY - timedelta(days)


def found(store, *counties, scope=PUBLIC):
    return asks(store, scope, counties, subject(), TODAY)


def test_an_ask_stands_at_the_last_step_that_was_taken(filled):
    result = found(filled, STATES)
    assert result.board[["state", "age_days"]].to_numpy().tolist() == [
        ["asked", 400], ["acknowledged", 300], ["promised", 200],
    ]  # fmt: skip
    assert list(result.funnel.reached_count) == [4, 3, 2, 1]
    assert list(result.funnel.here_count) == [1, 1, 1, 1]
    assert result.funnel.went_on_count.tolist() == [3, 2, 1, pd.NA]
    assert str(result.sentences[0]).startswith("4 asks are recorded: 1 delivered, 1 promised and not delivered")
    place = subject().country.county(STATES).name
    assert str(result.finding) == f"{place}: 3 of 4 asks still wait to be delivered; the oldest was made 400 days ago."


def test_what_is_delivered_without_a_word_before_was_answered_and_promised_that_day(filled):
    result = found(filled, WORDLESS)
    assert list(result.funnel.reached_count) == [3, 3, 3, 1]
    assert list(result.promised.acknowledged_on) == [ago(60), ago(80)]


def test_promised_and_not_delivered_by_the_age_of_the_promise(filled):
    result = found(filled, WORDLESS)
    assert list(result.promised.promise_days) == [60, 10]
    assert "2 are promised and not delivered; the oldest promise is 60 days old." in map(str, result.sentences)


def test_the_oldest_stand_first_whoever_was_asked(filled):
    board = found(filled, OFFICES).board
    assert list(board.age_days) == [500, 70, 50, 10]
    assert list(board.addressed_to) == ["A", "B", "A", "A"]


def test_waits_are_those_of_a_product_limit_that_keeps_who_waits_in(filled):
    since, answer = waited()
    expected = waiting_curve(np.minimum(since, answer), answer <= since)
    half, result = expected.quantile(0.5), found(filled, WAITS)
    row = result.by_kind.set_index("kind").loc["lighting"]
    assert (row.answer_days, row.answer_lower, row.answer_upper) == (half.value, half.lower, half.upper)
    assert result.funnel.loc[0, ["days", "lower", "upper"]].tolist() == [half.value, half.lower, half.upper]
    drawn = result.curves[result.curves.step == "acknowledged"].set_index("day")
    assert drawn.waiting[100] == pytest.approx(100 * (1 - expected.share_within(100).value))
    assert drawn.lower[100] <= drawn.waiting[100] <= drawn.upper[100]
    # Whoever leaves out those still waiting would say less.
    assert np.median(answer[answer <= since]) < half.value


def test_too_few_are_said_to_be_too_few(filled):
    result = found(filled, FEW)
    assert result.by_kind.set_index("kind").answer_flag["lighting"] == Flag.UNSTABLE
    assert "too few to say how long it takes" in str(result.step_sentences[0])
    assert found(filled, ENOUGH).funnel.flag[0] == Flag.OK


def test_fewer_than_half_so_far_is_no_number(filled):
    assert "fewer than half have come so far" in str(found(filled, LONG).step_sentences[0])


def test_every_kind_and_chosen_county_has_a_row_with_zero_where_nothing_was_asked(filled):
    result = found(filled, KINDS, NONE)
    kinds = result.by_kind.set_index("kind")
    assert list(kinds.index) == list(ASK_KINDS)
    assert kinds.open_count[["lighting", "forum", "other"]].tolist() == [2, 0, 0]
    assert kinds.delivered_count[["lighting", "forum"]].tolist() == [0, 1]
    assert result.by_county[["ask_count", "oldest_days"]].to_numpy().tolist() == [[3, 20], [0, pd.NA]]
    assert len(found(filled).by_county) == len(subject().country.counties)


def test_kind_and_state_narrow_the_board_alone(filled):
    result = found(filled, KINDS, STATES)
    assert list(result.board_of("", "asked").age_days) == [400, 20, 10]
    assert (len(result.board_of("lighting", "promised")), len(result.board_of()), len(result.board_of("forum"))) == (
        1,
        5,
        0,
    )


def test_what_lies_ahead_has_not_happened_and_that_is_said(filled):
    result = found(filled, AHEAD)
    assert list(result.board.state) == ["acknowledged"]
    assert list(result.funnel.reached_count) == [1, 1, 0, 0]
    assert str(result.sentences[-1]).startswith("3 dates lie in the future")


def test_the_board_names_the_association_and_the_office_and_no_note(filled):
    board = found(filled, STATES, OFFICES).board
    assert list(board.association_name[board.addressed_to == "B"]) == [""]
    assert "note" not in board
    assert not board.astype(str).apply(lambda column: column.str.contains(CANARY)).any().any()


def test_an_association_is_named_wherever_it_asks(filled):
    assert set(found(filled, STATES, KINDS).board.association_name) == {"Kondele Residents"}


def test_an_association_of_another_nature_lends_no_name(store):
    asked = {"record_id": "a", "kind": "other", "county_code": "042", "association_id": "kondele", "addressed_to": "O"}
    keep(store, ASK, asked | {"asked_on": TODAY})
    known = {"record_id": "kondele", "name": "Kondele Residents", "county_code": "042"}
    keep(store, ASSOCIATION, known, nature=Nature.SYNTHETIC)
    assert list(found(store).board.association_name) == ["kondele"]


def test_an_empty_register_asks_for_nothing(store):
    result = found(store)
    assert (len(result.board), len(result.curves), result.held.nature) == (0, 0, None)
    assert (str(result.finding), str(result.sentences[1])) == (
        "Nothing has been asked for.",
        "No promise waits to be kept.",
    )
    assert result.by_county.ask_count.sum() == 0


def test_a_scope_of_some_counties_sees_no_ask_of_others(filled):
    result = found(filled, scope=replace(PUBLIC, name="partner", county_codes=(KINDS,)))
    assert (set(result.board.county_code), list(result.by_county.county_code)) == ({KINDS}, [KINDS])


def test_an_answer_on_the_very_day_took_a_day(filled):
    assert found(filled, SAME_DAY).funnel.days[0] == 1


def test_the_asks_add_up():
    counts = {"asked": 1, "acknowledged": 2, "promised": 3, "delivered": 4}
    assert str(asked_sentence(counts)).startswith("10 asks are recorded: 4 delivered, 3 promised")


def test_where_no_ask_is_open_none_is_the_oldest():
    assert str(waiting_sentence(0, 3, None)) == "Everything that was asked for is delivered."
