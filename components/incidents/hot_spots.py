"""Hot spots: which place, which question, the cells as a map, the smooth picture, and what neither means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import streamlit as st

from components.drawing import tables
from components.maps import class_colours, map_words, show_place_map
from components.maps.cell_map import DIFFERENCE, NUMBER, build_cell_map, cell_columns, cells_caption, with_words
from components.maps.county_map import period_text
from components.shell import notices
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.incidents.hot_spots.density_picture import DensityPicture
from usalama.incidents.hot_spots.hot_spot_words import FOLLOWS_PEOPLE, FOLLOWS_REPORTERS, NO_ADVICE
from usalama.incidents.hot_spots.hot_spots import HotSpotMap
from usalama.model import Choices, Place, PlaceLevel, Sentence

COUNTS, BESIDE, REPEATS, FORETELLING, PICTURE = "counts", "beside", "repeats", "foretelling", "picture"
VIEWS = (COUNTS, BESIDE, REPEATS, FORETELLING, PICTURE)
# Single points would be needed.
OPERATOR_VIEWS = (REPEATS, PICTURE)
MAP_HEIGHT = 520
PICTURE_PIXELS, SHADES, WHITE = 640, 64, 255


def choose_place(visit: Visit) -> Place:
    """One county, for the operator also a city; of the counties chosen for all pages if there are any."""
    country = visit.subject.country
    levels = (PlaceLevel.COUNTY, PlaceLevel.CITY) if visit.scope.is_exact else (PlaceLevel.COUNTY,)
    wanted = set(visit.choices.county_codes or visit.scope.county_codes or ())
    places = [place for level in levels for place in country.places(level)]
    offered = {one.key: one for one in places if not wanted or wanted & set(country.county_codes_of(one))}
    counties = [one for one in offered.values() if one.level == PlaceLevel.COUNTY]
    largest = max(counties, key=lambda one: country.population(one, visit.today))
    names = {key: visit.name_of(place) for key, place in offered.items()}
    chosen = choose_one(visit._("County or city"), "where", list(offered), names, largest.key, is_short=False)
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
    chosen = choose_one(_("Question"), "show", offered, names, COUNTS)
    if not visit.scope.is_exact:
        st.caption(_("Near repeats and the smooth picture need single points, which only the operator sees."))
    return chosen


def choose_kind(visit: Visit) -> Choices:
    """The categories chosen for all pages, else one group: all reports beside themselves say nothing."""
    if visit.choices.categories:
        return visit.choices
    names = {group.code: visit._(group.name) for group in visit.subject.categories.groups}
    kind = choose_one(visit._("Kind of report"), "kind", list(names), names, next(iter(names)), is_short=False)
    return replace(visit.choices, categories=(kind,))


def show_cells(visit: Visit, result: HotSpotMap) -> None:
    """The map of cells with its words and its table."""
    _ = visit._
    notices.show_cuts(visit, result.about)
    notices.show_sentences(visit, result.sentences)
    names = {DIFFERENCE: _("What may be said"), NUMBER: _("Number of reports")}
    # Where nothing stands out, the numbers are what there is to see.
    stands_out = result.rows.verdict.isin(["more", "fewer"]).any()
    by = choose_one(_("Colours show"), "colour", (DIFFERENCE, NUMBER), names, DIFFERENCE if stands_out else NUMBER)
    words = {**map_words(_), "whole": _("Show the whole place")}
    # Another place or fineness is another map, with other shapes and another view.
    key = f"cells-{result.place.level}-{result.place.code}-{result.resolution}"
    show_place_map(build_cell_map(result, visit, by=by), words, key=key, height=MAP_HEIGHT)
    caption = cells_caption(result, visit)
    st.caption(caption)
    tables.show_table(visit, with_words(result, visit), cell_columns(result, visit), caption=caption, key="cells-table")


def show_picture(visit: Visit, result: DensityPicture) -> None:
    """The smooth picture, without a verdict."""
    _ = visit._
    notices.show_cuts(visit, result.about)
    st.markdown(
        _("A picture, not a finding: chance makes such hills as well. What may be said stands under By number.")
    )
    values: dict[str, object] = {
        "place": visit.name_of(result.place),
        "period": period_text(result.about.period_used, visit),
        "count": result.point_count,
        "imprecise": result.imprecise_count,
        "bandwidth": result.bandwidth_km,
        "step": result.step_km,
        "most": float(result.rows.per_km2.max()) if len(result.rows) else 0.0,
    }
    text = Sentence(
        "{place}, {period}: {count} reports in squares of {step} km, smoothed by a bell of {bandwidth} km. Light is "
        "few, dark is up to {most} for each square kilometre and north is up; {imprecise} reports are not known "
        "precisely enough.",
        values,
    )
    caption = visit.say(text)
    st.image(build_density(result), alt=caption, width="content")
    st.caption(caption)
    columns = {
        "west": _("West"),
        "south": _("South"),
        "east": _("East"),
        "north": _("North"),
        "per_km2": _("Reports for each square kilometre"),
    }
    tables.show_table(visit, result.rows, columns, caption=caption, key="picture-table")


def build_density(result: DensityPicture) -> npt.NDArray[np.uint8]:
    """A picture of squares (height, width, red, green and blue): darker is denser, north is up, white is outside."""
    density = result.density[::-1]
    shades = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in class_colours(SHADES)])
    most = float(np.nanmax(density, initial=0.0)) or 1.0
    shade = np.nan_to_num(density / most * (SHADES - 1)).astype(int)
    picture = np.where(np.isnan(density)[..., None], WHITE, shades[shade]).astype(np.uint8)
    zoom = max(PICTURE_PIXELS // max(density.shape), 1)
    return np.asarray(picture.repeat(zoom, axis=0).repeat(zoom, axis=1), dtype=np.uint8)


def show_warnings(visit: Visit) -> None:
    """What the page may not be taken to mean."""
    for warning in (FOLLOWS_PEOPLE, FOLLOWS_REPORTERS, NO_ADVICE):
        st.caption(visit._(warning))
