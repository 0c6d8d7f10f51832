from __future__ import annotations

import numpy as np

from usalama.stats.counting.value_classes import class_of, legible_breaks


def test_breaks_are_round_numbers_between_the_values():
    assert legible_breaks([3, 11, 19, 33, 47, 61, 88, 130, 210, 480]) == (15.0, 40.0, 80.0, 150.0)


def test_without_values_there_are_no_breaks():
    assert legible_breaks([np.nan, 0.0]) == ()


def test_a_break_belongs_to_the_class_above_it_and_nothing_has_no_class():
    assert class_of([0, 9.99, 10, 49.9, 50, np.nan], (10.0, 50.0)).tolist() == [0, 0, 1, 1, 2, -1]
