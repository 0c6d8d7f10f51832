"""The accepted rows of a file as points, before it is stored: through folium. Numbers only, never text.

The outlines of the country are fetched by address and stay; points come as a layer on top of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import folium
import numpy as np
import streamlit as st
from folium.plugins import FastMarkerCluster
from folium.template import Template

from components.maps.marks import finite
from components.maps.palettes import LOOKS, PLAIN_COLOUR
from components.shell.addresses import LEAFLET, MARKER_CLUSTER

PREVIEW_POINTS = 5_000
# Leaflet takes the greatest zoom from tiles, of which there are none.
MAX_ZOOM = 12
# 0.00001 degrees are one metre.
_DECIMALS = 5

# In place of the addresses on other hosts that folium would use.
_LEAFLET_SCRIPT = [("leaflet", f"{LEAFLET.root}/leaflet.js")]
_LEAFLET_STYLE = [("leaflet_css", f"{LEAFLET.root}/leaflet.css")]
_CLUSTER_SCRIPT = [("markercluster", f"{MARKER_CLUSTER.root}/leaflet.markercluster.js")]
_CLUSTER_STYLE = [("markercluster_css", f"{MARKER_CLUSTER.root}/MarkerCluster.css")]

# One colour and a size by number: the usual green, yellow and red of clusters would judge.
_CLUSTER_ICON = """function (cluster) {
    var count = cluster.getChildCount();
    var size = 22 + 7 * String(count).length;
    var look = "border-radius:50%;background:#0b5c8a;color:#fff;border:2px solid #fff;box-sizing:border-box;"
        + "display:grid;place-items:center;font:600 13px sans-serif;width:" + size + "px;height:" + size + "px";
    var html = '<div style="' + look + '">' + count + "</div>";
    return L.divIcon({html: html, className: "cluster", iconSize: [size, size]});
}"""
_DOT = f"""function (row) {{
    var look = {{radius: 5, weight: 1, color: "#ffffff", fillOpacity: 0.85, fillColor: "{PLAIN_COLOUR}"}};
    return L.circleMarker([row[0], row[1]], look);
}}"""
# Besides what HTML treats as markup: folium puts text into JavaScript template literals, where a backtick
# ends the text, ``${`` runs it and a backslash changes what follows; as numbers all of them are letters.
_NUMBERED = {ord(letter): f"&#{ord(letter)};" for letter in "&<>\"'`${}\\"}


@dataclass(frozen=True)
class PointMap:
    """Points over the outlines of the country.

    Arguments:
        points: rows of latitude and longitude in degrees.
        outlines: address of the shapes beneath.
        bounds: west, south, east, north of the first view, in degrees.
        credit: who made the boundaries and under which licence.
    """

    points: Sequence[Sequence[float]] | np.ndarray[Any, Any]
    outlines: str
    bounds: tuple[float, float, float, float]
    credit: str


class LocalMap(folium.Map):
    """A folium map whose library comes from this server."""

    default_js = _LEAFLET_SCRIPT
    default_css = _LEAFLET_STYLE


class Outlines(folium.MacroElement):
    """The shapes of the country, fetched by the browser; and the zoom buttons in the reader's language."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var map = {{ this._parent.get_name() }};
        map.attributionControl.setPrefix(false);
        map.getContainer().style.background = {{ this.sea|tojson }};
        map.createPane("outlines").style.zIndex = 300;
        L.control.zoom({{ this.words|tojson }}).addTo(map);
        var {{ this.get_name() }} = L.geoJson(null, {{ this.look|tojson }}).addTo(map);
        fetch({{ this.address|tojson }})
            .then(function (answer) { return answer.json(); })
            .then(function (shapes) {
                {{ this.get_name() }}.addData(shapes);
                map.fitBounds({{ this.bounds|tojson }});
            });
        {% endmacro %}
        """
    )

    def __init__(self, point_map: PointMap, words: Mapping[str, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Outlines"
        self.sea = LOOKS["ground"]["sea"]
        self.address = point_map.outlines
        west, south, east, north = point_map.bounds
        self.bounds = [[south, west], [north, east]]
        self.words = {"zoomInTitle": words["zoom_in"], "zoomOutTitle": words["zoom_out"]}
        self.look = {
            "interactive": False,
            # Under the layers with the points: a canvas in the same pane would lie beneath the shapes.
            "pane": "outlines",
            "style": {
                "color": LOOKS["lines"]["onLight"],
                "weight": 0.8,
                "fillColor": LOOKS["ground"]["own"],
                "fillOpacity": 1,
            },
            "attribution": encode_for_markup(point_map.credit),
        }


class Clusters(FastMarkerCluster):
    """Points that draw together while they are near each other; a number says how many."""

    default_js = _CLUSTER_SCRIPT
    default_css = _CLUSTER_STYLE


def build_base_map(point_map: PointMap, words: Mapping[str, str]) -> LocalMap:
    """The outlines without points: the same for every choice, so that the view stays where it is."""
    west, south, east, north = point_map.bounds
    base = LocalMap(location=[(south + north) / 2, (west + east) / 2], zoom_start=6, tiles=None, zoom_control=False)
    base.options["maxZoom"] = MAX_ZOOM
    base.options["zoomSnap"] = 0.25
    base.add_child(Outlines(point_map, words))
    for name, part in enumerate(base._children.values()):
        part._id = f"part{name}"
    base._id = "base"
    return base


def build_clusters(point_map: PointMap) -> folium.FeatureGroup:
    """Which layer shows the points in clusters?

    Raises:
        ValueError: a row holds anything but finite numbers.
    """
    clusters = Clusters([], _DOT, icon_create_function=_CLUSTER_ICON)  # type: ignore[no-untyped-call]
    clusters.data = _numbers(point_map)
    group = folium.FeatureGroup()
    group.add_child(clusters)
    return group


def thin(points: Sequence[Sequence[float]] | np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """At most ``PREVIEW_POINTS`` of the points, evenly from first to last."""
    rows = np.asarray(points, dtype=float)
    if len(rows) <= PREVIEW_POINTS:
        return rows
    return np.take(rows, np.linspace(0, len(rows) - 1, PREVIEW_POINTS).astype(int), axis=0)


@st.fragment
def show_import_preview_map(point_map: PointMap, words: Mapping[str, str], *, key: str, height: int = 400) -> None:
    """Draw the accepted points of a file before it is stored, ``thin``ned so that a large file is quick."""
    fewer = replace(point_map, points=thin(point_map.points))
    # Imported here: outside a script run it registers nothing and its maps answer 404 from then on.
    from streamlit_folium import st_folium  # noqa: PLC0415

    st_folium(
        build_base_map(fewer, words),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=build_clusters(fewer),
    )


def _numbers(point_map: PointMap) -> list[list[float]]:
    """The rows as plain numbers; text anywhere is refused, since folium would write it into a script."""
    listed: list[list[float]] = finite(point_map.points).round(_DECIMALS).tolist()
    return listed


def encode_for_markup(text: str) -> str:
    """The same text for a reader, and nothing but text for a browser.

    Arguments:
        text: anything; it may come from a stranger.

    Returns:
        The text with every letter that HTML or JavaScript could act on written as a numeric entity.
    """
    return text.translate(_NUMBERED)
