"""Timing both sides of a question, and checking that they say the same."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.questions import QUESTIONS, Ask

REPETITIONS = 5


@dataclass(frozen=True)
class Row:
    """One question at one size; medians in milliseconds."""

    title: str
    lake_ms: float
    pandas_ms: float

    @property
    def ratio(self) -> float:
        return self.pandas_ms / self.lake_ms


def time_questions(ask: Ask) -> list[Row]:
    """Both sides of every question, one after the other so that both meet the same machine.

    Raises:
        ValueError: they do not agree.
    """
    rows = []
    for question in QUESTIONS:
        _check_equal(question.title, question.lake(ask), question.pandas(ask))
        lake, pandas = [], []
        for _ in range(REPETITIONS):
            # What was answered before must be answered anew.
            ask.store._answer.cache_clear()
            lake.append(_milliseconds(lambda: question.lake(ask)))  # noqa: B023
            pandas.append(_milliseconds(lambda: question.pandas(ask)))  # noqa: B023
        rows.append(Row(question.title, statistics.median(lake), statistics.median(pandas)))
    return rows


def _milliseconds(call: Callable[[], pd.DataFrame]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _check_equal(title: str, lake: pd.DataFrame, pandas: pd.DataFrame) -> None:
    one, other = _comparable(lake), _comparable(pandas[list(lake.columns)])
    is_equal = one.shape == other.shape and all(
        np.allclose(one[name], other[name]) if one[name].dtype == float else (one[name] == other[name]).all()
        for name in one
    )
    if not is_equal:
        raise ValueError(f"{title}: the store and pandas disagree\n{one.head()}\n{other.head()}")


def _comparable(table: pd.DataFrame) -> pd.DataFrame:
    """Every column as numbers or text, rows in the order of all columns."""
    plain = {
        str(name): column.astype(float).round(6) if pd.api.types.is_numeric_dtype(column) else _text(column)
        for name, column in table.items()
    }
    frame = pd.DataFrame(plain)
    return frame.sort_values(list(frame.columns), ignore_index=True)


def _text(column: pd.Series) -> pd.Series:
    # Dates come as dates from one side and as moments from the other.
    return column.astype(str).str.slice(0, 10)
