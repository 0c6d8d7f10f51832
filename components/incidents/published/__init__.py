"""What others published about real places: a layer of the map, a block of Home, a part of a county's sheet, a table.

All of it is marked as real, wherever it stands, and none of it was counted from the rows of the store.
"""

from components.incidents.published.published_block import show_published_block
from components.incidents.published.published_layer import choose_year, show_published_map
from components.incidents.published.published_marks import LAYER
from components.incidents.published.published_sheet import show_nation, show_published_place

__all__ = ["LAYER", "choose_year", "show_nation", "show_published_block", "show_published_map", "show_published_place"]
