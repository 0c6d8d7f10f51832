"""Reporting: nothing is said to be known that is not, and the reader's own assumption stands in the address."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import incident, store_rows
from tests.stores import new_store
from usalama.incidents.rates.reporting import NO_SURVEY, SHARE_UNKNOWN
from usalama.language import LANGUAGES, load_language


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_survey_the_page_says_so(open_page, language, known_store):
    say = load_language(language).say
    screen = open_page("reporting", lang=language, store=known_store.address)
    said = "\n".join(text.value for text in screen.markdown)
    assert say(NO_SURVEY) in said
    assert say(SHARE_UNKNOWN) in said


def test_a_survey_of_the_same_nature_says_who_told_somebody_and_moves_no_other_number(open_page):
    screen = open_page("reporting")
    said = "\n".join(text.value for text in screen.markdown)
    assert "Told somebody about the last time, of those to whom it happened" in said
    assert "asked until" in said
    assert "If 40 in 100 were reported" in said
    assert any("moves none of the numbers" in text.value for text in screen.caption)


def test_the_assumed_shares_come_from_the_address_and_go_there(open_page):
    screen = open_page("reporting", reported_now="60")
    assert any("If 60 in 100 were reported" in text.value for text in screen.markdown)
    screen.slider(key="choice-reported_before").set_value(20).run()
    assert screen.query_params["reported_before"] in ("20", ["20"])
    assert screen.query_params["reported_now"] in ("60", ["60"])
    assert any("incidents fell" in text.value for text in screen.markdown)


@pytest.mark.parametrize("value", ["0", "41", "101", "many"])
def test_an_impossible_share_of_the_address_is_named(open_page, value):
    screen = open_page("reporting", reported_now=value)
    screen.run()
    assert not screen.exception
    assert any(f'reported_now "{value}"' in warning.value.replace("\\", "") for warning in screen.warning)
    assert any("If 40 in 100 were reported" in text.value for text in screen.markdown)


def test_a_new_channel_is_a_break_in_the_series(open_page, tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    days = [date(2024, month, 5) for month in range(1, 13)]
    store_rows(store, [incident(f"p{n}", days[n % 12]) for n in range(600)], source_id="police")
    app = [incident(f"a{n}", days[6 + n % 6]) for n in range(180)]
    store_rows(store, app, batch_id="second", source_id="app")
    screen = open_page("reporting", store=store.address)
    assert any("app began in Jul 2024: a break" in warning.value.replace("\\", "") for warning in screen.warning)


def test_evidence_of_others_stands_with_source_and_doubt(open_page):
    screen = open_page("reporting")
    published = next(node.value for node in screen.dataframe if "Note" in node.value.columns)
    assert set(published.Value) == {78.0, 40.8, 51.0, 61.0}
    assert published.Source.str.len().gt(10).all()
    assert published.Note.str.len().gt(10).all()
