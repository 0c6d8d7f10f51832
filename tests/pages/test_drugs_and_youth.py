"""Drugs and youth: unknown stands beside every share, and what is not recorded is said to be so."""

from __future__ import annotations

import pytest

from tests.examples import incident, store_rows
from usalama.incidents.rates.drugs_and_youth import NO_SETTLEMENT_TYPE, NO_SUBSTANCE_SURVEY, SETTLEMENT_UNKNOWN
from usalama.language import LANGUAGES, load_language
from usalama.schema import SETTLEMENT_WORDS


def test_each_flag_is_told_with_its_unknown(open_page, tables):
    screen = open_page("drugs_and_youth")
    assert screen.title[0].value == "Drugs and youth"
    (totals,) = [table for table in tables(screen) if "What may be said" in table and "Unknown" in table]
    assert totals["What"].tolist() == ["Drugs or alcohol", "Young people", "Firearms"]
    assert totals["What may be said"].str.contains("nknown for").all()


def test_the_finding_stands_in_the_picture(open_page, said):
    text = said(open_page("drugs_and_youth", category="violence", as_met=True))
    assert "Drugs or alcohol: About " in text
    assert "all reports" in text


def test_what_is_closed_is_not_drawn(open_page):
    screen = open_page("drugs_and_youth", as_met=True)
    assert len(screen.get("vega_lite_chart")) == 1


def test_settlement_types_stand_beside_those_of_which_none_is_known(open_page, said, tables):
    screen = open_page("drugs_and_youth")
    assert "A settlement type is stated for" in said(screen)
    frames = [frame for frame in tables(screen) if "Category or place" in frame]
    (table,) = [frame for frame in frames if "informal settlement" in set(frame["Category or place"])]
    assert table["Category or place"].tolist()[-1] == SETTLEMENT_UNKNOWN
    assert len(table) == len(SETTLEMENT_WORDS) + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_recorded_and_not_asked_is_said(open_page, store, language):
    store_rows(store, [incident(str(number)) for number in range(20)])
    screen = open_page("drugs_and_youth", store=store.address, lang=language)
    say = load_language(language).say
    assert not screen.exception
    assert any(say(NO_SETTLEMENT_TYPE) in node.proto.body for node in screen.get("html"))
    assert any(say(NO_SUBSTANCE_SURVEY) in text.value for text in (*screen.markdown, *screen.info))


def test_the_flag_stands_in_the_address(open_page, said):
    screen = open_page("drugs_and_youth", flag="firearm")
    assert "Firearms, month by month" in said(screen)
    screen.button_group(key="choice-flag").set_value("youth").run()
    assert screen.query_params["flag"] in ("youth", ["youth"])
    assert "Young people, month by month" in said(screen)


def test_an_unknown_flag_of_the_address_is_named(open_page):
    screen = open_page("drugs_and_youth", flag="gossip")
    screen.run()
    assert any('flag "gossip"' in warning.value.replace("\\", "") for warning in screen.warning)


def test_each_chart_has_its_table_with_range_unknown_and_bounds(open_page, tables):
    twins = [table for table in tables(open_page("drugs_and_youth")) if "Unknown" in table.columns]
    # In all, by category, month, county and settlement type.
    assert len(twins) == 5
    for twin in twins:
        assert {"Likely from", "Likely to", "If no unknown were", "If every unknown were"} <= set(twin.columns)


def test_figures_of_others_stand_with_source_and_year(open_page, tables):
    (published,) = [table for table in tables(open_page("drugs_and_youth")) if {"Source", "Year"} <= set(table.columns)]
    assert published.Source.str.contains("National Authority for the Campaign Against Alcohol").all()
    assert set(published.Year.astype(int)) == {2022}


def test_early_help_begins_with_how_many_go_through_with_it(open_page, said):
    screen = open_page("drugs_and_youth", tab="early_help", as_met=True)
    assert "people were screened; of 100 of them about" in said(screen)
    assert len(screen.get("vega_lite_chart")) == 1
