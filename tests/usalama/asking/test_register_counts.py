"""Records are counted by county, month and kind as a register declares them, and by nothing that it does not hold."""

from __future__ import annotations

from datetime import date

import pandas as pd

from usalama.asking.register_counts import counts_of
from usalama.registers import ACTIVITY, ASSOCIATION, OFFICER_COUNT, PARTNER


def counted(table):
    return table.to_numpy().tolist()


def test_records_are_counted_by_what_their_declaration_says():
    rows = pd.DataFrame(
        {
            "kind": ["forum", "patrol", "forum"],
            "county_code": ["042", "042", "001"],
            "held_on": [date(2026, 1, 31), date(2026, 3, 1), date(2026, 1, 1)],
        }
    )
    counts = counts_of(rows, ACTIVITY)
    assert counted(counts.by_county) == [["001", 1], ["042", 2]]
    assert counted(counts.by_month) == [[date(2026, 1, 1), 2], [date(2026, 2, 1), 0], [date(2026, 3, 1), 1]]
    assert counted(counts.by_kind)[:3] == [["patrol", 1], ["forum", 2], ["mentoring", 0]]
    assert counts.by_kind.record_count.sum() == counts.by_county.record_count.sum() == len(rows)


def test_a_record_of_several_counties_counts_in_each_and_one_of_none_in_none():
    rows = pd.DataFrame({"county_codes": ["001,042", "042", None], "sector": ["police", "faith", "faith"]})
    assert counted(counts_of(rows, PARTNER).by_county) == [["001", 1], ["042", 2]]


def test_what_a_register_does_not_hold_or_this_view_may_not_see_is_not_counted():
    assert counts_of(pd.DataFrame({"county_code": ["042"]}), OFFICER_COUNT).by_kind.empty
    hidden = counts_of(pd.DataFrame({"name": ["One"]}), ASSOCIATION)
    assert [len(one) for one in (hidden.by_county, hidden.by_month, hidden.by_kind)] == [0, 0, 0]


def test_an_empty_register_counts_nothing():
    counts = counts_of(pd.DataFrame({"kind": [], "county_code": pd.Series(dtype=object), "held_on": []}), ACTIVITY)
    assert (len(counts.by_county), len(counts.by_month), counts.by_kind.record_count.sum()) == (0, 0, 0)
