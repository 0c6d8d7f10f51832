"""The ``usalama`` command as scripts use it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pandas as pd
import pytest
from typer.testing import CliRunner

from tests.examples import (
    KNOWN_COUNTS,
    KNOWN_PUBLIC_TOTAL,
    KNOWN_TOTAL,
    PROJECT,
    incident,
    known_rows,
    mapping_of,
    subject,
    write_file,
)
from usalama.__main__ import app
from usalama.demonstration import make_rows
from usalama.disclosure import public_count

RECEIPT = {
    "rows_read", "accepted", "new", "updated", "rejected", "duplicates", "batch_id", "data_version", "rejections_file",
}  # fmt: skip
ROW = [
    "county_code", "county_name", "incident_count", "population", "rate_per_100k", "rate_lower", "rate_upper",
    "n_mapped", "flag",
]  # fmt: skip
ABOUT = {"period_used", "filters", "scope", "data_version", "method", "nature"}


def run(*arguments, store):
    return CliRunner().invoke(app, [str(one) for one in arguments], env={"USALAMA_STORE": str(store)})


def read(*arguments, store):
    result = run(*arguments, store=store)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("command line")
    write_file(folder / "known.csv", known_rows())
    mapping_of(folder, "test")
    return folder


def import_known(folder, store, *more):
    file, mapping = folder / "known.csv", folder / "test.toml"
    return run("import", file, "--source", "Police", "--mapping", mapping, "--json", *more, store=store)


@pytest.fixture(scope="module")
def filled(folder):
    store = folder / "filled"
    assert import_known(folder, store).exit_code == 0
    return store


def test_import_again_and_undo(folder, tmp_path):
    first = import_known(folder, tmp_path)
    receipt = json.loads(first.stdout)
    assert first.exit_code == 0
    assert set(receipt) == RECEIPT
    assert (receipt["rows_read"], receipt["new"], receipt["rejections_file"]) == (KNOWN_TOTAL, KNOWN_TOTAL, None)
    second = import_known(folder, tmp_path)
    again = json.loads(second.stdout)
    assert second.exit_code == 2
    assert (again["new"], again["updated"], again["duplicates"], again["batch_id"]) == (0, 0, KNOWN_TOTAL, None)
    assert run("undo", receipt["batch_id"], store=tmp_path).exit_code == 0
    empty = run("report", "county-rates", "--scope", "operator", store=tmp_path)
    assert empty.exit_code == 2
    assert json.loads(empty.stdout)["error"].startswith("The store holds no incidents yet")
    assert receipt["batch_id"] in run("history", store=tmp_path).stdout


def test_a_dry_run_stores_nothing(folder, tmp_path):
    result = import_known(folder, tmp_path, "--dry-run")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["new"] == KNOWN_TOTAL
    assert "Nothing was imported yet" in run("history", store=tmp_path).stdout


def test_a_dry_run_says_why_rows_would_be_refused_and_leaves_no_file(folder, tmp_path):
    file = write_file(tmp_path / "bad.csv", [incident("good"), incident("bad", county_code="999")])
    store, options = tmp_path / "store", ("--source", "Police", "--mapping", folder / "test.toml", "--dry-run")
    result = run("import", file, *options, store=store)
    assert "Row 3, county_code (999): There is no county with the number 999." in result.stdout
    assert list(store.rglob("refused/*")) == []


def test_the_operator_s_counties_add_up_to_what_was_accepted(filled):
    result = read("report", "county-rates", "--scope", "operator", "--sort", "count", store=filled)
    assert set(result) >= ABOUT | {"rows"}
    assert list(result["rows"][0]) == ROW
    assert result["rows"][0]["county_name"] == "Nairobi City"
    assert sum(row["incident_count"] for row in result["rows"]) == KNOWN_TOTAL
    assert (result["nature"], result["scope"]) == ("test", "operator")


def test_the_public_sees_no_count_of_one_to_seven_and_only_multiples_of_five(filled):
    result = read("report", "county-rates", "--scope", "public", store=filled)
    shown = {row["county_code"]: row["incident_count"] for row in result["rows"]}
    assert all(count is None or count % 5 == 0 for count in shown.values())
    assert {code: shown[code] for code in KNOWN_COUNTS} == {
        code: public_count(count) for code, count in KNOWN_COUNTS.items()
    }
    assert sum(count or 0 for count in shown.values()) == KNOWN_PUBLIC_TOTAL
    assert [row["county_code"] for row in result["rows"]] == sorted(shown)


def test_the_public_scope_is_what_one_gets_without_asking(filled):
    assert read("report", "county-rates", store=filled)["scope"] == "public"


def test_months_without_data_are_cut_and_named(filled):
    result = read("report", "county-rates", "--from", "2023-06-01", "--to", "2024-06-30", store=filled)
    assert result["period_used"] == {"from": "2024-01-01", "to": "2024-06-30"}
    assert result["filters"]["from"] == "2023-06-01"
    assert any("cover" in note for note in result["notes"])


def test_a_trend_names_every_month(filled):
    rows = read("report", "trend", "--scope", "operator", "--county", "Mombasa", store=filled)["rows"]
    assert [row["occurred_month"] for row in rows] == [str(date(2024, month, 1)) for month in range(1, 13)]
    assert sum(row["incident_count"] for row in rows) == KNOWN_COUNTS["001"]


def test_places_are_compared_by_name_or_key(filled):
    result = read("report", "compare", "--places", "county:047, county:001", "--scope", "operator", store=filled)
    assert [row["incident_count"] for row in result["rows"]] == [120, 43]
    assert result["pairs"][0]["ratio"]["lower"] < result["pairs"][0]["ratio"]["value"]
    named = read("report", "compare", "--scope", "operator", store=filled)
    assert [row["place_key"] for row in named["rows"]] == ["city:kisumu", "city:nakuru", "city:mombasa"]


def test_csv_bears_the_same_numbers(filled, tmp_path):
    arguments = ("report", "county-rates", "--scope", "operator")
    path = tmp_path / "rows.csv"
    path.write_text(run(*arguments, "--format", "csv", store=filled).stdout)
    table = pd.read_csv(path, dtype={"county_code": str})
    rows = pd.DataFrame(read(*arguments, store=filled)["rows"])
    assert table.incident_count.tolist() == rows.incident_count.tolist()
    assert table.rate_per_100k.tolist() == pytest.approx(rows.rate_per_100k.tolist())
    assert set(table.publication) == {"not for publication"}


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--category", "no_such"), "no_such"),
        (("--county", "Nairobbi"), "Nairobi"),
        (("--source", "nobody"), "nobody"),
        (("--scope", "leader"), "leader"),
        (("--format", "xml"), "xml"),
        (("--from", "2024-05-01", "--to", "2024-04-01"), "before it starts"),
        (("--from", "2010-01-01", "--to", "2010-12-31"), "No data"),
        (("--county", "'; DROP TABLE incident; --"), "county"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(filled, arguments, named):
    result = run("report", "county-rates", *arguments, store=filled)
    assert result.exit_code == 2
    assert named in result.stderr
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("header.csv", b"source_record_id,occurred_from\n"),
        ("rows.exe", b"MZ"),
        ("zip.csv", b"PK\x03\x04"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_nothing_stored(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    result = run("import", path, "--source", "Police", "--json", store=tmp_path / "store")
    assert result.exit_code == 2
    assert "error" in json.loads(result.stdout)
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    result = run("import", tmp_path / "gone.csv", "--source", "Police", store=tmp_path / "store")
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert "gone.csv" in result.stderr


def test_the_demonstration_is_synthetic_and_the_rows_of_its_arguments(tmp_path):
    assert run("demo", "--rows", 600, "--seed", 7, "--until", "2024-12", store=tmp_path).exit_code == 0
    result = read("report", "county-rates", "--scope", "operator", store=tmp_path)
    assert result["nature"] == "synthetic"
    known = subject()
    rows = pd.concat(make_rows(600, 7, date(2024, 12, 1), known.country, known.categories))
    made = rows[~rows.status.isin(["rejected", "duplicate"])].county_code.value_counts()
    shown = {row["county_code"]: row["incident_count"] for row in result["rows"]}
    assert {code: count for code, count in shown.items() if count} == made.to_dict()
    before = run("history", store=tmp_path).stdout
    assert run("demo", "--rows", 10, "--if-empty", store=tmp_path).exit_code == 0
    assert run("history", store=tmp_path).stdout == before


def test_the_installed_command_ends_with_its_exit_code(filled):
    command = [sys.executable, "-m", "usalama", "report", "county-rates", "--county", "Atlantis"]
    done = subprocess.run(
        command, env={"USALAMA_STORE": str(filled)}, cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Atlantis" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_reports_of_the_programme_say_what_their_records_are(tmp_path):
    header = "record_id,pipeline,county,association_id,stage,planned_on,reached_on,reason\n"
    (tmp_path / "stages.csv").write_text(header + "s1,rollout,Kisumu,a,trained,2025-03-01,2025-04-01,=1+1\n")
    arguments = ("--register", "stage", "--source", "Trial", "--nature", "test")
    store = tmp_path / "store"
    assert run("import-register", tmp_path / "stages.csv", *arguments, store=store).exit_code == 0
    result = read("report", "rollout", store=store)
    assert (result["scope"], result["nature"], len(result["rows"])) == ("public", "test", 47)
    assert {row["county_name"]: row["trained"] for row in result["rows"]}["Kisumu"] == 1
    only = read("report", "rollout", "--county", "Kisumu", "--scope", "operator", store=store)
    assert (len(only["rows"]), only["publication"]) == (1, "not for publication")
    lines = run("report", "rollout", "--format", "csv", store=store).stdout.splitlines()
    assert lines[0].startswith("county_code,county_name")
    assert len(lines) == 48
    empty = read("report", "logframe", store=store)
    assert empty["rows"] == []
    assert "No activity is recorded yet" in empty["sentences"][1]
