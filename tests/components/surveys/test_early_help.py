"""Steps of early help drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from components.shell.visit import Visit
from components.surveys.early_help import build_steps
from usalama.language import load_language


@pytest.fixture
def visit():
    made = object.__new__(Visit)
    object.__setattr__(made, "language", load_language("en"))
    return made


def test_steps_are_counts_with_their_number(visit):
    rows = pd.DataFrame({"step_name": ["screened", "advised"], "people": [300, 180]})
    spec = build_steps(rows.assign(went_on_per_100=[float("nan"), 60.0]), visit).to_dict()
    (data,) = spec["datasets"].values()
    assert [row["beside"] for row in data] == ["300", "180 · 60 of 100 of the step before"]
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["bar", "text"]
