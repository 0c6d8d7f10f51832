"""Who covers what, and which sectors are missing."""

import pandas as pd
import pytest

from tests.examples import subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.model import Scope
from usalama.programme.partners import partners
from usalama.registers import PARTNER, SECTORS

PUBLIC = public_scope(TODAY)


# A county with a partner of every sector.
WHOLE = "001"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("partners") / "store")
    keep(
        store,
        PARTNER,
        {"record_id": "a", "name": "Firm", "sector": "private_security", "county_codes": "042, 047",
         "guards_committed": 30, "hours_a_week": 400.0, "licence": "X-1"},
        {"record_id": "b", "name": "Youth", "sector": "youth", "county_codes": "042"},
        {"record_id": "c", "name": "Desk", "sector": "police", "county_codes": "042,999,042"},
        *({"record_id": sector, "name": sector, "sector": sector, "county_codes": WHOLE} for sector in SECTORS),
    )  # fmt: skip
    return store


def found(store, *counties, scope=PUBLIC, sector=""):
    return partners(store, scope, counties, subject(), sector)


def test_a_partner_is_counted_once_in_every_county_that_it_covers(filled):
    grid = found(filled).grid.set_index(["county_code", "sector"]).partner_count
    assert len(grid) == len(subject().country.counties) * len(SECTORS)
    assert grid[WHOLE].tolist() == [1] * len(SECTORS)
    assert grid[grid > 0].drop(WHOLE).to_dict() == {
        ("042", "private_security"): 1, ("042", "police"): 1, ("042", "youth"): 1, ("047", "private_security"): 1,
    }  # fmt: skip


def test_guards_are_not_divided_and_not_added_up_by_county(filled):
    sums = found(filled, "047").sums.set_index("sector")
    assert (sums.partner_count["private_security"], sums.guards_committed["private_security"]) == (1, 30)
    assert pd.isna(sums.guards_committed["youth"])


def test_missing_sectors_are_named_county_by_county(filled):
    result = found(filled, "042", "047", "002")
    missing = result.missing.set_index("county_name").sectors
    assert missing["Kisumu"][:3] == ("residents", "county", "agency")
    assert missing["Nairobi City"][:2] == ("residents", "police")
    assert missing["Kwale"] == SECTORS
    assert str(result.finding).endswith("in 1 of 3 counties none is recorded.")


def test_a_county_with_every_sector_misses_none(filled):
    result = found(filled, WHOLE)
    assert result.missing.sectors.tolist() == [()]
    assert str(result.finding).startswith("Mombasa: ")


def test_an_unknown_county_is_left_out_and_said(filled):
    result = found(filled)
    assert [str(note) for note in result.notes] == ["Desk names a county 999, which is not known; it was left out."]
    assert "999" not in set(result.grid.county_code)


def test_a_sector_narrows_the_list_and_not_the_grid(filled):
    result = found(filled, "042", "047", sector="youth")
    assert list(result.rows.name) == ["Youth"]
    assert result.grid.partner_count.sum() == 4


def test_a_scope_of_some_counties_sees_no_partner_of_others(filled):
    scope = Scope("public", is_exact=False, published_until=None, county_codes=("047",))
    result = found(filled, scope=scope)
    assert (list(result.rows.name), set(result.grid.county_code)) == (["Firm"], {"047"})


def test_an_empty_register_has_no_partner_of_any_sector(store):
    result = found(store)
    assert (len(result.rows), result.held.nature, set(result.missing.sectors)) == (0, None, {SECTORS})
