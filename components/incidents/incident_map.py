"""What stands under the map of incidents: what its measure means, its table, one county closely, and files to keep."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.shared_charts import build_counts, build_trend
from components.incidents import week_blocks
from components.maps.county_map import build_county_map, map_caption
from components.maps.geometries import geometries
from components.maps.map_looks import level_text, silence_text
from components.maps.picture_ground import Around
from components.maps.pictures import Caption, build_png, build_svg
from components.maps.place_map import PlaceMap
from components.maps.takeaway import build_takeaway
from components.shell.notices import exactness, nature_label
from components.shell.visit import Visit
from usalama.asking.export import as_csv, as_geojson, as_parquet
from usalama.incidents.map.incident_map import CountyDetail, CountyMap, Measure
from usalama.incidents.rates.silence import silence_sentence
from usalama.incidents.response.waits import response_sentence
from usalama.model import Sentence


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


def show_measure_table(visit: Visit, result: CountyMap) -> None:
    """The counties with the columns of the measure."""
    rows, columns = measure_table(visit, result)
    tables.show_table(visit, rows, columns, caption=map_caption(result, visit), key="map-table")


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


def show_county(visit: Visit, detail: CountyDetail) -> None:
    """Draw everything about one county under the map."""
    _ = visit._
    name = detail.place.name
    st.subheader(name)
    st.markdown(visit.say(response_sentence(detail.response.median, detail.response.reached_share)))
    left, right = st.columns(2, gap="large")
    categories = visit.subject.categories
    mix = detail.mix.assign(category_name=[_(categories.name(code)) for code in detail.mix.category_code])
    with left:
        caption = visit.say(Sentence("{place}: reported incidents of each month as a yearly rate.", {"place": name}))
        columns = {"occurred_month": _("Month"), "incident_count": _("Incidents"), "rate_per_100k": _("Rate")}
        charts.show_figure(
            visit,
            build_trend(detail.trend.rows, visit),
            detail.trend.rows,
            columns,
            caption=caption,
            key="county-trend",
        )
        week_blocks.show_sentences(visit, detail.week)
        caption = week_blocks.caption_of(visit, name, detail.week)
        week_blocks.show_blocks(visit, detail.week, caption=caption, key="county-week")
    with right:
        caption = visit.say(Sentence("{place}: incidents by category.", {"place": name}))
        columns = {"category_name": _("Category"), "incident_count": _("Incidents")}
        charts.show_figure(visit, build_counts(mix, visit), mix, columns, caption=caption, key="county-mix")


def show_downloads(visit: Visit, result: CountyMap) -> None:
    """The rows as CSV, GeoJSON and Parquet, the map as SVG, PNG and as a page for offline; made when asked for."""
    _ = visit._
    rows, about, country = result.counties.rows.drop(columns="map_class"), result.about, visit.subject.country
    files: dict[str, tuple[str, str, Callable[[], str | bytes]]] = {
        "CSV": ("counties.csv", "text/csv", lambda: as_csv(rows, about)),
        "GeoJSON": ("counties.geojson", "application/geo+json", lambda: as_geojson(rows, about, country)),
        "Parquet": ("counties.parquet", "application/vnd.apache.parquet", lambda: as_parquet(rows, about, country)),
    }
    pictures: dict[str, tuple[str, str, Callable[[], str | bytes]]] = {
        "SVG": ("counties.svg", "image/svg+xml", lambda: _picture(visit, result)),
        "PNG": ("counties.png", "image/png", lambda: build_png(_picture(visit, result))),
        "HTML": ("counties.html", "text/html", lambda: _takeaway(visit, result)),
    }
    heading = _("Download")
    st.markdown(f"**{heading}**")
    with st.container(horizontal=True):
        for label, (name, kind, make) in (files | pictures).items():
            st.download_button(label, make, name, kind, key=f"download-{name}", on_click="ignore")


def _picture(visit: Visit, result: CountyMap) -> str:
    """The map as it stands, with what it is written on it."""
    country = visit.subject.country
    around = Around(country, visit.language.code)
    drawn, shapes = build_county_map(result, visit), geometries(country)["counties"]
    return build_svg(drawn, _caption(visit, result, drawn), shapes, around=around)


def _takeaway(visit: Visit, result: CountyMap) -> str:
    """The same to move about in, as one file."""
    country = visit.subject.country
    around = Around(country, visit.language.code)
    drawn, shapes = build_county_map(result, visit), geometries(country)["counties"]
    return build_takeaway(drawn, _caption(visit, result, drawn), shapes, around)


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
