"""The whole way of a survey: form and submissions as files, into the store, out as estimates that equal those of R."""

from __future__ import annotations

import csv

import pytest

from tests.examples import KENYA, OPERATOR
from tests.register_records import TODAY
from tests.survey_records import CHOICES, EN, REFERENCE, two_stage_answers
from usalama.actions.clerk import Clerk, Source
from usalama.actions.import_survey import import_form, import_submissions
from usalama.model import Nature
from usalama.questionnaire import form_of
from usalama.surveys.form_workbook import form_xlsx
from usalama.surveys.surveys import wave_result

EXPECTED, TOLERANCE = REFERENCE["expected"], REFERENCE["tolerance"]["rel"]
SOURCE = Source("A trial", Nature.TEST)
SURVEY = [
    {"type": "decimal", "name": "weight", EN: "Weight", "usalama_role": "weight"},
    {"type": "text", "name": "stratum", EN: "Stratum", "usalama_role": "stratum"},
    {"type": "text", "name": "cluster", EN: "Cluster", "usalama_role": "cluster"},
    {"type": "select_one yes_no", "name": "victim", EN: "Did anything happen?", "usalama_yes": "yes"},
    {"type": "select_one yes_no", "name": "reported", EN: "Was it reported?", "usalama_yes": "yes",
     "usalama_among": "${victim} = 'yes'"},
]  # fmt: skip


def test_two_files_give_the_shares_of_r(store, tmp_path):
    clerk = Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)
    form, sent = tmp_path / "form.xlsx", tmp_path / "sent.csv"
    form.write_bytes(form_xlsx(form_of({"form_title": "Trial", "version": "1"}, SURVEY, CHOICES)))
    import_form(clerk, form, SOURCE, record_id="trial")
    answers = [
        {name: value for name, value in one.items() if name != "county_code"} | {"_uuid": f"u{number}"}
        for number, one in enumerate(two_stage_answers())
    ]
    with sent.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(answers[0]))
        writer.writeheader()
        writer.writerows(answers)
    import_submissions(clerk, sent, "trial", "1", SOURCE)
    found = wave_result(store, OPERATOR, "trial", "1").measures.set_index("measure")
    shares, errors = found.share_per_100 / 100, found.standard_error
    assert (shares["victim"], errors["victim"]) == pytest.approx((EXPECTED["prev"], EXPECTED["se"]), rel=TOLERANCE)
    assert shares["reported"] == pytest.approx(EXPECTED["reported_share"], rel=TOLERANCE)
    assert errors["reported"] == pytest.approx(EXPECTED["reported_se"], rel=TOLERANCE)
