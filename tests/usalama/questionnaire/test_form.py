"""What a form says is read, and a form that does not hold together is refused with the row to mend."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey_forms import CHOICES, EN, SETTINGS, SURVEY, form, with_row
from usalama.errors import InputRefused
from usalama.questionnaire import Measure, form_of, parse_form, sheets_of


@pytest.fixture(scope="module")
def questionnaire():
    return parse_form(form())


def test_the_form_says_what_it_is_called_and_in_which_languages(questionnaire):
    assert (questionnaire.title, questionnaire.version) == ("Street and safety", "2026-1")
    assert questionnaire.languages == ("en", "sw")


def test_questions_keep_their_groups_choices_and_labels(questionnaire):
    victim = questionnaire.question("victim")
    assert (victim.kind, victim.group, victim.is_repeated) == ("select_multiple", "you", False)
    assert [choice.name for choice in victim.choices] == ["robbery", "theft", "none"]
    assert victim.choices[0].label("sw") == "Uporaji"
    assert victim.label("sw") == "Which of these happened to you?"
    assert questionnaire.question("child_age").is_repeated
    assert questionnaire.question("consent").is_required


def test_the_design_names_its_questions(questionnaire):
    design = questionnaire.design
    assert (design.weight, design.stratum, design.cluster, design.county) == (
        "stands_for", "area", "village", "county",
    )  # fmt: skip
    assert design.consent == ("consent",)


def test_a_question_may_be_told_as_several_shares(questionnaire):
    assert questionnaire.measures == (
        Measure("age", "age", ("<25",)),
        Measure("safe", "safe", ("yes",)),
        Measure("victim_any", "victim", ("robbery", "theft"), "${age} >= 18"),
        Measure("victim_robbery", "victim", ("robbery",), "${age} >= 18"),
    )


def said(questionnaire, code, answers):
    measure = next(one for one in questionnaire.measures if one.code == code)
    return questionnaire.says_yes(measure, answers)


@pytest.mark.parametrize(
    ("code", "answers", "expected"),
    [
        ("safe", {"safe": "yes"}, True),
        ("safe", {"safe": "no"}, False),
        ("safe", {"safe": "refused"}, None),
        ("safe", {"safe": "choice_of_an_older_form"}, False),
        ("safe", {}, None),
        ("age", {"age": "24"}, True),
        ("age", {"age": "25"}, False),
        ("victim_any", {"victim": "theft none", "age": "30"}, True),
        ("victim_robbery", {"victim": "theft", "age": "30"}, False),
        ("victim_any", {"victim": "theft", "age": "17"}, None),
        ("victim_any", {"victim": "theft"}, None),
    ],
)
def test_no_answer_is_never_a_no(questionnaire, code, answers, expected):
    assert said(questionnaire, code, answers) is expected


def test_only_answers_that_cannot_tell_who_gave_them_are_kept(questionnaire):
    kept = {one.name for one in questionnaire.questions if questionnaire.is_kept(one)}
    assert kept == {"consent", "stands_for", "age", "safe", "victim"}


def test_a_calculation_is_kept_only_where_it_is_counted():
    rows = [*SURVEY, {"type": "calculate", "name": "full_name", "calculation": "${in_your_words}"}]
    counted = {"type": "calculate", "name": "uses_any", "calculation": "1", "usalama_yes": "=1"}
    questionnaire = parse_form(form([*rows, counted]))
    assert not questionnaire.is_kept(questionnaire.question("full_name"))
    assert questionnaire.is_kept(questionnaire.question("uses_any"))
    assert said(questionnaire, "uses_any", {"uses_any": "1"}) is True


def test_consent_counts_wherever_it_is_asked():
    parent = {"type": "select_one yes_no", "name": "parent", "relevant": "${age} < 18", "usalama_role": "consent"}
    questionnaire = parse_form(form([*SURVEY, parent]))
    assert questionnaire.refusal_of({"consent": "yes", "age": "30"}) is None
    assert questionnaire.refusal_of({"consent": "yes", "age": "12"}) == "parent"
    assert questionnaire.refusal_of({"consent": "yes", "age": "12", "parent": "yes"}) is None
    assert questionnaire.refusal_of({"age": "30"}) == "consent"


def test_other_is_added_to_a_list_that_asks_for_it():
    rows = [{"type": "select_one kinds or_other", "name": "worst", EN: "Worst"}]
    (question,) = parse_form(form(rows)).questions
    assert question.choices[-1].name == "other"


BAD = {
    "no sheet survey": (form_of(SETTINGS, [], CHOICES), "no sheet survey"),
    "no JSON": ("{", "no JSON"),
    "a deep JSON": ("[" * 100_000, "no JSON"),
    "a list": ("[]", "no sheet survey"),
    "an unknown type": (form(with_row("age", type="begin_kobomatrix")), "begin_kobomatrix, which is not known"),
    "no such list": (form(with_row("safe", type="select_one nowhere")), "list nowhere"),
    "no list at all": (form(with_row("safe", type="select_one")), "safe takes its choices"),
    "a name twice": (form(with_row("age", name="safe")), "Two questions are called safe"),
    "no name": (form(with_row("age", name="")), "has no name"),
    "a name with a space": (form(with_row("age", name="my age")), "my age"),
    "a condition on nothing": (form(with_row("safe", relevant="${nobody} = 'yes'")), "names the question nobody"),
    "a group left open": (form([row for row in SURVEY if row["type"] != "end_group"]), "closed"),
    "a group closed twice": (form([*SURVEY, {"type": "end_group"}]), "was not open"),
    "an unknown role": (form(with_row("age", usalama_role="boss")), "role boss"),
    "a role twice": (form(with_row("age", usalama_role="weight")), "Several questions have the role weight"),
    "yes to an unknown choice": (form(with_row("safe", usalama_yes="maybe")), "counts maybe as yes"),
    "a measure twice": (form(with_row("safe", usalama_yes="age: yes")), "Two measures are called age"),
    "a denominator nobody reads": (form(with_row("safe", usalama_among="count(${age}) > 1")), "cannot be read"),
    "a choice twice": (form(choices=[*CHOICES, CHOICES[0]]), "yes stands in the list yes_no twice"),
    "a choice without a list": (form(choices=[*CHOICES, {"name": "x"}]), "lacks its list_name"),
    "too many rows": (form([{"type": "note", "name": f"n{one}"} for one in range(6000)]), "more than 5000 rows"),
}


@pytest.mark.parametrize(("bad", "sentence"), BAD.values(), ids=BAD)
def test_what_does_not_hold_together_is_refused(bad, sentence):
    with pytest.raises(InputRefused, match=sentence.replace("(", r"\(")):
        parse_form(bad)


def test_a_form_without_a_version_is_known_by_its_content():
    one, other = (parse_form(form(rows, settings={})).version for rows in (None, SURVEY[:3]))
    assert one != other
    assert one == parse_form(form(settings={})).version


def test_the_sheets_come_back_as_they_were():
    sheets = sheets_of(form())
    assert list(sheets.survey) == SURVEY
    assert list(sheets.choices) == CHOICES
    assert form_of(sheets.settings, sheets.survey, sheets.choices) == form()


cells = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.integers(), max_size=2))
rows = st.lists(
    st.dictionaries(st.sampled_from(["type", "name", "relevant", "usalama_yes", EN, "x"]), cells), max_size=5
)


@given(st.fixed_dictionaries({}, optional={"settings": rows | cells, "survey": rows | cells, "choices": rows | cells}))
def test_any_json_is_read_or_refused(said):
    with suppress(InputRefused):
        assert parse_form(json.dumps(said)).questions


def test_a_form_too_large_for_a_page_is_refused():
    with pytest.raises(InputRefused, match="more than 2000000 characters"):
        parse_form(form(settings=SETTINGS | {"note": "x" * 2_000_000}))
