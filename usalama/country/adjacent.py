"""Which counties lie next to a county?"""

from __future__ import annotations

from functools import lru_cache

import shapely

from usalama.country.country import Country

# Boundaries are drawn coarsely: those of two neighbours may be this far apart, in degrees (about 1 km).
CLOSE_ENOUGH_DEGREES = 0.01


@lru_cache(maxsize=4)
def adjacent_counties(country: Country) -> dict[str, tuple[str, ...]]:
    """The neighbours of each county by its number, lowest number first; empty for an island."""
    shapes = country.boundaries
    return {
        code: tuple(
            sorted(
                other
                for other in shapes
                if other != code and shapely.dwithin(shape, shapes[other], CLOSE_ENOUGH_DEGREES)
            )
        )
        for code, shape in shapes.items()
    }
