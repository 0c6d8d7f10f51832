"""Where associations are: by county and constituency for everybody, as points for the operator."""

from __future__ import annotations

import math

import pandas as pd

from components.drawing import tables
from components.entry.register_page import words_of
from components.maps import Circle, Legend, MarkKind, Marks, PlaceMap
from components.maps.county_map import map_of_country
from components.maps.geometries import addresses_of
from components.maps.map_figures import map_figure
from components.programme.register_parts import count_map
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.model import Sentence, counted
from usalama.programme.associations import Associations, association_points

COUNTIES, CONSTITUENCIES, POINTS = "counties", "constituencies", "points"
OF_THE_REGISTER = Sentence("Associations that stand in the register.")
MAP_HEIGHT = 460
LARGEST_RADIUS, SMALLEST_RADIUS = 14.0, 3.0


def choose_layer(visit: Visit) -> str:
    """By county, by constituency or, for the operator, point by point; kept in the address."""
    _ = visit._
    names = {COUNTIES: _("By county"), CONSTITUENCIES: _("By constituency")}
    if visit.scope.is_exact:
        names[POINTS] = _("Exact points")
    return choose_one(_("Map of associations"), "association_map", list(names), names, COUNTIES)


def show_map(visit: Visit, result: Associations, layer: str) -> None:
    """The map that was chosen, as a figure."""
    {POINTS: _show_points, CONSTITUENCIES: _show_constituencies}.get(layer, _show_counties)(visit, result)


def _how_many(count: int) -> Sentence:
    return counted("One association", "{count} associations", count)


def build_county_map(visit: Visit, result: Associations) -> PlaceMap:
    """Counties by their number of associations; one without any is a class of its own, not a blank."""
    rows = result.by_county
    return count_map(
        visit, rows, "association_count", name=caption(visit, result), title=visit._("Associations"), said=_how_many
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
                tooltip=visit.say(_how_many(int(row.association_count))),
            )
            for row in rows.itertuples()
        ),
    )


def caption(visit: Visit, result: Associations) -> str:
    """What the maps show, of how many."""
    values = {"count": len(result.rows), "held": result.n_held}
    return visit.say(Sentence("Associations of the register: {count} of {held} are shown.", values))


def _show_counties(visit: Visit, result: Associations) -> None:
    columns = tables.columns(visit, "county_code county_name association_count member_count")
    _show(visit, build_county_map(visit, result), result.by_county, columns, result)


def _show_constituencies(visit: Visit, result: Associations) -> None:
    unknown = Sentence(
        "Of {count} the constituency is not known; they are not on this map.", {"count": result.no_constituency_count}
    )
    columns = tables.columns(visit, "constituency_name county_name association_count")
    _show(visit, build_constituency_map(visit, result), result.by_constituency, columns, result, unknown)


def _show_points(visit: Visit, result: Associations) -> None:
    """For the operator only: the report refuses everybody else."""
    record_ids = tuple(result.rows.record_id)
    points = association_points(visit.store, visit.scope, visit.choices, record_ids)
    marks = Marks(MarkKind.CLUSTERS, points)
    legend = Legend(title=visit._("Associations, each at its point"), classes=())
    drawn = map_of_country(visit, legend, name=caption(visit, result), marks=marks)
    values = {"known": len(points), "count": len(result.rows)}
    known = Sentence("The point is known for {known} of {count} associations; only the operator sees it.", values)
    columns = tables.columns(visit, "name county_name constituency_name")
    _show(visit, drawn, result.rows, columns, result, known)


def _show(
    visit: Visit,
    drawn: PlaceMap,
    rows: pd.DataFrame,
    columns: dict[str, str],
    result: Associations,
    counted: Sentence = OF_THE_REGISTER,
) -> None:
    words = words_of(visit, result, counted)
    map_figure(visit, drawn, rows, columns, words, key="associations-map", height=MAP_HEIGHT)


def _radius(count: int, largest: int) -> float:
    """Area follows the count."""
    return max(SMALLEST_RADIUS, LARGEST_RADIUS * math.sqrt(count / largest))
