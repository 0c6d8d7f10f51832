"""Files and pictures of what is on the screen: the same rows, with what they are."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.maps.county_map import build_county_map, map_caption, measure_name, period_text
from components.maps.geometries import geometries
from components.maps.pictures import Caption, build_png, build_svg
from components.shell.notices import exactness, nature_label
from components.shell.visit import Visit
from usalama.asking.export import as_csv, as_geojson, as_parquet
from usalama.incidents.map.incident_map import CountyMap
from usalama.model import Sentence


def show_downloads(visit: Visit, result: CountyMap) -> None:
    """The rows as CSV, GeoJSON and Parquet, the map as SVG and PNG; made when asked for."""
    _ = visit._
    rows, about, country = result.counties.rows.drop(columns="map_class"), result.about, visit.subject.country
    files: dict[str, tuple[str, str, Callable[[], str | bytes]]] = {
        "CSV": ("counties.csv", "text/csv", lambda: as_csv(rows, about)),
        "GeoJSON": ("counties.geojson", "application/geo+json", lambda: as_geojson(rows, about, country)),
        "Parquet": ("counties.parquet", "application/vnd.apache.parquet", lambda: as_parquet(rows, about)),
    }
    pictures: dict[str, tuple[str, str, Callable[[], str | bytes]]] = {
        "SVG": ("counties.svg", "image/svg+xml", lambda: _picture(visit, result)),
        "PNG": ("counties.png", "image/png", lambda: build_png(_picture(visit, result))),
    }
    heading = _("Download")
    st.markdown(f"**{heading}**")
    with st.container(horizontal=True):
        for label, (name, kind, make) in (files | pictures).items():
            st.download_button(label, make, name, kind, key=f"download-{name}", on_click="ignore")


def _picture(visit: Visit, result: CountyMap) -> str:
    """The map as it stands, with what it is written on it."""
    about = result.about
    version = Sentence("Data version {version}.", {"version": str(about.data_version)})
    caption = Caption(
        title=measure_name(result, visit),
        period=period_text(result.shown, visit),
        source=", ".join(about.source_names),
        nature=about.nature,
        nature_label=nature_label(visit),
        notes=(map_caption(result, visit), exactness(visit)),
        version=visit.say(version),
    )
    return build_svg(build_county_map(result, visit), caption, geometries(visit.subject.country)["counties"])
