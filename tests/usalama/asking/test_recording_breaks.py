"""Where recording changed, and of which rows that is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from tests.examples import KENYA, KISUMU, NAIROBI, OPERATOR, store_rows, subject
from tests.series_rows import months, rows_of
from tests.stores import new_store
from usalama.asking.long_series import select_long
from usalama.asking.recording_breaks import recording_breaks
from usalama.country.recording import FILE
from usalama.incidents.trends.seasonal_trend import (
    seasonal_trend,
)
from usalama.model import Choices

SUBJECT = subject()
ALL = Choices()


def place(code):
    return SUBJECT.country.county(code).place


def test_a_source_that_begins_later_is_a_break_in_the_series(series_store, tmp_path):
    store = new_store(tmp_path / "store")
    store_rows(store, rows_of(NAIROBI, np.full(len(months()), 5)))
    later = [row for row in rows_of(KISUMU, np.full(len(months()), 5)) if row["occurred_on"] >= date(2023, 7, 1)]
    store_rows(store, later, "second", "hotline")
    found = seasonal_trend(store, OPERATOR, ALL, SUBJECT, SUBJECT.country.whole).breaks
    assert [(one.month, str(one.label)) for one in found] == [(date(2023, 7, 1), "New source: hotline")]
    assert seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, SUBJECT.country.whole).breaks == ()


def test_the_register_is_drawn_where_it_holds_and_never_on_rows_of_another_nature(series_store, tmp_path):
    header = (KENYA / FILE).read_text().splitlines()[0]
    lines = [
        header,
        "2022-03-10,county:047,,new_app,Street app,Tests,test",
        "2022-04-10,county:042,,new_station,Lake post,Tests,test",
        "2023-05-10,,,new_form,Real form,Tests,real",
    ]
    (tmp_path / FILE).write_text("\n".join(lines) + "\n")
    selection = select_long(series_store, OPERATOR, ALL, SUBJECT)
    selection = replace(selection, country=replace(SUBJECT.country, folder=tmp_path))
    found = recording_breaks(selection, place(NAIROBI))
    assert [(one.month, str(one.label)) for one in found] == [(date(2022, 3, 1), "New app: Street app")]
    assert len(recording_breaks(selection, SUBJECT.country.whole)) == 2
