"""A register as its declaration shows it: words for codes, names for numbers, counts that add up, text never markup."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.shell import anatomy
from tests.register_records import HOSTILE, keep
from tests.stores import new_store
from usalama.registers import ASK, ASSOCIATION, PARTNER, PLEDGE, STORY

UNNAMED = "CANARY3b wa Akinyi"
DAY = date(2026, 1, 2)


def page(store_path, register, scope_name="operator", language="en", codes=()):
    """The part of the page, with a visit of its own."""
    from datetime import date  # noqa: PLC0415 - the runner takes this function alone
    from pathlib import Path  # noqa: PLC0415
    from types import SimpleNamespace  # noqa: PLC0415

    from components.entry.record_list import show_records  # noqa: PLC0415
    from components.shell.visit import Visit  # noqa: PLC0415
    from tests.examples import KENYA, OPERATOR, PUBLIC, subject  # noqa: PLC0415
    from usalama.actions.keep_records import register_named  # noqa: PLC0415
    from usalama.language import load_language  # noqa: PLC0415
    from usalama.model import Choices  # noqa: PLC0415
    from usalama.store import open_store  # noqa: PLC0415

    scope = OPERATOR if scope_name == "operator" else PUBLIC
    visit = Visit(
        open_store(Path(store_path)), scope, SimpleNamespace(nature="test"), load_language(language), subject(),
        date(2026, 3, 15), True, KENYA, Choices(county_codes=tuple(codes)),
    )  # fmt: skip
    show_records(visit, register_named(register))


@pytest.fixture(autouse=True)
def every_fold_open(monkeypatch):
    monkeypatch.setattr(anatomy, "is_open", lambda _fold: True)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("listed") / "store", is_shared=True)
    ask = {"kind": "police_base", "county_code": "042", "addressed_to": HOSTILE, "asked_on": DAY}
    keep(store, ASSOCIATION, {"record_id": "a", "name": HOSTILE, "county_code": "042"})
    keep(store, ASK, ask | {"record_id": "x", "association_id": "a"}, ask | {"record_id": "y", "county_code": "001"})
    pledge = {"sector": "faith", "signed_on": DAY, "state": "no_word", "is_person": True, "signatory_name": UNNAMED}
    keep(store, PLEDGE, pledge | {"record_id": "p", "pledge_text": f"I, {UNNAMED}, promise."})
    keep(store, STORY, {"record_id": "s", "kind": "event", "county_code": "042", "happened_on": DAY, "title": UNNAMED})
    return store


def seen(store, table, **more):
    arguments = {"scope_name": "operator", "language": "en", "codes": ()} | more
    screen = AppTest.from_function(page, args=(str(store.address), table.name, *arguments.values())).run()
    assert not screen.exception
    return screen


def html(screen):
    return [one.proto.body for one in screen.get("html")]


def test_codes_and_numbers_are_words_and_names(store):
    screen = seen(store, ASK)
    *counts, listed = html(screen)
    assert "Asks: 2 records." in [one.value for one in screen.markdown]
    assert all(word in listed for word in ("police base", "Kisumu", "Mombasa", "2 Jan 2026", "Office that was asked"))
    assert not any(code in listed for code in ("police_base", "042", "addressed_to"))
    assert [one.count("<tr") - 1 for one in counts] == [6, 1, 2]


def test_what_people_wrote_is_encoded(store):
    assert not any("<script>" in one for one in html(seen(store, ASK)))
    assert "&lt;script&gt;" in html(seen(store, ASK))[-1]


@pytest.mark.parametrize("scope_name", ["operator", "public"])
@pytest.mark.parametrize("table", [PLEDGE, STORY], ids=lambda table: table.name)
def test_nobody_is_named_without_consent(store, table, scope_name):
    screen = seen(store, table, scope_name=scope_name)
    assert "CANARY3b" not in str(html(screen)) + " ".join(one.value for one in screen.markdown)


def test_a_chosen_county_is_obeyed(store):
    listed = html(seen(store, ASK, codes=["001"]))[-1]
    assert "Mombasa" in listed
    assert "Kisumu" not in listed


def test_kiswahili_and_what_an_empty_register_says(store):
    assert "Maombi kwa serikali: rekodi 2." in [one.value for one in seen(store, ASK, language="sw").markdown]
    assert any("Nobody has entered or imported" in one.value for one in seen(store, PARTNER).info)
