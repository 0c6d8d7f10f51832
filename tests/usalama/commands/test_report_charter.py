"""``usalama report charter``: the ledger for scripts, without a name that nobody agreed to."""

import csv
import io
import json
from datetime import date

import pytest
from typer.testing import CliRunner

from tests.register_records import HOSTILE, keep
from tests.stores import new_store
from usalama.__main__ import app
from usalama.registers import PLEDGE, SECTORS

UNNAMED, NAMED = "CANARY7f wa Akinyi", "Otieno wa Kondele"
SCOPES = pytest.mark.parametrize("scope", ["public", "operator"])


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("report") / "store")
    pledge = {"county_code": "042", "sector": "youth", "is_person": True, "signed_on": date(2025, 1, 1)}
    pledge |= {
        "due_on": date(2025, 6, 1),
        "state": "no_word",
        "pledge_text": "Walk the road.",
        "evidence": "=HYPERLINK(1)",
    }
    keep(
        store,
        PLEDGE,
        pledge | {"record_id": "a", "signatory_name": NAMED, "may_be_named": True},
        pledge | {"record_id": UNNAMED, "signatory_name": UNNAMED, "may_be_named": False},
        pledge | {"record_id": "c", "signatory_name": UNNAMED, "pledge_text": f"{UNNAMED} will.", "county_code": "047"},
        pledge | {"record_id": "d", "signatory_name": HOSTILE, "may_be_named": True, "state": "kept"},
    )
    return store.address


def run(*arguments, store):
    return CliRunner().invoke(app, ["report", "charter", *arguments], env={"USALAMA_STORE": str(store)})


@SCOPES
def test_json_has_pledges_sectors_and_counties_and_no_name_without_consent(filled, scope):
    result = run("--scope", scope, store=filled)
    assert result.exit_code == 0, result.output
    read = json.loads(result.stdout)
    assert sorted(row["standing"] for row in read["rows"]) == ["kept", "overdue", "overdue", "overdue"]
    assert [row["sector"] for row in read["by_sector"]] == list(SECTORS)
    assert sum(row["pledge_count"] for row in read["by_county"]) == 4
    assert (read["nature"], read["scope"], len(read["sentences"]) > 2) == ("test", scope, True)
    assert NAMED in result.stdout
    assert "CANARY7f" not in result.stdout
    assert "Akinyi" not in result.stdout


@SCOPES
def test_csv_has_a_line_a_pledge_no_name_without_consent_and_no_formula(filled, scope):
    result = run("--format", "csv", "--county", "Kisumu", "--scope", scope, store=filled)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["signatory"] for row in rows} == {NAMED, HOSTILE, "a person who asked not to be named"}
    assert {row["evidence"] for row in rows} == {"'=HYPERLINK(1)"}
    assert "CANARY7f" not in result.stdout


def test_a_wrong_wish_is_one_sentence(filled):
    result = run("--county", "Kisuum", store=filled)
    assert result.exit_code == 2
    assert "did you mean" in result.output


def test_an_empty_register_is_an_empty_list(tmp_path):
    read = json.loads(run(store=tmp_path / "store").stdout)
    assert (read["rows"], read["nature"], len(read["by_sector"])) == ([], None, len(SECTORS))
