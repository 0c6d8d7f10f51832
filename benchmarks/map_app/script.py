"""A slider of months and one choropleth that follows it, drawn in the way that ``?way=`` names."""

from __future__ import annotations

import json

import folium
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from components.maps import Legend, PlaceMap, PointMap, class_colours, map_words, show_place_map
from components.maps.geometries import addresses_of, geometries
from components.maps.point_maps import LocalMap, build_base_map
from usalama.country import load_country
from usalama.settings import PROJECT_FOLDER

COUNTRY = load_country(PROJECT_FOLDER / "data" / "kenya")
ADDRESS = addresses_of(COUNTRY)["counties"]
SHAPES = json.loads(geometries(COUNTRY)["counties"])
CODES = [county.code for county in COUNTRY.counties]
COLOURS = class_colours(6)
WORDS = map_words(lambda english: english)


class Values(folium.MacroElement):
    """The leanest way through folium: a script that colours the outlines of the base, which stay."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var values = {{ this.values|tojson }}, texts = {{ this.texts|tojson }};
        map_div.eachLayer(function (layer) {
            if (!layer.feature) return;
            layer.setStyle({fillColor: values[layer.feature.id]});
            layer.bindTooltip(texts[layer.feature.id]);
        });
        {% endmacro %}
        """
    )

    def __init__(self, values: dict[str, str], texts: dict[str, str]) -> None:
        super().__init__()
        self._name = "Values"
        self.values, self.texts = values, texts


def colours_of(month: int) -> dict[str, str]:
    return {code: COLOURS[(int(code) + month) % 6] for code in CODES}


def texts_of(month: int) -> dict[str, str]:
    text = f"1,234 incidents, month {month}\n123.4 (110.2 to 137.0) for every 100,000 people a year"
    return dict.fromkeys(CODES, text)


def styled_shapes(month: int) -> folium.GeoJson:
    colours, texts = colours_of(month), texts_of(month)
    for feature in SHAPES["features"]:
        feature["properties"]["text"] = texts[feature["id"]]
    return folium.GeoJson(
        SHAPES,
        style_function=lambda feature: {"fillColor": colours[feature["id"]], "fillOpacity": 1, "weight": 0.8},
        tooltip=folium.GeoJsonTooltip(["name", "text"]),
    )


def draw_component(month: int) -> None:
    legend = Legend("Rate", tuple((colour, f"{index}00 – {index + 1}00") for index, colour in enumerate(COLOURS)))
    levels = {code: (int(code) + month) % 6 for code in CODES}
    place_map = PlaceMap("Rates", ADDRESS, COUNTRY.bounds, legend, "ODbL", values=levels, tooltips=texts_of(month))
    show_place_map(place_map, WORDS, key="map")


def draw_folium(base: folium.Map, layer: folium.FeatureGroup | None) -> None:
    returned = ["last_object_clicked_tooltip"]
    st_folium(base, key="map", feature_group_to_add=layer, returned_objects=returned, use_container_width=True)


def draw_folium_whole(month: int) -> None:
    base = LocalMap([0.2, 37.9], zoom_start=6, tiles=None)
    base.add_child(styled_shapes(month))
    draw_folium(base, None)


def base_map() -> folium.Map:
    return build_base_map(PointMap([], ADDRESS, COUNTRY.bounds, "ODbL"), WORDS)


def draw_folium_shapes(month: int) -> None:
    layer = folium.FeatureGroup()
    layer.add_child(styled_shapes(month))
    draw_folium(base_map(), layer)


def draw_folium_values(month: int) -> None:
    layer = folium.FeatureGroup()
    layer.add_child(Values(colours_of(month), texts_of(month)))
    draw_folium(base_map(), layer)


WAYS = {
    "component": draw_component,
    "folium-whole": draw_folium_whole,
    "folium-shapes": draw_folium_shapes,
    "folium-values": draw_folium_values,
}


@st.fragment
def show(way: str) -> None:
    month = st.slider("Month", 0, 99, 0)
    if way in WAYS:
        WAYS[way](month)
    st.text(f"month {month} done")


st.set_page_config(page_icon=str(PROJECT_FOLDER / "components" / "assets" / "icon.png"))
show(st.query_params.get("way", "none"))
