"""The synthetic surveys: the same for the same arguments, as the importer would keep them, with the change planted."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from tests.examples import KENYA, subject
from usalama.country import load_country
from usalama.demonstration import make_programme
from usalama.demonstration.invented_surveys import STEPS, make_surveys
from usalama.demonstration.survey_sample import load_survey_assumptions
from usalama.errors import InputRefused
from usalama.ingest.file_reading import read_chunks
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.surveys.form_file import SubmissionShape
from usalama.questionnaire import parse_form
from usalama.registers import EARLY_HELP, SUBMISSION, SURVEY
from usalama.stats.sampling.survey import survey_share

UNTIL, SEED = date(2025, 6, 1), 2025


@pytest.fixture(scope="module")
def country():
    return subject().country


@pytest.fixture(scope="module")
def surveys(country):
    return make_surveys(SEED, UNTIL, country)


@pytest.fixture(scope="module")
def asked(surveys):
    return parse_form(surveys[SURVEY][0]["form"])


def without(folder, name):
    for path in KENYA.iterdir():
        if path.name != name:
            (folder / path.name).symlink_to(path)
    return load_country(folder)


def share(asked, surveys, wave, code):
    rows = [one for one in surveys[SUBMISSION] if one["wave"] == wave]
    measure = next(one for one in asked.measures if one.code == code)
    said = [asked.says_yes(measure, json.loads(one["answers"])) for one in rows]
    answers = [np.nan if one is None else float(one) for one in said]
    return survey_share(answers, *([one[name] for one in rows] for name in ("weight", "stratum", "cluster")))


def test_the_same_arguments_make_the_same_surveys_and_another_seed_others(surveys, country):
    assert make_surveys(SEED, UNTIL, country) == surveys
    assert make_surveys(SEED + 1, UNTIL, country)[SUBMISSION] != surveys[SUBMISSION]


def test_nothing_else_of_the_demonstration_moves_with_the_surveys(tmp_path, surveys, country):
    whole = make_programme(SEED, UNTIL, country)
    assert {table: whole[table] for table in surveys} == surveys
    bare = make_programme(SEED, UNTIL, without(tmp_path, "demonstration_survey.toml"))
    assert bare == {table: records for table, records in whole.items() if table not in surveys}


def test_two_waves_of_strata_clusters_and_weights(surveys):
    waves = Counter(one["wave"] for one in surveys[SUBMISSION])
    assert set(waves) == {"2024-05", "2025-05"}
    assert all(1_000 <= count <= 1_200 for count in waves.values())
    clusters = {(one["stratum"], one["cluster"]) for one in surveys[SUBMISSION]}
    assert min(Counter(stratum for stratum, _ in clusters).values()) >= 6
    assert min(one["weight"] for one in surveys[SUBMISSION]) > 0
    assert max(one["submitted_on"] for one in surveys[SUBMISSION]) < date(2025, 6, 1)
    assert surveys[SURVEY][0]["title"].startswith("Demonstration")


def test_the_planted_change_is_found(surveys, asked, country):
    assumptions = load_survey_assumptions(country)
    for name in ("safe_night", "alcohol_30_days", "trust_association"):
        said = assumptions.shares[name]
        for number, wave in enumerate(("2024-05", "2025-05")):
            found = share(asked, surveys, wave, name)
            assert abs(found.value - said.in_wave(number)) < 3 * found.standard_error + 0.01, name
    before, after = (share(asked, surveys, wave, "safe_night") for wave in ("2024-05", "2025-05"))
    assert after.lower > before.value
    assert share(asked, surveys, "2025-05", "told_police").design_effect > 0


def test_the_importer_would_have_kept_the_same(surveys, tmp_path):
    some = surveys[SUBMISSION][::300]
    rows = [
        json.loads(one["answers"])
        | {"_uuid": one["record_id"], "_submission_time": f"{one['submitted_on']}T09:00:00"}
        | {name: one[name] for name in ("stratum", "cluster")}
        for one in some
    ]
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted({name for row in rows for name in row}), restval="")
        writer.writeheader()
        writer.writerows(rows)
    (chunk,) = read_chunks(path, SubmissionShape(surveys[SURVEY][0]["form"]), KENYA, Limits())
    assert chunk.refused.num_rows == 0
    kept = [{name: value for name, value in row.items() if name != "row"} for row in chunk.accepted.to_pylist()]
    assert kept == [{name: value for name, value in one.items() if name not in ("survey_id", "wave")} for one in some]


def test_early_help_loses_people_at_every_step_and_ends_with_the_last_whole_quarter(surveys):
    for one in surveys[EARLY_HELP]:
        assert all(one[later] <= one[earlier] for earlier, later in pairwise(("screened", *STEPS)))
    starts = {one["quarter_start"] for one in surveys[EARLY_HELP]}
    assert max(starts) == date(2025, 4, 1)
    assert len(starts) == 9


def test_an_assumption_that_is_wrong_is_named(tmp_path):
    country = without(tmp_path, "demonstration_survey.toml")
    said = (KENYA / "demonstration_survey.toml").read_text(encoding="utf-8")
    (tmp_path / "demonstration_survey.toml").write_text(said.replace("urban_share = 0.3", "urban_share = 3"))
    with pytest.raises(InputRefused, match=r"sample\.urban_share"):
        make_surveys(SEED, UNTIL, country)
