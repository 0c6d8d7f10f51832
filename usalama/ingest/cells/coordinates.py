"""Longitude and latitude as written in a file, to degrees."""

from __future__ import annotations

import h3.api.basic_int as h3
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from usalama.ingest.incident_rows import Mask, Rows, matches
from usalama.model import Sentence
from usalama.schema import INCIDENT

FloatArray = npt.NDArray[np.float64]
NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?$"
COMMA_NUMBER = r"^[+-]?\d+,\d+$"
H3_RESOLUTION = 6


def degrees(rows: Rows, ours: str) -> FloatArray:
    """The numbers of longitude or latitude, NaN where empty; rows with anything else are refused.

    Arguments:
        ours: "longitude" or "latitude".
    """
    texts = rows.texts(ours)
    has_comma = matches(texts, COMMA_NUMBER)
    if rows.rules.mapping.file.decimal == "comma":
        texts = pc.replace_substring(texts, pattern=",", replacement=".", max_replacements=1)
    else:
        rows.refuse(has_comma, ours, Sentence("It has a decimal comma, which the mapping does not allow."))
    is_number = matches(texts, NUMBER)
    given = pc.is_valid(texts).to_numpy(zero_copy_only=False)
    rows.refuse(given & ~is_number, ours, Sentence("It is not a number of degrees."))
    numbers = pc.cast(pc.if_else(pa.array(is_number), texts, None), pa.float64())
    values: FloatArray = numbers.to_numpy(zero_copy_only=False)
    furthest = INCIDENT.column(ours).maximum or np.inf
    outside = np.abs(values) > furthest
    reason = Sentence("It is not between -{furthest} and {furthest} degrees.", {"furthest": furthest})
    rows.refuse(outside, ours, reason)
    return np.where(outside, np.nan, values)


def cells_of(longitude: FloatArray, latitude: FloatArray) -> pa.Array:
    """The H3 cell of each point as text; null without a point."""
    has_point: Mask = ~np.isnan(longitude) & ~np.isnan(latitude)
    points = zip(latitude[has_point].tolist(), longitude[has_point].tolist(), strict=True)
    cells = np.fromiter((h3.latlng_to_cell(*point, H3_RESOLUTION) for point in points), np.uint64)
    # There are few cells, so their texts are made once each.
    different, place = np.unique(cells, return_inverse=True)
    names = pa.array([h3.int_to_str(cell) for cell in different.tolist()], pa.string())
    positions = np.zeros(longitude.size, np.int64)
    positions[has_point] = place
    return names.take(pa.array(positions, mask=~has_point))
