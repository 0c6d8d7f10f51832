"""The store as readers know it: a question and a scope go in, a table comes out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from usalama.errors import NotAllowed
from usalama.model import Period, Scope
from usalama.schema import Table
from usalama.store.compiling import sql_of
from usalama.store.estimating import Estimator, Released, check_released
from usalama.store.lake import in_lake, open_lake
from usalama.store.locking import writer_lock
from usalama.store.questions import ALL, EXACT_ONLY, Question
from usalama.store.questions.answers import FOR_ESTIMATES
from usalama.store.refused import remove_old_refused
from usalama.store.staging import Staging
from usalama.store.upgrades import bring_up_to_date
from usalama.store.writing import Writer

# How long a page may go on with the version it knows before it asks again.
VERSION_MEMORY_SECONDS = 0.5
CACHED_ANSWERS = 512
EVER = date(9999, 12, 31)
Bound = tuple[tuple[str, str], ...]


class Store:
    """A lake opened by this process; threads may share it, since every call takes its own cursor.

    Arguments:
        address: the folder of the lake.
    """

    def __init__(self, address: Path) -> None:
        self.address = address.resolve()
        self._connection = open_lake(self.address)
        bring_up_to_date(self._connection, self.address)
        self._known_version: tuple[float, int] | None = None
        self._answer = lru_cache(maxsize=CACHED_ANSWERS)(self._ask)

    def read(
        self,
        question: Question,
        scope: Scope,
        *,
        period: Period | None = None,
        county_codes: tuple[str, ...] = (),
        category_codes: tuple[str, ...] = (),
        source_ids: tuple[str, ...] = (),
        observed_until: datetime | None = None,
    ) -> pd.DataFrame:
        """Answer one question for one scope.

        Arguments:
            question: one of ``questions``.
            scope: who is asking; without one nothing is read.
            period: the days counted; None counts all.
            county_codes, category_codes, source_ids: empty means all.
            observed_until: UTC moment until which open reports were watched.

        Returns:
            One row per group, exact; ``disclosure`` comes after.

        Raises:
            NotAllowed: the scope is missing, or asks for more than its level may see; nobody reads what is there for
                estimates only.
        """
        _check_allowed(question, scope, period)
        if question.name in FOR_ESTIMATES:
            raise NotAllowed("Single answers to a survey are not read; ask for an estimate.")
        return self._answered(
            question,
            scope,
            start=str(period.start if period else date.min),
            end=str(period.end if period else EVER),
            counties=_listed(county_codes),
            categories=_listed(category_codes),
            sources=_listed(source_ids),
            observed_until=str(observed_until or datetime(1970, 1, 1)),
        )

    def estimate(self, question: Question, scope: Scope, estimator: Estimator) -> tuple[Released, ...]:
        """Have rows estimated from that nobody may read: they stay here, and what leaves is looked at first.

        Arguments:
            question: one of ``questions.answers.FOR_ESTIMATES``.
            estimator: makes estimates of the rows, disclosed as the scope may see them.

        Raises:
            NotAllowed: the scope is missing, the question is another one, or the estimator returns anything that the
                scope may not see.
        """
        _check_allowed(question, scope, None)
        if question.name not in FOR_ESTIMATES:
            raise NotAllowed("This is read, not estimated from.")
        return check_released(estimator(self._answered(question, scope)), scope)

    def _answered(self, question: Question, scope: Scope, **chosen: str) -> pd.DataFrame:
        parameters = {
            "verified_only": "no" if scope.is_exact else "yes",
            "published_until": str(scope.published_until or EVER),
            "scope_counties": ALL if scope.county_codes is None else ",".join(scope.county_codes),
        } | chosen
        # pandas copies on write, so a reader cannot change the cached answer.
        return self._answer(question, scope, tuple(parameters.items()), self.version()).copy(deep=False)

    def version(self) -> int:
        """The data version: it grows with every commit, whoever made it."""
        known = self._known_version
        now = time.monotonic()
        if known and now - known[0] < VERSION_MEMORY_SECONDS:
            return known[1]
        with self.cursor() as cursor:
            row = cursor.execute("FROM lake.current_snapshot()").fetchone()
        version = int(row[0]) if row else 0
        self._known_version = (now, version)
        return version

    def changes(self, table: Table, scope: Scope, record_id: str) -> pd.DataFrame:
        """Every version of one record of a register, newest first.

        Returns:
            The columns of the table with changed_at (UTC), author, message and what happened: insert, delete,
            update_preimage or update_postimage.

        Raises:
            NotAllowed: the scope may not see single changes.
        """
        names = ", ".join(f"changed.{name}" for name in table.column_names)
        sql = f"""SELECT snapshot.snapshot_time AS changed_at, snapshot.author,
                snapshot.commit_message AS message, changed.change_type, {names}
            FROM lake.table_changes('{table.name}', 0, $version) AS changed
            JOIN lake.snapshots() AS snapshot USING (snapshot_id)
            WHERE changed.record_id = $record_id
            ORDER BY snapshot_id DESC, changed.change_type DESC"""
        return self._history(scope, sql, record_id=record_id)

    def single_changes(self, table: Table, scope: Scope, most: int) -> pd.DataFrame:
        """The newest changes of a register that were of one record each, as they are made in a form.

        Arguments:
            most: how many commits.

        Returns:
            The columns of the table with version, changed_at (UTC), author and what happened, as ``changes`` says it.

        Raises:
            NotAllowed: the scope may not see single changes.
        """
        names = ", ".join(f"changed.{name}" for name in table.column_names)
        sql = f"""WITH changed AS (
                FROM lake.table_changes('{table.name}', 0, $version)
                WINDOW own AS (PARTITION BY snapshot_id)
                QUALIFY min(record_id) OVER own = max(record_id) OVER own
            ), newest AS (
                SELECT DISTINCT snapshot_id FROM changed ORDER BY snapshot_id DESC LIMIT $most
            )
            SELECT snapshot_id AS version, snapshot.snapshot_time AS changed_at, snapshot.author,
                changed.change_type, {names}
            FROM changed JOIN newest USING (snapshot_id) JOIN lake.snapshots() AS snapshot USING (snapshot_id)
            ORDER BY version DESC, changed.change_type DESC"""
        return self._history(scope, sql, most=most)

    def _history(self, scope: Scope, sql: str, **values: object) -> pd.DataFrame:
        """What the versions of a table hold; names in the question are of our schema, whatever is asked for a value."""
        if not scope.is_exact:
            raise NotAllowed("This is shown only to the operator of this machine.")
        with self.cursor() as cursor:
            return cursor.execute(sql, {"version": self.version(), **values}).arrow().read_all().to_pandas()

    @contextmanager
    def staging(self) -> Iterator[Staging]:
        """A place for rows that are checked but not stored; gone at the end."""
        with self.cursor() as cursor:
            yield Staging(cursor)

    @contextmanager
    def write(self, author: str, message: str, staging: Staging | None = None) -> Iterator[Writer]:
        """One commit: all of it or none. One writer at a time over all processes.

        Arguments:
            author: who is writing, for the history.
            message: what is written, for the history.
            staging: rows to be stored in this commit.

        Raises:
            StoreUnavailable: another writer held the lock for a minute.
        """
        with writer_lock(self.address), self.cursor() as own:
            # Whoever held the lock before may have made a newer version than the one remembered.
            self._known_version = None
            writer = Writer(staging.cursor if staging else own)
            writer.begin()
            try:
                yield writer
                writer.commit(author, message)
            finally:
                writer.roll_back_unless_committed()
        self._known_version = None

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own for staging; closed and its temporary tables dropped at the end."""
        cursor = in_lake(self._connection)
        try:
            yield cursor
        finally:
            cursor.close()

    def _ask(self, question: Question, scope: Scope, bound: Bound, version: int) -> pd.DataFrame:
        sql, used = sql_of(question)
        values = {name: value for name, value in bound if name in used}
        with self.cursor() as cursor:
            return _with_whole_numbers(cursor.execute(sql, values).arrow().read_all()).to_pandas()


def _with_whole_numbers(answer: pa.Table) -> pa.Table:
    """The engine adds up whole numbers to a wider kind, which pandas would take for decimals."""
    fields = [field.with_type(pa.int64()) if pa.types.is_decimal(field.type) else field for field in answer.schema]
    return answer.cast(pa.schema(fields))


def _check_allowed(question: Question, scope: Scope, period: Period | None) -> None:
    if not isinstance(scope, Scope):
        raise NotAllowed("Nothing is read without a scope.")
    # Codes travel as one text; a code that is a sign for all, or for several, would widen the scope.
    if not all(code.isalnum() for code in scope.county_codes or ()):
        raise NotAllowed("A scope names its counties by their numbers.")
    if scope.is_exact:
        return
    if question.name in EXACT_ONLY:
        raise NotAllowed("This is shown only to the operator of this machine.")
    if period and not period.is_whole_months:
        raise NotAllowed("The public figures are by whole months. Ask from the first to the last day of a month.")


def _listed(values: tuple[str, ...]) -> str:
    return ",".join(values) if values else ALL


_OPEN: dict[Path, Store] = {}
_OPENING = threading.Lock()


def open_store(address: Path) -> Store:
    """The process's one store at this address; a lake is opened once and shared by all threads.

    Every command and every run of a page comes by here, so old files of refused rows go from here.

    Raises:
        StoreUnavailable: the folder cannot be used or was made by a newer version.
    """
    key = address.resolve()
    with _OPENING:
        if key not in _OPEN:
            _OPEN[key] = Store(key)
    remove_old_refused(key)
    return _OPEN[key]
