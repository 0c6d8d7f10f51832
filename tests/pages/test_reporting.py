"""Reporting: nothing is said to be known that is not, and the reader's own assumption stands in the address."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import incident, store_rows
from tests.stores import new_store
from usalama.incidents.rates.reporting import NO_SURVEY, SHARE_UNKNOWN
from usalama.language import LANGUAGES, load_language

PAGE = "is_it_real"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_survey_the_page_says_so(open_page, language, known_store):
    say = load_language(language).say
    screen = open_page(PAGE, tab="reporting", lang=language, store=known_store.address)
    said = "\n".join(text.value for text in screen.markdown)
    assert say(NO_SURVEY) in said
    assert say(SHARE_UNKNOWN) in said


def test_a_survey_of_the_same_nature_says_who_told_somebody_and_moves_no_other_number(open_page):
    screen = open_page(PAGE, tab="reporting")
    said = "\n".join(text.value for text in screen.markdown)
    assert "Told somebody about the last time, of those to whom it happened" in said
    assert "asked until" in said
    assert "If 40 in 100 were reported" in said
    assert any("moves none of the numbers" in text.value for text in screen.caption)


def test_the_assumed_shares_come_from_the_address_and_go_there(open_page):
    screen = open_page(PAGE, tab="reporting", reported_now="60")
    assert any("If 60 in 100 were reported" in text.value for text in screen.markdown)
    screen.slider(key="choice-reported_before").set_value(20).run()
    assert screen.query_params["reported_before"] in ("20", ["20"])
    assert screen.query_params["reported_now"] in ("60", ["60"])
    assert any("incidents fell" in text.value for text in screen.markdown)


@pytest.mark.parametrize("value", ["0", "41", "101", "many"])
def test_an_impossible_share_of_the_address_is_named(open_page, value):
    screen = open_page(PAGE, tab="reporting", reported_now=value)
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
    screen = open_page(PAGE, tab="reporting", store=store.address)
    assert any("app began in Jul 2024: a break" in warning.value.replace("\\", "") for warning in screen.warning)


def test_evidence_of_others_stands_with_source_and_doubt(open_page, tables):
    screen = open_page(PAGE, tab="reporting")
    published = next(frame for frame in tables(screen) if "Note" in frame.columns)
    assert set(published.Value) == {78.0, 40.8, 51.0, 61.0}
    assert published.Source.str.len().gt(10).all()
    assert published.Note.str.len().gt(10).all()


def test_the_title_of_the_picture_says_which_reporting_would_explain_the_change(open_page):
    title = open_page(PAGE, tab="reporting", place="county:047", category="violent").get("vega_lite_chart")[0].proto.alt
    assert title.startswith("Violent offences in Nairobi City: ")
    assert "reporting alone could explain" in title or "Nothing to explain" in title


def test_a_year_before_with_too_few_to_show_is_not_said_to_be_missing(open_page):
    title = open_page(PAGE, tab="reporting", place="county:042", category="robbery").get("vega_lite_chart")[0].proto.alt
    assert title.startswith("Robbery in Kisumu: Too few reports a year before to compare with.")


def test_channels_and_evidence_are_not_drawn_before_they_are_asked_for(open_page, tables):
    screen = open_page(PAGE, tab="reporting", as_met=True)
    assert len(screen.get("vega_lite_chart")) == 1
    assert not [frame for frame in tables(screen) if "Note" in frame.columns]
