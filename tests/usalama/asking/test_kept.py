"""Results are kept for a scope and a data version, shared by viewers, and never when they failed."""

import threading
import time
from datetime import date

import pytest

from tests.examples import OPERATOR
from usalama.access import public_scope
from usalama.asking.kept import kept


class Lake:
    """Stands for a store: all that keeping asks of it is its version."""

    def __init__(self):
        self.now = 1

    def version(self):
        return self.now


@pytest.fixture
def lake():
    return Lake()


@pytest.fixture
def calls():
    return []


@pytest.fixture
def report(calls):
    @kept
    def counted(store, scope, place):
        calls.append((scope.name, place))
        time.sleep(0.05)
        return object()

    return counted


def test_the_same_question_is_answered_once(report, lake, calls):
    assert report(lake, OPERATOR, "kisumu") is report(lake, OPERATOR, "kisumu")
    assert len(calls) == 1


def test_another_scope_place_or_version_is_another_question(report, lake, calls):
    first = report(lake, OPERATOR, "kisumu")
    assert report(lake, public_scope(date(2026, 1, 15)), "kisumu") is not first
    assert report(lake, OPERATOR, "nakuru") is not first
    lake.now = 2
    assert report(lake, OPERATOR, "kisumu") is not first
    assert len(calls) == 4


def test_viewers_at_the_same_time_wait_for_one_computation(report, lake, calls):
    viewers = [threading.Thread(target=report, args=(lake, OPERATOR, "kisumu")) for _ in range(8)]
    for viewer in viewers:
        viewer.start()
    for viewer in viewers:
        viewer.join()
    assert len(calls) == 1


def test_a_failure_is_not_kept(lake):
    outcomes = iter([ValueError("once"), "answer"])

    @kept
    def failing(store, scope):
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with pytest.raises(ValueError, match="once"):
        failing(lake, OPERATOR)
    assert failing(lake, OPERATOR) == "answer"
