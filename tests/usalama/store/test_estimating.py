"""Answers to surveys stay in the store: nobody reads them, and what is made of them is looked at as it leaves."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tests.examples import OPERATOR
from tests.examples import PUBLIC as PUBLIC_OF_2024
from tests.stores import new_store
from tests.survey_records import filled, keep_answers, keep_surveys
from usalama import disclosure
from usalama.errors import NotAllowed
from usalama.model import Estimate, Flag
from usalama.registers import SUBMISSION
from usalama.stats.sampling import survey
from usalama.store import estimating
from usalama.store.estimating import Released, check_released
from usalama.store.questions import records, sources, whole_records
from usalama.store.questions.answers import answers, waves

CANARY = "canary7d1f"
PUBLIC = replace(PUBLIC_OF_2024, published_until=None)
SHARE = Estimate(0.25, 0.2, 0.31, 100, "A method")
GOOD = Released(("victim",), SHARE, 95.0, 1.2)


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("answers") / "store")
    keep_surveys(store, "s")
    keep_answers(store, *filled([{"victim": CANARY, "county_code": "047"}, {"victim": "no", "county_code": "042"}]))
    return store


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR])
def test_nobody_reads_what_is_there_for_estimates(asked, scope):
    with pytest.raises(NotAllowed, match="Single answers"):
        asked.read(answers(), scope)


def test_the_public_reads_no_answer_by_any_other_way(asked):
    with pytest.raises(NotAllowed):
        asked.read(whole_records(SUBMISSION), PUBLIC)
    with pytest.raises(NotAllowed):
        asked.changes(SUBMISSION, PUBLIC, "s-1-0")
    seen = [asked.read(question, PUBLIC) for question in (records(SUBMISSION), waves())]
    assert not any(CANARY in frame.to_csv() for frame in seen)
    # The positive control: it is there.
    assert CANARY in asked.read(whole_records(SUBMISSION), OPERATOR).to_csv()


@pytest.mark.parametrize("scope", [None, "operator"])
def test_nothing_is_estimated_without_a_scope(asked, scope):
    with pytest.raises(NotAllowed, match="without a scope"):
        asked.estimate(answers(), scope, lambda _rows: (GOOD,))


def test_only_what_is_there_for_it_is_estimated_from(asked):
    for question in (waves(), sources(), whole_records(SUBMISSION)):
        for scope in (PUBLIC, OPERATOR):
            with pytest.raises(NotAllowed):
                asked.estimate(question, scope, lambda _rows: (GOOD,))


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR])
@pytest.mark.parametrize(
    "estimator",
    [
        lambda rows: rows,
        lambda rows: (rows,),
        lambda rows: [GOOD],
        lambda rows: tuple(rows.answers),
        lambda rows: ({"answers": list(rows.answers)},),
        lambda rows: (replace(GOOD, estimate=replace(SHARE, value=rows.answers)),),
        lambda rows: (replace(GOOD, of=(rows,)),),
        lambda rows: (replace(GOOD, estimate=rows),),
        lambda rows: (replace(GOOD, effective_n=rows.weight),),
    ],
)
def test_an_estimator_cannot_carry_rows_out(asked, scope, estimator):
    with pytest.raises(NotAllowed, match="Only estimates leave"):
        asked.estimate(answers(), scope, estimator)


@pytest.mark.parametrize(
    "told",
    [
        replace(GOOD, estimate=replace(SHARE, n=20)),
        replace(GOOD, estimate=replace(SHARE, n=101)),
        replace(GOOD, estimate=replace(SHARE, n=None)),
        replace(GOOD, estimate=replace(SHARE, value=0.253)),
        replace(GOOD, estimate=replace(SHARE, upper=0.3141)),
        replace(GOOD, standard_error=0.02),
        replace(GOOD, effective_n=96.0),
        replace(GOOD, estimate=replace(SHARE, flag=Flag.HIDDEN)),
        Released(("victim",), Estimate(None, None, None, 3, "A method", Flag.HIDDEN)),
        Released(("victim",), Estimate(None, None, None, None, "A method", Flag.HIDDEN), effective_n=20.0),
    ],
)
def test_what_says_more_than_the_public_may_know_does_not_leave(told):
    with pytest.raises(NotAllowed, match="more than the public"):
        check_released((GOOD, told), PUBLIC)
    assert check_released((GOOD, told), OPERATOR)


def test_what_may_leave_leaves(asked):
    nothing = Released(("victim",), Estimate(None, None, None, None, "A method", Flag.HIDDEN))
    assert asked.estimate(answers(), PUBLIC, lambda _rows: (GOOD, nothing)) == (GOOD, nothing)


def test_a_scope_of_some_counties_estimates_from_these(asked):
    seen = []

    def estimator(rows: pd.DataFrame) -> tuple[Released, ...]:
        seen.extend(rows.county_code)
        return ()

    asked.estimate(answers(), replace(PUBLIC, county_codes=("042",)), estimator)
    assert seen == ["042"]


def test_an_estimator_is_told_nobodys_number_and_no_day(asked):
    def estimator(rows: pd.DataFrame) -> tuple[Released, ...]:
        assert {"record_id", "submitted_on", "source_id"}.isdisjoint(rows.columns)
        return ()

    asked.estimate(answers(), OPERATOR, estimator)


def test_the_rule_at_the_door_is_the_one_rule():
    assert estimating.FEWEST_ANSWERS == survey.FEWEST_ANSWERS
    assert estimating.ROUNDED_TO == disclosure.ROUNDED_TO
