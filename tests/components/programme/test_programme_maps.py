"""Maps and charts of associations, accreditation and partners, before they are drawn."""

from dataclasses import replace
from pathlib import Path

import pytest

from components.programme.accreditation import LAPSED, build_stage_map
from components.programme.association_maps import build_constituency_map, build_county_map
from components.programme.partners import build_grid
from components.programme.register_parts import build_funnel
from components.shell.visit import Visit
from tests.examples import subject
from tests.register_records import TODAY, keep, keep_programme
from usalama.access import public_scope
from usalama.asking.coverage import covered
from usalama.language import load_language
from usalama.model import Choices
from usalama.programme.associations import associations
from usalama.programme.partners import partners
from usalama.programme.progress.accreditation import accreditation
from usalama.registers import STAGE

PUBLIC = public_scope(TODAY)


@pytest.fixture
def visit(programme_store):
    return visit_of(programme_store)


def visit_of(store):
    return Visit(store, PUBLIC, covered(store, PUBLIC), load_language("en"), subject(), TODAY, False, Path())


def test_a_county_without_associations_has_a_class_and_is_no_blank(visit):
    drawn = build_county_map(visit, associations(visit.store, PUBLIC, Choices(), subject()))
    assert len(drawn.values) == len(subject().country.counties)
    assert (drawn.values["001"], drawn.values["047"], drawn.values["042"]) == (0, 1, 1)
    assert [label for _, label in drawn.legend.classes] == ["0", "1 – 4", "5 – 9", "10 – 19", "20 – 49", "≥ 50"]


@pytest.mark.parametrize(("count", "level"), [(0, 0), (1, 1), (4, 1), (5, 2), (49, 4), (50, 5), (900, 5)])
def test_each_count_falls_into_the_class_that_names_it(visit, count, level):
    result = associations(visit.store, PUBLIC, Choices(), subject())
    drawn = build_county_map(visit, replace(result, by_county=result.by_county.assign(association_count=count)))
    assert set(drawn.values.values()) == {level}


def test_circles_stand_on_constituencies_and_say_only_numbers(visit):
    drawn = build_constituency_map(visit, associations(visit.store, PUBLIC, Choices(), subject()))
    assert [(circle.key, circle.tooltip) for circle in drawn.circles] == [("constituency:240", "One association")]


def test_every_county_has_its_stage_and_what_lapsed_is_hatched(store):
    keep_programme(store)
    visit = visit_of(store)
    lapsed = {"record_id": "l", "pipeline": "accreditation", "county_code": "001", "stage": LAPSED}
    keep(visit.store, STAGE, lapsed | {"reached_on": TODAY})
    drawn = build_stage_map(visit, accreditation(visit.store, PUBLIC, (), subject(), TODAY))
    labels = [label for _, label in drawn.legend.classes]
    assert labels[drawn.values["047"]] == "not started"
    assert labels[drawn.values["042"]] == "applied"
    assert drawn.unstable == {"001"}
    assert "none found" in drawn.tooltips["042"]
    assert "2016" in drawn.tooltips["047"]


def test_the_funnel_keeps_the_order_of_the_stages(visit):
    rows = accreditation(visit.store, PUBLIC, (), subject(), TODAY).funnel
    drawn = build_funnel(rows[rows.subject == "association"], visit).to_dict()
    assert drawn["layer"][0]["encoding"]["y"]["sort"] == ["applied", "documents_asked", "agreement", "recognised"]


def test_the_grid_writes_its_numbers_and_leaves_nobody_without_colour(visit):
    rows = partners(visit.store, PUBLIC, ("042",), subject()).grid.assign(sector_name=lambda rows: rows.sector)
    chart = build_grid(rows, visit)
    assert list(chart.data.label) == ["·", "1", "·", "·", "·", "·", "·", "·"]
    assert chart.to_dict()["layer"][0]["encoding"]["color"]["condition"]["value"] == "#f2f2f2"
