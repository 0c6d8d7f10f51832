"""Every reference of a folder, checked or not, as a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.calibration.references.checks import CHECKS
from benchmarks.calibration.references.comparison import Difference, Known, Tolerance, by_path, difference, tolerance_of

HEAD = ("id", "what", "largest difference", "tolerance", "within")
NO_REASON = "nobody has said why"


@dataclass(frozen=True)
class Row:
    """One reference.

    Arguments:
        identity: its id.
        what: the method.
        found: how far we are from it; None when it is not checked.
        tolerance: how far we may be; None when it is not checked.
        left_out: its results that are not computed here, with the reason.
    """

    identity: str
    what: str
    found: Difference | None = None
    tolerance: Tolerance | None = None
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def is_within(self) -> bool | None:
        """None when it is not checked."""
        if self.found is None or self.tolerance is None:
            return None
        return self.found.largest <= self.tolerance.size and not self.found.unequal


def read_references(folder: Path) -> list[Known]:
    """All references of a folder, by id."""
    return sorted((json.loads(path.read_text()) for path in folder.glob("*.json")), key=lambda known: known["id"])


def check(known: Known) -> Row:
    """One reference beside what our code says of the same input."""
    identity, what = known["id"], known["method"]
    if identity not in CHECKS:
        return Row(identity, what)
    chosen = CHECKS[identity]
    comparison, tolerance = chosen.compare(known), tolerance_of(known, chosen.tolerance)
    compared = {name for name, _result in by_path(comparison.ours)}
    missing = [name for name, _result in by_path(known["expected"]) if name not in compared]
    left_out = tuple((name, chosen.left_out.get(name, NO_REASON)) for name in missing)
    return Row(identity, what, difference(comparison, tolerance), tolerance, left_out)


def markdown(rows: Sequence[Row]) -> str:
    """The table; below it, what of a reference is not compared, and references that are checked but not here."""
    lines = [HEAD, ("---",) * len(HEAD), *(_cells(row) for row in rows)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    absent = sorted(set(CHECKS) - {row.identity for row in rows})
    parts = [
        table,
        _list("Not compared:", _left_out(rows)),
        _list("Not in this folder, and so not checked:", absent),
    ]
    return "\n\n".join(part for part in parts if part)


def _cells(row: Row) -> tuple[str, ...]:
    what = row.what.replace("|", "/")
    if row.found is None:
        return row.identity, what, "", "", "not checked"
    words = [f"{row.found.largest:.1e}" if row.found.largest else "0"]
    words += [f"{', '.join(row.found.equal)} equal"] if row.found.equal else []
    words += [f"{', '.join(row.found.unequal)} NOT EQUAL"] if row.found.unequal else []
    return row.identity, what, "; ".join(words), str(row.tolerance), "yes" if row.is_within else "NO"


def _left_out(rows: Sequence[Row]) -> list[str]:
    lines = []
    for row in rows:
        for reason in dict.fromkeys(why for _name, why in row.left_out):
            names = ", ".join(name for name, why in row.left_out if why == reason)
            lines.append(f"{row.identity}: {names} ({reason})")
    return lines


def _list(title: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join([title, "", *lines]) if lines else ""
