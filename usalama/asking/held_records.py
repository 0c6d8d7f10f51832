"""What do the registers of the programme hold, for this view, and as files with what they are and who states them?"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from usalama.asking.export import ENGLISH, NOT_FOR_PUBLICATION, PUBLISHABLE, plain_values
from usalama.asking.selection import STRONGEST_FIRST
from usalama.model import Choices, Nature, Scope, Sentence
from usalama.schema import Table
from usalama.store import Store
from usalama.store.questions import records, whole_records

# A spreadsheet takes a cell that begins with one of these for a formula; NFKC makes the wide forms the narrow ones.
FORMULA_STARTS = tuple("=+-@|%")
LINE_STARTS = ("\t", "\r", "\n")


@dataclass(frozen=True)
class RegisterRows:
    """The records of one register.

    Arguments:
        rows: the register's columns that this view may see, with source_name.
        nature: what kind of records these are; None when there are none.
        notes: what was left out.
        elsewhere_count: records of the same nature (where there are none here, of the strongest) in counties that were
            not chosen.
    """

    rows: pd.DataFrame
    nature: Nature | None
    source_names: tuple[str, ...]
    notes: tuple[Sentence, ...]
    data_version: int
    elsewhere_count: int = 0


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
    own = of_one_nature(store.read(question, scope, county_codes=choices.county_codes), store.version())
    if not choices.county_codes:
        return own
    # The store remembers the whole register, which is what most visitors ask for.
    return replace(own, elsewhere_count=_elsewhere(own, store.read(question, scope).nature))


def _elsewhere(own: RegisterRows, natures: pd.Series) -> int:
    """How many records of the register are not among those chosen.

    Arguments:
        natures: of all its records.
    """
    nature = own.nature or _strongest(natures)
    return int((natures == nature).sum()) - len(own.rows)


def of_one_nature(held: pd.DataFrame, data_version: int) -> RegisterRows:
    """The rows of the strongest nature among those held.

    Arguments:
        held: any columns, source_name and nature.
    """
    nature = _strongest(held.nature)
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


def _strongest(natures: pd.Series) -> Nature | None:
    return next((one for one in STRONGEST_FIRST if (natures == one).any()), None)


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


@dataclass(frozen=True)
class SingleChange:
    """One record that was entered, changed or taken out by itself.

    Arguments:
        version: of the store that first had it so.
        record: as it stands after it, or as it stood where it was taken out.
        changed_at: UTC.
        was_held, is_held: whether it was there before, and is there after it.
    """

    table: Table
    version: int
    record: dict[str, object]
    changed_at: pd.Timestamp
    author: str
    was_held: bool
    is_held: bool


def single_changes(store: Store, scope: Scope, tables: Sequence[Table], most: int) -> tuple[SingleChange, ...]:
    """The newest changes of single records, newest first.

    Arguments:
        most: of them.

    Raises:
        NotAllowed: the scope may not see single changes.
    """
    found = []
    for table in tables:
        for version, rows in store.single_changes(table, scope, most).groupby("version"):
            is_after = rows.change_type.isin(("insert", "update_postimage"))
            record = rows[is_after if is_after.any() else ~is_after].iloc[0].to_dict()
            told = (record, record["changed_at"], str(record["author"]), bool((~is_after).any()), bool(is_after.any()))
            found.append(SingleChange(table, int(version), *told))
    return tuple(sorted(found, key=lambda one: one.version, reverse=True)[:most])


def _is_missing(value: object) -> bool:
    return value is None or bool(pd.isna(value))


def register_json(tables: dict[str, object], held: RegisterRows, scope: Scope, method: Sentence) -> str:
    """A result of a register as JSON: its tables first, then how it was made.

    Arguments:
        held: the register that was read.
    """
    about = {
        "scope": scope.name,
        "publication": publication(scope),
        "data_version": held.data_version,
        "nature": None if held.nature is None else str(held.nature),
        "sources": list(held.source_names),
        "method": ENGLISH.say(method),
        "notes": [ENGLISH.say(note) for note in held.notes],
    }
    plain = {name: plain_values(value) for name, value in tables.items()}
    return json.dumps(plain | about, ensure_ascii=False, indent=2)


def register_csv(rows: pd.DataFrame, held: RegisterRows, scope: Scope) -> str:
    """The rows as CSV; nature, scope and version stand on each, and no cell of text is a formula."""
    texts = {
        name: rows[name].map(as_cell)
        for name in rows.columns
        if not pd.api.types.is_numeric_dtype(rows[name]) and not pd.api.types.is_bool_dtype(rows[name])
    }
    stamped = rows.assign(
        **texts,
        nature="" if held.nature is None else str(held.nature),
        scope=scope.name,
        publication=publication(scope),
        data_version=held.data_version,
    )
    return stamped.to_csv(index=False)


def as_cell(value: object) -> object:
    """A value of a text column for a spreadsheet: text that would be a formula begins with an apostrophe."""
    if not isinstance(value, str):
        return value
    folded = unicodedata.normalize("NFKC", value)
    is_formula = folded.strip().startswith(FORMULA_STARTS) or value.startswith(LINE_STARTS)
    return f"'{value}" if is_formula else value


def publication(scope: Scope) -> str:
    """Whether the file may be passed on."""
    return NOT_FOR_PUBLICATION if scope.is_exact else PUBLISHABLE
