"""What the schema itself demands of accepted rows, as pandera checks: the last word, whatever a mapping did."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandera.pandas as pandera
import pyarrow as pa
from pandera.errors import SchemaErrors

from usalama.model import Sentence
from usalama.schema import INCIDENT, Column

# The store gives these when it keeps the row.
GIVEN_BY_THE_STORE = ("incident_id", "source_id", "batch_id")
CHECKED = tuple(
    column
    for column in INCIDENT.columns
    if column.name not in GIVEN_BY_THE_STORE
    and (column.is_required or column.allowed is not None or column.minimum is not None)
)


def declared_faults(ours: dict[str, pa.Array]) -> Iterator[tuple[npt.NDArray[np.intp], Column, Sentence]]:
    """Where values do not have what ``schema.INCIDENT`` declares: is required, allowed values, bounds.

    Arguments:
        ours: our columns, at least those of ``CHECKED``.

    Returns:
        Positions of rows, the column at fault and the reason, in the order of the schema.
    """
    frame = pa.table({column.name: ours[column.name] for column in CHECKED}).to_pandas()
    try:
        _checks().validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        for column in CHECKED:
            for is_missing in (True, False):
                found = cases[(cases["column"] == column.name) & ((cases["check"] == "not_nullable") == is_missing)]
                if len(found):
                    yield found["index"].to_numpy(np.intp), column, _reason(column, is_missing=is_missing)


@lru_cache
def _checks() -> pandera.DataFrameSchema:
    return pandera.DataFrameSchema(
        {column.name: pandera.Column(None, _checks_of(column), nullable=not column.is_required) for column in CHECKED}
    )


def _checks_of(column: Column) -> list[pandera.Check]:
    checks = []
    if column.allowed is not None:
        checks.append(pandera.Check.isin(column.allowed))
    if column.minimum is not None and column.maximum is not None:
        checks.append(pandera.Check.in_range(column.minimum, column.maximum))
    return checks


def _reason(column: Column, *, is_missing: bool) -> Sentence:
    if is_missing:
        return Sentence("It is missing.")
    if column.allowed is not None:
        return Sentence("It is none of: {allowed}.", {"allowed": ", ".join(column.allowed)})
    values = {"minimum": column.minimum, "maximum": column.maximum}
    return Sentence("It is not between {minimum} and {maximum}.", values)
