"""Which estimate lies above all others beyond chance."""

from __future__ import annotations

import numpy as np

from usalama.stats.counting.apart import NOBODY, clear_of_all

NAN = float("nan")


def test_the_one_whose_range_meets_no_other_is_first():
    lower = np.array([[5.0, 1.0, 2.0], [5.0, 1.0, 2.0], [1.0, 1.0, 9.0]])
    upper = np.array([[9.0, 4.0, 4.9], [9.0, 4.0, 5.0], [2.0, 2.0, 9.5]])
    assert clear_of_all(lower, upper).tolist() == [0, NOBODY, 2]


def test_the_highest_lower_end_is_not_enough_where_a_wider_range_reaches_it():
    assert clear_of_all(np.array([[5.0, 1.0]]), np.array([[6.0, 50.0]])).tolist() == [NOBODY]


def test_what_is_not_known_stands_in_nobodys_way_and_alone_nobody_is_first():
    lower, upper = np.array([[5.0, NAN, 1.0], [5.0, NAN, NAN]]), np.array([[9.0, NAN, 2.0], [9.0, NAN, NAN]])
    assert clear_of_all(lower, upper).tolist() == [0, NOBODY]


def test_no_rows_are_no_answer():
    assert clear_of_all(np.empty((0, 2)), np.empty((0, 2))).tolist() == []
