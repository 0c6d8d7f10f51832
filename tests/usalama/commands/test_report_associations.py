"""``usalama report associations``: the register of the page, for scripts."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from tests.register_records import CANARY, keep_programme
from tests.stores import new_store
from usalama.__main__ import app


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("report") / "store")
    keep_programme(store)
    return store.address


def run(*arguments, store):
    return CliRunner().invoke(app, ["report", "associations", *arguments], env={"USALAMA_STORE": str(store)})


@pytest.mark.parametrize("scope", ["public", "operator"])
def test_json_has_the_rows_the_counties_and_the_likely_doubles(filled, scope):
    result = run("--scope", scope, store=filled)
    assert result.exit_code == 0, result.output
    read = json.loads(result.stdout)
    assert {row["record_id"] for row in read["rows"]} == {"kondele", "kondele-2", "evil"}
    assert [one["record_ids"] for one in read["likely_duplicates"]] == [["kondele", "kondele-2"]]
    assert (read["nature"], read["scope"]) == ("test", scope)
    assert "longitude" not in read["rows"][0]
    assert CANARY not in result.stdout


def test_csv_has_a_line_an_association(filled):
    result = run("--format", "csv", "--county", "Kisumu", store=filled)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["record_id"] for row in rows] == ["kondele", "kondele-2"]
    assert {row["member_count"] for row in rows} == {"90", "80"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [(("--format", "xml"), "no format"), (("--scope", "mayor"), "no scope"), (("--county", "Kisuum"), "did you mean")],
)
def test_a_wrong_wish_is_one_sentence(filled, arguments, complaint):
    result = run(*arguments, store=filled)
    assert result.exit_code == 2
    assert complaint in result.output


def test_an_empty_register_is_an_empty_list(tmp_path):
    read = json.loads(run(store=tmp_path / "store").stdout)
    assert (read["rows"], read["nature"]) == ([], None)
