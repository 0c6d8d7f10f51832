"""When a number became another for the same data, as the changelog says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from usalama.settings import PROJECT_FOLDER

CHANGELOG = PROJECT_FOLDER / "CHANGELOG.md"
MARKDOWN_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


@dataclass(frozen=True)
class ChangedResult:
    """A number that became another for the same data.

    Arguments:
        changed_on: when.
        text: which and why; its English is the key of its translations.
    """

    changed_on: date
    text: str


def results_changed() -> tuple[ChangedResult, ...]:
    """What the changelog says under "Results changed", newest first."""
    lines = CHANGELOG.read_text(encoding="utf-8").splitlines()
    entries: list[list[str]] = []
    is_inside = False
    for line in lines:
        if line.startswith("#"):
            is_inside = line.strip("# ") == "Results changed"
        elif is_inside and line.startswith("- "):
            entries.append([line[2:]])
        elif is_inside and line.startswith("  ") and entries:
            entries[-1].append(line.strip())
    found = [_changed(MARKDOWN_LINK.sub(r"\1", " ".join(parts))) for parts in entries]
    return tuple(sorted(found, key=lambda one: one.changed_on, reverse=True))


def _changed(entry: str) -> ChangedResult:
    day, _, text = entry.partition(". ")
    return ChangedResult(date.fromisoformat(day), text)
