"""Write docs/data-dictionary.md from the declarations in usalama/schema and usalama/registers: `make dictionary`."""

from __future__ import annotations

from pathlib import Path

from usalama.registers import TABLES
from usalama.schema import Column, Kind, Table, Visibility

DICTIONARY = Path(__file__).with_name("data-dictionary.md")
HEAD = """# Data dictionary

Made from `usalama/schema` and `usalama/registers` by `make dictionary`; a test fails when this page is out of date.
The same declarations check every row, create every table and name the columns of every file that is written.

- Moments are stored in UTC and shown in the country's time zone. Dates are local dates.
- An empty flag means *unknown*; it is never counted as *no*.
- **ours** columns are derived when a file is read; a file cannot set them.
- **Who** says who may see single values. Counts of rows follow the rule for small numbers, whoever may see the column.
"""
KINDS = {
    Kind.TEXT: "text",
    Kind.MOMENT: "moment (UTC)",
    Kind.DATE: "date (local)",
    Kind.INTEGER: "whole number",
    Kind.NUMBER: "number",
    Kind.FLAG: "true, false or empty",
}
WHO = {
    Visibility.PUBLIC: "everybody",
    Visibility.OPERATOR: "operator",
    Visibility.MODERATION: "moderation only",
}


def dictionary() -> str:
    """The whole page as Markdown."""
    return "\n".join([HEAD, *(section(table) for table in TABLES)])


def section(table: Table) -> str:
    """One table: its columns, a row each."""
    lines = [
        f"## `{table.name}`",
        "",
        table.meaning,
        "",
        "| column | holds | required | ours | who | meaning |",
        "|---|---|---|---|---|---|",
        *(_row(column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _row(column: Column) -> str:
    required, ours = ("yes" if is_so else "" for is_so in (column.is_required, column.is_ours))
    meaning = f"{column.meaning}{_limits(column)}".replace("|", r"\|")
    who = WHO[column.visibility] + (f"; everybody where `{column.consent.flag}`" if column.consent else "")
    return f"| `{column.name}` | {KINDS[column.kind]} | {required} | {ours} | {who} | {meaning} |"


def _limits(column: Column) -> str:
    if column.allowed is not None:
        return f" One of {', '.join(f'`{value}`' for value in column.allowed)}."
    if column.minimum is not None and column.maximum is not None:
        return f" From {column.minimum:g} to {column.maximum:g}."
    return ""


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), encoding="utf-8")
