"""Hot spots: which place, which question, the cells as a map, the smooth picture, and what neither means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.drawing import figures
from components.maps.cell_map import (
    DIFFERENCE,
    NUMBER,
    build_cell_map,
    cell_columns,
    cell_shapes,
    cells_caption,
    with_words,
)
from components.maps.density_map import build_density_map, density_caption
from components.maps.map_figures import map_figure, map_files, map_picture, told_map
from components.maps.pictures import build_png
from components.shell import address_bar, anatomy, notices
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.incidents.hot_spots.density_picture import DensityPicture
from usalama.incidents.hot_spots.hot_spot_words import FOLLOWS_PEOPLE, FOLLOWS_REPORTERS, IN_SHORT, NO_ADVICE
from usalama.incidents.hot_spots.hot_spots import HotSpotMap
from usalama.model import N_, Choices, Place, PlaceLevel

COUNTS, BESIDE, REPEATS, FORETELLING, PICTURE = "counts", "beside", "repeats", "foretelling", "picture"
VIEWS = (COUNTS, BESIDE, REPEATS, FORETELLING, PICTURE)
# Single points would be needed.
OPERATOR_VIEWS = (REPEATS, PICTURE)
MAP_HEIGHT, PICTURE_WIDTH = 520, 860
WHERE = "where"


def choose_place(visit: Visit) -> Place:
    """One county, for the operator also a city; of the counties chosen for all pages if there are any.

    Where there is no choice, nothing is asked.
    """
    country = visit.subject.country
    levels = (PlaceLevel.COUNTY, PlaceLevel.CITY) if visit.scope.is_exact else (PlaceLevel.COUNTY,)
    wanted = set(visit.choices.county_codes or visit.scope.county_codes or ())
    known = {place.key: place for level in levels for place in country.places(level)}
    offered = {
        key: one for key, one in known.items() if not wanted or wanted.intersection(country.county_codes_of(one))
    }
    # The county chosen for all pages leads: what was looked at before is no mistake in the address.
    if address_bar.read(WHERE) in known.keys() - offered.keys():
        address_bar.write(WHERE, None)
    counties = [one for one in offered.values() if one.level == PlaceLevel.COUNTY]
    largest = max(counties, key=lambda one: country.population(one, visit.today))
    if len(offered) == 1:
        return offered[address_bar.read_one_of(WHERE, offered, largest.key)]
    names = {key: visit.name_of(place) for key, place in offered.items()}
    chosen = choose_one(visit._("County or city"), WHERE, list(offered), names, largest.key, is_short=False)
    return offered[chosen]


def choose_view(visit: Visit) -> str:
    """Which question; the public is not offered what needs single points."""
    _ = visit._
    names = {
        COUNTS: _("By number"),
        BESIDE: _("Beside all reports"),
        REPEATS: _("Near repeats"),
        FORETELLING: _("Foretelling"),
        PICTURE: _("Picture"),
    }
    offered = [view for view in VIEWS if visit.scope.is_exact or view not in OPERATOR_VIEWS]
    return choose_one(_("Question"), "show", offered, names, COUNTS, is_short=False)


def choose_kind(visit: Visit, view: str) -> Choices:
    """The shared choices; for reports beside all reports, which say nothing of themselves, with one group of kinds."""
    if view != BESIDE or visit.choices.categories:
        return visit.choices
    names = {group.code: visit._(group.name) for group in visit.subject.categories.groups}
    kind = choose_one(visit._("Kind of report"), "kind", list(names), names, next(iter(names)), is_short=False)
    return replace(visit.choices, categories=(kind,))


def show_cells(visit: Visit, result: HotSpotMap, choices: Choices, controls: DeltaGenerator) -> None:
    """The map of cells under what it found.

    Arguments:
        choices: what the report was asked for.
        controls: the row in which the colours are chosen.
    """
    _ = visit._
    names = {DIFFERENCE: _("What may be said"), NUMBER: _("Number of reports")}
    # Where nothing stands out, the numbers are what there is to see.
    stands_out = result.rows.verdict.isin(["more", "fewer"]).any()
    with controls:
        by = choose_one(_("Colours show"), "colour", (DIFFERENCE, NUMBER), names, DIFFERENCE if stands_out else NUMBER)
    asked = replace(visit, choices=replace(visit.choices, categories=choices.categories))
    words = figures.Words(
        result.finding,
        cells_caption(result, visit),
        figures.origin_of(asked, result.about, result.method, visit.name_of(result.place)),
    )
    map_figure(
        visit,
        build_cell_map(result, visit, by=by),
        with_words(result, visit),
        cell_columns(result, visit),
        words,
        # Another place or fineness is another map, with other shapes and another view.
        key=f"cells-{result.place.level}-{result.place.code}-{result.resolution}",
        shapes=cell_shapes(result, visit),
        height=MAP_HEIGHT,
    )
    if result.sentences:
        show_limits(visit, {N_("What else may be said"): lambda: notices.show_sentences(visit, result.sentences)})
    else:
        show_limits(visit)


def show_picture(visit: Visit, result: DensityPicture) -> None:
    """The smooth picture, without a verdict."""
    _ = visit._
    origin = figures.origin_of(visit, result.about, result.method, visit.name_of(result.place))
    drawn, shapes = build_density_map(result, visit)
    told = told_map(visit, drawn, figures.Words(result.finding, density_caption(result, visit), origin))
    # As points: a browser has other letters than the picture was measured with.
    st.image(build_png(map_picture(visit, told, origin, shapes), 1.0), alt=told.name, width=PICTURE_WIDTH)
    columns = {
        "west": _("West"),
        "south": _("South"),
        "east": _("East"),
        "north": _("North"),
        "per_km2": _("Reports for each square kilometre"),
    }
    twin = figures.Twin(result.rows, columns, told.name, 2)
    figures.show_foot(visit, twin, origin, key="density", pictures=map_files(visit, told, origin, shapes))
    show_limits(visit)


def show_limits(visit: Visit, folds: dict[str, Callable[[], None]] | None = None) -> None:
    """What the figure may not be taken to mean: in one line, and at length for whoever asks.

    Arguments:
        folds: what the page holds besides.
    """
    st.caption(visit._(IN_SHORT))
    anatomy.show_folds(visit, "hot-spots", (folds or {}) | {N_("What this does not mean"): lambda: _warn(visit)})


def _warn(visit: Visit) -> None:
    for warning in (FOLLOWS_PEOPLE, FOLLOWS_REPORTERS, NO_ADVICE):
        st.markdown(visit._(warning))
    if not visit.scope.is_exact:
        st.caption(visit._("Near repeats and the smooth picture need single points, which only the operator sees."))
