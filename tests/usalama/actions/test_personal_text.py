"""Telephone numbers, e-mail addresses and number plates are found however they are written; ordinary text passes."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register_records import keep
from usalama.actions.personal_text import personal_in
from usalama.registers import ACTIVITY, ASK, PLEDGE, STORY

PHONES = [
    "Call 0712 345 678", "+254712345678", "00254 712 345678", "254-712-345-678", "(0712)345678", "0 7 1 2 3 4 5 6 7 8",
    "020 222 3333", "ask for 712345678.", "0110 123 456", "0712/345678", "0712.345.678", "+44 20 7946 0958",
    "٠٧١٢٣٤٥٦٧٨", "０７１２３４５６７８", "0712\u200b345\u00ad678", "0712–345–678", "0712\n345\n678",
    "https://wa.me/254712345678", "http://WA.me/+254712345678",
]  # fmt: skip
EMAILS = ["write to a.b@example.org", "a (at) example.co.ke", "a [at] example [dot] org", "a＠example.org"]
PLATES = [
    "KAA 123A", "KDA 123B", "kda123b", "KDA-123-B", "KDA.123B", "KBZ 123", "GKA 123B", "GK B 123C", "KMEA 123B",
    "KTWA 123X", "in a KAA\u200b 123A", "ＫＤＡ １２３Ｂ",
]  # fmt: skip
ORDINARY = [
    "On 2025-06-08 at 10:00 about 45 people came", "KES 500 each", "Ksh 500", "KES 500M", "watu kwa 200",
    "mita kwa 200m", "Kila 100", "100,000,000 shillings", "1,234,567 voters", "1:450", "from 2024-2025, 120 people",
    "08/06/2025", "KCB 100", "call 999, 112 or 1195", "https://example.org/story-0712345678", "The lights came.", "",
]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "what"), [(PHONES, "telephone number"), (EMAILS, "e-mail address"), (PLATES, "number plate")]
)
def test_what_points_at_a_person_is_found(texts, what):
    assert [text for text in texts if what not in str(personal_in(text))] == []


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_passes(text):
    assert personal_in(text) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_plate_is_found_in_any_sentence(before, after):
    assert personal_in(f"{before} KDA 123B {after}") is not None


def test_a_text_as_long_as_a_cell_may_be_is_looked_through_at_once():
    began = time.process_time()
    assert [part for part in ("a", "a.", "K", "(", "a@") if personal_in(part * (100_000 // len(part)))] == []
    assert time.process_time() - began < 5


STORY_OF_ITS_OWN = {
    "record_id": "s", "kind": "success", "county_code": "042", "happened_on": date(2025, 6, 1), "title": "Lights",
    "is_consented": True,
}  # fmt: skip


def test_a_record_with_a_telephone_number_is_refused_in_the_column_that_holds_it(store):
    bad = [STORY_OF_ITS_OWN | {"record_id": name, name: "Ask 0712 345 678"} for name in ("title", "text", "stated_in")]
    receipt = keep(store, STORY, STORY_OF_ITS_OWN, *bad)
    assert (receipt.new, receipt.refused.column.tolist()) == (1, ["title", "text", "stated_in"])
    assert all("telephone number" in str(reason) for reason in receipt.refused.reason)
    one = {"record_id": "a", "kind": "patrol", "county_code": "042", "held_on": date(2025, 6, 1)}
    bad = [one | {"record_id": name, name: "They stopped KDA 123B"} for name in ("description", "criteria")]
    receipt = keep(store, ACTIVITY, one | {"description": "They walked from 20:00 to 23:00"}, *bad)
    assert (receipt.new, receipt.refused.column.tolist()) == (1, ["description", "criteria"])
    pledge = {
        "record_id": "p", "sector": "residents", "pledge_text": "We meet", "signed_on": date(2025, 6, 1),
        "state": "no_word",
    }  # fmt: skip
    bad = [pledge | {"record_id": name, name: "Ring 0712 345 678"} for name in ("pledge_text", "evidence")]
    assert keep(store, PLEDGE, pledge, *bad).refused.column.tolist() == ["pledge_text", "evidence"]
    ask = {
        "record_id": "q", "kind": "lighting", "county_code": "042", "addressed_to": "County",
        "asked_on": date(2025, 6, 1),
    }  # fmt: skip
    bad = [ask | {"record_id": name, name: "Write to a.b@example.org"} for name in ("addressed_to", "note")]
    assert keep(store, ASK, ask, *bad).refused.column.tolist() == ["addressed_to", "note"]
