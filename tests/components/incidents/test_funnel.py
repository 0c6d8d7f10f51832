"""The funnel and smoothed rates as charts."""

from __future__ import annotations

import pandas as pd

from components.incidents.comparing_rates import build_raw_and_smoothed
from components.incidents.funnel import SHAPES, build_funnel
from tests.components.incidents.drawn import Reader
from tests.examples import KISUMU, NAIROBI, NAKURU, PUBLIC, subject
from usalama.incidents.rates.funnel import funnel_plot
from usalama.model import Choices

SUBJECT = subject()


def test_the_funnel_leaves_hidden_places_out_and_names_the_chosen(known_store):
    places = tuple(SUBJECT.country.county(code).place for code in (KISUMU, NAKURU))
    plot = funnel_plot(known_store, PUBLIC, Choices(), SUBJECT, places)
    spec = build_funnel(plot.rows, plot.curve, Reader()).to_dict()
    sets = [rows for rows in spec["datasets"].values() if rows and "place_name" in rows[0]]
    names = [{row["place_name"] for row in rows} for rows in sets]
    assert {"Kisumu"} in names
    assert not any("Nakuru" in one for one in names)
    assert all("incident_count" not in row for rows in sets for row in rows)


def test_what_stands_out_has_a_shape_as_well_as_a_colour(known_store):
    plot = funnel_plot(known_store, PUBLIC, Choices(), SUBJECT, (SUBJECT.country.county(NAIROBI).place,))
    text = build_funnel(plot.rows, plot.curve, Reader()).to_json()
    assert all(shape in text for shape in SHAPES.values())


def test_raw_and_smoothed_differ_by_shape_and_a_place_without_either_is_left_out():
    rows = pd.DataFrame(
        {
            "place_name": ["a", "a", "b"],
            "kind": ["raw", "smoothed", "raw"],
            "rate": [3.0, 4.0, float("nan")],
            "lower": [1.0, 2.0, float("nan")],
            "upper": [6.0, 7.0, float("nan")],
        }
    )
    spec = build_raw_and_smoothed(rows, Reader()).to_dict()
    (drawn,) = spec["datasets"].values()
    assert {row["place_name"] for row in drawn} == {"a"}
    assert spec["layer"][1]["encoding"]["shape"]["scale"]["range"] == ["circle", "diamond"]
