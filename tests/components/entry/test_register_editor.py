"""A record as a person enters it: in words, found by name, refused beside the field, said in a sentence, undone."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.entry import record_fields, register_editor
from components.shell import anatomy
from tests.examples import KENYA, OPERATOR
from tests.register_records import record
from tests.stores import new_store
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_records, stored_records
from usalama.asking.held_records import record_changes
from usalama.model import Nature
from usalama.registers import (
    ACTIVITY, ASK, ASSOCIATION, INDICATOR, INDICATOR_VALUE, OFFICER_COUNT, PARTNER, PLEDGE, STAGE, STORY, SURVEY,
)  # fmt: skip

TODAY = date(2026, 3, 15)
HUNDRED = "Nyumba kumi ya wakazi wa mtaa " + "a" * 70
RIGHT_TO_LEFT = "جمعية سكان"
EACH = pytest.mark.parametrize(
    "table",
    (ACTIVITY, ASK, ASSOCIATION, INDICATOR, INDICATOR_VALUE, OFFICER_COUNT, PARTNER, PLEDGE, STAGE, STORY),
    ids=lambda table: table.name,
)


def page(store_path, register, scope_name="operator", language="en"):
    """The part of the page, with a visit of its own."""
    from datetime import date  # noqa: PLC0415 - the runner takes this function alone
    from pathlib import Path  # noqa: PLC0415
    from types import SimpleNamespace  # noqa: PLC0415

    from components.entry.register_editor import show_editor  # noqa: PLC0415
    from components.shell.visit import Visit  # noqa: PLC0415
    from tests.examples import KENYA, OPERATOR, PUBLIC, subject  # noqa: PLC0415
    from usalama.actions.keep_records import register_named  # noqa: PLC0415
    from usalama.language import load_language  # noqa: PLC0415
    from usalama.store import open_store  # noqa: PLC0415

    scope = OPERATOR if scope_name == "operator" else PUBLIC
    held = SimpleNamespace(nature="test")
    visit = Visit(
        open_store(Path(store_path)), scope, held, load_language(language), subject(), date(2026, 3, 15), True, KENYA
    )
    show_editor(visit, register_named(register))


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    names = {"a": ("Kondele", "042"), "b": (HUNDRED, "047"), "c": (RIGHT_TO_LEFT, "001"), "d": ("Kondele", "001")}
    records = [
        record(ASSOCIATION, record_id=key, name=name, county_code=county) for key, (name, county) in names.items()
    ]
    keep_records(clerk_of(store), ASSOCIATION, records, Source("Trial", Nature.TEST))
    return store


@pytest.fixture(autouse=True)
def unfolded(monkeypatch):
    monkeypatch.setattr(anatomy, "is_open", lambda _folded: True)


def clerk_of(store):
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=True)


def held(store, table):
    return stored_records(clerk_of(store), table)


class Form:
    """The form of a register as somebody meets it."""

    def __init__(self, store, table, **more):
        self.store, self.table = store, table
        arguments = (str(store.address), table.name, more.get("scope_name", "operator"), more.get("language", "en"))
        self.screen = AppTest.from_function(page, args=arguments, default_timeout=60).run()
        assert not self.screen.exception

    def field(self, name):
        kinds = ("selectbox", "multiselect", "text_input", "text_area", "number_input", "date_input", "toggle")
        every = [one for kind in kinds for one in self.screen.get(kind)]
        (found,) = [one for one in every if one.key.startswith("form-") and one.key.endswith(f"-{name}")]
        return found

    def fill(self, **typed):
        for name, value in typed.items():
            self.field(name).set_value(value)
        return self

    def press(self, key):
        self.screen.button(key=f"{key}-{self.table.name}").click().run()
        assert not self.screen.exception
        return self

    def change(self, label):
        self.screen.segmented_control(key=f"way-{self.table.name}").set_value("change").run()
        choice = self.screen.selectbox(key=f"change-{self.table.name}")
        (key,) = [one for one in self.ids() if label in self.labels()[one]]
        choice.set_value(key).run()
        assert not self.screen.exception
        return self

    def ids(self):
        return [str(one["record_id"]) for one in held(self.store, self.table)]

    def labels(self):
        choice = self.screen.selectbox(key=f"change-{self.table.name}")
        return dict(zip(self.ids(), choice.options, strict=True))

    @property
    def said(self):
        return " ".join(one.value for one in [*self.screen.markdown, *self.screen.warning]).replace("\\", "")


GOOD = {
    ASK: {"kind": "lighting", "association_id": "a", "addressed_to": "County commander", "asked_on": date(2026, 3, 1)},
    ACTIVITY: {"kind": "forum", "county_code": "042", "held_on": date(2026, 3, 1), "attendance": 40,
               "is_preventive": True, "description": "Lights and gates."},
    PLEDGE: {"county_code": "042", "sector": "faith", "pledge_text": "Open the hall.", "signed_on": date(2026, 1, 2),
             "due_on": date(2026, 9, 1), "state": "no_word"},
}  # fmt: skip
SAID = {
    ASK: "Stored: 1 Mar 2026 · lighting · Kisumu · Kondele (Kisumu)",
    ACTIVITY: "Stored: 1 Mar 2026 · forum · Kisumu",
    PLEDGE: "Stored: 2 Jan 2026 · faith group · Kisumu · Open the hall.",
}


@pytest.mark.parametrize("table", GOOD, ids=lambda table: table.name)
def test_a_record_is_entered_said_in_a_sentence_and_undone_at_once(store, table):
    form = Form(store, table).fill(**GOOD[table]).press("save")
    assert SAID[table] in form.said
    (kept,) = held(store, table)
    assert {name: kept[name] for name in GOOD[table]} == GOOD[table]
    assert all(not one.value for one in form.screen.text_input)
    form.press("undo")
    assert held(store, table) == []
    assert "Undone: " in form.said
    assert not [one for one in form.screen.button if one.key.startswith("undo-")]
