"""Pictures of series: breaks, and months that are not complete."""

from __future__ import annotations

import math
from datetime import date
from types import SimpleNamespace

import altair as alt
import pandas as pd

from components.drawing.charts import QUIET, AsBuilt
from components.incidents.trends import build_series
from tests.components.incidents.drawn import marks
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


def test_a_break_in_recording_is_a_dashed_rule_with_its_text():
    rule = marks(build_series(series(breaks=(BREAK,)), VISIT), "rule")[0]
    texts = marks(build_series(series(breaks=(BREAK,)), VISIT), "text")
    assert rule["mark"]["strokeDash"]
    assert ["New app: Street app"] in [[row["label"] for row in text["rows"]] for text in texts]
    assert marks(build_series(series(), VISIT), "rule") == []


def test_a_month_that_is_not_complete_is_grey_said_to_be_so_and_no_line_leads_there():
    chart = build_series(series(), VISIT)
    point = marks(chart, "point")[0]
    assert (point["mark"]["shape"], point["mark"]["color"]) == ("diamond", QUIET.to_dict())
    assert [row["incident_count"] for row in point["rows"]] == [6]
    assert "not complete" in str(marks(chart, "text")[0]["rows"])
    line = marks(chart, "line")[0]["rows"]
    assert not any(row["name"] == "each month" and row["count"] == 6 for row in line)
    assert not any(row["name"] == "each month" and row["occurred_month"].startswith("2024-03") for row in line)


def test_each_line_bears_its_name_and_each_month_speaks():
    chart = build_series(series(), VISIT)
    named = {row["label"] for text in marks(chart, "text") for row in text["rows"]}
    assert named == {"each month", "season removed", "expected next", "not complete"}
    assert "each month, Feb 2024: 12" in {row["said"] for row in marks(chart, "line")[0]["rows"]}


def test_a_series_without_season_or_forecast_is_still_drawn():
    blank = ROWS.assign(without_season=math.nan, usual_lower=math.nan, usual_upper=math.nan)
    ahead = AHEAD.assign(expected=math.nan, **dict.fromkeys(LEVELS, math.nan))
    chart = build_series(series(rows=blank, forecast=ahead), VISIT)
    assert {row["name"] for row in marks(chart, "line")[0]["rows"]} == {"each month"}


def test_months_are_named_in_the_reader_s_language():
    built = {code: AsBuilt(build_series(series(), VISIT), load_language(code)).to_dict() for code in ("en", "sw")}
    assert built["sw"]["config"]["locale"]["time"]["shortMonths"][9] == "Okt"
    assert "locale" not in built["en"]["config"]
    alt.Chart.from_dict(built["sw"], validate=True)
