"""How each measure of the map looks: legend, hatches, words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from components.incidents.incident_map import measure_table
from components.maps.county_map import build_county_map, map_caption
from components.maps.geometries import geometries
from components.maps.pictures import Caption, build_svg
from components.shell.notices import nature_mark
from components.shell.visit import Visit
from tests.examples import KENYA, KISUMU, NAIROBI, NAKURU, OPERATOR, PUBLIC, subject
from usalama.asking.coverage import covered
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.language import load_language
from usalama.model import Choices, Nature

SUBJECT = subject()
CAPTION = Caption("Rates", "2024", "police", Nature.TEST, "Test")


@pytest.fixture(params=[OPERATOR, PUBLIC], ids=["exact", "public"])
def visit(request, known_store):
    scope = request.param
    return Visit(
        store=known_store,
        scope=scope,
        held=covered(known_store, scope),
        language=load_language("en"),
        subject=SUBJECT,
        today=date(2025, 1, 1),
        may_be_operator=False,
        country_folder=KENYA,
    )


def result_of(visit, measure):
    return county_map(visit.store, visit.scope, Choices(), SUBJECT, measure)


@pytest.mark.parametrize("measure", Measure)
def test_every_class_on_the_map_stands_in_the_legend(visit, measure):
    drawn = build_county_map(result_of(visit, measure), visit)
    assert set(drawn.values.values()) <= set(range(len(drawn.legend.classes)))
    assert set(drawn.legend.hatched) <= set(range(len(drawn.legend.classes)))
    assert all(drawn.tooltips.values())


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_has_a_caption_of_its_own_and_a_table_with_its_columns(visit, measure):
    result = result_of(visit, measure)
    rows, columns = measure_table(visit, result)
    assert set(columns) <= set(rows.columns)
    assert {"rate_per_100k", "rate_lower", "rate_upper"} <= set(columns)
    captions = {map_caption(result_of(visit, one), visit) for one in Measure}
    assert len(captions) == len(Measure)


def test_what_is_not_sure_is_hatched_as_well_as_pale(visit):
    result = result_of(visit, Measure.CERTAINTY)
    rows = result.counties.rows
    drawn = build_county_map(result, visit)
    unsure = rows[(rows.level >= 0) & ~rows.is_sure]
    sure = rows[rows.is_sure]
    assert set(unsure.county_code) <= drawn.unstable
    assert not set(sure.county_code) & drawn.unstable
    labels = [label for _, label in drawn.legend.classes]
    assert all("unsure" in labels[at] for at in drawn.legend.hatched)


def test_no_channel_has_a_fill_of_its_own_and_never_the_colour_of_a_rate(visit):
    for measure in (Measure.CERTAINTY, Measure.SILENCE):
        result = result_of(visit, measure)
        drawn = build_county_map(result, visit)
        unheard = set(result.counties.rows.county_code[result.counties.rows.channel == "no_channel"])
        assert unheard == drawn.silent
        assert not unheard & {*drawn.values, *drawn.unstable}
        assert drawn.legend.silent


def test_a_county_that_was_not_chosen_says_so_and_never_that_it_has_no_data(visit):
    chosen = replace(visit, choices=Choices(county_codes=(NAIROBI,)))
    drawn = build_county_map(county_map(chosen.store, chosen.scope, chosen.choices, SUBJECT, Measure.RATE), chosen)
    assert KISUMU in drawn.outside
    assert NAIROBI not in drawn.outside
    assert len(drawn.outside) == 46
    assert drawn.legend.outside == "not chosen"
    svg = ElementTree.fromstring(build_svg(drawn, CAPTION, geometries(SUBJECT.country)["counties"]))
    said = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "not chosen" in said
    assert "no data" not in said
    assert not build_county_map(result_of(visit, Measure.RATE), visit).outside


def test_the_map_says_what_was_asked_and_that_its_rows_are_not_real(visit):
    chosen = replace(visit, choices=Choices(county_codes=(NAIROBI,), categories=("robbery",)))
    drawn = build_county_map(county_map(chosen.store, chosen.scope, chosen.choices, SUBJECT, Measure.RATE), chosen)
    assert drawn.title == "Reported incidents for every 100,000 people a year"
    assert "Robbery" in drawn.subtitle
    assert "2024" in drawn.period
    assert drawn.nature == nature_mark(chosen)
    assert drawn.nature == "Test data"
    assert drawn.source
    found = build_county_map(result_of(visit, Measure.RATE), visit, title="Robbery: highest in Nairobi")
    assert found.title == "Robbery: highest in Nairobi"


def test_a_smoothed_county_tells_its_raw_rate_and_how_much_is_its_own(visit):
    drawn = build_county_map(result_of(visit, Measure.SMOOTHED), visit)
    for code in (NAIROBI, KISUMU):
        assert "Raw:" in drawn.tooltips[code]
        assert "in 100 parts are its own data" in drawn.tooltips[code]
    if not visit.scope.is_exact:
        assert drawn.tooltips[NAKURU] == "1 to 7 incidents: hidden"
        assert NAKURU in drawn.hidden


@pytest.mark.parametrize("measure", [Measure.CERTAINTY, Measure.SILENCE])
def test_the_picture_to_keep_follows_the_measure(visit, measure):
    result = result_of(visit, measure)
    drawn = build_county_map(result, visit)
    svg = ElementTree.fromstring(build_svg(drawn, CAPTION, geometries(SUBJECT.country)["counties"]))
    fills = [element.get("fill") for element in svg.iter("{http://www.w3.org/2000/svg}rect")]
    assert [f"url(#unstable-{at})" in fills for at in drawn.legend.hatched] == [True] * len(drawn.legend.hatched)
