"""What a visitor sets on the map: quantity, layer, place in view; and the months, which the map plays itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import streamlit as st

from components.drawing import figures, tables
from components.incidents.published.published_marks import LAYER as PUBLISHED
from components.maps import (
    Frame,
    Frames,
    Legend,
    MarkKind,
    Marks,
    PlaceMap,
    map_words,
    show_place_map,
)
from components.maps.county_map import (
    build_circle_map,
    build_county_map,
    map_caption,
    map_of_country,
    measure_name,
    period_text,
    question_of,
)
from components.maps.frames import pack
from components.maps.map_figures import show_with_months
from components.shell import address_bar
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.asking.kept import kept_by
from usalama.disclosure import ROUNDED_TO
from usalama.incidents.map.incident_map import CountyMap, Measure, PlaceCircles
from usalama.incidents.map.map_months import MEASURES_BY_MONTH, MOST_MONTHS, county_months
from usalama.incidents.map.map_points import MapPoints
from usalama.model import PlaceLevel, Sentence, counted

COUNTIES, CONSTITUENCIES, CITIES, POINTS, HEAT = "counties", "constituencies", "cities", "points", "heat"
# What others printed of the real counties; never added to the rows of the store.
LAYERS = (COUNTIES, CONSTITUENCIES, CITIES, POINTS, HEAT, PUBLISHED)
LEVEL_OF_LAYER = {CONSTITUENCIES: PlaceLevel.CONSTITUENCY, CITIES: PlaceLevel.CITY}
MEASURES = tuple(str(measure) for measure in Measure)
MAP_HEIGHT = 560


def choose_layer(visit: Visit) -> str:
    """Counties, circles, points or heat."""
    _ = visit._
    names = {
        COUNTIES: _("Counties"),
        CONSTITUENCIES: _("Constituencies"),
        CITIES: _("Cities"),
        POINTS: _("Points"),
        HEAT: _("Heat"),
        PUBLISHED: _("Published"),
    }
    return choose_one(_("Show"), "layer", LAYERS, names, COUNTIES, is_labelled=False)


def choose_measure(visit: Visit, layer: str) -> Measure:
    """Rate, count, smoothed rate, how sure it is, or silence; only counties have more than numbers."""
    if layer != COUNTIES:
        return Measure.COUNT
    _ = visit._
    names = {
        "rate": _("Rate"),
        "count": _("Number"),
        "smoothed": _("Smoothed rate"),
        "certainty": _("How sure"),
        "silence": _("Silence"),
    }
    return Measure(choose_one(_("Quantity"), "measure", MEASURES, names, "rate", is_labelled=False))


def read_focus(visit: Visit) -> str | None:
    """The county that the address asks for; a click or a search on the map writes it there."""
    counties = visit.subject.country.places(PlaceLevel.COUNTY)
    asked = address_bar.read_many_of("focus", [place.code for place in counties])
    return asked[0] if asked else None


@st.fragment
def show_county_map(visit: Visit, whole: CountyMap, focus: str | None, *, title: str = "") -> None:
    """Draw the counties; a click brings a county into view, and months play in the browser once they are asked for.

    Arguments:
        whole: the map's report for the whole period.
        title: the finding; the quantity where there is none.
    """
    drawn = replace(build_county_map(whole, visit, title=title, focus=focus), frames=month_frames(visit, whole))
    asked = visit.store, visit.scope, visit.choices, visit.subject, whole.measure
    answer = show_with_months(
        visit, drawn, lambda: packed_months(visit, county_months(*asked)), key="incident-map", height=MAP_HEIGHT
    )
    st.caption(map_caption(whole, visit))
    if answer.has_left or (answer.picked and answer.picked != focus):
        address_bar.write("focus", answer.picked)
        st.rerun()


def month_frames(visit: Visit, whole: CountyMap) -> Frames:
    """The names of the months that can be played."""
    months = whole.months[-MOST_MONTHS:] if whole.measure in MEASURES_BY_MONTH else ()
    if len(months) < 2:
        return Frames()
    return Frames(tuple(visit.language.month(month) for month in months), measure_name(whole, visit))


def _key_of_months(visit: Visit, months: tuple[CountyMap, ...]) -> tuple[Hashable, ...]:
    """Whatever the texts of the months depend on."""
    measure = months[0].measure if months else None
    return visit.store, visit.store.version(), visit.scope, visit.choices, visit.subject, measure, visit.language.code


@kept_by(_key_of_months)
def packed_months(visit: Visit, months: tuple[CountyMap, ...]) -> str:
    """What months of the map show, as they travel."""
    return pack([frame_of(month, visit) for month in months])


def frame_of(month: CountyMap, visit: Visit) -> Frame:
    """One month as the map of counties shows it."""
    drawn = build_county_map(month, visit)
    return Frame(drawn.period, drawn.values, drawn.unstable, drawn.hidden, drawn.tooltips)


def show_circles(visit: Visit, circles: PlaceCircles, layer: str, method: Sentence) -> None:
    """Draw constituencies or cities; say how many of their incidents were placed by estimate."""
    place_map = build_circle_map(circles, LEVEL_OF_LAYER[layer], visit)
    show_place_map(place_map, map_words(visit._), key="circle-map", height=MAP_HEIGHT)
    said = counted(
        "{count} incident in these places; estimated, as the constituency whose centre is nearest: {estimated}.",
        "{count} incidents in these places; for {estimated} of them the constituency is the one whose centre is "
        "nearest.",
        int(circles.rows.incident_count.sum()),
        {"estimated": int(circles.rows.estimated_count.sum())},
    )
    caption = visit.say(said)
    st.caption(caption)
    columns = {"place_name": visit._("Place"), "incident_count": visit._("Incidents")}
    origin = figures.origin_of(visit, circles.about, method)
    figures.show_foot(visit, figures.Twin(circles.rows, columns, caption), origin, key="circle-map")


def show_points(visit: Visit, found: MapPoints, layer: str) -> None:
    """Draw points or heat at the precision that this view allows."""
    drawn = build_point_map(visit, found, MarkKind.HEAT if layer == HEAT else MarkKind.CLUSTERS)
    show_place_map(drawn, map_words(visit._), key="point-map", height=MAP_HEIGHT)
    caption = points_caption(visit, found)
    st.caption(caption)
    twin = figures.Twin(found.counties.rows, tables.county_columns(visit), caption)
    figures.show_foot(visit, twin, figures.origin_of(visit, found.about, found.counties.method), key="point-map")


def build_point_map(visit: Visit, found: MapPoints, kind: MarkKind) -> PlaceMap:
    """Points in clusters or as heat over the counties, with how many of how many in the map itself."""
    _ = visit._
    rows = found.rows[["latitude", "longitude"]].to_numpy(dtype=float)
    if not found.is_exact:
        # A cell stands for its incidents: one mark for every five, at the middle of the cell.
        rows = rows.repeat((found.rows.incident_count // ROUNDED_TO).to_numpy(), axis=0)
    meanings = {
        MarkKind.HEAT: _("Where reports lie close together: darker is more"),
        MarkKind.CLUSTERS: _("A dot is a report; a number says how many stand together"),
    }
    if not found.is_exact:
        meanings[MarkKind.CLUSTERS] = _("A dot stands for five reports; a number says how many dots stand together")
    return map_of_country(
        visit,
        Legend(title=meanings[kind], classes=()),
        name=points_caption(visit, found),
        title=_("Where reports were made"),
        period=period_text(found.about.period_used, visit),
        subtitle=question_of(visit),
        source=", ".join(found.about.source_names),
        marks=Marks(kind, rows),
    )


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
