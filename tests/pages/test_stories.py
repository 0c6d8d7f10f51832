"""A story without consent is sent to nobody but the operator who edits it: not on a page, not in a file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.examples import OPERATOR, PUBLIC, incident, store_rows, subject
from tests.pages.test_numbers_and_text import markup_in
from tests.register_records import HOSTILE, keep
from tests.stores import new_store
from usalama.asking.held_records import record_changes, register_csv, register_rows
from usalama.errors import NotAllowed
from usalama.model import Choices
from usalama.programme.stories import stories
from usalama.registers import ASSOCIATION, STORY

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
CANARY, TOLD = "CANARY51ae", "TOLD7c21"
DAY = date(2024, 6, 3)
SHOWN = {
    "record_id": "shown", "kind": "success", "county_code": "042", "association_id": "a", "happened_on": DAY,
    "title": f"{TOLD} {HOSTILE}", "text": HOSTILE, "stated_in": HOSTILE, "is_consented": True,
}  # fmt: skip
KEPT_BACK = {name: f"{CANARY} {name}" for name in ("title", "text", "stated_in")}
# A county of its own, so that a count would tell of it as well.
SECRETS = [
    SHOWN | KEPT_BACK | {"record_id": f"{CANARY}-{kind}-{consent}", "kind": kind, "is_consented": consent,
                         "county_code": "047", "happened_on": DAY + timedelta(days=1)}
    for kind in ("event", "success", "challenge") for consent in (False, None)
]  # fmt: skip
VIEWS = [("stories", {}), ("stories", {"story_kind": "event"}), ("stories", {"place": "county:047"}),
         ("activities", {}), ("associations", {"association": "a"})]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("secrets") / "store", is_shared=True)
    store_rows(store, [incident(str(number), DAY, county_code="047") for number in range(20)])
    keep(store, ASSOCIATION, {"record_id": "a", "name": "Kondele", "county_code": "042"})
    keep(store, STORY, SHOWN, *SECRETS)
    return store


@pytest.mark.parametrize(("name", "choices"), VIEWS)
def test_nothing_of_it_is_sent_to_the_public(open_page, said, filled, name, choices):
    screen = open_page(name, store=filled.address, period="all", **choices)
    assert not screen.exception
    text = said(screen)
    assert CANARY not in text
    assert (TOLD in text) == (name == "stories" and not choices)


@pytest.mark.usefixtures("as_operator")
def test_nothing_of_it_is_sent_to_the_operator_until_the_editor_is_opened(open_page, said, filled, monkeypatch):
    closed = open_page("stories", store=filled.address, period="all")
    assert CANARY not in said(closed)
    assert TOLD in said(closed)
    monkeypatch.setattr("components.shell.anatomy.is_open", lambda _folded: True)
    closed.run().segmented_control(key="way-story").set_value("change").run()
    assert CANARY in said(closed)


@pytest.mark.usefixtures("as_operator")
def test_what_people_told_is_never_markup(open_page, as_markdown, said, filled):
    screen = open_page("stories", store=filled.address, period="all")
    assert markup_in(as_markdown(screen)) == set()
    assert "allow_html: true" not in said(screen)
    assert HOSTILE in [text.value for text in screen.text]


def test_no_file_holds_it(filled):
    for scope in (PUBLIC, OPERATOR):
        result = stories(filled, scope, Choices(), subject(), date(2026, 1, 15))
        file = register_csv(result.rows, result.held, scope)
        assert CANARY not in file
        assert TOLD in file
        assert result.by_county.story_count.sum() == 1


def test_only_the_operator_may_ask_for_whole_records_and_their_history(filled):
    assert CANARY in str(register_rows(filled, OPERATOR, Choices(), STORY, every_column=True).rows.title.tolist())
    with pytest.raises(NotAllowed):
        register_rows(filled, PUBLIC, Choices(), STORY, every_column=True)
    with pytest.raises(NotAllowed):
        record_changes(filled, PUBLIC, STORY, SECRETS[0]["record_id"])


def test_one_report_and_one_editor_read_stories_and_nothing_else_does():
    rooms = ("usalama/asking", "usalama/programme", "usalama/briefs", "usalama/commands", "components", "pages")
    naming = {
        path.relative_to(PROJECT_FOLDER).as_posix()
        for room in rooms
        for path in (PROJECT_FOLDER / room).rglob("*.py")
        if re.search(r"\bSTORY\b|\bREGISTERS\b", path.read_text(encoding="utf-8"))
    }
    assert naming == {"usalama/programme/stories.py", "components/programme/stories.py"}


@pytest.mark.usefixtures("as_operator")
def test_the_editor_says_what_may_not_be_written_and_the_public_has_none(open_page, filled):
    def warned(**choices):
        return any("name nobody" in one.value for one in open_page("stories", store=filled.address, **choices).warning)

    assert warned()
    assert not warned(view="public")


def test_the_kind_stands_in_the_address_and_an_unknown_one_is_named(open_page, said, filled):
    screen = open_page("stories", store=filled.address, period="all", story_kind="challenge")
    assert "No story of this kind" in said(screen)
    odd = open_page("stories", store=filled.address, period="all", story_kind="treasure")
    odd.run()
    assert any("treasure" in warning.value for warning in odd.warning)


def test_an_empty_register_says_how_to_fill_it(open_page, tmp_path):
    screen = open_page("stories", store=tmp_path / "empty")
    assert not screen.exception
    assert any("usalama import-register" in code.value for code in screen.code)
