"""A table that a visitor saves holds no formula, and looks as before where there is none."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from components.drawing.tables import build_table

FORMULAS = [
    '=HYPERLINK("http://x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    " =1+1",
    "\uff1d1+1",
    "\t1",
]
TEXTS = ["-", "-5 (-8 – 2)", "+3 %", "", "We meet = every month", "–", "1:450"]


@pytest.mark.parametrize("kind", [object, "str"])
def test_text_that_a_spreadsheet_would_compute_begins_with_an_apostrophe(kind):
    rows = pd.DataFrame({"said": pd.Series([*FORMULAS, *TEXTS, None], dtype=kind)})
    table = build_table(rows, {"said": "Pledge"})
    assert list(table.Pledge[:-1]) == [*(f"'{text}" for text in FORMULAS), *TEXTS]
    assert pd.isna(table.Pledge.iloc[-1])
    assert table.Pledge.dtype == rows.said.dtype


def test_what_is_no_text_stays_as_it_is():
    rows = pd.DataFrame(
        {
            "day": pd.Series([date(2026, 1, 1), None], dtype=object),
            "count": pd.array([-3, None], dtype="Int64"),
            "share": [-0.5, float("nan")],
            "is_so": [True, False],
        }
    )
    pd.testing.assert_frame_equal(build_table(rows, {name: name for name in rows}), rows)
