"""Rows with points in one county, for the reports on cells."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import h3
import numpy as np

from tests.examples import KISUMU, incident, subject
from usalama.country.geography import cells_of_place, is_inside

COUNTRY = subject().country
COUNTY = COUNTRY.place(f"county:{KISUMU}")
CITY = COUNTRY.place("city:kisumu")
COARSE_CELLS = cells_of_place(COUNTRY, COUNTY, 6)
FIRST_DAY = date(2023, 1, 1)
HOT = (34.95, -0.16)


def located(record_id: str, longitude: float, latitude: float, day: date, **changes: Any) -> dict[str, Any]:
    """A row with a point known to the street, unless ``changes`` say otherwise."""
    point = {"longitude": longitude, "latitude": latitude, "h3_cell": h3.latlng_to_cell(latitude, longitude, 6)}
    place = {"county_code": KISUMU, "place_method": "point", "location_precision": "street"}
    return incident(record_id, day, **(point | place | changes))


def points_inside(count: int, seed: int) -> list[tuple[float, float]]:
    """Points anywhere in the county."""
    generator = np.random.default_rng(seed)
    west, south, east, north = COUNTRY.boundaries[KISUMU].bounds
    longitude, latitude = generator.uniform(west, east, 4 * count), generator.uniform(south, north, 4 * count)
    inside = is_inside(COUNTRY, COUNTY, longitude, latitude)
    return list(zip(longitude[inside][:count].tolist(), latitude[inside][:count].tolist(), strict=True))


def day_of(number: int) -> date:
    """A day of 2023 or 2024, both alike."""
    return FIRST_DAY + timedelta(days=number * 37 % 731)


def scattered_rows(count: int = 3_000, hot: int = 0, seed: int = 1) -> list[dict[str, Any]]:
    """Reports anywhere in the county, and so many more within two kilometres of ``HOT``."""
    generator = np.random.default_rng(seed)
    rows = [located(f"r{number}", *point, day_of(number)) for number, point in enumerate(points_inside(count, seed))]
    near = np.array(HOT) + generator.normal(0, 0.012, (hot, 2))
    rows += [located(f"h{number}", *point, day_of(number)) for number, point in enumerate(near.tolist())]
    return rows
