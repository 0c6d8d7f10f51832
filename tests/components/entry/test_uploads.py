"""The operator sees why rows are refused before anything is stored; the file of them is there after an import alone."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.examples import KENYA, OPERATOR, incident, mapping_of, write_file
from usalama.actions.arrivals import undo_batch
from usalama.actions.clerk import Clerk
from usalama.actions.import_incidents import describe_file, preview_file, store_file

TODAY = date(2026, 3, 15)


def page(receipt):
    """The part of the page."""
    from types import SimpleNamespace  # noqa: PLC0415 - the runner takes this function alone

    from components.entry.uploads import show_refused  # noqa: PLC0415

    show_refused(SimpleNamespace(_=str, say=str), receipt.refused, receipt.rejections_file)


def seen(receipt):
    """The reasons that a screen shows, and whether it offers the file."""
    screen = AppTest.from_function(page, args=(receipt,)).run()
    assert not screen.exception
    return [reason for frame in screen.dataframe for reason in frame.value.Reason], bool(screen.get("download_button"))


@pytest.fixture
def clerk(store):
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=True)


def test_reasons_are_seen_before_and_after_storing_and_the_file_until_the_import_is_undone(clerk, tmp_path):
    rows = [incident("good"), incident("bad", county_code="999")]
    file = describe_file(write_file(tmp_path / "r.csv", rows), "r.csv", "Police", str(mapping_of(tmp_path, "test")))
    reasons = ["There is no county with the number 999."]
    assert seen(preview_file(clerk, file)) == (reasons, False)
    stored = store_file(clerk, file)
    assert seen(stored) == (reasons, True)
    undo_batch(clerk.store, OPERATOR, stored.batch_id, "tester")
    assert seen(stored) == (reasons, False)
