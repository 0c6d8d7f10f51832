"""The register of changes in recording."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import KENYA
from usalama.country import load_country
from usalama.country.recording import FILE, KIND_NAMES, Kind, load_recording_changes
from usalama.errors import InputRefused
from usalama.model import Nature

HEADER = "changed_on,place_key,source_id,kind,description,published_by,nature\n"


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
