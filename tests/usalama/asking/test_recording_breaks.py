"""The register of changes in recording, and the months in which a series becomes another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.examples import KENYA, KISUMU, NAIROBI, OPERATOR, store_rows, subject
from tests.series_rows import months, rows_of
from tests.stores import new_store
from usalama.asking.long_series import select_long
from usalama.asking.recording_breaks import FILE, KIND_NAMES, Kind, load_recording_changes, recording_breaks
from usalama.country import load_country
from usalama.errors import InputRefused
from usalama.incidents.trends.seasonal_trend import seasonal_trend
from usalama.model import Choices, Nature

HEADER = "changed_on,place_key,source_id,kind,description,published_by,nature\n"
SUBJECT = subject()
ALL = Choices()


def register(folder, *rows):
    (folder / FILE).write_text(HEADER + "\n".join(rows) + "\n")
    return load_recording_changes(folder)


def test_the_shipped_register_can_be_read_and_names_known_places():
    country = load_country(KENYA)
    for change in load_recording_changes(KENYA):
        assert change.place_key == "" or country.place(change.place_key)


def test_changes_are_in_order_of_date(tmp_path):
    later = "2024-05-01,,hotline,new_hotline,Second line,Tests,test"
    earlier = "2023-02-01,county:042,,new_form,Short form,Tests,test"
    found = register(tmp_path, later, earlier)
    assert [one.changed_on for one in found] == [date(2023, 2, 1), date(2024, 5, 1)]
    assert (found[0].kind, found[0].nature) == (Kind.FORM, Nature.TEST)


@pytest.mark.parametrize(
    "row",
    [
        "2024-13-01,,,new_app,App,Tests,real",
        "2024-01-01,,,rumour,App,Tests,real",
        "2024-01-01,,,new_app,App,,real",
        "2024-01-01,,,new_app,App,Tests,invented",
    ],
)
def test_a_row_without_date_kind_source_or_nature_is_refused(tmp_path, row):
    with pytest.raises(InputRefused, match=f"{FILE} is not right"):
        register(tmp_path, row)


def test_a_country_without_a_register_has_no_changes(tmp_path):
    assert load_recording_changes(tmp_path) == ()


def test_every_kind_has_a_name():
    assert set(KIND_NAMES) == set(Kind)


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
