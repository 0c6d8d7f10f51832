"""What would keep a reader waiting for minutes cannot be reached: natural breaks, pairs of many points."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import numpy as np
import pytest

from usalama.errors import InputRefused
from usalama.stats.space.map_pictures import legible_breaks
from usalama.stats.space.near_repeat import near_repeats

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
MODULES = sorted(path for room in ("usalama", "components", "pages") for path in (PROJECT_FOLDER / room).rglob("*.py"))
# Natural breaks of ten thousand values take minutes; all pairs of many points fill the memory.
FORBIDDEN_LIBRARIES = {"mapclassify", "jenkspy"}
FORBIDDEN_NAMES = {
    "FisherJenks",
    "JenksCaspall",
    "NaturalBreaks",
    "pdist",
    "squareform",
    "distance_matrix",
    "gaussian_kde",
}


def names_in(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").partition(".")[0], *(alias.name for alias in node.names)}
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    return found


def test_no_module_asks_for_them():
    asking = {path.name: names_in(path) & (FORBIDDEN_LIBRARIES | FORBIDDEN_NAMES) for path in MODULES}
    assert {name: found for name, found in asking.items() if found} == {}


def test_they_would_be_found(tmp_path):
    path = tmp_path / "module.py"
    path.write_text("import mapclassify\nfrom scipy.spatial.distance import pdist\nmapclassify.FisherJenks([1])\n")
    assert names_in(path) & (FORBIDDEN_LIBRARIES | FORBIDDEN_NAMES) == {"mapclassify", "pdist", "FisherJenks"}


def test_breaks_of_a_million_values_take_a_moment():
    values = np.random.default_rng(1).lognormal(size=10**6)
    began = time.perf_counter()
    assert len(legible_breaks(values)) > 2
    assert time.perf_counter() - began < 2


def test_pairs_of_a_million_points_are_refused_at_once():
    began = time.perf_counter()
    with pytest.raises(InputRefused, match="12 months"):
        near_repeats(np.zeros((10**6, 2)), np.zeros(10**6, dtype=int), np.random.default_rng(1))
    assert time.perf_counter() - began < 1
