"""What do the registers of the programme hold, for this view?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.asking.selection import STRONGEST_FIRST
from usalama.model import Choices, Nature, Scope, Sentence
from usalama.schema import Table
from usalama.store import Store
from usalama.store.questions import records, whole_records


@dataclass(frozen=True)
class RegisterRows:
    """The records of one register.

    Arguments:
        rows: the register's columns that this view may see, with source_name.
        nature: what kind of records these are; None when there are none.
        notes: what was left out.
    """

    rows: pd.DataFrame
    nature: Nature | None
    source_names: tuple[str, ...]
    notes: tuple[Sentence, ...]
    data_version: int


def register_rows(
    store: Store, scope: Scope, choices: Choices, table: Table, *, every_column: bool = False
) -> RegisterRows:
    """The records of a register in the chosen counties; records of no county are about the whole programme.

    Arguments:
        every_column: what only the operator may see as well.

    Returns:
        Records of one nature: the strongest that the register holds. Others are left out, and that is said.

    Raises:
        NotAllowed: the scope may not see every column.
    """
    question = whole_records(table) if every_column else records(table)
    return of_one_nature(store.read(question, scope, county_codes=choices.county_codes), store.version())


def of_one_nature(held: pd.DataFrame, data_version: int) -> RegisterRows:
    """The rows of the strongest nature among those held.

    Arguments:
        held: any columns, source_name and nature.
    """
    nature = next((one for one in STRONGEST_FIRST if (held.nature == one).any()), None)
    own, others = held[held.nature == nature], held[held.nature != nature]
    note = Sentence(
        "Left out, because they are of another nature: {sources}.",
        {"sources": ", ".join(sorted(set(others.source_name)))},
    )
    return RegisterRows(
        rows=own.drop(columns="nature").reset_index(drop=True),
        nature=nature,
        source_names=tuple(sorted(set(own.source_name))),
        notes=(note,) if len(others) else (),
        data_version=data_version,
    )


def record_changes(store: Store, scope: Scope, table: Table, record_id: str) -> pd.DataFrame:
    """Who changed a record, when, from what to what: a row a column that changed, newest first.

    Returns:
        changed_at (UTC), author, message, column, before, after; ``before`` is missing where the record was new.

    Raises:
        NotAllowed: the scope may not see single changes.
    """
    versions = store.changes(table, scope, record_id)
    names = [name for name in table.column_names if name not in ("record_id", "source_id")]
    found = []
    # A version is what was put in; what it replaced went out in the same commit or was never there.
    commits = list(versions.groupby("changed_at", sort=True))
    before: dict[str, object] = {}
    for changed_at, rows in commits:
        entered = rows[rows.change_type.isin(("insert", "update_postimage"))]
        after = entered.iloc[0].to_dict() if len(entered) else {}
        first = rows.iloc[0]
        for name in names:
            old, new = before.get(name), after.get(name)
            if not (_is_missing(old) and _is_missing(new)) and old != new:
                found.append((changed_at, first.author, first.message, name, old, new))
        before = after
    columns = ["changed_at", "author", "message", "column", "before", "after"]
    return pd.DataFrame(found[::-1], columns=columns)


def _is_missing(value: object) -> bool:
    return value is None or bool(pd.isna(value))
