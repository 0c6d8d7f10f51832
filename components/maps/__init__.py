"""Maps: places by class or size, points in clusters, and heat."""

from components.maps.palettes import class_colours, class_labels
from components.maps.place_map import Circle, Legend, PlaceMap, map_words, show_place_map
from components.maps.point_maps import (
    PREVIEW_POINTS,
    PointMap,
    show_heat_map,
    show_import_preview_map,
    show_points_map,
)

__all__ = [
    "PREVIEW_POINTS",
    "Circle",
    "Legend",
    "PlaceMap",
    "PointMap",
    "class_colours",
    "class_labels",
    "map_words",
    "show_heat_map",
    "show_import_preview_map",
    "show_place_map",
    "show_points_map",
]
