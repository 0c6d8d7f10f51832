"""Points to counties: the grid against the boundaries, and what is said of points in none."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from usalama.country import Country, Outcome, load_country, locate
from usalama.country.locate import Locator
from usalama.settings import PROJECT_FOLDER

KENYA = PROJECT_FOLDER / "data" / "kenya"
SQUARE = shapely.box(0, 0, 1, 1)
NEIGHBOUR = shapely.box(1, 0, 2, 1)


@pytest.fixture(scope="module")
def kenya() -> Country:
    return load_country(KENYA)


@pytest.fixture(scope="module")
def with_grid(kenya: Country) -> Locator:
    """A locator that has seen enough points to have built its grid."""
    locator = Locator(kenya.boundaries, kenya.nearest_metres)
    locator.locate(np.full(locate.WORTH_A_GRID, 36.8), np.full(locate.WORTH_A_GRID, -1.28))
    return locator


def brute_force(country: Country, x: np.ndarray, y: np.ndarray) -> list[str]:
    """The lowest code of the counties that have the point in them or on their line."""
    points = shapely.points(x, y)
    return [
        next((code for code, area in sorted(country.boundaries.items()) if area.intersects(point)), "")
        for point in points
    ]


def one(country: Country, longitude: float, latitude: float) -> tuple[str, str, float]:
    found = country.locate(np.array([longitude]), np.array([latitude]))
    return found.county_code[0], found.outcome[0], found.distance_metres[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(33.5, 42.3, allow_nan=False).map(lambda x: round(x, 4)),
            st.floats(-5.2, 5.6, allow_nan=False).map(lambda y: round(y, 4)),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_the_grid_answers_as_the_boundaries_do(kenya, with_grid, points):
    x, y = np.array(points).T
    found = with_grid.locate(x, y)
    inside = np.where(found.outcome == Outcome.POINT, found.county_code, "")
    assert inside.tolist() == brute_force(kenya, x, y)


def test_the_grid_answers_as_the_boundaries_do_beside_every_line(kenya, with_grid):
    """Vertices, middles of edges, and points a hair to each side of them: where a grid would go wrong first."""
    corners = shapely.get_coordinates(list(kenya.boundaries.values()))
    middles = (corners[1:] + corners[:-1]) / 2
    nudges = [np.array([dx, dy]) for dx in (-1e-9, 0, 1e-9) for dy in (-1e-9, 0, 1e-9)]
    x, y = np.vstack([points + nudge for points in (corners, middles) for nudge in nudges]).T
    plain = Locator(kenya.boundaries, kenya.nearest_metres)
    expected, found = plain.inside(x, y), with_grid.locate(x, y)
    codes = np.array([*sorted(kenya.boundaries), ""], dtype=object)
    assert (np.where(found.outcome == Outcome.POINT, found.county_code, "") == codes[expected]).all()


def test_the_grid_answers_as_the_boundaries_do_on_the_lines_of_its_cells(kenya, with_grid):
    grid = with_grid._grid
    rows, columns = grid.cells.shape
    x = np.repeat(grid.west + np.arange(columns) * 0.02, 40)
    y = np.tile(grid.south + np.linspace(0, rows, 40) * 0.02, columns)
    exact = [
        Locator(kenya.boundaries, kenya.nearest_metres).locate(*part)
        for part in zip(np.array_split(x, 4), np.array_split(y, 4), strict=True)
    ]
    found = with_grid.locate(x, y)
    assert (found.county_code == np.concatenate([part.county_code for part in exact])).all()
    assert (found.outcome == np.concatenate([part.outcome for part in exact])).all()


def test_a_point_on_the_line_between_counties_belongs_to_the_lowest_code():
    for codes in (("001", "002"), ("002", "001")):
        locator = Locator(dict(zip(codes, (SQUARE, NEIGHBOUR), strict=True)), 5000)
        assert locator.locate(np.array([1.0]), np.array([0.5])).county_code.tolist() == ["001"]


def test_every_constituency_lies_in_its_county(kenya):
    x = np.array([constituency.longitude for constituency in kenya.constituencies])
    y = np.array([constituency.latitude for constituency in kenya.constituencies])
    found = kenya.locate(x, y)
    assert found.county_code.tolist() == [constituency.county_code for constituency in kenya.constituencies]
    assert set(found.outcome) == {"point"}


@pytest.mark.parametrize(
    ("town", "longitude", "latitude", "county"),
    [
        # GeoNames: towns on the coast and the border that the boundaries leave out.
        ("Watamu", 40.02095, -3.35335, "003"),
        ("Shimoni", 39.38175, -4.64756, "002"),
        ("Moyale", 39.0561, 3.52661, "010"),
        ("Mokowe", 40.84555, -2.23679, "005"),
        ("Lamu", 40.90201, -2.27169, "005"),
        ("Mandera", 41.85688, 3.93726, "009"),
    ],
)
def test_a_town_just_outside_belongs_to_the_nearest_county(kenya, town, longitude, latitude, county):
    code, outcome, metres = one(kenya, longitude, latitude)
    assert (code, outcome) == (county, "nearest")
    assert 0 < metres <= 5000


@pytest.mark.parametrize("bearing", [0, 37, 90, 180, 270])
@pytest.mark.parametrize("metres", [1.0, 700.0, 4990.0])
def test_the_distance_to_the_nearest_county_is_in_metres(bearing, metres):
    """Against geodesics on the ellipsoid, at 50 degrees north where a degree of longitude is much shorter."""
    area = shapely.box(9.9, 49.9, 10.0, 50.0) if bearing != 270 else shapely.box(10.0, 49.9, 10.1, 50.0)
    start = {0: (9.95, 50.0), 37: (10.0, 50.0), 90: (10.0, 49.95), 180: (9.95, 49.9), 270: (10.0, 49.95)}[bearing]
    longitude, latitude, _ = Geod(ellps="WGS84").fwd(*start, bearing, metres)
    found = Locator({"001": area}, 5000).locate(np.array([longitude]), np.array([latitude]))
    assert found.outcome[0] == "nearest"
    assert found.distance_metres[0] == pytest.approx(metres, rel=0.002, abs=0.2)


@pytest.mark.parametrize(("metres", "outcome"), [(4985.0, "nearest"), (5015.0, "outside")])
def test_nearest_ends_at_five_kilometres(metres, outcome):
    longitude, latitude, _ = Geod(ellps="WGS84").fwd(2.0, 0.5, 90, metres)
    locator = Locator({"001": SQUARE, "002": NEIGHBOUR}, 5000)
    for _ in range(2):
        found = locator.locate(np.full(30_000, longitude), np.full(30_000, latitude))
        assert set(found.outcome) == {outcome}
        assert set(found.county_code) == {"002" if outcome == "nearest" else ""}


@pytest.mark.parametrize(
    ("where", "longitude", "latitude"),
    [("Kampala", 32.58, 0.31), ("the Indian Ocean", 41.5, -4.0), ("nowhere on Earth", 400.0, -95.0)],
)
def test_points_elsewhere_are_outside(kenya, where, longitude, latitude):
    code, outcome, metres = one(kenya, longitude, latitude)
    assert (code, outcome) == ("", "outside")
    assert np.isnan(metres)


def test_swapped_coordinates_are_reported_and_not_mended(kenya):
    assert one(kenya, -1.2833, 36.8167)[:2] == ("", "swapped")


def test_zero_zero_is_no_place(kenya):
    assert one(kenya, 0.0, 0.0)[:2] == ("", "zero")
    assert one(kenya, -0.0, 0.0)[:2] == ("", "zero")


@pytest.mark.parametrize("point", [(np.nan, -1.0), (36.8, np.nan), (np.nan, np.nan)])
def test_half_a_point_is_missing(kenya, point):
    assert one(kenya, *point)[:2] == ("", "missing")


def test_infinite_coordinates_are_outside(kenya):
    many = np.full(30_000, np.inf)
    assert set(kenya.locate(many, -many).outcome) == {"outside"}


def test_no_points_give_no_answers(kenya):
    assert kenya.locate(np.array([]), np.array([])).county_code.size == 0


def test_the_order_of_points_does_not_matter(kenya):
    rng = np.random.default_rng(7)
    x, y = rng.uniform(33, 43, 500), rng.uniform(-6, 6, 500)
    order = rng.permutation(500)
    once, again = kenya.locate(x, y), kenya.locate(x[order], y[order])
    assert (once.county_code[order] == again.county_code).all()
    assert (once.outcome[order] == again.outcome).all()


def test_a_county_with_an_island_and_a_hole_is_found_by_both_ways():
    island = shapely.box(0.4, 0.4, 0.6, 0.6)
    ring = shapely.box(0, 0, 1, 1).difference(shapely.box(0.2, 0.2, 0.8, 0.8))
    locator = Locator(
        {"001": shapely.union(ring, island), "002": shapely.box(0.2, 0.2, 0.8, 0.8).difference(island)}, 0
    )
    rng = np.random.default_rng(3)
    x, y = rng.uniform(-0.1, 1.1, 50_000), rng.uniform(-0.1, 1.1, 50_000)
    found = locator.locate(x, y).county_code
    lake = (np.abs(x - 0.5) < 0.3) & (np.abs(y - 0.5) < 0.3)
    on_island = (np.abs(x - 0.5) < 0.1) & (np.abs(y - 0.5) < 0.1)
    land = (np.abs(x - 0.5) < 0.5) & (np.abs(y - 0.5) < 0.5)
    assert (found == np.where(land, np.where(lake & ~on_island, "002", "001"), "")).all()
