"""How many records does a register hold, by county, by month and by kind, as its declaration says what these are?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.registers import Register
from usalama.schema import Place


@dataclass(frozen=True)
class RegisterCounts:
    """Records of one register, counted; a table is empty where the register knows nothing of the sort.

    Arguments:
        by_county: county_code, record_count; a record of several counties counts in each, one of none in none.
        by_month: month, the first day of it, record_count; months without a record between others are 0.
        by_kind: kind, the code, record_count; in the order in which the codes are declared.
    """

    by_county: pd.DataFrame
    by_month: pd.DataFrame
    by_kind: pd.DataFrame


def counts_of(rows: pd.DataFrame, table: Register) -> RegisterCounts:
    """Count the records that somebody sees.

    Arguments:
        rows: of the register, as this view may see them.
    """
    return RegisterCounts(_by_county(rows, table), _by_month(rows, table), _by_kind(rows, table))


def _by_county(rows: pd.DataFrame, table: Register) -> pd.DataFrame:
    column = next((one.name for one in table.columns if one.place in (Place.COUNTY, Place.COUNTIES)), None)
    codes = rows[column].dropna().str.split(",").explode() if column in rows else pd.Series(dtype=object)
    return _counted(codes.value_counts().sort_index(), "county_code")


def _by_month(rows: pd.DataFrame, table: Register) -> pd.DataFrame:
    column = table.day_column
    days = pd.to_datetime(rows[column.name]).dropna() if column and column.name in rows else pd.Series(dtype="M8[ns]")
    counted = days.dt.to_period("M").value_counts().sort_index()
    if len(counted):
        counted = counted.reindex(pd.period_range(counted.index[0], counted.index[-1], freq="M"), fill_value=0)
    return _counted(counted.set_axis([one.start_time.date() for one in counted.index]), "month")


def _by_kind(rows: pd.DataFrame, table: Register) -> pd.DataFrame:
    column = table.kind_column
    if column is None or column.name not in rows:
        return _counted(pd.Series(dtype=int), "kind")
    return _counted(rows[column.name].value_counts().reindex(list(column.words), fill_value=0), "kind")


def _counted(counts: pd.Series, name: str) -> pd.DataFrame:
    return pd.DataFrame({name: list(counts.index), "record_count": [int(one) for one in counts]})
