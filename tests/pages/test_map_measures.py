"""The measures of the map and the parts of the comparison that keep chance apart from difference."""

from __future__ import annotations

import pytest

from usalama.language import LANGUAGES

MEASURES = {
    "smoothed": "Smoothed rate of reported incidents",
    "certainty": "How high the smoothed rate",
    "silence": "Where reports come from",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_opens_in_each_language_with_its_table(open_page, measure, language):
    screen = open_page("incident_map", measure=measure, lang=language)
    assert not screen.exception
    assert not screen.error
    assert len(screen.dataframe) == 1


@pytest.mark.parametrize(("measure", "words"), MEASURES.items())
def test_a_measure_has_a_caption_and_says_how_it_was_made(open_page, measure, words):
    screen = open_page("incident_map", measure=measure)
    assert any(text.value.startswith(words) for text in screen.caption)


def test_raw_rates_stand_beside_smoothed_ones_in_the_table(open_page):
    (table,) = [node.value for node in open_page("incident_map", measure="smoothed").dataframe]
    assert {"Rate", "Likely from", "Smoothed rate", "Smoothed, likely from", "Own data, parts of 100"} <= set(table)


def test_a_rare_category_in_public_shows_no_exact_count(open_page, tables):
    for measure in MEASURES:
        for table in tables(open_page("incident_map", measure=measure, category="homicide")):
            counts = table["Incidents"].dropna()
            assert (counts.astype(float) % 5 == 0).all()


def test_the_comparison_says_how_many_would_stand_out_by_chance(open_page, as_markdown):
    texts = as_markdown(open_page("compare_cities"))
    assert any("would stand out by chance alone" in text for text in texts)
    assert any("in 100 parts are its own data" in text for text in texts)
    assert any("is most like" in text for text in texts)


def test_a_press_compares_a_place_with_those_like_it(open_page):
    screen = open_page("compare_cities", places="county:042,county:032")
    screen.button(key="like-county:042").click().run()
    asked = screen.query_params["places"]
    chosen = (asked if isinstance(asked, str) else asked[0]).split(",")
    assert chosen[0] == "county:042"
    assert 2 <= len(chosen) <= 6
    assert screen.multiselect(key="choice-places").value == chosen
    assert not screen.exception
