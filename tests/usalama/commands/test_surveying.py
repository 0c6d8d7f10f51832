"""A survey from the shell: the shipped form out, in again, submissions to it, and exit codes that scripts rely on."""

import json

import pytest
from typer.testing import CliRunner

from tests.stores import new_store
from tests.usalama.ingest.surveys.test_submissions import write_csv
from usalama.__main__ import app
from usalama.questionnaire.form import shipped_form

ROW = {
    "consent": "yes", "age_band": "25_34", "county": "kisumu", "stratum": "town", "cluster": "7",
    "settlement_type": "estate", "alcohol_30_days": "no", "_uuid": "u1", "__version__": "draft-1",
}  # fmt: skip
FROM = ("--source", "A trial", "--nature", "test")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return new_store(tmp_path_factory.mktemp("surveying") / "store").address


def run(address, *arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments], env={"USALAMA_STORE": str(address)})


def test_the_shipped_form_goes_out_comes_in_and_is_answered(address, tmp_path):
    book = tmp_path / "form.xlsx"
    assert run(address, "export-form", "shipped", "--to", book).exit_code == 0
    looked = run(address, "import-form", book, *FROM, "--dry-run", "--json")
    assert (looked.exit_code, json.loads(looked.stdout)["new"]) == (2, 1)
    stored = run(address, "import-form", book, *FROM, "--json")
    assert (stored.exit_code, json.loads(stored.stdout)["accepted"]) == (0, 1)
    assert "drug-and-safety" in json.loads(stored.stdout)["notices"][0]
    assert run(address, "import-form", book, *FROM).exit_code == 2

    export = write_csv(tmp_path / "export.csv", [ROW, ROW | {"_uuid": "u2", "consent": "no"}])
    survey = ("--survey", "drug-and-safety", "--wave", "2026-03")
    sent = run(address, "import-submissions", export, *survey, *FROM, "--json")
    said = json.loads(sent.stdout)
    assert (sent.exit_code, said["rows_read"], said["accepted"], said["rejected"]) == (0, 2, 1, 1)

    again = tmp_path / "again.xlsx"
    assert run(address, "export-form", "drug-and-safety", "--to", again).exit_code == 0
    assert run(address, "import-form", again, *FROM, "--as", "copy", "--json").exit_code == 0


def test_a_survey_that_is_not_there_is_named(address, tmp_path):
    refused = run(address, "export-form", "nowhere", "--to", tmp_path / "x.xlsx")
    assert refused.exit_code == 2
    assert "There is no survey nowhere" in refused.output
    assert not (tmp_path / "x.xlsx").exists()
    assert shipped_form()
