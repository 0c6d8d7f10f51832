"""Where it happened: degrees as the file writes them, and the county by the point or as the row gives it."""

from __future__ import annotations

from collections.abc import Callable

import h3.api.basic_int as h3
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from usalama.country import Country, Outcome
from usalama.errors import InputRefused
from usalama.ingest.cells.words import choice_meaning
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


TextArray = npt.NDArray[np.object_]
# Where to look for a named county around a point that lies in another one.
BEARINGS = np.radians(np.arange(0, 360, 22.5))
REACHES = (1 / 3, 2 / 3, 1.0)
METRES_PER_DEGREE = 111_195.0


def add_places(rows: Rows) -> None:
    """Make the columns of place.

    A point is the better evidence: its county is kept, and a county or constituency that the row names besides
    must lie within the reach of the country's nearest-county rule, or the row is refused with both named.
    Without a point, what the row names is kept. With neither, the row is refused.
    """
    longitude, latitude = _point(rows)
    named = _codes(rows, "county_code", _county_code)
    constituency = _codes(rows, "constituency_code", _constituency_code)
    by_constituency = _counties_of(constituency, rows.rules.country)
    has_both = (named != "") & (by_constituency != "")
    reason = Sentence("The constituency does not lie in the county that the row names.")
    rows.refuse(has_both & (named != by_constituency), "constituency_code", reason)
    given = np.where(named != "", named, by_constituency)
    located = rows.rules.country.locate(longitude, latitude)
    _refuse_points(rows, located.outcome)
    has_point = (located.outcome == Outcome.POINT) | (located.outcome == Outcome.NEAREST)
    _refuse_contradictions(rows, located.county_code, given, longitude, latitude)
    missing = (located.outcome == Outcome.MISSING) & (given == "")
    rows.refuse(missing, "county_code", Sentence("The row gives neither a point nor a county."))
    county = np.where(has_point, located.county_code, given)
    # Near a border the point may lie in the county beside the constituency's.
    is_kept = (constituency != "") & (by_constituency == county)
    near = rows.rules.country.constituency_near(county, longitude, latitude)
    _set(rows, "county_code", county)
    _set(rows, "constituency_code", np.where(is_kept, constituency, near))
    _set(rows, "constituency_method", np.where(is_kept, "given", np.where(near == "", "", "estimated")))
    _add_city(rows)
    _set(rows, "place_method", np.where(has_point, located.outcome, "given"))
    rows.ours["longitude"], rows.ours["latitude"] = _nullable(longitude), _nullable(latitude)
    rows.ours["h3_cell"] = cells_of(np.where(has_point, longitude, np.nan), latitude)
    _add_precision(rows, has_point, is_kept)


def _point(rows: Rows) -> tuple[FloatArray, FloatArray]:
    longitude, latitude = degrees(rows, "longitude"), degrees(rows, "latitude")
    half = np.isnan(longitude) != np.isnan(latitude)
    _refuse_point(rows, half, Sentence("Only one of longitude and latitude is given."))
    return np.where(half, np.nan, longitude), np.where(half, np.nan, latitude)


def _refuse_points(rows: Rows, outcome: TextArray) -> None:
    country = rows.rules.country
    values = {"country": country.name, "kilometres": round(country.nearest_metres / 1000)}
    for found, reason in (
        (Outcome.ZERO, Sentence("0, 0 is no place in {country}; leave both empty if the place is unknown.", values)),
        (
            Outcome.SWAPPED,
            Sentence(
                "The point lies outside {country}, but inside with longitude and latitude exchanged: exchange them.",
                values,
            ),
        ),
        (
            Outcome.OUTSIDE,
            Sentence(
                "The point lies outside {country}, in the sea or abroad, more than {kilometres} km from any county.",
                values,
            ),
        ),
    ):
        _refuse_point(rows, outcome == found, reason)


def _refuse_point(rows: Rows, where: Mask, reason: Sentence) -> None:
    if where.any():
        column = ", ".join((rows.label("longitude"), rows.label("latitude")))
        texts = (pc.fill_null(rows.texts(name), "") for name in ("longitude", "latitude"))
        rows.findings.refuse(where, column, pc.binary_join_element_wise(*texts, ", "), reason)


def _refuse_contradictions(
    rows: Rows, found: TextArray, given: TextArray, longitude: FloatArray, latitude: FloatArray
) -> None:
    """Refuse rows whose point lies too far from the county that the row names."""
    country = rows.rules.country
    suspects = np.flatnonzero((found != "") & (given != "") & (found != given))
    if suspects.size == 0:
        return
    near = _reaches(country, longitude[suspects], latitude[suspects], given[suspects])
    ours = "county_code" if "county_code" in rows.rules.mapping.columns else "constituency_code"
    apart = suspects[~near]
    for one, other in sorted(set(zip(found[apart].tolist(), given[apart].tolist(), strict=True))):
        reason = Sentence(
            "The point lies in {found}, more than {kilometres} km from {given}, which the row names.",
            {
                "found": country.county(one).name,
                "given": country.county(other).name,
                "kilometres": round(country.nearest_metres / 1000),
            },
        )
        where = np.zeros(len(rows), bool)
        where[apart] = (found[apart] == one) & (given[apart] == other)
        rows.refuse(where, ours, reason)


def _reaches(country: Country, longitude: FloatArray, latitude: FloatArray, code: TextArray) -> Mask:
    """Whether a point lies about as near to a county as the nearest-county rule reaches."""
    near = np.zeros(longitude.size, bool)
    for reach in REACHES:
        north = reach * country.nearest_metres / METRES_PER_DEGREE
        for bearing in BEARINGS:
            east = north * np.sin(bearing) / np.cos(np.radians(latitude))
            around = country.locate(longitude + east, latitude + north * np.cos(bearing))
            near |= (around.outcome == Outcome.POINT) & (around.county_code == code)
    return near


def _codes(rows: Rows, ours: str, code_of: Callable[[Rows, str], str]) -> TextArray:
    """The codes of the counties or constituencies that rows name; "" where they name none.

    Each name is judged by itself, with a suggestion where it is unknown, however many were unknown before it.
    """

    def meaning(name: str) -> str | Sentence:
        try:
            return code_of(rows, name)
        except InputRefused as refusal:
            return refusal.sentence

    codes: TextArray = pc.fill_null(rows.translate(ours, meaning), "").to_numpy(zero_copy_only=False)
    return codes


def _county_code(rows: Rows, name: str) -> str:
    country = rows.rules.country
    if rows.rules.mapping.county.by == "name":
        return country.county_by_name(name).code
    return country.county(_number(name)).code


def _constituency_code(rows: Rows, name: str) -> str:
    country = rows.rules.country
    if rows.rules.mapping.constituency.by == "name":
        return country.constituency_by_name(name).code
    code = _number(name)
    if code not in {one.code for one in country.constituencies}:
        raise InputRefused("There is no constituency with the number {code}.", code=name)
    return code


def _number(text: str) -> str:
    """A national number as it is kept: three digits. An ISO code is none and stays as it is."""
    return text.zfill(3) if text.isascii() and text.isdigit() else text


def _counties_of(constituency: TextArray, country: Country) -> TextArray:
    counties = {one.code: one.county_code for one in country.constituencies} | {"": ""}
    return np.array([counties[code] for code in constituency.tolist()], dtype=object)


def _add_city(rows: Rows) -> None:
    encoded = rows.ours["constituency_code"].dictionary_encode()
    cities = [rows.rules.country.city_code_of(code) for code in encoded.dictionary.to_pylist()]
    rows.ours["city_code"] = pa.array(cities, pa.string()).take(encoded.indices)


def _add_precision(rows: Rows, has_point: Mask, has_constituency: Mask) -> None:
    """Make the precision; a row without a point is as precise as the place that it names."""
    mapping = rows.rules.mapping
    meaning = choice_meaning("location_precision", mapping.location_precision.table)
    stated = pc.fill_null(
        rows.translate("location_precision", meaning), mapping.defaults.location_precision or "unknown"
    )
    by_name = np.where(has_constituency, "constituency", "county")
    rows.ours["location_precision"] = pc.if_else(pa.array(has_point), stated, pa.array(by_name, pa.string()))


def _set(rows: Rows, name: str, values: TextArray) -> None:
    is_empty: Mask = np.asarray(values == "", bool)
    rows.ours[name] = pa.array(values, pa.string(), mask=is_empty)


def _nullable(values: FloatArray) -> pa.Array:
    return pa.array(values, mask=np.isnan(values))
