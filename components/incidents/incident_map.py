"""What stands under the map of incidents: what its measure means, its table, one county closely, and files to keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.figures import Twin, origin_of, show_foot
from components.drawing.shared_charts import build_counts
from components.incidents.map_controls import show_county_map
from components.maps.county_map import build_county_map, map_caption
from components.maps.geometries import geometries
from components.maps.map_looks import level_text, silence_text
from components.maps.picture_ground import Around
from components.maps.pictures import Caption, build_png, build_svg
from components.maps.place_map import PlaceMap
from components.maps.takeaway import build_takeaway
from components.shell import address_bar
from components.shell.menu import ENTRIES
from components.shell.notices import exactness, nature_label
from components.shell.visit import Visit
from usalama.asking.export import as_geojson, as_parquet
from usalama.incidents.map.incident_map import CountyDetail, CountyMap, Measure
from usalama.incidents.rates.silence import silence_sentence
from usalama.incidents.response.waits import response_sentence
from usalama.model import Sentence

Make: TypeAlias = Callable[[], str | bytes]


def show_measure_note(visit: Visit, result: CountyMap) -> None:
    """What the chosen measure may and may not be taken to mean; nothing for rates and counts."""
    _ = visit._
    if result.measure is Measure.SMOOTHED:
        st.info(
            _(
                "Smoothing calms small counties that swing by chance. It can also hide a county that really is "
                "different: choose the rate to see it raw, in the same colours."
            )
        )
    elif result.measure is Measure.CERTAINTY:
        st.info(
            _(
                "Plain colours are sure: the whole likely range lies in the class. Hatched ones are not. Low is what "
                "is reported, not how safe a place is."
            )
        )
    elif result.measure is Measure.SILENCE:
        _show_silence(visit, result.counties.rows)


def _show_silence(visit: Visit, rows: pd.DataFrame) -> None:
    unheard = rows[rows.channel == "no_channel"]
    if unheard.empty:
        st.info(visit._("Every county for which it can be told has a channel. That says nothing about how safe it is."))
    for row in unheard.itertuples():
        sentence = silence_sentence(row.county_name, row.silent_months, row.month_count, row.expected_silent_months)
        st.markdown(f"- {visit.say(sentence)}")


def measure_table(visit: Visit, result: CountyMap) -> tuple[pd.DataFrame, dict[str, str]]:
    """Rows and column names; raw rates always stand beside what is made from them."""
    _ = visit._
    rows, columns = result.counties.rows, tables.county_columns(visit)
    if result.measure in (Measure.SMOOTHED, Measure.CERTAINTY):
        rows = rows.assign(own_parts=(100 * rows.own_share).round())
        columns = columns | smoothed_columns(visit)
    if result.measure is Measure.CERTAINTY:
        rows = rows.assign(certainty=[level_text(row, result, visit) for row in rows.itertuples()])
        columns = columns | {"certainty": _("How high, and how sure")}
    if result.measure is Measure.SILENCE:
        rows = rows.assign(heard=[silence_text(row, visit) for row in rows.itertuples()])
        columns = columns | {
            "silent_months": _("Months without a report"),
            "expected_silent_months": _("Expected at the national rate"),
            "channels": _("Sources in a usual month"),
            "heard": _("In words"),
        }
    return rows, columns


def smoothed_columns(visit: Visit) -> dict[str, str]:
    """A smoothed rate is never shown without its range and the share of own data."""
    _ = visit._
    return {
        "smoothed_rate": _("Smoothed rate"),
        "smoothed_lower": _("Smoothed, likely from"),
        "smoothed_upper": _("Smoothed, likely to"),
        "own_parts": visit.say(Sentence("Own data, parts of 100")),
    }


def show_county(visit: Visit, detail: CountyDetail, method: Sentence) -> None:
    """What the county that is in view reports most, and the way to its sheet."""
    _ = visit._
    name, categories = detail.place.name, visit.subject.categories
    mix = detail.mix.assign(category_name=[_(categories.name(code)) for code in detail.mix.category_code])
    figures.figure(
        visit,
        build_counts(mix, visit),
        mix,
        {"category_name": _("Category"), "incident_count": _("Incidents")},
        figures.Words(
            response_sentence(detail.response.median, detail.response.reached_share),
            Sentence("{place}: incidents by category.", {"place": name}),
            figures.origin_of(visit, detail.about, method, name),
        ),
        key="county-mix",
    )
    if st.button(visit.say(Sentence("All about {place}", {"place": name})), icon=":material/location_city:"):
        address_bar.write("place", detail.place.key)
        address_bar.lead("county")
        st.switch_page(ENTRIES["county"].file)


def show_counties(visit: Visit, result: CountyMap, focus: str | None, finding: Sentence) -> None:
    """The counties on the map under what the map says, with all that can be had of it."""
    title = visit.say(finding) if result.measure is Measure.RATE else ""
    show_county_map(visit, result, focus, title=title)
    show_measure_note(visit, result)
    origin = origin_of(visit, result.about, result.method)
    rows, columns = measure_table(visit, result)
    twin = Twin(rows.drop(columns="map_class"), columns, map_caption(result, visit))
    show_foot(
        visit, twin, origin, key="incident-map", files=_files(visit, result), pictures=_pictures(visit, result, title)
    )


def _files(visit: Visit, result: CountyMap) -> dict[str, Make]:
    """The rows with their boundaries, besides CSV."""
    rows, about, country = result.counties.rows.drop(columns="map_class"), result.about, visit.subject.country
    return {
        "geojson": lambda: as_geojson(rows, about, country),
        "parquet": lambda: as_parquet(rows, about, country),
    }


def _pictures(visit: Visit, result: CountyMap, title: str) -> dict[str, Make]:
    """The map as it stands, and the same to move about in as one file that needs no internet."""
    country = visit.subject.country
    around, shapes = Around(country, visit.language.code), geometries(country)["counties"]
    drawn = build_county_map(result, visit, title=title)
    caption = _caption(visit, result, drawn)
    return {
        "svg": lambda: build_svg(drawn, caption, shapes, around=around),
        "png": lambda: build_png(build_svg(drawn, caption, shapes, around=around)),
        "html": lambda: build_takeaway(drawn, caption, shapes, around),
    }


def _caption(visit: Visit, result: CountyMap, drawn: PlaceMap) -> Caption:
    about = result.about
    version = Sentence("Data version {version}.", {"version": str(about.data_version)})
    return Caption(
        title=drawn.title,
        subtitle=drawn.question,
        source=drawn.source,
        nature=about.nature,
        nature_label=nature_label(visit),
        notes=(map_caption(result, visit), exactness(visit)),
        version=visit.say(version),
    )
