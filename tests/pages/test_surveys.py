"""Surveys as visitors meet them: shares with their range, nothing of single people, and what to do without one."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.examples import OPERATOR
from tests.register_records import HOSTILE
from tests.stores import new_store
from tests.survey_records import CHOICES, FORM, filled, invented_answers, keep_answers, keep_surveys
from usalama.language import LANGUAGES, load_language
from usalama.questionnaire import form_of, sheets_of
from usalama.store import open_store
from usalama.surveys.surveys import NO_SURVEY_YET, surveys


@pytest.fixture(scope="module")
def lonely(tmp_path_factory):
    """A survey whose first wave has a stratum with a single cluster, asked by a hostile form."""
    store = new_store(tmp_path_factory.mktemp("lonely") / "store", is_shared=True)
    hostile = [row | {"label::English (en)": f"{HOSTILE} {row['name']}"} for row in sheets_of(FORM).survey]
    settings = {"form_title": HOSTILE, "version": "1"}
    keep_surveys(store, "s", form=form_of(settings, hostile, CHOICES))
    few = invented_answers(3, 96)
    alone = [one | {"stratum": HOSTILE, "cluster": "only"} for one in few]
    keep_answers(store, *filled(alone, wave="1"), *filled(few, wave="2"))
    return store.address


def test_a_share_is_said_with_its_range_and_no_percentage_or_jargon(open_page, as_markdown, tables):
    screen = open_page("drugs_and_youth", tab="surveys")
    assert screen.title[0].value == "Drugs and youth"
    worded = [table["What may be said"] for table in tables(screen) if "What may be said" in table]
    said = "\n".join(text for column in worded for text in column)
    assert re.search(r"about \d+ in 100; likely \d+ to \d+\. [\d,]+ answers", said)
    said += "\n".join(text for text in as_markdown(screen) if "Fleiss" not in text and "logit" not in text)
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden|\brank|\bworst\b|\bbest\b", said, re.IGNORECASE)


def test_choices_stand_in_the_address_and_move_what_is_shown(open_page, said, demonstration_store):
    (survey,) = surveys(open_store(demonstration_store), OPERATOR).answered
    screen = open_page("surveys", wave=survey.waves[0].name, survey_measure="cannabis_30_days", survey_group="age")
    text = said(screen)
    assert "This is the first wave" in text
    assert "The question chosen above, by age" in text
    unknown = open_page("surveys", survey_measure="nothing")
    unknown.run()
    assert not unknown.exception
    assert sum("which is unknown" in node.value for node in unknown.warning) == 1


def findings(screen):
    return "".join(unescape(node.proto.body) for node in screen.get("html"))


def test_the_sample_size_is_that_of_the_sliders(open_page):
    plan = {"plan_share": "50", "plan_width": "5", "plan_design": "10", "plan_response": "100", "plan_cluster": "1"}
    screen = open_page("workbench", tab="surveys", **plan)
    assert "385 people must answer: approach 385, in 385 villages" in findings(screen)
    screen.slider(key="choice-plan_change").set_value(0).run()
    assert "Such a change cannot be" in findings(screen)


def test_without_a_plan_in_the_address_the_questionnaires_come_first(open_page):
    screen = open_page("workbench", tab="surveys")
    assert "34 questions." in findings(screen)
    assert [one.proto.expanded for one in screen.expander if one.label == "How many people to ask"] == [False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_survey_the_page_says_so_and_how_one_comes_in(open_page, store, language):
    screen = open_page("surveys", store=store.address, lang=language)
    assert not screen.exception
    assert load_language(language).say(NO_SURVEY_YET) in [node.value for node in screen.info]
    early_help = open_page("drugs_and_youth", tab="early_help", store=store.address, lang=language)
    assert any("early_help" in node.value for node in early_help.code)


def test_a_stratum_of_one_cluster_is_a_sentence_and_the_rest_of_the_page_stays(open_page, lonely, as_markdown):
    screen = open_page("surveys", store=lonely, wave="1")
    assert not screen.exception
    assert any("has a single cluster" in node.value for node in screen.warning)
    assert len(screen.expander)
    assert not any("<script>" in text for text in as_markdown(screen))


def test_what_a_form_says_is_never_markup(open_page, lonely, as_markdown):
    screen = open_page("surveys", store=lonely, wave="2")
    assert not screen.exception
    html = [node.proto.body for node in screen.get("html")]
    assert any("about" in body and "&lt;script&gt;" in body for body in html)
    assert not any("<script>" in text for text in (*as_markdown(screen), *html))


def test_the_operator_brings_answers_in_and_the_public_does_not(open_page, as_operator):
    label = "Bring in a questionnaire or its submissions"
    assert any(one.label == label for one in open_page("workbench", tab="import").expander)
    assert not any(one.label == label for one in open_page("workbench", tab="import", view="public").expander)
