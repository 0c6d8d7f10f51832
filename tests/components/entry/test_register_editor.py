"""A record as a person enters it: in words, found by name, refused beside the field, said in a sentence, undone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.shell import anatomy
from tests.examples import KENYA, OPERATOR
from tests.register_records import record
from tests.stores import new_store
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_records, stored_records
from usalama.model import Nature
from usalama.registers import (
    ACTIVITY,
    ASK,
    ASSOCIATION,
    INDICATOR,
    INDICATOR_VALUE,
    OFFICER_COUNT,
    PARTNER,
    PLEDGE,
    STAGE,
    STORY,
    SURVEY,
)  # fmt: skip

TODAY = date(2026, 3, 15)
HUNDRED = "Nyumba kumi ya wakazi wa mtaa " + "a" * 70
RIGHT_TO_LEFT = "جمعية سكان"
EACH = pytest.mark.parametrize(
    "table",
    [ACTIVITY, ASK, ASSOCIATION, INDICATOR, INDICATOR_VALUE, OFFICER_COUNT, PARTNER, PLEDGE, STAGE, STORY, SURVEY],
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
    return new_store(tmp_path / "store", four_associations, is_shared=True)


def four_associations(store):
    names = {"a": ("Kondele", "042"), "b": (HUNDRED, "047"), "c": (RIGHT_TO_LEFT, "001"), "d": ("Kondele", "001")}
    records = [
        record(ASSOCIATION, record_id=key, name=name, county_code=county) for key, (name, county) in names.items()
    ]
    keep_records(clerk_of(store), ASSOCIATION, records, Source("Trial", Nature.TEST))


@pytest.fixture(autouse=True)
def unfolded(monkeypatch):
    monkeypatch.setattr(anatomy, "is_open", lambda _folded: True)


def clerk_of(store):
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=True)


def held(store, table):
    return stored_records(clerk_of(store), table)


def blocks(block):
    """A block with all that stand in it."""
    yield block
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from blocks(child)


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
        shown = [*self.screen.markdown, *self.screen.warning, *self.screen.caption]
        return " ".join(one.value for one in shown).replace("\\", "")

    @property
    def beside(self):
        """Column -> what is said under its field."""
        found = {}
        for block in blocks(self.screen.main):
            fields = [one for one in block.children.values() if str(getattr(one, "key", "")).startswith("form-")]
            said = [one.value for one in block.children.values() if one.type == "markdown"]
            found |= {one.key.rsplit("-", 1)[1]: said[0].replace("\\", "").split("] ")[-1] for one in fields if said}
        return found


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


def test_what_is_missing_is_said_under_its_field_and_nothing_that_was_typed_is_lost(store):
    form = Form(store, ASK).fill(addressed_to="County commander", note="Dark street.").press("save")
    assert form.beside == {
        "kind": "This is missing.",
        "county_code": "This is missing.",
        "asked_on": "This is missing, or no day from 1 Jan 1990 to 15 Mar 2026.",
    }
    assert "Not stored yet" in form.said
    assert held(store, ASK) == []
    assert (form.field("addressed_to").value, form.field("note").value) == ("County commander", "Dark street.")
    form.fill(kind="forum", county_code="042", asked_on=date(2026, 3, 1)).press("save")
    assert [one["note"] for one in held(store, ASK)] == ["Dark street."]
    assert form.beside == {}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), TODAY + timedelta(1)])
def test_a_day_that_cannot_be_is_refused_under_its_field_or_missed_in_the_sentence(store, day):
    form = Form(store, ASK).fill(**GOOD[ASK]).fill(asked_on=day).press("save")
    assert form.beside == {"asked_on": "This is missing, or no day from 1 Jan 1990 to 15 Mar 2026."}
    assert held(store, ASK) == []
    form.fill(asked_on=TODAY, delivered_on=day).press("save")
    assert "Left empty: Acknowledged, Promised, Delivered, Note" in form.said


def test_days_are_picked_within_the_years_that_are_kept_and_what_happened_not_after_today(store):
    form = Form(store, PLEDGE)
    assert [(form.field(name).min, form.field(name).max) for name in ("signed_on", "due_on")] == [
        (date(1990, 1, 1), TODAY), (date(1990, 1, 1), date(2199, 12, 31)),
    ]  # fmt: skip


def test_codes_are_words_and_an_association_is_found_by_its_name_and_county(store):
    form = Form(store, ASK)
    assert form.field("kind").options[:2] == ["patrols", "police base"]
    assert form.field("association_id").options == [
        "Kondele (Kisumu)", "Kondele (Mombasa)", f"{HUNDRED[:80]}… (Nairobi City)",
        f"\u2068{RIGHT_TO_LEFT}\u2069 (Mombasa)",
    ]  # fmt: skip
    fields = [one.key.rsplit("-", 1)[1] for one in form.screen.selectbox if one.key.startswith("form-")]
    assert fields == ["kind", "association_id", "county_code"]
    form.fill(**GOOD[ASK] | {"association_id": "c"}).press("save")
    assert [(one["association_id"], one["county_code"]) for one in held(store, ASK)] == [("c", "001")]


def test_a_name_of_a_hundred_letters_or_from_right_to_left_is_kept_as_it_was_typed(store):
    for name in (HUNDRED, RIGHT_TO_LEFT, "x](https://evil.example) <b>"):
        Form(store, ASSOCIATION).fill(name=name, county_code="042").press("save")
    assert {HUNDRED, RIGHT_TO_LEFT, "x](https://evil.example) <b>"} <= {one["name"] for one in held(store, ASSOCIATION)}


def test_a_record_is_chosen_in_words_changed_and_undone(store):
    Form(store, ASK).fill(**GOOD[ASK], note="Dark street.").press("save")
    form = Form(store, ASK).change("lighting · Kisumu")
    assert (form.field("kind").value, form.field("note").value) == ("lighting", "Dark street.")
    form.fill(delivered_on=date(2026, 3, 9), note="").press("save")
    assert "Changed: 1 Mar 2026 · lighting · Kisumu · Kondele (Kisumu): Delivered, Note" in form.said
    assert [(one["delivered_on"], one["note"]) for one in held(store, ASK)] == [(date(2026, 3, 9), None)]
    form.press("undo")
    assert [(one["delivered_on"], one["note"]) for one in held(store, ASK)] == [(None, "Dark street.")]
    changes = next(one.value for one in form.screen.dataframe)
    assert {"Delivered", "Note"} <= set(changes["Column"])


def test_saving_what_stands_already_stores_nothing_and_offers_no_undo(store):
    version = store.version()
    form = Form(store, ASSOCIATION).change("Kondele · Kisumu").press("save")
    assert "Nothing to store: Kondele · Kisumu stands so." in form.said
    assert store.version() == version
    assert not [one for one in form.screen.button if one.key.startswith("undo-")]


def test_a_record_is_taken_out_and_undo_brings_it_back(store):
    before = held(store, ASSOCIATION)
    form = Form(store, ASSOCIATION).change("Kondele · Mombasa").press("remove")
    assert "Taken out: Kondele · Mombasa" in form.said
    assert [one["record_id"] for one in held(store, ASSOCIATION)] == ["a", "b", "c"]
    form.press("undo")
    assert sorted(held(store, ASSOCIATION), key=str) == sorted(before, key=str)


def test_a_flag_that_nobody_touched_stays_unknown_when_another_field_changes(store):
    unknown = record(ACTIVITY, record_id="x", **GOOD[ACTIVITY] | {"is_preventive": None})
    keep_records(clerk_of(store), ACTIVITY, [unknown], Source("Trial", Nature.TEST))
    Form(store, ACTIVITY).change("forum").fill(attendance=41).press("save")
    assert [(one["attendance"], one["is_preventive"]) for one in held(store, ACTIVITY)] == [(41, None)]


def test_many_come_at_once_from_a_file_looked_through_first(store):
    form = Form(store, ASK)
    form.screen.segmented_control(key="way-ask").set_value("file").run()
    header = "record_id,kind,county,association_id,addressed_to,asked_on"
    text = f"{header}\nx,forum,Kisumu,a,County,2026-01-02\ny,castle,Kisumu,,County,2026-01-02\n"
    form.screen.file_uploader(key="upload-ask").set_value(("asks.csv", text.encode(), "text/csv")).run()
    assert "Checked, not stored yet: asks.csv" in form.said
    assert "2 rows read = 1 new + 0 changed + 1 refused" in form.said
    assert held(store, ASK) == []
    form.press("store")
    assert [one["record_id"] for one in held(store, ASK)] == ["x"]


@EACH
@pytest.mark.parametrize("language", ["en", "sw"])
def test_every_register_has_a_form_in_every_language_and_codes_stand_nowhere(store, table, language):
    form = Form(store, table, language=language)
    ways = form.screen.get("segmented_control") or form.screen.get("button_group")
    assert bool(ways) == (table is not SURVEY)
    if table is SURVEY:
        return
    fields = {one.name for one in table.entered}
    assert all(form.field(name).label.endswith(" *") == table.column(name).is_required for name in fields)
    codes = {code for one in table.columns for code in one.words if "_" in code}
    assert not codes & {option for choice in form.screen.selectbox for option in choice.options}
    form.press("save")
    assert set(form.beside) == {one.name for one in table.entered if one.is_required}


def test_kiswahili_says_what_is_missing_and_what_was_stored(store):
    form = Form(store, ASK, language="sw").press("save")
    assert set(form.beside.values()) == {
        "Hii haijajazwa.",
        "Hii haijajazwa, au si siku kuanzia 1 Jan 1990 hadi 15 Mac 2026.",
    }
    form.fill(**GOOD[ASK]).press("save")
    assert "Imehifadhiwa: 1 Mac 2026 · " in form.said


@EACH
def test_the_public_sees_nothing_of_it(store, table):
    assert len(Form(store, table, scope_name="public").screen.main) == 0


def test_what_is_entered_is_of_the_nature_of_the_register(store):
    Form(store, ASSOCIATION).fill(name="New", county_code="042").press("save")
    with store.cursor() as cursor:
        natures = cursor.execute("SELECT DISTINCT nature FROM association JOIN source USING (source_id)").fetchall()
    assert natures == [("test",)]
