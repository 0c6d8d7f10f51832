"""Rows of bars on one scale: each kind on its own foot, none reaching into the row above, zero without a bar."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from components.maps.county_map import build_count_map
from components.programme.activities import FULLEST, build_months
from tests.examples import OPERATOR, subject
from usalama.language import load_language
from usalama.model import Choices, Sentence

LANGUAGE = load_language("en")
KNOWN = {"subject": subject(), "choices": Choices(), "scope": OPERATOR, "held": SimpleNamespace(nature=None)}
VISIT = SimpleNamespace(_=LANGUAGE.text, say=LANGUAGE.say, language=LANGUAGE, **KNOWN)


def drawn():
    months = [date(2025, 1, 1), date(2025, 12, 1)]
    counts = {("patrol", months[0]): 4, ("patrol", months[1]): 2, ("forum", months[0]): 0, ("forum", months[1]): 1}
    rows = pd.DataFrame([(month, kind, count) for (kind, month), count in counts.items()],
                        columns=["month", "kind_name", "activity_count"])  # fmt: skip
    return build_months(rows, ["patrol", "forum"], VISIT)


def test_bars_are_on_one_scale_and_stay_in_their_row():
    data = drawn().data
    assert (data.top - data.foot).tolist() == pytest.approx([FULLEST, FULLEST / 2, 0, FULLEST / 4])
    assert data.foot.tolist() == [1, 1, 0, 0]


def test_a_bar_ends_before_the_next_month_begins():
    data = drawn().data
    assert (data.month_end > data.month).all()
    assert data.month_end.dt.to_period("M").tolist() == data.month.dt.to_period("M").tolist()


def test_the_axis_names_the_kinds_from_below():
    assert drawn().to_dict()["encoding"]["y"]["axis"]["labelExpr"] == '["forum", "patrol"][datum.value]'


def test_zero_is_a_class_of_its_own_on_a_map_of_counts():
    shown = build_count_map(
        VISIT,
        {"001": 0, "042": 1, "047": 73},
        name="Stories of the chosen counties",
        title="Stories",
        in_words=lambda count: Sentence("{count} stories", {"count": count}),
    )
    assert shown.values == {"001": 0, "042": 1, "047": 5}
    assert [label for _, label in shown.legend.classes] == ["0", "1 – 4", "5 – 9", "10 – 19", "20 – 49", "≥ 50"]
    assert shown.tooltips["047"] == "73 stories"
