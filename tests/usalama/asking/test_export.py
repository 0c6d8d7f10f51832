"""Files bear the numbers of the screen, and what they are."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest

from tests.examples import OPERATOR, PUBLIC, subject
from usalama.asking.export import Order, as_csv, as_geojson, as_json, as_parquet, in_order, with_provenance
from usalama.incidents.rates.county_rates import county_rates
from usalama.model import Choices, Estimate, Sentence

SUBJECT = subject()


def rates(store, scope):
    return county_rates(store, scope, Choices(), SUBJECT)


def test_hidden_missing_and_endless_numbers_are_null(known_store):
    about = rates(known_store, PUBLIC).about
    rows = pd.DataFrame({"count": pd.array([None, 5], "Int64"), "rate": [math.inf, math.nan]})
    ratio = Estimate(1.0, None, math.inf, 3, "ratio")
    read = json.loads(as_json({"rows": rows, "ratio": ratio}, about, Sentence("Method")))
    assert read["rows"] == [{"count": None, "rate": None}, {"count": 5, "rate": None}]
    assert (read["ratio"]["lower"], read["ratio"]["upper"]) == (None, None)


@pytest.mark.parametrize(("scope", "mark"), [(PUBLIC, "public"), (OPERATOR, "not for publication")])
def test_every_file_says_who_may_have_it_and_how_it_was_made(known_store, scope, mark):
    result = rates(known_store, scope)
    read = json.loads(as_json({"rows": result.rows}, result.about, result.method))
    assert read["publication"] == mark
    assert read["scope"] == scope.name
    assert read["nature"] == "test"
    assert read["period_used"] == {"from": "2024-01-01", "to": "2024-12-31"}
    assert read["data_version"] == known_store.version()
    table = as_csv(result.rows, result.about).splitlines()
    assert len(table) == 48
    assert table[0].endswith("period_start,period_end,nature,scope,publication,data_version")
    assert mark in table[1]


def test_each_row_says_which_counties_and_kinds_were_asked_for(known_store):
    about = rates(known_store, OPERATOR).about
    everything = with_provenance(pd.DataFrame({"n": [1]}), about).iloc[0]
    assert (everything.chosen_counties, everything.chosen_categories) == ("all", "all")
    choices = Choices(county_codes=("042",), categories=("robbery", "theft"))
    some = with_provenance(pd.DataFrame({"n": [1]}), replace(about, choices=choices)).iloc[0]
    assert (some.chosen_counties, some.chosen_categories) == ("042", "robbery theft")


def test_rows_are_in_the_order_asked_for_and_hidden_ones_last(known_store):
    rows = rates(known_store, PUBLIC).rows
    assert in_order(rows, Order.COUNTY).county_code.is_monotonic_increasing
    by_count = in_order(rows, Order.COUNT)
    assert by_count.county_code.iloc[0] == "047"
    assert by_count.incident_count.tail(2).isna().all()
    assert in_order(rows, Order.RATE).rate_per_100k.dropna().is_monotonic_decreasing


def test_geojson_has_every_county_once_with_what_its_row_says(known_store):
    result = rates(known_store, PUBLIC)
    text = as_geojson(result.rows.head(3), result.about, SUBJECT.country)
    read = gpd.read_file(io.StringIO(text)).set_index("iso_code")
    assert (len(read), read.crs) == (47, "EPSG:4326")
    assert read.geometry.is_valid.all()
    assert read.county_code.dropna().tolist() == ["001", "002", "003"]
    assert set(read.publication.dropna()) == {"public"}
    whole = json.loads(text)
    assert whole["licence"].startswith("Boundaries: ODbL")
    drawn = json.loads(SUBJECT.country.map_geometry())["features"]
    assert [one["geometry"] for one in whole["features"]] == [one["geometry"] for one in drawn]
    assert whole["features"][-1]["properties"].keys() == {"iso_code"}


def test_a_hidden_number_is_null_in_geojson(known_store):
    result = rates(known_store, PUBLIC)
    features = json.loads(as_geojson(result.rows, result.about, SUBJECT.country))["features"]
    counts = {one["id"]: one["properties"]["incident_count"] for one in features}
    hidden = set(result.rows.county_code[result.rows.incident_count.isna()])
    assert hidden
    assert {code for code, count in counts.items() if count is None} == hidden


def test_parquet_has_the_rows_of_the_screen_with_their_boundaries(known_store):
    result = rates(known_store, PUBLIC)
    file = io.BytesIO(as_parquet(result.rows, result.about, SUBJECT.country))
    read = gpd.read_parquet(file)
    assert read.crs == "EPSG:4326"
    assert read.geometry.is_valid.all()
    expected = with_provenance(result.rows, result.about)
    pd.testing.assert_frame_equal(pd.DataFrame(read.drop(columns="geometry")), expected, check_dtype=False)
    middle = read.set_index("county_code").geometry["047"].representative_point()
    assert SUBJECT.country.locate([middle.x], [middle.y]).county_code[0] == "047"


def test_nothing_that_maps_need_is_loaded_before_a_file_with_boundaries_is_asked_for():
    code = "import sys, usalama.asking.export; sys.exit('geopandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
