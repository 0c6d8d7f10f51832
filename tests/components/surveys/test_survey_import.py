"""A form and its submissions on a page: looked through first, stored on the second click, for the operator alone."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.examples import KENYA, OPERATOR
from tests.stores import new_store
from tests.survey_forms import answers, form
from usalama.actions.clerk import Clerk
from usalama.actions.keep_records import stored_records
from usalama.registers import SUBMISSION, SURVEY
from usalama.surveys.form_workbook import form_xlsx

TODAY = date(2026, 3, 15)


def page(store_path, scope_name):
    """The part of the page, with a visit of its own."""
    from datetime import date  # noqa: PLC0415 - the runner takes this function alone
    from pathlib import Path  # noqa: PLC0415
    from types import SimpleNamespace  # noqa: PLC0415

    from components.shell.visit import Visit  # noqa: PLC0415
    from components.surveys import survey_import  # noqa: PLC0415
    from tests.examples import KENYA, OPERATOR, PUBLIC, subject  # noqa: PLC0415
    from usalama.language import load_language  # noqa: PLC0415
    from usalama.store import open_store  # noqa: PLC0415

    scope = OPERATOR if scope_name == "operator" else PUBLIC
    held = SimpleNamespace(nature="test")
    visit = Visit(
        open_store(Path(store_path)), scope, held, load_language("en"), subject(), date(2026, 3, 15), True, KENYA
    )
    survey_import.show_survey_import(visit)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    # The one that the page opens too: another would know the version before for half a second.
    return new_store(tmp_path_factory.mktemp("surveys") / "store", is_shared=True)


def held(store, table):
    return stored_records(Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=True), table)


def said(screen):
    return " ".join(one.value for one in screen.markdown)


def as_csv(*rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.fixture(autouse=True)
def unfolded(monkeypatch):
    monkeypatch.setattr("components.shell.anatomy.is_open", lambda _folded: True)


def test_a_form_and_its_submissions_are_checked_then_stored(store):
    screen = AppTest.from_function(page, args=(str(store.address), "operator"), default_timeout=60).run()
    assert not screen.exception
    upload = screen.file_uploader(key="upload-form")
    upload.set_value(("form.xlsx", form_xlsx(form()), "application/octet-stream")).run()
    assert "Checked, not stored yet: form" in said(screen)
    assert held(store, SURVEY) == []
    screen.button(key="store-form").click().run()
    assert [one["record_id"] for one in held(store, SURVEY)] == ["street-safety"]

    export = as_csv(answers(), answers(_uuid="u2", stands_for="0"))
    screen.file_uploader(key="upload-submissions").set_value(("export.csv", export, "text/csv")).run()
    assert "2 rows read = 1 new + 0 changed + 1 refused + 0 known already" in said(screen).replace("\\", "")
    assert held(store, SUBMISSION) == []
    screen.button(key="store-submissions").click().run()
    assert not screen.exception
    assert [one["wave"] for one in held(store, SUBMISSION)] == ["2026-03"]
    assert "CANARY" not in said(screen) + str([frame.value for frame in screen.dataframe])


def test_others_see_nothing_of_it(store):
    screen = AppTest.from_function(page, args=(str(store.address), "public"), default_timeout=60).run()
    assert not screen.exception
    assert len(screen.main) == 0
