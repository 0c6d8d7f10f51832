"""Moments as text."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import numpy as np

from usalama.demonstration.invented_moments import NEVER
from usalama.demonstration.invented_rows import Clock


def test_minutes_become_local_time_with_its_distance_from_utc():
    clock = Clock(date(2024, 2, 28), 3, ZoneInfo("Africa/Nairobi"))
    text = clock.text(np.array([0, 1439, 1440 + 61, NEVER, 2 * 1440])).to_pylist()
    assert text == [
        "2024-02-28T00:00:00+03:00",
        "2024-02-28T23:59:00+03:00",
        "2024-02-29T01:01:00+03:00",
        None,
        "2024-03-01T00:00:00+03:00",
    ]


def test_a_country_with_summer_time_changes_its_distance():
    clock = Clock(date(2024, 3, 30), 3, ZoneInfo("Europe/Lisbon"))
    assert clock.text(np.array([720, 2 * 1440])).to_pylist() == [
        "2024-03-30T12:00:00+00:00",
        "2024-04-01T00:00:00+01:00",
    ]
