"""Drugs and youth: unknown stands beside every share, and what is not recorded is said to be so."""

from __future__ import annotations

import pytest

from tests.examples import incident, store_rows
from usalama.incidents.rates.drugs_and_youth import NO_SETTLEMENT_TYPE, NO_SUBSTANCE_SURVEY, SETTLEMENT_UNKNOWN
from usalama.language import LANGUAGES, load_language
from usalama.schema import SETTLEMENT_WORDS


def test_each_flag_is_told_with_its_unknown(open_page):
    screen = open_page("drugs_and_youth")
    lines = [text.value for text in screen.markdown if text.value.startswith("- **")]
    assert [line.partition("**")[2].partition("**")[0] for line in lines[:3]] == [
        "Drugs or alcohol",
        "Young people",
        "Firearms",
    ]
    assert all("Unknown for" in line or "unknown for" in line for line in lines[:3])


def test_settlement_types_stand_beside_those_of_which_none_is_known(open_page, tables):
    screen = open_page("drugs_and_youth")
    assert any("A settlement type is stated for" in text.value for text in screen.markdown)
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
    assert say(NO_SETTLEMENT_TYPE) in [info.value for info in screen.info]
    assert any(say(NO_SUBSTANCE_SURVEY) in text.value for text in (*screen.markdown, *screen.info))


def test_the_flag_stands_in_the_address(open_page):
    screen = open_page("drugs_and_youth", flag="firearm")
    assert any("Firearms" in text.value and "month by month" in text.value for text in screen.caption)
    screen.button_group(key="choice-flag").set_value("youth").run()
    assert screen.query_params["flag"] in ("youth", ["youth"])
    assert any("Young people" in text.value and "month by month" in text.value for text in screen.caption)


def test_an_unknown_flag_of_the_address_is_named(open_page):
    screen = open_page("drugs_and_youth", flag="gossip")
    screen.run()
    assert any('flag "gossip"' in warning.value.replace("\\", "") for warning in screen.warning)


def test_each_chart_has_its_table_with_range_unknown_and_bounds(open_page):
    screen = open_page("drugs_and_youth")
    twins = [node.value for node in screen.dataframe if "Unknown" in node.value.columns]
    assert len(twins) == 4
    for twin in twins:
        assert {"Likely from", "Likely to", "If no unknown were", "If every unknown were"} <= set(twin.columns)


def test_figures_of_others_stand_with_source_and_year(open_page):
    screen = open_page("drugs_and_youth")
    published = next(node.value for node in screen.dataframe if "Source" in node.value.columns)
    assert published.Source.str.contains("National Authority for the Campaign Against Alcohol").all()
    assert set(published.Year) == {2022}
