"""The layer of the map that shows what others printed about each county."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.drawing.figures import Twin, show_foot
from components.incidents.published.published_marks import ALL_KINDS, MARK, NOT_FOUND, origin_of_printed
from components.maps import Legend, PlaceMap, class_colours, class_labels, map_words, show_place_map
from components.maps.county_map import map_of_country
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.published.published_counties import COUNT, RATE, UNKNOWN, PublishedCounties
from usalama.model import Sentence

MAP_HEIGHT = 560


def choose_year(visit: Visit, known_by_year: Mapping[int, int]) -> int:
    """One of the years that have figures, each with how many counties are known; it stays in the address."""
    counties = len(visit.subject.country.counties)
    said = Sentence("{year} ({known} of {counties} counties)")
    names = {
        str(year): visit.say(Sentence(said.template, {"year": str(year), "known": known, "counties": counties}))
        for year, known in known_by_year.items()
    }
    return int(choose_one(visit._("Year"), "published_year", tuple(names), names, next(iter(names))))


def build_published_map(visit: Visit, result: PublishedCounties, *, focus: str | None = None) -> PlaceMap:
    """Counties in classes of their printed rate, hatched where doubtful; what was not found is no class.

    Arguments:
        focus: the county that fills the view and is outlined.
    """
    _ = visit._
    rows = result.rows
    known = rows[rows.map_class >= 0]
    doubtful = known[(known.note != "") & (known.state == COUNT)]
    labels = class_labels(result.breaks, visit.language.number)
    return map_of_country(
        visit,
        name=f"{_(MARK)}: {_title(visit, result)}. {visit.say(result.finding)}",
        title=visit.say(result.finding),
        # What is real says so here: the place of the mark is for what is not, and would read as a warning.
        subtitle=f"{_(MARK)} · {_title(visit, result)} · {_(ALL_KINDS)}",
        nature="",
        source="; ".join(dict.fromkeys(one.words for one in result.sources)),
        # No choice of places changes what was printed.
        outside=frozenset(),
        legend=Legend(
            title=_("For every 100,000 people"),
            classes=tuple(zip(class_colours(len(labels)), labels, strict=True)),
            unstable=_("printed, but doubtful"),
            missing=_(NOT_FOUND),
        ),
        values={row.county_code: int(row.map_class) for row in known.itertuples()},
        unstable=frozenset(doubtful.county_code),
        tooltips={row.county_code: county_text(visit, row, result.year) for row in rows.itertuples()},
        selected=focus,
        focus=focus,
    )


def _title(visit: Visit, result: PublishedCounties) -> str:
    title = Sentence("Crimes recorded by the police for every 100,000 people, {year}", {"year": str(result.year)})
    return visit.say(title)


def county_text(visit: Visit, row: Any, year: int) -> str:
    """What a county says of itself on the map: the figure, what is doubtful about it, and who printed it."""
    _ = visit._
    if row.state == UNKNOWN:
        return _(NOT_FOUND)
    values = {"rate": row.rate_per_100k, "year": str(year)}
    if row.state == COUNT:
        said = Sentence(
            "{count} crimes recorded in {year}: {rate} for every 100,000 people",
            values | {"count": int(row.crime_count)},
        )
    else:
        said = Sentence("{rate} for every 100,000 people in {year}, as printed", values)
    return "\n".join(text for text in (visit.say(said), _(row.note), row.source) if text)


def show_published_map(visit: Visit, result: PublishedCounties, *, focus: str | None = None) -> str | None:
    """Draw the layer, which carries its finding, with what it may not be taken to mean and its foot.

    Returns:
        The code of the county that was picked just now, as ``show_place_map``.
    """
    drawn = build_published_map(visit, result, focus=focus)
    picked = show_place_map(drawn, map_words(visit._), key="published-map", height=MAP_HEIGHT)
    st.caption(plain(" ".join(visit.say(one) for one in result.caveats)))
    rows, columns = build_county_table(visit, result)
    question = (str(result.year), visit._(ALL_KINDS))
    twin = Twin(rows, columns, drawn.name)
    show_foot(
        visit,
        twin,
        origin_of_printed(visit, question, result.sources, result.method, result.caveats),
        key="published-map",
    )
    show_units(visit, result)
    return picked


def build_county_table(visit: Visit, result: PublishedCounties) -> tuple[pd.DataFrame, dict[str, str]]:
    """Every county with its figure, what is doubtful about it and who printed it; the unknown ones say so."""
    _ = visit._
    rows = result.rows.drop(columns="map_class")
    notes = [_(NOT_FOUND) if row.state == UNKNOWN else _(row.note) for row in rows.itertuples()]
    also = [", ".join(visit.language.number(one) for one in others) for others in rows.also_printed]
    rates = ["" if one == UNKNOWN else _("as printed") if one == RATE else _("from the count") for one in rows.state]
    columns = tables.columns(
        visit,
        "county_name crime_count rate_per_100k rate_made also_printed note source",
        crime_count=_("Crimes recorded"),
        rate_per_100k=_("For 100,000 people"),
        rate_made=_("How the rate was made"),
        also_printed=_("Also printed"),
        note=_("What is doubtful"),
    )
    return rows.assign(note=notes, also_printed=also, rate_made=rates), columns


def show_units(visit: Visit, result: PublishedCounties) -> None:
    """Police commands of no county, named apart so that nobody gives them to one."""
    units = [f"{row.place}: {visit.language.number(row.value)}" for row in result.units.itertuples()]
    if units:
        sentence = Sentence("Police commands that are in no county: {units}.", {"units": "; ".join(units)})
        st.caption(plain(visit.say(sentence)))
