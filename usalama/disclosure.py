"""The one rule for counts that the public may see.

A count of 1 to 7 is hidden, every other count is rounded to the nearest 5, and 0 stays 0. A total in a
published table is the sum of the rounded cells that the table shows, and a public rate is made from
the rounded count.

Hiding alone protects nobody: whoever subtracts the shown cells from an exact total has the hidden one.
Rounding the shown cells as well leaves an attacker with a range for each of them, and a total that is
made of what is shown already tells nothing new. There is no second public rule, since two different
roundings of one number can be subtracted from each other.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from usalama.model import Scope

LARGEST_HIDDEN = 7
ROUNDED_TO = 5


def public_count(count: int) -> int | None:
    """What the public may see of one count: None when it is hidden.

    Raises:
        ValueError: the count is negative.
    """
    if count < 0:
        raise ValueError("a count cannot be negative")
    if 0 < count <= LARGEST_HIDDEN:
        return None
    # Ties cannot happen: the step is odd.
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def public_counts(counts: pd.Series) -> pd.Series:
    """``public_count`` of a whole column.

    Arguments:
        counts: whole numbers; what is missing already stays missing.

    Returns:
        A nullable integer column with the same index; missing where a count is hidden.

    Raises:
        ValueError: a count is negative.
    """
    exact = counts.astype("Int64")
    if (exact < 0).any():
        raise ValueError("a count cannot be negative")
    is_hidden = exact.between(1, LARGEST_HIDDEN).fillna(value=False)
    return ((exact + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO).mask(is_hidden)


def disclose(frame: pd.DataFrame, count_columns: Iterable[str], scope: Scope) -> pd.DataFrame:
    """A table of counts as this scope may see it.

    Arguments:
        frame: one row a place, month or category, counted exactly.
        count_columns: every column of it that holds a count; each is under the rule by itself. What was
            made from a count (a rate, a share) must be made again afterwards, or left out.
        scope: an exact scope gets the frame as it is.

    Returns:
        The frame, or a copy with the counts hidden and rounded as nullable integers.
    """
    if scope.is_exact:
        return frame
    return frame.assign(**{name: public_counts(frame[name]) for name in count_columns})


def shown_total(counts: pd.Series) -> int:
    """The total under a column of a table: the sum of the cells that it shows.

    Arguments:
        counts: a column as ``disclose`` returned it, or exact counts.

    Returns:
        The sum; hidden cells add nothing, so that a public total gives nothing away.
    """
    return int(counts.sum())
