"""What a cell of a map is called, for whoever reads or hears of it: its number, and the town it lies near.

Made of the country alone, so that a name says nothing of what was reported there.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from components.shell.visit import Visit
from usalama.country import Country
from usalama.country.geography import cell_middle, cell_width_km, cells_of_place, distances_km
from usalama.country.ground import CITY, TOWN, map_names
from usalama.model import Place, Sentence

_KEPT = 16


def cell_name(visit: Visit, place: Place, resolution: int, number: int) -> str:
    """One cell in the reader's language.

    Arguments:
        number: its place in the list of cells, from 0.
    """
    towns = _nearest_towns(visit.subject.country, place, resolution)
    if not towns:
        return visit.say(Sentence("Cell {number}", {"number": str(number + 1)}))
    town, distance = towns[number]
    values = {"number": str(number + 1), "town": town, "distance": round(distance)}
    if distance <= cell_width_km(resolution):
        return visit.say(Sentence("Cell {number}, near {town}", values))
    return visit.say(Sentence("Cell {number}, {distance} km from {town}", values))


@lru_cache(maxsize=_KEPT)
def _nearest_towns(country: Country, place: Place, resolution: int) -> tuple[tuple[str, float], ...]:
    """For each cell the nearest town that the map or the list of towns names, with the kilometres to its middle."""
    known = {name.name(""): name.spots[0] for name in map_names(country) if name.kind in (CITY, TOWN)}
    towns = {name: (spot.longitude, spot.latitude) for name, spot in known.items()}
    towns = {town.name: (town.longitude, town.latitude) for town in country.towns} | towns
    if not towns:
        return ()
    names, (longitudes, latitudes) = list(towns), np.array(list(towns.values())).T
    found = []
    for cell in cells_of_place(country, place, resolution):
        distances = distances_km(*cell_middle(cell), longitudes, latitudes)
        nearest = int(np.argmin(distances))
        found.append((names[nearest], float(distances[nearest])))
    return tuple(found)
