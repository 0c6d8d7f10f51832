"""A map to take away: one HTML file that needs no server and no internet, made with folium and Leaflet inside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import folium
from folium.template import Template

from components.maps.labels import labels_of
from components.maps.palettes import LOOKS
from components.maps.picture_ground import Around
from components.maps.pictures import Caption, add_patterns, fill_of, kind_of, legend_rows
from components.maps.place_map import PlaceMap
from components.maps.point_maps import LocalMap, encode_for_markup
from components.shell.addresses import ASSETS_FOLDER, LEAFLET
from usalama.country.ground import LAKES, LAND, ground_features

MAX_ZOOM = 12
_STYLE = (ASSETS_FOLDER / "place_map" / "takeaway.css").read_text(encoding="utf-8")
_SWATCH = (
    '<li><svg width="26" height="16" aria-hidden="true"><rect width="26" height="16" fill="{fill}" stroke="#4d5966">'
    "</rect></svg>{label}</li>"
)


class Names(folium.MacroElement):
    """The names of the map, each from the zoom on at which it has room."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var map = {{ this._parent.get_name() }};
        map.attributionControl.setPrefix(false);
        map.zoomControl.setPosition("topright");
        var names = {{ this.rows|tojson }}.map(function (row) {
            var text = document.createElement("span");
            text.textContent = row[1];
            var icon = L.divIcon({className: "map-name " + row[0] + " side" + row[4], html: text, iconSize: [0, 0]});
            return [row[5], L.marker([row[3], row[2]], {icon: icon, interactive: false, keyboard: false})];
        });
        function showNames() {
            names.forEach(function (name) {
                if (name[0] <= map.getZoom() + 0.01) { name[1].addTo(map); } else { name[1].remove(); }
            });
        }
        map.on("zoomend", showNames);
        // The words stand on the left where there is room for them.
        map.fitBounds({{ this.bounds|tojson }}, {
            paddingTopLeft: [map.getSize().x > 1000 ? 200 : 0, 0], paddingBottomRight: [0, 34]
        });
        showNames();
        {% endmacro %}
        """
    )

    def __init__(self, place_map: PlaceMap, around: Around) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Names"
        self.rows = [label.row() for label in labels_of(around.country, around.language)]
        west, south, east, north = place_map.bounds
        self.bounds = [[south, west], [north, east]]


def build_takeaway(place_map: PlaceMap, caption: Caption, shapes: bytes, around: Around) -> str:
    """The map of counties as one HTML file: pan, zoom and hover, with all that it must say, and nothing to fetch.

    Arguments:
        place_map: as it is on the screen.
        caption: what stands on it; as of the pictures.
        shapes: the GeoJSON that ``place_map.geometry`` is the address of.
        around: the ground with its names.
    """
    west, south, east, north = place_map.bounds
    base = LocalMap(location=[(south + north) / 2, (west + east) / 2], zoom_start=6, tiles=None)
    base.options |= {"maxZoom": MAX_ZOOM, "zoomSnap": 0.25}
    look = LOOKS["ground"]
    _add_shapes(base, ground_features(around.country, LAND), fillColor=look["land"], color=look["border"], weight=0.8)
    places = json.loads(shapes)
    _add_places(base, place_map, places)
    _add_shapes(base, ground_features(around.country, LAKES), fillColor=look["lake"], color=look["shore"], weight=0.6)
    base.add_child(Names(place_map, around))
    root = base.get_root()
    root.header.add_child(folium.Element(f"<style>:root {{ --sea: {look['sea']}; }}\n{_STYLE}</style>"))  # type: ignore[attr-defined]
    title = encode_for_markup(f"{caption.title}, {caption.subtitle}")
    root.header.add_child(folium.Element(f"<title>{title}</title>"))  # type: ignore[attr-defined]
    codes = [feature["id"] for feature in places["features"]]
    root.html.add_child(folium.Element(_patterns(place_map) + _said(place_map, caption, codes)))  # type: ignore[attr-defined]
    return _with_library(root.render())


def _add_shapes(base: folium.Map, features: list[dict[str, Any]], **style: object) -> None:
    if features:
        look = {**style, "fillOpacity": 1}
        collection = {"type": "FeatureCollection", "features": features}
        folium.GeoJson(collection, style_function=lambda _: look, interactive=False, control=False).add_to(base)


def _add_places(base: folium.Map, place_map: PlaceMap, shapes: dict[str, Any]) -> None:
    """Each county in its class, with its name and numbers as a tooltip."""
    for feature in shapes["features"]:
        code, name = feature["id"], feature["properties"]["name"]
        told = "\n".join(part for part in (place_map.names.get(code, name), place_map.tooltips.get(code, "")) if part)
        feature["properties"] = {"told": encode_for_markup(told), "style": _look(place_map, code)}
    tooltip = folium.GeoJsonTooltip(fields=["told"], labels=False, sticky=True)
    folium.GeoJson(shapes, tooltip=tooltip, style_function=lambda one: one["properties"]["style"]).add_to(base)


def _look(place_map: PlaceMap, code: str) -> dict[str, Any]:
    kind, is_unstable = kind_of(place_map, code), code in place_map.unstable
    fill, line = fill_of(place_map.legend, place_map.values.get(code), kind, is_unstable=is_unstable)
    return {"fillColor": fill, "fillOpacity": 1, "color": line, "weight": 1}


def _said(place_map: PlaceMap, caption: Caption, codes: Iterable[str]) -> str:
    top = [("title", caption.title), ("subtitle", caption.subtitle), ("nature", caption.nature_label)]
    foot = " · ".join(part for part in (caption.source, *caption.notes, place_map.credit, caption.version) if part)
    return (
        f'<div class="said top">{"".join(_line(name, text) for name, text in top)}</div>'
        f'<div class="said corner">{_line("title", place_map.legend.title)}<ul>{_legend(place_map, codes)}</ul></div>'
        f'<div class="said foot">{encode_for_markup(foot)}</div>'
    )


def _line(name: str, text: str) -> str:
    return f'<p class="{name}">{encode_for_markup(text)}</p>' if text else ""


def _legend(place_map: PlaceMap, codes: Iterable[str]) -> str:
    present = {kind_of(place_map, code) or ("unstable" if code in place_map.unstable else "") for code in codes}
    rows = legend_rows(place_map.legend, present)
    swatches = (_SWATCH.format(fill=encode_for_markup(fill), label=encode_for_markup(label)) for fill, label in rows)
    return "".join(swatches)


def _patterns(place_map: PlaceMap) -> str:
    sheet = ElementTree.Element(
        "svg", {"width": "0", "height": "0", "style": "position:absolute", "aria-hidden": "true"}
    )
    add_patterns(sheet, place_map.legend)
    return ElementTree.tostring(sheet, encoding="unicode")


def _with_library(page: str) -> str:
    """Leaflet's own files in place of their addresses; its pictures of buttons that are not used are left out."""
    script = (LEAFLET.folder / "leaflet.js").read_text(encoding="utf-8")
    style = re.sub(r"url\([^)]*\)", "none", (LEAFLET.folder / "leaflet.css").read_text(encoding="utf-8"))
    # Functions, since a plain replacement would act on the backslashes of the script.
    page = re.sub(r'<script src="[^"]*leaflet\.js"></script>', lambda _: f"<script>{script}</script>", page)
    return re.sub(r'<link[^>]*leaflet\.css"\s*/>', lambda _: f"<style>{style}</style>", page)
