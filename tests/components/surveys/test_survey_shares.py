"""Shares of a survey drawn: every row is seen, uncertainty is drawn, and the chart is one that Vega-Lite takes."""

from __future__ import annotations

import pandas as pd
import pytest

from components.drawing.row_names import EDGE, WIDE
from components.shell.visit import Visit
from components.surveys.survey_shares import MOST_LINES, UNSEEN, build_changes, build_shares, wrapped
from usalama.language import load_language
from usalama.surveys.survey_estimates import with_half_limits

LONG = "How easy would it be for somebody of your age to get such a thing around here, if you had to say?"


@pytest.fixture
def visit(monkeypatch):
    made = object.__new__(Visit)
    object.__setattr__(made, "language", load_language("en"))
    return made


def rows(*labels):
    numbers = {"share_per_100": 20.0, "share_lower": 15.0, "share_upper": 26.0, "n": 400}
    frame = pd.DataFrame([{"label": label, **numbers, "flag": "ok"} for label in labels])
    return with_half_limits(frame.assign(flag=["unstable", *["ok"] * (len(labels) - 1)]))


def drawn(chart):
    return chart.to_dict(validate=True)


@pytest.mark.parametrize("labels", [("a", "b"), (LONG, LONG, "short")])
def test_each_share_has_a_row_of_its_own_two_bands_and_a_dot(visit, labels):
    spec = drawn(build_shares(rows(*labels), visit, "In 100"))
    data = next(iter(spec["datasets"].values()))
    assert len({row["label"] for row in data}) == len(labels)
    assert [layer["mark"]["type"] for layer in spec["layer"]][:3] == ["rule", "rule", "point"]
    assert {row["firm"] for row in data} == {"reliable", "25 to 49 answers: take with care"}


def test_the_darker_band_lies_within_the_lighter_one():
    found = rows("a").iloc[0]
    assert found.share_lower < found.half_lower < found.share_per_100 < found.half_upper < found.share_upper


def test_a_long_label_is_cut_to_its_lines_and_a_second_one_stays_another():
    assert wrapped(LONG * 3).count("\n") == MOST_LINES - 1
    assert wrapped(LONG * 3).endswith("…")
    assert UNSEEN not in wrapped(LONG)


def test_a_change_that_is_not_clear_has_another_shape(visit):
    changes = pd.DataFrame(
        [("a", 4.0, 1.0, 7.0, "rose"), ("b", 1.0, -2.0, 4.0, "no clear change")],
        columns=["label", "difference_per_100", "difference_lower", "difference_upper", "direction"],
    )
    spec = drawn(build_changes(changes, visit))
    data = max(spec["datasets"].values(), key=len)
    assert [row["clear"] for row in data] == ["clear change", "no clear change, or too few to say"]


def test_long_names_stand_in_a_column_of_their_own_and_on_a_phone_above_their_marks(visit):
    spec = drawn(build_shares(rows(LONG, LONG), visit, "In 100"))
    (along,) = [x["scale"]["range"] for layer in spec["layer"] if "scale" in (x := layer["encoding"].get("x", {}))]
    assert along == [{"expr": EDGE.expr}, {"expr": "width"}]
    rim, names = (layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "text")
    assert rim["dy"] == names["dy"]
    wide, phone = names["dy"]["expr"].split(":")
    assert wide.startswith(f"width >= {WIDE} ? -15 *")
    assert phone.strip().startswith("-(15) - 15 *")


def test_where_all_are_reliable_no_legend_says_so(visit):
    spec = drawn(build_shares(rows("a", "b").assign(flag="ok"), visit, "In 100"))
    assert [layer["encoding"]["shape"]["legend"] for layer in spec["layer"] if "shape" in layer["encoding"]] == [None]
