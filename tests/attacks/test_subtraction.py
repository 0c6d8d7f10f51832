"""Subtraction: an attacker who knows the rule, every shown cell and every total of a table.

The attacker keeps for each cell the range of counts that could stand behind it and narrows the ranges by
what row and column totals allow, until nothing changes. A cell is recovered when its range has become
one number. A zero is published as such and is no recovery.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from usalama.disclosure import LARGEST_HIDDEN, disclose, public_count, shown_total
from usalama.model import Scope
from usalama.schema import SETTLEMENT_TYPES

PUBLIC = Scope("public", is_exact=False, published_until=None)
FEW_SEEDS, SEEDS = 200, 1_000
IN_SMALL_AND_IN_FULL = pytest.mark.parametrize("seeds", [FEW_SEEDS, pytest.param(SEEDS, marks=pytest.mark.long)])
# Enough for a control that must find thousands, and for a share.
SOME_SEEDS = 150
# What is left to somebody who lays reports of different grouping side by side; see docs/decisions/0008.
MOST_RECOVERED_FROM_MARGINS = 0.005
ANYTHING = 10**9
HIDDEN = -1


def random_tables(seeds: int) -> Iterator[pd.DataFrame]:
    """County by category, from nearly empty to busy, uneven as incidents are."""
    for seed in range(seeds):
        generator = np.random.default_rng(seed)
        shape = generator.integers(2, (48, 10))
        mean = generator.choice([0.3, 1, 2, 4, 8, 20])
        counts = generator.negative_binomial(1.5, 1.5 / (1.5 + mean), shape)
        yield pd.DataFrame(counts).add_prefix("category_")


@functools.cache
def range_behind(shown: int | None) -> tuple[int, int]:
    """The counts that the rule turns into ``shown``, found by trying them all."""
    near = 0 if shown is None else shown
    truths = [count for count in range(max(near - 20, 0), near + 20) if public_count(count) == shown]
    return min(truths), max(truths)


def range_of_total(total: int, shown_cells: pd.Series) -> tuple[int, int]:
    """A total that equals the sum of the shown cells says nothing; any other was made from the truth."""
    if total == shown_cells.sum():
        return 0, ANYTHING
    return range_behind(None if 0 < total <= LARGEST_HIDDEN else total)


def narrowed(ranges: np.ndarray, row_ranges: np.ndarray, column_ranges: np.ndarray) -> np.ndarray:
    """Cell ranges (2, rows, columns) after taking the totals' ranges (2, n) into account."""
    lower, upper = ranges.astype(np.int64)
    while True:
        before = (upper - lower).sum()
        for axis, totals in ((1, row_ranges), (0, column_ranges)):
            least, most = (np.expand_dims(limit, axis) for limit in totals)
            upper = np.minimum(upper, most - (lower.sum(axis, keepdims=True) - lower))
            lower = np.maximum(lower, least - (upper.sum(axis, keepdims=True) - upper))
        if (upper - lower).sum() == before:
            return np.array([lower, upper])


def recovered(truth: pd.DataFrame, shown: pd.DataFrame, row_ranges: object, column_ranges: object) -> int:
    """How many non-zero cells the attacker has found; the true counts only check the attack itself."""
    values = shown.to_numpy(int, na_value=HIDDEN)
    distinct, position = np.unique(values, return_inverse=True)
    behind = np.array([range_behind(None if value == HIDDEN else int(value)) for value in distinct])
    cells = behind[position.reshape(values.shape)]
    lower, upper = narrowed(np.moveaxis(cells, -1, 0), np.array(row_ranges).T, np.array(column_ranges).T)
    assert (lower <= truth).all(axis=None)
    assert (truth <= upper).all(axis=None)
    return int(((lower == upper) & (truth > 0)).sum(axis=None))


def shown_table(truth: pd.DataFrame) -> pd.DataFrame:
    return disclose(truth, list(truth.columns), PUBLIC)


@IN_SMALL_AND_IN_FULL
def test_no_cell_is_recovered_from_published_tables(seeds):
    found = 0
    for truth in random_tables(seeds):
        shown = shown_table(truth)
        rows = [range_of_total(shown_total(row), row) for _, row in shown.iterrows()]
        columns = [range_of_total(shown_total(shown[name]), shown[name]) for name in shown]
        found += recovered(truth, shown, rows, columns)
    assert found == 0


def test_the_attack_works_on_exact_totals_over_the_same_cells():
    found = 0
    for truth in random_tables(SOME_SEEDS):
        totals = [[(total, total) for total in truth.sum(axis=axis)] for axis in (1, 0)]
        found += recovered(truth, shown_table(truth), *totals)
    assert found > SOME_SEEDS


def test_totals_that_are_rounded_by_themselves_would_give_cells_away():
    # Four cells of 7 add up to 28, which would be shown as 30: no other four hidden counts reach it.
    truth = pd.DataFrame([[7, 7, 7, 7]]).add_prefix("category_")
    row = range_of_total(30, shown_table(truth).loc[0])
    assert recovered(truth, shown_table(truth), [row], [(0, ANYTHING)] * 4) == 4


def flag_tables(seeds: int) -> Iterator[np.ndarray]:
    """A row a settlement type, the last of them not known: reports with the flag, without it, and of which it is
    not known (types, 3)."""
    for seed in range(seeds):
        generator = np.random.default_rng(seed)
        mean = generator.choice([0.5, 2, 5, 10], (len(SETTLEMENT_TYPES) + 1, 1))
        yield generator.poisson(mean, (len(SETTLEMENT_TYPES) + 1, 3))


def found_in_rows(truth: np.ndarray, row_ranges: list[tuple[int, int]]) -> int:
    """Cells that an attacker has who sees those with the flag and those unknown, each under the rule, but never those
    without it."""
    behind = np.array([[range_behind(public_count(int(count))) for count in row] for row in truth])
    behind[:, 1] = (0, ANYTHING)
    columns = np.array([(0, ANYTHING)] * 3).T
    lower, upper = narrowed(np.moveaxis(behind, -1, 0), np.array(row_ranges).T, columns)
    assert ((lower <= truth) & (truth <= upper)).all()
    return int(((lower == upper) & (truth > 0)).sum())


@IN_SMALL_AND_IN_FULL
def test_no_flag_of_a_settlement_type_is_recovered_from_the_reports_of_its_row(seeds):
    exact = 0
    for truth in flag_tables(seeds):
        reports = [int(total) for total in truth.sum(axis=1)]
        assert found_in_rows(truth, [range_behind(public_count(total)) for total in reports]) == 0
        exact += found_in_rows(truth, [(total, total) for total in reports])
    # The attack itself works: exact numbers of reports would give flags away.
    assert exact > 0


def test_settlement_types_beside_the_reports_of_the_same_month_give_few_away():
    # A month by itself is a total of the table that was rounded by itself.
    found = hidden = 0
    for flags in flag_tables(SOME_SEEDS):
        truth = pd.DataFrame([flags.sum(axis=1)]).add_prefix("settlement_")
        shown = shown_table(truth)
        month = [range_behind(public_count(int(truth.sum(axis=None))))]
        found += recovered(truth, shown, month, [(0, ANYTHING)] * truth.shape[1])
        hidden += int(shown.isna().sum(axis=None))
    assert hidden > SOME_SEEDS
    assert found < MOST_RECOVERED_FROM_MARGINS * hidden


def test_reports_laid_side_by_side_give_few_cells_away():
    # Another report's cell is a margin of this table, rounded by itself because it is a cell there.
    found = hidden = 0
    for truth in random_tables(SOME_SEEDS):
        shown = shown_table(truth)
        margins = [[range_behind(public_count(int(total))) for total in truth.sum(axis=axis)] for axis in (1, 0)]
        found += recovered(truth, shown, *margins)
        hidden += int(shown.isna().sum(axis=None))
    assert 0 < found < MOST_RECOVERED_FROM_MARGINS * hidden
