"""The picture of unusual months."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from components.incidents.unusual_months import build_alerts
from tests.components.incidents.drawn import layers
from usalama.language import load_language

VISIT = SimpleNamespace(_=load_language("en").text)


def test_an_alert_shows_what_was_expected_beside_what_came():
    rows = pd.DataFrame({"name": ["Kitui: Property"], "incident_count": [29], "expected": [10.2], "upper": [18.0]})
    bar, dot = layers(build_alerts(rows, VISIT))
    assert (bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) == ("expected", "upper")
    assert dot["encoding"]["x"]["field"] == "incident_count"
