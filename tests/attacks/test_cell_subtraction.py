"""Subtraction on the cells of a county: nothing that the page shows gives a hidden cell away."""

from __future__ import annotations

from datetime import date

import h3
import numpy as np
import pandas as pd
import pytest

from tests.attacks.test_subtraction import ANYTHING, range_behind, range_of_total, recovered
from tests.examples import KISUMU, OPERATOR, PUBLIC, store_rows, subject
from tests.stores import new_store
from tests.usalama.incidents.hot_spots.cell_examples import COARSE_CELLS, COUNTRY, COUNTY, located
from usalama.incidents.hot_spots.hot_spots import hot_spot_map
from usalama.model import Choices, Period
from usalama.store import Store

SUBJECT = subject()
FEW_STORES, STORES = 4, 12
YEAR = Choices(Period(date(2024, 1, 1), date(2024, 12, 31)))


def inside_cells() -> list[tuple[float, float]]:
    centres = [h3.cell_to_latlng(cell)[::-1] for cell in COARSE_CELLS]
    located_in = COUNTRY.locate(*np.array(centres).T).county_code
    return [centre for centre, code in zip(centres, located_in, strict=True) if code == KISUMU]


def random_store(folder, seed) -> Store:
    """Uneven counts in the cells of one county, spread over two halves of a year."""
    generator = np.random.default_rng(seed)
    store = new_store(folder)
    counts = generator.negative_binomial(0.8, 0.8 / (0.8 + generator.choice([2, 5, 12])), len(inside_cells()))
    store_rows(
        store,
        [
            located(f"{place}-{number}", *point, date(2024, int(generator.integers(1, 13)), 9))
            for place, point in enumerate(inside_cells())
            for number in range(int(counts[place]))
        ],
    )
    return store


@pytest.fixture(scope="module", params=[FEW_STORES, pytest.param(STORES, marks=pytest.mark.long)])
def stores(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("attack")
    return [random_store(folder / str(seed), seed) for seed in range(request.param)]


def table(store, scope):
    """Cells by themselves, as one row, and the total that stands beside them."""
    result = hot_spot_map(store, scope, YEAR, SUBJECT, COUNTY)
    cells = result.rows.set_index("cell").incident_count.to_frame().T.reset_index(drop=True)
    return cells, result


def exact_cells(store):
    counted = store.read(_counts(), OPERATOR, county_codes=(KISUMU,)).dropna(subset="h3_cell").set_index("h3_cell")
    return (
        counted.incident_count.reindex(COARSE_CELLS, fill_value=0).astype("int64").to_frame().T.reset_index(drop=True)
    )


def _counts():
    from usalama.store.questions import counts  # noqa: PLC0415

    return counts(("h3_cell",), whole_months=False)


def test_the_total_of_the_page_recovers_no_cell(stores):
    hidden = found = 0
    for store in stores:
        shown, result = table(store, PUBLIC)
        row = range_of_total(result.incident_count, shown.loc[0])
        found += recovered(exact_cells(store), shown, [row], [(0, ANYTHING)] * shown.shape[1])
        hidden += result.hidden_cells
    assert hidden > 8 * len(stores)
    assert found == 0


def test_the_exact_total_would_give_cells_away():
    """The attack works: four cells of 7 beside an exact 28 are found."""
    truth = pd.DataFrame([[7, 7, 7, 7]])
    shown = pd.DataFrame([[None] * 4], dtype="Int64")
    assert recovered(truth, shown, [(28, 28)], [(0, ANYTHING)] * 4) == 4


def test_sums_of_neighbourhoods_recover_no_cell(stores):
    """What a ring is said to hold lies between the ends of its hidden cells, whatever stands behind them."""
    for store in stores:
        _shown, result = table(store, PUBLIC)
        rows = result.rows
        lowest = rows.incident_count.fillna(1).astype(int)
        highest = rows.incident_count.fillna(7).astype(int)
        place = {cell: number for number, cell in enumerate(rows.cell)}
        for row in rows.itertuples():
            ring = [place[cell] for cell in h3.grid_disk(row.cell, 1) if cell in place]
            assert row.observed_lower == lowest.iloc[ring].sum()
            assert row.observed_upper == highest.iloc[ring].sum()


def test_two_periods_beside_the_whole_give_few_cells_away(stores):
    """Halves of a year are cells of one table and the year their margin, rounded by itself; see docs/decisions/0008."""
    halves = (Period(date(2024, 1, 1), date(2024, 6, 30)), Period(date(2024, 7, 1), date(2024, 12, 31)))
    found = hidden = 0
    for store in stores:
        year, _ = table(store, PUBLIC)
        parts = [
            hot_spot_map(store, PUBLIC, Choices(half), SUBJECT, COUNTY).rows.set_index("cell").incident_count
            for half in halves
        ]
        exact = [
            store.read(_counts(), OPERATOR, county_codes=(KISUMU,), period=half)
            .dropna(subset="h3_cell")
            .set_index("h3_cell")
            .incident_count.reindex(COARSE_CELLS, fill_value=0)
            .astype("int64")
            for half in halves
        ]
        truth, shown = (pd.concat(one, axis=1).reset_index(drop=True) for one in (exact, parts))
        margins = [range_behind(None if pd.isna(count) else int(count)) for count in year.loc[0]]
        found += recovered(truth, shown, margins, [(0, ANYTHING)] * 2)
        hidden += int(shown.isna().sum(axis=None))
    # A hidden year over two hidden halves leaves each 1 to 6; only an edge of a range is ever one number.
    assert hidden > 300
    assert found <= 0.03 * hidden
