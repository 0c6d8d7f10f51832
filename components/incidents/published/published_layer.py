"""The layer of the map that shows what others printed about each county."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.drawing.figures import Twin, show_foot
from components.incidents.published.published_marks import ALL_KINDS, MARK, NOT_FOUND, origin_of_printed, show_mark
from components.maps import Legend, PlaceMap, class_colours, class_labels, map_words, show_place_map
from components.maps.county_map import map_of_country
from components.maps.geometries import geometries
from components.maps.picture_ground import Around
from components.maps.pictures import Caption, build_png, build_svg
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.published.published_counties import COUNT, RATE, UNKNOWN, PublishedCounties
from usalama.model import Sentence

MAP_HEIGHT = 560
NOT_CHANGED = Sentence("Period, place, kind and source change nothing here: whole years, all kinds.")


def choose_year(visit: Visit, known_by_year: Mapping[int, int]) -> int:
    """One of the years that have figures, each with how many counties are known; it stays in the address.

    Beside it stands that the layer is real: the head of the page speaks of the rows of the store.
    """
    counties = len(visit.subject.country.counties)
    names = {}
    for year, known in known_by_year.items():
        values = {"year": str(year), "known": known, "counties": counties}
        names[str(year)] = visit.say(Sentence("{year}: {known} of {counties}", values))
    with st.container(horizontal=True, vertical_alignment="bottom", width="content"):
        chosen = choose_one(
            visit._("Year, and how many counties are known"), "published_year", tuple(names), names, next(iter(names))
        )
        show_mark(visit)
    return int(chosen)


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
    st.caption(plain(" ".join(visit.say(one) for one in (*result.caveats, NOT_CHANGED))))
    rows, columns = build_county_table(visit, result)
    question = (str(result.year), visit._(ALL_KINDS))
    twin = Twin(rows, columns, drawn.name)
    origin = origin_of_printed(visit, question, result.sources, result.method, result.caveats)
    pictures: dict[str, Callable[[], str | bytes]] = {
        "svg": lambda: build_published_picture(visit, result),
        "png": lambda: build_png(build_published_picture(visit, result)),
    }
    show_foot(visit, twin, origin, key="published-map", pictures=pictures)
    show_units(visit, result)
    return picked


def build_county_table(visit: Visit, result: PublishedCounties) -> tuple[pd.DataFrame, dict[str, str]]:
    """Every county with its figure, what is doubtful about it and who printed it; the unknown ones say so."""
    _ = visit._
    rows = result.rows.drop(columns="map_class")
    notes = [_(NOT_FOUND) if row.state == UNKNOWN else _(row.note) for row in rows.itertuples()]
    also = [", ".join(visit.language.number(one) for one in others) for others in rows.also_printed]
    rates = ["" if one == UNKNOWN else _("as printed") if one == RATE else _("from the count") for one in rows.state]
    empty = {"rate_made": not (rows.state == RATE).any(), "also_printed": not any(also)}
    columns = {
        "county_name": _("County"),
        "crime_count": _("Crimes recorded"),
        "rate_per_100k": _("For 100,000 people"),
        "rate_made": _("How the rate was made"),
        "also_printed": _("Also printed"),
        "note": _("What is doubtful"),
        "source": _("Source"),
    }
    columns = {name: title for name, title in columns.items() if not empty.get(name)}
    return rows.assign(note=notes, also_printed=also, rate_made=rates), columns


def build_published_picture(visit: Visit, result: PublishedCounties) -> str:
    """The layer as an SVG file that says all by itself: that it is real, of which year, by whom, with what doubt."""
    country, drawn = visit.subject.country, build_published_map(visit, result)
    notes = [*result.caveats, *_units(result)]
    caption = Caption(
        title=drawn.title,
        subtitle=drawn.subtitle,
        source=drawn.source,
        nature=result.nature,
        notes=tuple(visit.say(note) for note in notes),
    )
    return build_svg(drawn, caption, geometries(country)["counties"], around=Around(country, visit.language.code))


def show_units(visit: Visit, result: PublishedCounties) -> None:
    """Police commands of no county, named apart so that nobody gives them to one."""
    for sentence in _units(result):
        st.caption(plain(visit.say(sentence)))


def _units(result: PublishedCounties) -> tuple[Sentence, ...]:
    units = "; ".join(f"{row.place}: {row.value:,}" for row in result.units.itertuples())
    return (Sentence("Police commands that are in no county: {units}.", {"units": units}),) if units else ()
