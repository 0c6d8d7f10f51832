"""The public rule for counts."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.disclosure import disclose, public_count, public_counts, shown_total
from usalama.model import Scope

PUBLIC = Scope("public", is_exact=False, published_until=None)
OPERATOR = Scope("operator", is_exact=True, published_until=None)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (104_842, 104_840)],
)
def test_one_to_seven_are_hidden_and_the_rest_is_rounded_to_five(count, shown):
    assert public_count(count) == shown


@given(st.integers(0, 10**9))
def test_a_shown_count_is_a_multiple_of_five_within_two_of_the_truth(count):
    shown = public_count(count)
    if shown is None:
        assert 1 <= count <= 7
    else:
        assert shown % 5 == 0
        assert abs(shown - count) <= 2


@given(st.integers(0, 10**9))
def test_every_shown_count_but_zero_stands_for_five_possible_truths(count):
    shown = public_count(count)
    if shown:
        assert sum(public_count(truth) == shown for truth in range(shown - 5, shown + 6)) == 5


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6))))
def test_a_column_follows_the_rule_of_a_single_count(counts):
    index = pd.Index([f"row {i}" for i in range(len(counts))])
    shown = public_counts(pd.Series(counts, dtype="Int64", index=index))
    assert [None if value is pd.NA else value for value in shown] == [
        None if count is None else public_count(count) for count in counts
    ]
    assert shown.index.equals(index)


@pytest.mark.parametrize("dtype", ["int64", "int32", "uint8", "float64", "Int64"])
def test_any_kind_of_number_column_is_taken(dtype):
    assert public_counts(pd.Series([0, 3, 11], dtype=dtype)).tolist() == [0, pd.NA, 10]


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        public_count(-1)
    with pytest.raises(ValueError, match="negative"):
        public_counts(pd.Series([3, -1]))


def test_an_exact_scope_sees_the_table_as_it_is():
    frame = pd.DataFrame({"county_code": ["001", "002"], "incident_count": [3, 11]})
    assert disclose(frame, ["incident_count"], OPERATOR) is frame


def test_the_public_sees_every_count_column_under_the_rule_and_the_rest_unchanged():
    frame = pd.DataFrame({"county_code": ["001", "002"], "incident_count": [3, 11], "n_mapped": [1, 9], "year": [4, 5]})
    shown = disclose(frame, ["incident_count", "n_mapped"], PUBLIC)
    assert shown["incident_count"].tolist() == [pd.NA, 10]
    assert shown["n_mapped"].tolist() == [pd.NA, 10]
    assert shown[["county_code", "year"]].equals(frame[["county_code", "year"]])
    assert frame["incident_count"].tolist() == [3, 11]


def test_a_public_total_is_the_sum_of_what_is_shown():
    assert shown_total(public_counts(pd.Series([7, 7, 7, 12]))) == 10
    assert shown_total(public_counts(pd.Series([7, 7]))) == 0
    assert shown_total(pd.Series([7, 7, 7, 12])) == 33
