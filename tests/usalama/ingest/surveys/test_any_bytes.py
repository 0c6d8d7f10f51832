"""Whatever the bytes are: a form or submissions that add up, or one sentence."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import subject
from tests.survey_forms import SURVEY, answers, as_kobo, form
from usalama.errors import InputRefused
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.surveys.form_file import SubmissionShape, read_form, read_submissions_json
from usalama.ingest.surveys.submissions import SurveyRules, check_submissions
from usalama.questionnaire import parse_form
from usalama.surveys.form_workbook import form_xlsx

ANY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORKBOOK, ASSET = form_xlsx(form(SURVEY[:6])), json.dumps(as_kobo()).encode()
RULES = SurveyRules(parse_form(form()), subject().country, datetime(2026, 3, 1, tzinfo=UTC))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def read_or_refuse(path, content):
    path.write_bytes(content)
    with suppress(InputRefused):
        assert read_form(path, Limits()).accepted.num_rows == 1


@pytest.mark.parametrize(("name", "whole"), [("f.xlsx", WORKBOOK), ("f.json", ASSET)])
@ANY
@given(position=st.integers(0, 10_000), flipped=st.binary(min_size=1, max_size=8))
def test_damaged_forms(tmp_path, name, whole, position, flipped):
    content = bytearray(whole)
    start = position % len(content)
    content[start : start + len(flipped)] = flipped
    read_or_refuse(tmp_path / name, bytes(content))


@ANY
@given(content=st.dictionaries(st.sampled_from(["content", "survey", "choices", "settings", "translations"]), VALUES))
def test_any_object_as_a_form(tmp_path, content):
    read_or_refuse(tmp_path / "f.json", json.dumps(content).encode())
    read_or_refuse(tmp_path / "f.json", json.dumps({"content": content}).encode())


@ANY
@given(rows=st.lists(st.dictionaries(st.sampled_from(list(answers())), VALUES, max_size=6), max_size=4))
def test_any_objects_as_submissions(tmp_path, rows):
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"results": rows}))
    with suppress(InputRefused):
        (block,) = read_submissions_json(path, SubmissionShape(form()), Limits())
        checked = check_submissions(block, RULES, is_first=True)
        assert checked.accepted.num_rows + checked.refused.num_rows == checked.raw.num_rows == len(rows)
