"""Exports as KoboToolbox writes them: what goes in, what is refused and why, and what never goes in."""

from __future__ import annotations

import csv
import json
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import KENYA
from tests.survey_forms import CHOICES, EN, SURVEY, answers, form, with_row
from usalama.errors import InputRefused
from usalama.ingest.file_reading import read_chunks
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.surveys.answer_columns import checked_answer
from usalama.ingest.surveys.form_file import SubmissionShape
from usalama.ingest.surveys.headings import read_headings
from usalama.questionnaire import parse_form

FORM = form()


def write_csv(path, rows, delimiter=";"):
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path, form_json=FORM):
    chunks = list(read_chunks(path, SubmissionShape(form_json), KENYA, Limits()))
    accepted, refused, raw = ([row for one in chunks for row in getattr(one, name).to_pylist()]
                              for name in ("accepted", "refused", "raw"))  # fmt: skip
    notices = [(str(one.sentence), one.row_count) for chunk in chunks for one in chunk.notices]
    assert len(raw) == len(accepted) + len(refused)
    return accepted, refused, raw, notices


def only(tmp_path, form_json=FORM, **changes):
    accepted, refused, raw, _ = read(write_csv(tmp_path / "s.csv", [answers(**changes)]), form_json)
    return (accepted[0] if accepted else None), (refused[0] if refused else None), raw[0]


def test_a_row_becomes_its_design_and_its_answers(tmp_path):
    row, _, _ = only(tmp_path)
    assert (row["record_id"], row["county_code"], row["stratum"], row["cluster"], row["weight"]) == (
        "u1", "042", "town", "v1", 2.5,
    )  # fmt: skip
    # 22:30 in UTC is the next day in Nairobi.
    assert row["submitted_on"] == date(2026, 1, 4)
    said = json.loads(row["answers"])
    assert (said["age"], said["safe"], said["victim"]) == ("30", "no", "robbery theft")


def test_nothing_that_tells_who_answered_leaves_the_reader(tmp_path):
    accepted, _, raw, notices = read(write_csv(tmp_path / "s.csv", [answers(), answers(_uuid="u2", age="old")]))
    assert "CANARY" not in str(accepted) + str(raw)
    assert "34.77" not in str(accepted) + str(raw)
    left_out = next(text for text, _ in notices if text.startswith("Left out"))
    for name in ("you/in_your_words", "you/where", "_submitted_by", "_you_where_latitude", "start"):
        assert name in left_out


def test_without_consent_not_even_the_file_of_refusals_has_the_answers(tmp_path):
    row, refused, raw = only(tmp_path, consent="no", village="v7")
    assert row is None
    assert "agreed" in refused["reason"]
    assert {name: text for name, text in raw.items() if text not in ("", 2)} == {"_uuid": "u1"}


REFUSED = {
    "a weight of zero": ({"stands_for": "0"}, "stands_for", "above 0"),
    "a negative weight": ({"stands_for": "-1"}, "stands_for", "above 0"),
    "a weight that is none": ({"stands_for": "nan"}, "stands_for", "no number"),
    "an unknown county": ({"county": "Kisumo"}, "county", "did you mean"),
    "a county nobody has": ({"county": "99"}, "county", "no county with the number"),
    "an unknown choice": ({"safe": "perhaps"}, "you/safe", "none of"),
    "an age in words": ({"age": "thirty"}, "you/age", "no whole number"),
    "half a year": ({"age": "30.5"}, "you/age", "no whole number"),
    "choices that are none": ({"victim": "robbery ufo"}, "you/victim", "none of"),
    "no id": ({"_uuid": ""}, "_uuid", "no _uuid"),
    "a day that is none": ({"_submission_time": "yesterday"}, "_submission_time", "no moment"),
    "a day to come": ({"_submission_time": "2190-01-01T00:00:00"}, "_submission_time", "future"),
}


@pytest.mark.parametrize(("changes", "column", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_row_is_refused_with_its_column_value_and_reason(tmp_path, changes, column, reason):
    row, refused, _ = only(tmp_path, **changes)
    assert row is None
    assert refused["column"] == column
    assert refused["value"] == next(iter(changes.values()))
    assert reason in refused["reason"]


@pytest.mark.parametrize(
    ("changes", "name", "expected"),
    [
        ({"county": "042"}, "county_code", "042"),
        ({"county": "42"}, "county_code", "042"),
        ({"county": "Murang`a"}, "county_code", "021"),
        ({"stands_for": ""}, "weight", None),
        ({"_submission_time": "2026-01-03T23:00:00+03:00"}, "submitted_on", date(2026, 1, 3)),
        ({"_submission_time": ""}, "submitted_on", None),
        ({"_uuid": "uuid:abc"}, "record_id", "abc"),
    ],
)
def test_what_is_written_otherwise_is_understood(tmp_path, changes, name, expected):
    row, _, _ = only(tmp_path, **changes)
    assert row[name] == expected


def test_a_county_that_is_chosen_from_a_list_may_be_spelt_otherwise_and_is_suggested_where_it_is_not_known(tmp_path):
    counties = [{"list_name": "counties", "name": "c42", EN: "Kisumu"}]
    chosen = form(with_row("county", type="select_one counties"), [*CHOICES, *counties])
    for spelt in ("c42", "Kisumu", "KISUMU", "42"):
        assert only(tmp_path, chosen, county=spelt)[0]["county_code"] == "042"
    row, refused, _ = only(tmp_path, chosen, county="Kisumo")
    assert row is None
    assert "did you mean" in refused["reason"]
    assert json.loads(refused["reason_values"])["suggestion"] == "Kisumu"


def test_another_version_is_named_and_its_columns_are_not_lost_silently(tmp_path):
    rows = [answers(__version__="v0"), answers(_uuid="u2", shoe_size="44")]
    accepted, _, _, notices = read(write_csv(tmp_path / "s.csv", rows))
    assert len(accepted) == 2
    assert (
        "Made with version v0 of the form; held is 2026-1. Questions that both have went in under their names.",
        1,
    ) in notices
    assert any("does not ask for shoe_size" in text for text, _ in notices)


def split(row):
    rest = {name: text for name, text in row.items() if name != "you/victim"}
    parts = {f"you/victim/{name}": str(int(name in row["you/victim"].split())) for name in ("robbery", "theft", "none")}
    return rest | parts


def test_a_column_for_each_choice_says_the_same_as_one_for_all(tmp_path):
    whole, _, _, _ = read(write_csv(tmp_path / "a.csv", [answers()]))
    parts, _, _, _ = read(write_csv(tmp_path / "b.csv", [split(answers())]))
    both, _, _, _ = read(write_csv(tmp_path / "c.csv", [answers() | split(answers())]))
    assert whole == parts == both


def test_groups_may_be_left_out_of_the_headings(tmp_path):
    bare = {name.removeprefix("you/"): text for name, text in answers().items()}
    assert read(write_csv(tmp_path / "a.csv", [bare], ","))[0] == read(write_csv(tmp_path / "b.csv", [answers()]))[0]


def test_labels_are_read_where_only_one_question_has_them(tmp_path):
    labelled = {
        "Do you agree?": "Yes", "County": "Kisumu", "Kind of area": "town", "Village drawn": "v1", "Weight": "2.5",
        "About you/How old are you?": "30", "About you/Do you feel safe at night?": "No",
        "Which of these happened to you?": "Robbery Theft", "_uuid": "u1", "_submission_time": "2026-01-03 22:30:00",
    }  # fmt: skip
    accepted, refused, _, _ = read(write_csv(tmp_path / "s.csv", [labelled]))
    assert refused == []
    assert accepted == read(write_csv(tmp_path / "t.csv", [answers()]))[0]


def test_a_label_that_two_questions_have_is_not_guessed(tmp_path):
    twin = form(with_row("safe", **{EN: "How old are you?", "label::Kiswahili (sw)": "Una miaka mingapi?"}))
    headings = read_headings(["_uuid", "How old are you?"], parse_form(twin))
    assert (headings.answers, headings.unknown) == ({}, ["How old are you?"])


def test_two_columns_with_one_answer_are_refused(tmp_path):
    with pytest.raises(InputRefused, match="Two columns hold the answer to age"):
        read(write_csv(tmp_path / "s.csv", [answers() | {"age": "31"}]))


def test_who_drew_the_sample_may_add_its_columns(tmp_path):
    plain = form([row for row in SURVEY if row.get("usalama_role") in (None, "consent")])
    rows = [{"consent": "yes", "_uuid": "u1", "weight": "3", "stratum": "s", "cluster": "c", "county": "Kisumu"}]
    (row,) = read(write_csv(tmp_path / "s.csv", rows), plain)[0]
    assert (row["weight"], row["stratum"], row["cluster"], row["county_code"]) == (3.0, "s", "c", "042")


def test_answers_of_children_in_a_repeat_are_left_out(tmp_path):
    accepted, _, _, notices = read(write_csv(tmp_path / "s.csv", [answers() | {"child/child_age": "7"}]))
    assert "child_age" not in accepted[0]["answers"]
    assert any("child/child_age" in text for text, _ in notices)


def test_xlsx_and_json_say_the_same_as_csv(tmp_path):
    expected = read(write_csv(tmp_path / "s.csv", [answers()]))[0]
    book = openpyxl.Workbook()
    book.active.append(list(answers()))
    book.active.append(list(answers().values()))
    book.save(tmp_path / "s.xlsx")
    assert read(tmp_path / "s.xlsx")[0] == expected
    path = tmp_path / "s.json"
    said = answers() | {"_geolocation": [-0.09, 34.77], "child": [{"child/child_age": "7"}], "_notes": []}
    path.write_text(json.dumps({"count": 1, "next": None, "results": [said]}))
    assert read(path)[0] == expected
    path.write_text(json.dumps([said]))
    assert read(path)[0] == expected


BAD_JSON = {
    "a page": ({"next": "https://x.example/?page=2", "results": [answers()]}, "one page of several"),
    "no results": ({"count": 0}, "no submissions"),
    "none": ({"results": []}, "no rows"),
    "no id": ({"results": [{"age": 3}]}, "_uuid"),
    "broken": ("{", "no JSON"),
}


@pytest.mark.parametrize(("said", "sentence"), BAD_JSON.values(), ids=BAD_JSON)
def test_json_without_submissions_is_refused(tmp_path, said, sentence):
    path = tmp_path / "s.json"
    path.write_text(said if isinstance(said, str) else json.dumps(said))
    with pytest.raises(InputRefused, match=sentence):
        read(path)


def test_a_file_without_ids_is_no_export(tmp_path):
    with pytest.raises(InputRefused, match="_uuid"):
        read(write_csv(tmp_path / "s.csv", [{"age": "3", "safe": "yes"}]))


VICTIM, SAFE, AGE = (parse_form(FORM).question(name) for name in ("victim", "safe", "age"))


@given(st.sampled_from([VICTIM, SAFE, AGE]), st.text(max_size=30))
def test_any_text_is_an_answer_or_a_reason(question, text):
    try:
        answer = checked_answer(question, text)
    except InputRefused:
        return
    known = {choice["name"] for choice in CHOICES}
    assert set(answer.split()) <= known or answer.lstrip("-").isdigit()
