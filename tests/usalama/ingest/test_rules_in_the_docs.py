"""The rules of docs/adding-a-source.md, tried as they stand there."""

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from usalama.ingest.mapping import Mapping

DOC = (Path(__file__).resolve().parents[3] / "docs" / "adding-a-source.md").read_text(encoding="utf-8")
MAPPING = Mapping.model_validate(tomllib.loads(re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)[0]))
(ROW,) = csv.DictReader(io.StringIO(re.findall(r"```csv\n(.*?)```", DOC, re.DOTALL)[0]))


def section(title: str) -> str:
    return DOC.split(f"## {title}\n")[1].split("\n## ")[0]


def table_rows(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in re.split(r"(?<!`\")\|(?!\"`)", line)[1:-1]] for line in lines[1:]]


RULES = [row for row in table_rows("The rules for rows") if not set(row[0]) <= {"-"}]


def changed(cells: str) -> str:
    changes = dict(change.split("=", 1) for change in cells.strip("`").split("; "))
    assert changes.keys() <= ROW.keys()
    text = io.StringIO()
    writer = csv.DictWriter(text, ROW.keys())
    writer.writeheader()
    writer.writerow(ROW | changes)
    return text.getvalue()


def test_there_are_rules_to_try() -> None:
    assert len(RULES) > 20


def test_the_row_of_the_example_is_accepted(read: Callable) -> None:
    row = read(changed("Remarks="), using=MAPPING).only
    assert (row["status"], row["responder"], row["constituency_method"]) == ("verified", "police", "given")


@pytest.mark.parametrize(("rule", "good", "bad", "reason"), RULES, ids=lambda cell: cell[:40])
def test_the_good_example_is_accepted_and_the_bad_one_refused_in_these_words(
    read: Callable, rule: str, good: str, bad: str, reason: str
) -> None:
    assert read(changed(good), using=MAPPING).refused == [], rule
    outcome = read(changed(bad), using=MAPPING)
    assert (outcome.accepted, outcome.reasons) == ([], [reason]), rule


def keys_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        parts = [field.annotation, *getattr(field.annotation, "__args__", ())]
        inner = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
        if inner:
            yield from keys_of(inner[0], f"{before}{name}.")
        else:
            yield before + name


def test_every_key_of_a_mapping_is_described_and_no_other() -> None:
    described = [row[0].strip("`") for row in table_rows("Every key") if row[0].startswith("`")]
    assert sorted(described) == sorted(keys_of(Mapping))
