"""Maps: places by class or size, points in clusters or as heat, months that play."""

from components.maps.frames import Frame, Frames
from components.maps.marks import MarkKind, Marks
from components.maps.palettes import class_colours, class_labels
from components.maps.place_map import Circle, Legend, PlaceMap, map_words, show_place_map, show_played_map
from components.maps.point_maps import PREVIEW_POINTS, PointMap, show_import_preview_map

__all__ = [
    "PREVIEW_POINTS",
    "Circle",
    "Frame",
    "Frames",
    "Legend",
    "MarkKind",
    "Marks",
    "PlaceMap",
    "PointMap",
    "class_colours",
    "class_labels",
    "map_words",
    "show_import_preview_map",
    "show_place_map",
    "show_played_map",
]
