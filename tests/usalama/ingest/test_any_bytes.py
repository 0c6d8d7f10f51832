"""Whatever the bytes are: rows that add up, or one sentence. ``read`` checks that the rows add up."""

import contextlib
import io
import json
from collections.abc import Callable

import hypothesis.strategies as st
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from usalama.errors import InputRefused

HEADER = "id,when,lon,lat,county,category"
GOOD = ["7", "31/12/2024 23:59", "34.7396", "-0.1179", "Kisumu", "robbery"]
FEW, MANY = (
    settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow]) for count in (15, 150)
)
IN_SMALL_AND_IN_FULL = pytest.mark.parametrize(
    "any_of", [FEW, pytest.param(MANY, marks=pytest.mark.long)], ids=["few", "many"]
)
CELLS = st.one_of(
    st.sampled_from(
        [*GOOD, "", "0", "-1", "nan", "1e400", "31/02/2024", "2024-01-01", '"', "=1", "Uganda", "٣", "\x00"]
    ),
    st.text(max_size=12),
)
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), CELLS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["type", "geometry", "properties", "coordinates", *HEADER.split(",")]), inner),
    ),
    max_leaves=20,
)


def read_or_refuse(read: Callable, content: str | bytes, name: str) -> None:
    with contextlib.suppress(InputRefused):
        read(content, name)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.geojson"])
@IN_SMALL_AND_IN_FULL
def test_arbitrary_bytes(read: Callable, name: str, any_of: settings) -> None:
    @any_of
    @given(content=st.binary(max_size=400))
    def are_read_or_refused(content: bytes) -> None:
        read_or_refuse(read, content, name)

    are_read_or_refused()


@IN_SMALL_AND_IN_FULL
def test_arbitrary_cells_under_a_good_header(read: Callable, any_of: settings) -> None:
    @any_of
    @given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=6), delimiter=st.sampled_from(",;\t|"))
    def are_read_or_refused(rows: list[list[str]], delimiter: str) -> None:
        lines = [HEADER.replace(",", delimiter), *(delimiter.join(row) for row in rows)]
        read_or_refuse(read, "\n".join(lines).encode("utf-8", "replace"), "a.csv")

    are_read_or_refused()


@IN_SMALL_AND_IN_FULL
def test_damaged_workbooks(read: Callable, any_of: settings) -> None:
    @any_of
    @given(position=st.integers(0, 10_000), flipped=st.binary(min_size=1, max_size=8))
    def are_read_or_refused(position: int, flipped: bytes) -> None:
        content = bytearray(WORKBOOK)
        start = position % len(content)
        content[start : start + len(flipped)] = flipped
        read_or_refuse(read, bytes(content), "a.xlsx")

    are_read_or_refused()


@IN_SMALL_AND_IN_FULL
def test_arbitrary_features(read: Callable, any_of: settings) -> None:
    @any_of
    @given(features=st.lists(ANYTHING, max_size=4))
    def are_read_or_refused(features: list[object]) -> None:
        read_or_refuse(read, json.dumps({"type": "FeatureCollection", "features": features}), "a.geojson")

    are_read_or_refused()


@IN_SMALL_AND_IN_FULL
def test_arbitrary_properties_of_a_good_feature(read: Callable, any_of: settings) -> None:
    @any_of
    @given(cells=st.fixed_dictionaries({name: CELLS for name in HEADER.split(",")}), geometry=CELLS)
    def are_read_or_refused(cells: dict[str, str], geometry: str) -> None:
        point = {"type": "Point", "coordinates": [geometry, 0.5]}
        feature = {"type": "Feature", "properties": cells, "geometry": point}
        read_or_refuse(read, json.dumps({"type": "FeatureCollection", "features": [feature]}), "a.geojson")

    are_read_or_refused()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(GOOD)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


WORKBOOK = _workbook()
