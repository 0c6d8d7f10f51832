"""Pictures of series: breaks, months that are not complete, and lines that are coloured only if they are clear."""

from __future__ import annotations

import math
from datetime import date
from types import SimpleNamespace

import altair as alt
import pandas as pd
import pytest

from components.drawing.charts import AsBuilt
from components.incidents.charts_trends import (
    BLUE,
    DARK_ORANGE,
    GREY,
    build_alerts,
    build_multiples,
    build_noise,
    build_series,
)
from usalama.asking.recording_breaks import RecordingBreak
from usalama.incidents.trends.seasonal_trend import COMPLETE, HIDDEN, INCOMPLETE, SeasonalTrend
from usalama.language import load_language
from usalama.model import Estimate, Flag, Place, PlaceLevel, Sentence

LANGUAGE = load_language("en")
VISIT = SimpleNamespace(_=LANGUAGE.text, say=LANGUAGE.say, language=LANGUAGE)
MONTHS = [date(2024, month, 1) for month in range(1, 7)]
NOTHING = Estimate(None, None, None, 0, "none", Flag.NO_DATA)
ROWS = pd.DataFrame(
    {
        "occurred_month": MONTHS,
        "incident_count": pd.array([10, 12, None, 11, 14, 6], dtype="Float64"),
        "without_season": [10.0, 11, None, 12, 13, None],
        "usual_lower": [6.0, 6, None, 6, 6, None],
        "usual_upper": [16.0, 16, None, 16, 16, None],
        "state": [COMPLETE, COMPLETE, HIDDEN, COMPLETE, COMPLETE, INCOMPLETE],
    }
)
LEVELS = {f"{side}_{level}": [float(level)] for side in ("lower", "upper") for level in (50, 80, 95)}
AHEAD = pd.DataFrame({"occurred_month": [date(2024, 6, 1)], "expected": [12.0]} | LEVELS)
BREAK = RecordingBreak(date(2024, 3, 1), Sentence("New app: Street app"), Sentence("Tests"))


def series(**changes):
    empty = {name: None for name in SeasonalTrend.__dataclass_fields__}
    fields = {"place": Place(PlaceLevel.COUNTY, "047", "Nairobi"), "rows": ROWS, "forecast": AHEAD, "breaks": ()}
    return SeasonalTrend(**(empty | fields | {"changes": (), "sentences": ()} | changes))


def layers(chart):
    drawn = chart.to_dict()
    data = drawn.get("datasets", {})
    return [
        layer | {"rows": data.get(layer.get("data", drawn.get("data", {})).get("name"), [])} for layer in drawn["layer"]
    ]


def marks(chart, kind):
    return [layer for layer in layers(chart) if layer["mark"]["type"] == kind]


def test_a_break_in_recording_is_a_dashed_rule_with_its_text():
    rule = marks(build_series(series(breaks=(BREAK,)), VISIT), "rule")[0]
    text = marks(build_series(series(breaks=(BREAK,)), VISIT), "text")[-1]
    assert rule["mark"]["strokeDash"]
    assert [row["label"] for row in text["rows"]] == ["New app: Street app"]
    assert marks(build_series(series(), VISIT), "rule") == []


def test_a_month_that_is_not_complete_is_grey_said_to_be_so_and_no_line_leads_there():
    chart = build_series(series(), VISIT)
    point = marks(chart, "point")[0]
    assert (point["mark"]["shape"], point["mark"]["color"]) == ("diamond", GREY)
    assert [row["incident_count"] for row in point["rows"]] == [6]
    assert "not complete" in str(marks(chart, "text")[0]["rows"])
    line = marks(chart, "line")[0]["rows"]
    assert not any(row["name"] == "Reports" and row["count"] == 6 for row in line)
    assert not any(row["name"] == "Reports" and row["occurred_month"].startswith("2024-03") for row in line)


def test_a_series_without_season_or_forecast_is_still_drawn():
    blank = ROWS.assign(without_season=math.nan, usual_lower=math.nan, usual_upper=math.nan)
    ahead = AHEAD.assign(expected=math.nan, **dict.fromkeys(LEVELS, math.nan))
    chart = build_series(series(rows=blank, forecast=ahead), VISIT)
    assert {row["name"] for row in marks(chart, "line")[0]["rows"]} == {"Reports"}


def test_only_clear_lines_are_coloured_and_each_has_a_sign_beside_its_name():
    rows = pd.DataFrame(
        {
            "place_name": ["Kitui", "Meru", "Embu"],
            "region_name": ["Eastern", "Eastern", "Eastern"],
            "direction": ["rising", "falling", "unclear"],
            "occurred_month": MONTHS[:1] * 3,
            "rate_per_100k": [10.0, 20, 400],
        }
    )
    chart = build_multiples(rows, VISIT, highest=40)
    line, names = marks(chart, "line")[0], marks(chart, "text")[0]["rows"]
    scale = line["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "rising": DARK_ORANGE,
        "falling": BLUE,
        "unclear": GREY,
        "too_few": GREY,
    }
    assert [row["label"] for row in names] == ["▲ Kitui", "▼ Meru", "Embu"]
    heights = [row["height"] for row in line["rows"]]
    assert heights[0] - 2 == pytest.approx((heights[1] - 1) / 2)  # one scale for all
    assert heights[2] < 1  # what is beyond the axis stays in its row


def test_an_alert_shows_what_was_expected_beside_what_came():
    rows = pd.DataFrame({"name": ["Kitui: Property"], "incident_count": [29], "expected": [10.2], "upper": [18.0]})
    bar, dot = layers(build_alerts(rows, VISIT))
    assert (bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) == ("expected", "upper")
    assert dot["encoding"]["x"]["field"] == "incident_count"


def test_noise_rings_the_months_that_a_hasty_rule_calls():
    rows = pd.DataFrame(
        {
            "number": [1, 2, 3],
            "drawn_count": [10, 14, 9],
            "usual_lower": 5.0,
            "usual_upper": 17.0,
            "is_called": [False, True, False],
        }
    )
    chart = build_noise(SimpleNamespace(rows=rows), VISIT)
    assert [row["number"] for row in marks(chart, "point")[0]["rows"]] == [2]
    quiet = build_noise(SimpleNamespace(rows=rows.assign(is_called=False)), VISIT)
    assert marks(quiet, "point")[0]["rows"] == []


def test_months_are_named_in_the_reader_s_language():
    built = {code: AsBuilt(build_series(series(), VISIT), load_language(code)).to_dict() for code in ("en", "sw")}
    assert built["sw"]["config"]["locale"]["time"]["shortMonths"][9] == "Okt"
    assert "locale" not in built["en"]["config"]
    alt.Chart.from_dict(built["sw"], validate=True)
