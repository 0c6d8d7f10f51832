"""``python -m benchmarks.numbers STORE FILE``: every number that a store makes anybody say, in one file to compare.

Two states of the code that say the same write equal files: run it before a change and after it, and hand both files
to ``--compare``. What is written is what leaves: the output of every ``usalama report``, and all texts, tables, charts
and maps of every page with everything opened that can be; each for both views and under several filters.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import json
import os
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from components.drawing import figures
from components.shell.menu import MENU
from usalama.__main__ import app

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
FILTERS: dict[str, dict[str, str]] = {
    "all": {"period": "all"},
    "kisumu": {"place": "county:042"},
    "robbery-2025": {"category": "robbery", "period": "own", "from": "2025-01-01", "to": "2025-12-31"},
    "two-counties-drugs": {
        "place": "county:047,county:001",
        "category": "drugs_alcohol",
        "period": "own",
        "from": "2024-01-01",
        "to": "2026-06-30",
    },
}
REPORTS = ("county-rates", "compare", "trend", "associations", "rollout", "charter", "logframe")
VIEWS = ("operator", "public")
# What differs between two runs of the same code: keys of widgets, addresses of files made on the way.
PASSING = re.compile(r"\$\$[A-Z]+-[0-9a-f]+-|[0-9a-f]{32,}|/media/\S+")


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.numbers", description=__doc__)
    parser.add_argument("store", type=Path, help="the store, or with --compare the first file")
    parser.add_argument("file", type=Path, help="where to write, or with --compare the second file")
    parser.add_argument("--compare", action="store_true")
    arguments = parser.parse_args()
    if arguments.compare:
        sys.exit(compare(arguments.store, arguments.file))
    os.environ["USALAMA_STORE"] = str(arguments.store)
    said = dict(itertools.chain(_of_reports(), _of_pages()))
    arguments.file.write_text(json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    print(f"{len(said)} views written to {arguments.file}")


def compare(first: Path, second: Path) -> int:
    """Print where two files differ; 0 when they do not."""
    one, other = (json.loads(path.read_text(encoding="utf-8")) for path in (first, second))
    differing = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    for name in differing:
        print(f"differs: {name}")
        for line in _differences(one.get(name, []), other.get(name, [])):
            print(f"    {line}")
    print(f"{len(differing)} differences in {len(one.keys() | other.keys())} views")
    return int(bool(differing))


def _differences(one: list[str], other: list[str], most: int = 12) -> list[str]:
    gone = [f"- {line[:300]}" for line in one if line not in set(other)]
    come = [f"+ {line[:300]}" for line in other if line not in set(one)]
    return [*gone[:most], *come[:most]] or ["the same lines in another order or number"]


def _of_reports() -> Iterator[tuple[str, list[str]]]:
    for kind, view, (name, chosen) in itertools.product(REPORTS, VIEWS, FILTERS.items()):
        options = [*_options(kind, chosen), "--scope", view]
        for output in ("json", "csv"):
            ended = CliRunner().invoke(app, ["report", kind, *options, "--format", output])
            yield f"report {kind} {view} {name} {output}", [str(ended.exit_code), *ended.stdout.splitlines()]


def _options(kind: str, chosen: dict[str, str]) -> list[str]:
    """The same filter for a command, as far as that report takes it."""
    options: list[str] = []
    if kind in ("county-rates", "compare", "trend"):
        if "category" in chosen:
            options += ["--category", chosen["category"]]
        if "from" in chosen:
            options += ["--from", chosen["from"], "--to", chosen["to"]]
    if kind not in ("compare", "logframe"):
        keys = [key for key in chosen.get("place", "").split(",") if key]
        options += [part for key in keys for part in ("--county", key.removeprefix("county:"))]
    return options


def _of_pages() -> Iterator[tuple[str, list[str]]]:
    _open_everything()
    frame = next(path for path in (PROJECT_FOLDER / "components").rglob("frame.py"))
    tabs = [(entry.name, tab.code) for entry in MENU for tab in entry.tabs or (entry.tab(""),)]
    for (name, tab), view, (filtered, chosen) in itertools.product(tabs, VIEWS, FILTERS.items()):
        screen = AppTest.from_file(str(frame), default_timeout=300)
        for key, value in (chosen | {"view": view, "tab": tab}).items():
            screen.query_params[key] = value
        page = os.path.relpath(PROJECT_FOLDER / "pages" / f"{name}.py", frame.parent)
        screen.switch_page(page).run()
        yield f"page {name} {tab} {view} {filtered}", _said_on(screen)
        print(f"{name} {tab} {view} {filtered}", file=sys.stderr, flush=True)


def _open_everything() -> None:
    """Let the visitor be the operator where they ask for it, and let everything be open that can be."""
    for module, name, given in (("session", "_is_operator", True), ("anatomy", "is_open", True)):
        path = next((PROJECT_FOLDER / "components").rglob(f"{module}.py"))
        dotted = ".".join(path.relative_to(PROJECT_FOLDER).with_suffix("").parts)
        setattr(import_module(dotted), name, lambda _asked, given=given: given)
    figures.open_parts = lambda _key, offered: tuple(offered)


def _said_on(screen: AppTest) -> list[str]:
    """Texts, tables, charts and data of maps, in the order of the page."""
    found = [f"error: {one.message}" for one in screen.exception]
    for node in _nodes(screen._tree):
        found += _said_by(node)
    return [PASSING.sub("~", line) for line in found]


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)


def _said_by(node: Any) -> list[str]:
    kind, proto = getattr(node, "type", ""), getattr(node, "proto", None)
    if proto is None:
        return []
    if kind == "dataframe":
        return [f"table: {_rows(proto.arrow_data.data)} {proto.columns} {proto.alt}"]
    if kind in ("vega_lite_chart", "arrow_vega_lite_chart"):
        tables = [one.data.data for one in proto.datasets] + ([proto.data.data] if proto.data.data else [])
        return [f"chart: {_spec(proto.spec)}", *(f"drawn: {_rows(data)}" for data in tables)]
    return [f"{kind}: {line}" for line in str(proto).splitlines() if not line.strip().startswith(("id:", "key:"))]


def _spec(spec: str) -> str:
    """A chart's drawing without the names it gives its tables, which are made from their content."""
    return re.sub(r'"name": ?"[0-9a-f-]{16,}"', '"name": "~"', spec)


def _rows(data: bytes) -> str:
    table = pa.ipc.open_stream(io.BytesIO(data)).read_all()
    # The last digits of a sum depend on the order in which the engine added.
    text = table.to_pandas().to_csv(index=False, float_format="%.9g")
    return f"{table.num_rows} rows {hashlib.sha256(text.encode()).hexdigest()[:16]} {text[:400]!r}"


if __name__ == "__main__":
    main()
