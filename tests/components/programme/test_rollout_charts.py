"""Pictures of Rollout: what lifts a county, how far an indicator has come, and what was planned."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from components.programme.logframe import MOST, build_ways
from components.programme.next_counties import build_next
from components.programme.rollout import build_stage_map, pack_months
from components.programme.rollout_stages import build_planned_and_reached, build_stages
from components.shell.visit import Visit
from tests.components.incidents.drawn import Reader, marks
from tests.components.maps.test_frames import unpacked
from tests.examples import subject
from tests.register_records import TODAY, keep, keep_programme
from usalama.access import public_scope
from usalama.asking.coverage import covered
from usalama.language import load_language
from usalama.programme.progress.rollout import rollout
from usalama.registers import STAGE

POINTS = pd.DataFrame(
    {
        "county_name": ["Meru", "Lamu"],
        "need_points": [30.0, 5],
        "readiness_points": [0.5, 10],
        "reach_points": [20.0, 1],
    }
)
INDICATORS = pd.DataFrame(
    {
        "title": ["Minutes until somebody came", "Associations", "No way to go"],
        "said": ["near: 45", "target reached: 30", "no value yet"],
        "rating": ["not_sure", "reached", "no_value"],
        "baseline": [50.0, 0, 10],
        "target": [40.0, 20, 10],
        "value": [45.0, 30, None],
        "lower": [42.0, None, None],
        "upper": [48.0, None, None],
    }
)


def test_the_parts_of_a_county_stand_one_after_another_and_say_so_in_words():
    bars = marks(build_next(POINTS, Reader()), "bar")[0]["rows"]
    meru = [row for row in bars if row["county_name"] == "Meru"]
    assert [(row["start"], row["end"]) for row in meru] == [(0, 30), (30, 30.5), (30.5, 50.5)]
    assert meru[0]["said"] == "Meru: need 30"


def test_a_fall_that_is_wanted_is_a_way_too_and_its_range_lies_on_it():
    point = marks(build_ways(INDICATORS, Reader()), "point")[0]["rows"]
    falling, risen, none = point
    assert falling["way"] == pytest.approx(50)
    assert sorted((falling["way_lower"], falling["way_upper"])) == pytest.approx([20, 80])
    assert risen["way"] == pytest.approx(150)
    assert risen["way"] > MOST  # drawn at the edge
    assert none["way"] is None


def test_lines_carry_their_names_and_dots_say_their_month_in_words():
    months = [date(2025, 1, 1), date(2025, 2, 1)]
    rows = pd.DataFrame(
        {"month": months, "planned_count": pd.array([3, 5], "Int64"), "reached_count": pd.array([2, None], "Int64")}
    )
    chart = build_planned_and_reached(rows, Reader())
    assert {row["kind"] for text in marks(chart, "text") for row in text["rows"]} == {"planned", "reached"}
    assert [row["said"] for row in marks(chart, "point")[0]["rows"]] == ["reached, Jan 2025: 2"]


def test_a_stage_says_how_many_came_and_how_many_stand_there():
    rows = pd.DataFrame({"stage_name": ["trained"], "reached_count": [1200], "here_count": [7]})
    assert marks(build_stages(rows, Reader()), "bar")[0]["rows"][0]["said"] == "trained: 1,200; Stand there now: 7"


def test_the_ends_of_earlier_months_play_and_the_last_is_what_stands(store):
    keep_programme(store)
    reached = [("identified", TODAY - timedelta(days=70)), ("trained", TODAY)]
    for stage, day in reached:
        record = {"record_id": stage, "pipeline": "rollout", "county_code": "042", "association_id": "kondele"}
        keep(store, STAGE, record | {"stage": stage, "reached_on": day})
    scope = public_scope(TODAY)
    visit = Visit(store, scope, covered(store, scope), load_language("en"), subject(), TODAY, False, Path())
    result = rollout(store, scope, (), subject(), TODAY)
    months = unpacked(pack_months(visit, result))
    assert len(months) == len(result.months) == 3
    now = build_stage_map(result.counties, visit)
    assert (months[-1]["values"], months[-1]["tooltips"]) == (now.values, now.tooltips)
    assert [month["values"]["042"] for month in months] == [1, 1, now.values["042"]]
