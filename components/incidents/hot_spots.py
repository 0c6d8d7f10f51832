"""The parts of the hot spots page: which place, which question, and each answer with its table and its words."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.drawing import charts, tables
from components.incidents import charts_hot_spots
from components.maps import map_words, show_place_map
from components.maps.cell_map import DIFFERENCE, NUMBER, build_cell_map, cell_columns, cells_caption, with_words
from components.maps.county_map import period_text
from components.shell import notices
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.incidents.hot_spots.density_picture import DensityPicture
from usalama.incidents.hot_spots.foretelling import Foretelling
from usalama.incidents.hot_spots.hot_spot_words import FOLLOWS_PEOPLE, FOLLOWS_REPORTERS, NO_ADVICE
from usalama.incidents.hot_spots.hot_spots import HotSpotMap
from usalama.incidents.hot_spots.near_repeats import RepeatTable
from usalama.model import Choices, Place, PlaceLevel, Sentence

COUNTS, BESIDE, REPEATS, FORETELLING, PICTURE = "counts", "beside", "repeats", "foretelling", "picture"
VIEWS = (COUNTS, BESIDE, REPEATS, FORETELLING, PICTURE)
# Single points would be needed.
OPERATOR_VIEWS = (REPEATS, PICTURE)
MAP_HEIGHT = 520


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


def show_repeats(visit: Visit, result: RepeatTable) -> None:
    """Pairs of reports by distance and days."""
    _ = visit._
    notices.show_cuts(visit, result.about)
    notices.show_sentences(visit, result.summary)
    caption = _repeats_caption(visit, result)
    charts.show_chart(visit, charts_hot_spots.build_repeats(result, visit), caption=caption, key="repeats")
    columns = {
        "where": _("Distance"),
        "when": _("Days between"),
        "observed": _("Pairs seen"),
        "expected": _("Expected"),
        "usual_lower": _("Usual from"),
        "usual_upper": _("Usual to"),
        "said": _("What may be said"),
    }
    rows = charts_hot_spots.with_band_names(result, visit)
    tables.show_table(visit, rows, columns, caption=caption, key="repeats-table")


def _repeats_caption(visit: Visit, result: RepeatTable) -> str:
    values: dict[str, object] = {
        "place": visit.name_of(result.place),
        "period": period_text(result.period, visit),
        "count": result.point_count,
        "imprecise": result.imprecise_count,
        "centre": result.centre_count,
    }
    text = visit.say(
        Sentence(
            "{place}, {period}: pairs among {count} reports. Left out: {imprecise} whose place is not known well "
            "enough, {centre} that stand for a whole area.",
            values,
        )
    )
    if result.sample_of is None:
        return text
    sample = Sentence("Drawn at random from {count}, since more would take too long.", {"count": result.sample_of})
    return f"{text} {visit.say(sample)}"


def show_foretelling(visit: Visit, result: Foretelling) -> None:
    """What the map of the period before was worth."""
    _ = visit._
    notices.show_cuts(visit, result.about)
    notices.show_sentences(visit, result.sentences)
    values: dict[str, object] = {
        "place": visit.name_of(result.place),
        "before": period_text(result.before, visit),
        "period": period_text(result.about.period_used, visit),
        "count": result.incident_count,
        "cells": result.cell_count,
    }
    text = Sentence(
        "{place}: maps of {before} held against {count} reports of {period} in {cells} cells. The straight line is a "
        "map without knowledge; the dotted one is the area that is taken.",
        values,
    )
    caption = visit.say(text)
    charts.show_chart(visit, charts_hot_spots.build_hit_curve(result, visit), caption=caption, key="curve")
    names = charts_hot_spots.map_names(visit)
    percent = result.rows.assign(
        map_name=result.rows.map_kind.map(names), **{name: 100 * result.rows[name] for name in _SHARES}
    )
    columns = {
        "map_name": _("Map"),
        "hit_share": _("Of 100 reports in 5 of 100 of the area"),
        "hit_lower": _("Likely from"),
        "hit_upper": _("Likely to"),
        "pai": _("Times the area (PAI)"),
        "pei": _("Of the best possible (PEI)"),
    }
    tables.show_table(visit, percent, columns, caption=caption, key="curve-table")


_SHARES = ("hit_share", "hit_lower", "hit_upper")


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
    st.image(charts_hot_spots.build_density(result), alt=caption, width="content")
    st.caption(caption)
    columns = {
        "west": _("West"),
        "south": _("South"),
        "east": _("East"),
        "north": _("North"),
        "per_km2": _("Reports for each square kilometre"),
    }
    tables.show_table(visit, result.rows, columns, caption=caption, key="picture-table")


def show_warnings(visit: Visit) -> None:
    """What the page may not be taken to mean."""
    for warning in (FOLLOWS_PEOPLE, FOLLOWS_REPORTERS, NO_ADVICE):
        st.caption(visit._(warning))
