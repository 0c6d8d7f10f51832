"""The measures of the map and the parts of the comparison that keep chance apart from difference."""

from __future__ import annotations

import pytest

from usalama.language import LANGUAGES

MEASURES = {
    "smoothed": "Smoothed rate of reported incidents",
    "certainty": "How high the smoothed rate",
    "silence": "Where reports come from",
}


def figures_of(screen) -> str:
    """What the charts of a page say to those who do not see them: finding, caption and question."""
    return "\n".join(chart.proto.alt for chart in screen.get("vega_lite_chart"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_opens_in_each_language_with_its_table(open_page, tables, measure, language):
    screen = open_page("map", measure=measure, lang=language)
    assert not screen.exception
    assert not screen.error
    assert [len(table) for table in tables(screen)] == [47]


@pytest.mark.parametrize(("measure", "words"), MEASURES.items())
def test_a_measure_has_a_caption_and_says_how_it_was_made(open_page, measure, words):
    screen = open_page("map", measure=measure)
    captions = [text.value.replace("\\", "") for text in screen.caption]
    assert any(text.startswith(words) for text in captions)
    assert any(text.startswith("Period used: ") for text in captions)


def test_raw_rates_stand_beside_smoothed_ones_in_the_table(open_page, tables):
    (table,) = tables(open_page("map", measure="smoothed"))
    assert {"Rate", "Likely from", "Smoothed rate", "Smoothed, likely from", "Own data, parts of 100"} <= set(table)


def test_a_rare_category_in_public_shows_no_exact_count(open_page, tables):
    for measure in MEASURES:
        (table,) = tables(open_page("map", measure=measure, category="homicide"))
        counts = table["Incidents"].dropna()
        assert len(counts)
        assert (counts.astype(float) % 5 == 0).all()


def test_the_comparison_says_how_many_would_stand_out_by_chance(open_page):
    rates = figures_of(open_page("compare", tab="rates"))
    assert "would stand out by chance alone" in rates
    assert "Of 100 parts of a smoothed rate, its own data" in rates
    assert "is most like" in figures_of(open_page("compare", tab="like"))


def test_a_press_compares_a_place_with_those_like_it(open_page):
    screen = open_page("compare", tab="like", places="county:042,county:032")
    screen.button(key="like-compare").click().run()
    asked = screen.query_params["places"]
    chosen = (asked if isinstance(asked, str) else asked[0]).split(",")
    assert chosen[0] == "county:042"
    assert 2 <= len(chosen) <= 6
    assert screen.multiselect(key="choice-places").value == chosen
    assert not screen.exception
