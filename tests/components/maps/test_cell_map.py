"""What the browser gets of the cells: plain values, a second cue for colour, the same numbers as the table."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from components.drawing.tables import build_table
from components.incidents.foretelling import build_hit_curve
from components.incidents.near_repeats import build_repeats
from components.maps import map_words
from components.maps.cell_map import (
    COLOURS,
    DIFFERENCE,
    LEVELS,
    NUMBER,
    build_cell_map,
    cell_columns,
    cell_shapes,
    cells_caption,
    with_words,
)
from components.maps.cell_names import cell_name
from components.maps.density_map import build_density_map
from components.maps.geometries import MARK
from components.maps.pictures import Caption, build_svg
from components.maps.place_map import build_place_message
from components.shell.visit import Visit
from tests.examples import KENYA, OPERATOR, PUBLIC, store_rows, subject
from tests.stores import new_store
from tests.usalama.incidents.hot_spots.cell_examples import COUNTRY, COUNTY, scattered_rows
from usalama.asking.coverage import covered
from usalama.incidents.hot_spots.density_picture import density_picture
from usalama.incidents.hot_spots.foretelling import foretelling
from usalama.incidents.hot_spots.hot_spots import beside_all_reports, hot_spot_map
from usalama.incidents.hot_spots.near_repeats import repeat_table
from usalama.language import load_language
from usalama.model import Choices, Nature, Period

SUBJECT = subject()
LAST_YEAR = Choices(Period(date(2024, 1, 1), date(2024, 12, 31)))


@pytest.fixture(scope="module")
def hot_store(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("hot") / "store")
    store_rows(store, scattered_rows(hot=500))
    return store


def visit_of(store, scope, language="en"):
    return Visit(
        store=store,
        scope=scope,
        held=covered(store, scope),
        language=load_language(language),
        subject=SUBJECT,
        today=date(2025, 2, 1),
        may_be_operator=False,
        country_folder=KENYA,
    )


def result_of(store, scope, report=hot_spot_map, choices=LAST_YEAR):
    return report(store, scope, choices, SUBJECT, COUNTY)


def brightness(colour):
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC])
@pytest.mark.parametrize("by", [DIFFERENCE, NUMBER])
@pytest.mark.parametrize("report", [hot_spot_map, beside_all_reports])
def test_what_travels_is_plain_and_small(hot_store, scope, by, report):
    choices = Choices(LAST_YEAR.period, categories=("stealing",))
    visit = visit_of(hot_store, scope)
    drawn = build_cell_map(result_of(hot_store, scope, report, choices), visit, by=by)
    message = json.dumps(build_place_message(drawn, map_words(visit._), 500), default=_refuse)
    assert len(message) < 120_000
    assert "NaN" not in message


def _refuse(value):
    raise TypeError(f"{type(value)} is no plain value")


def test_every_cell_with_more_has_its_colour_and_a_mark(hot_store):
    result = result_of(hot_store, OPERATOR)
    drawn = build_cell_map(result, visit_of(hot_store, OPERATOR))
    more = set(result.rows.index[result.rows.verdict == "more"])
    assert more
    assert {int(code) for code, level in drawn.values.items() if level == LEVELS["more"]} == more
    assert {circle.key for circle in drawn.circles} == {f"{MARK}{number}" for number in more}
    assert any("●" in label for _, label in drawn.legend.classes)


def test_the_colours_differ_in_brightness_too():
    ordered = sorted(brightness(colour) for colour in COLOURS.values())
    assert min(np.diff(ordered)) > 35


def test_hidden_cells_are_dotted_and_have_no_number(hot_store):
    result = result_of(hot_store, PUBLIC)
    for by in (DIFFERENCE, NUMBER):
        drawn = build_cell_map(result, visit_of(hot_store, PUBLIC), by=by)
        assert len(drawn.hidden) == result.hidden_cells > 0
        assert drawn.hidden & set(drawn.values) == set()
        assert all(drawn.tooltips[code] == "1 to 7 incidents: hidden" for code in drawn.hidden)
        assert "hidden" in drawn.legend.hidden


def test_the_numbers_of_the_map_are_in_fixed_classes(hot_store):
    result = result_of(hot_store, OPERATOR)
    drawn = build_cell_map(result, visit_of(hot_store, OPERATOR), by=NUMBER)
    counts = result.rows.incident_count
    for code, level in drawn.values.items():
        count = counts[int(code)]
        assert level == sum(count >= one for one in (10, 25, 50, 100, 250))
    assert len(drawn.values) == (counts > 0).sum()


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC])
def test_the_table_has_the_cells_of_the_map_in_words(hot_store, scope, language):
    result, visit = result_of(hot_store, scope), visit_of(hot_store, scope, language)
    drawn, rows = build_cell_map(result, visit), with_words(result, visit)
    assert len(rows) == len(drawn.tooltips)
    table = build_table(rows, cell_columns(result, visit))
    assert len(set(table.columns)) == table.shape[1] == 7
    assert rows.cell.is_monotonic_increasing
    assert set(rows.verdict_text) <= {
        visit._(words)
        for words in ("more than expected", "fewer than expected", "no clear difference", "too few to say")
    }


def test_cells_that_say_something_are_called_by_number_and_town(hot_store):
    result = result_of(hot_store, OPERATOR)
    visit = visit_of(hot_store, OPERATOR)
    drawn, rows = build_cell_map(result, visit), with_words(result, visit)
    cells = {code: name for code, name in drawn.names.items() if not code.startswith(MARK)}
    assert cells.keys() == drawn.tooltips.keys()
    assert list(cells.values()) == list(rows.cell_name)
    assert len(set(cells.values())) == len(cells)
    assert all(drawn.names[circle.key] == cells[circle.key.removeprefix(MARK)] for circle in drawn.circles)
    assert any(", near " in name for name in cells.values())
    assert not any(cell in name for cell in result.rows.cell for name in cells.values())


def test_a_name_says_nothing_of_what_was_reported(hot_store):
    """Made of the country alone, so the same for everybody and every question."""
    names = {
        scope.name: [cell_name(visit_of(hot_store, scope), COUNTY, 6, number) for number in range(5)]
        for scope in (OPERATOR, PUBLIC)
    }
    assert names[OPERATOR.name] == names[PUBLIC.name]
    assert names[PUBLIC.name][0].startswith("Cell 1, ")


def test_the_caption_says_count_and_what_is_left_out(hot_store):
    exact = cells_caption(result_of(hot_store, OPERATOR), visit_of(hot_store, OPERATOR))
    public = cells_caption(result_of(hot_store, PUBLIC), visit_of(hot_store, PUBLIC))
    for text in (exact, public):
        assert "reports in" in text
        assert "km wide" in text
    assert "precise enough" in exact
    assert "the number is the sum of the cells shown" in public


def test_a_place_with_too_few_cells_is_still_drawn(hot_store):
    small = COUNTRY.place("county:001")
    result = hot_spot_map(hot_store, PUBLIC, LAST_YEAR, SUBJECT, small)
    drawn = build_cell_map(result, visit_of(hot_store, PUBLIC))
    assert drawn.circles == ()
    assert "too few" not in json.dumps(dict(drawn.tooltips))


def test_the_charts_are_made_of_their_results(hot_store):
    visit = visit_of(hot_store, OPERATOR)
    curve = build_hit_curve(result_of(hot_store, OPERATOR, foretelling), visit).to_dict()
    assert "Busiest cells" in json.dumps(curve)
    repeats = build_repeats(result_of(hot_store, OPERATOR, repeat_table), visit).to_dict()
    assert "201–400 m, 15–28 days" in json.dumps(repeats, ensure_ascii=False)


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC])
def test_the_picture_of_cells_has_the_finding_the_marks_and_no_code(hot_store, scope):
    result, visit = result_of(hot_store, scope), visit_of(hot_store, scope)
    drawn = build_cell_map(result, visit)
    caption = Caption(visit.say(result.finding), drawn.period, "source", Nature.SYNTHETIC, "Synthetic data")
    svg = build_svg(drawn, caption, *cell_shapes(result, visit))
    assert "Synthetic data" in svg
    assert svg.count("<circle") >= len(drawn.circles)
    assert not any(f">{cell}" in svg for cell in result.rows.cell)


def test_the_picture_is_densest_where_most_was_reported_and_says_of_what_nature_it_is(hot_store):
    result = result_of(hot_store, OPERATOR, density_picture)
    drawn, (squares, _points) = build_density_map(result, visit_of(hot_store, OPERATOR))
    densest = str(int(result.rows.per_km2.to_numpy().argmax()))
    assert drawn.values[densest] == max(drawn.values.values()) == len(drawn.legend.classes) - 1
    assert len(drawn.values) <= len(result.rows) == len(json.loads(squares)["features"])
    caption = Caption("found", "asked", "source", Nature.SYNTHETIC, "Synthetic data")
    svg = build_svg(drawn, caption, squares)
    assert "Synthetic data" in svg
    assert svg.count("<path") > len(drawn.values)
    # What has next to no reports lets the ground through.
    assert svg.count("<title />") + svg.count("<title></title>") <= len(drawn.values)


def test_a_picture_of_nothing_is_no_error(store):
    rows = [row | {"location_precision": "county"} for row in scattered_rows(30)]
    store_rows(store, rows)
    result = density_picture(store, OPERATOR, Choices(), SUBJECT, COUNTY)
    assert result.point_count == 0
    assert isinstance(result.rows, pd.DataFrame)
    drawn, _shapes = build_density_map(result, visit_of(store, OPERATOR))
    assert drawn.values == {}
