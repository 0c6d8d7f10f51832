"""The picture of unusual months."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from components.incidents.unusual_months import build_alerts
from tests.components.incidents.drawn import layers
from usalama.incidents.trends.alerts import alert_sentence
from usalama.language import load_language

LANGUAGE = load_language("en")
VISIT = SimpleNamespace(_=LANGUAGE.text, say=LANGUAGE.say)


def test_an_alert_shows_what_was_expected_beside_what_came():
    rows = pd.DataFrame({"name": ["Kitui: Property"], "incident_count": [29], "expected": [10.2], "upper": [18.0]})
    rows = rows.assign(sentence=[alert_sentence(29, 10.2, 18.0)])
    bar, dot = layers(build_alerts(rows, VISIT))
    assert (bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) == ("expected", "upper")
    assert dot["encoding"]["x"]["field"] == "incident_count"
    assert dot["rows"][0]["said"].startswith("Kitui: Property: Unusual: 29 reports, we expected 10 (up to 18).")
