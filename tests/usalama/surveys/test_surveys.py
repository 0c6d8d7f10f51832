"""Surveys through the whole way: answers in the store, estimates out, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from tests.examples import OPERATOR, subject
from tests.register_records import TODAY
from tests.stores import new_store
from tests.survey_records import (
    REFERENCE,
    filled,
    invented_answers,
    keep_answers,
    keep_surveys,
    two_stage_answers,
)
from usalama.access import public_scope
from usalama.model import Nature, Scope
from usalama.surveys.survey_beside import BesideReports, beside_reports, printed_beside, use_in_30_days
from usalama.surveys.surveys import by_choice, by_group, surveys, wave_measures, wave_result

PUBLIC = public_scope(TODAY)
EXPECTED, TOLERANCE = REFERENCE["expected"], REFERENCE["tolerance"]["rel"]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Small surveys in one store, only for reading; the first has the reference's sample as its first wave."""
    store = new_store(tmp_path_factory.mktemp("survey") / "store")
    keep_surveys(store, "s", "finite", "lonely", "growing", "gaps", "simple", "unasked")
    few = invented_answers(3, 96)
    keep_answers(
        store,
        *filled(two_stage_answers(), wave="1", submitted_on=date(2025, 3, 20)),
        *filled(invented_answers(1), wave="2"),
        *filled(few, survey_id="finite", wave="endless"),
        *filled([one | {"clusters": 12} for one in few], survey_id="finite", wave="of 12"),
        *filled([one | {"clusters": 2} for one in few], survey_id="finite", wave="impossible"),
        *filled([one | {"stratum": "Coast", "cluster": "only"} for one in few], survey_id="lonely", wave="1"),
        *filled(few, survey_id="lonely", wave="2"),
        *filled(few, survey_id="growing", wave="1"),
        *filled(few[:30], survey_id="growing", wave="2", submitted_on=TODAY.replace(day=3)),
        *filled([few[0] | {"weight": None}, *few[1:]], survey_id="gaps"),
        *filled([{"victim": "yes" if number % 4 == 0 else "no"} for number in range(80)], survey_id="simple"),
    )
    return store


def held(store, survey_id="s", scope=OPERATOR):
    return surveys(store, scope).survey(survey_id)


def shares(store, survey_id="s", wave="1", scope=OPERATOR):
    return wave_result(store, scope, survey_id, wave).measures.set_index("measure")


def test_shares_equal_those_of_r(asked):
    found = shares(asked)
    victim, reported = found.loc["victim"], found.loc["reported"]
    assert victim.share_per_100 / 100 == pytest.approx(EXPECTED["prev"], rel=TOLERANCE)
    assert victim.standard_error == pytest.approx(EXPECTED["se"], rel=TOLERANCE)
    assert victim.design_effect == pytest.approx(EXPECTED["deff_replace"], rel=TOLERANCE)
    limits = [victim.share_lower / 100, victim.share_upper / 100]
    assert limits == pytest.approx(EXPECTED["logit_ci"], rel=TOLERANCE)
    assert victim.n == 576
    # A share among victims keeps the clusters in which there was none.
    assert reported.share_per_100 / 100 == pytest.approx(EXPECTED["reported_share"], rel=TOLERANCE)
    assert reported.standard_error == pytest.approx(EXPECTED["reported_se"], rel=TOLERANCE)


def test_the_public_sees_the_same_in_whole_parts_of_100(asked):
    found = shares(asked, scope=PUBLIC).loc["victim"]
    assert (found.share_per_100, found.share_lower, found.share_upper, found.n) == (27, 21, 32, 575)
    assert (found.effective_n % 5, pd.isna(found.standard_error)) == (0, True)


def test_clusters_that_there_are_narrow_the_range(asked):
    error = {
        wave: shares(asked, "finite", wave).standard_error["victim"] for wave in ("endless", "of 12", "impossible")
    }
    # Six of twelve clusters were drawn in each stratum.
    assert error["of 12"] == pytest.approx(error["endless"] * np.sqrt(0.5))
    assert error["impossible"] == pytest.approx(error["endless"])


def test_a_stratum_of_one_cluster_is_refused_with_a_reason_and_the_other_wave_is_not(asked):
    first, second = (wave_result(asked, OPERATOR, "lonely", wave) for wave in ("1", "2"))
    assert str(first.refused).startswith("Stratum Coast has a single cluster")
    assert first.measures.empty
    assert len(second.measures) == 2
    assert (second.refused, second.changes.empty) == (None, True)
    assert str(second.refused_before) == str(first.refused)


def test_a_change_is_that_of_the_two_shares(asked):
    result = wave_result(asked, OPERATOR, "s", "2")
    change = result.changes.set_index("measure").loc["victim"]
    first, second = shares(asked, wave="1").loc["victim"], shares(asked, wave="2").loc["victim"]
    assert result.before.name == "1"
    assert change.difference_per_100 == pytest.approx(second.share_per_100 - first.share_per_100)
    assert change.n == first.n + second.n
    reach = np.hypot(second.share_per_100 - second.share_lower, first.share_upper - first.share_per_100)
    assert change.difference_lower == pytest.approx(change.difference_per_100 - reach)


def test_the_words_of_a_public_change_are_those_of_the_limits_that_it_sees(asked):
    row = wave_result(asked, PUBLIC, "s", "2").changes.set_index("measure").loc["victim"]
    assert (row.difference_per_100 % 1, row.difference_lower % 1, row.n % 5) == (0, 0, 0)
    assert (row.direction == "no clear change") == (row.difference_lower <= 0 <= row.difference_upper)


def test_the_first_wave_has_no_change(asked):
    result = wave_result(asked, OPERATOR, "s", "1")
    assert (result.before, len(result.changes)) == (None, 0)


def test_choices_of_a_question_add_up_without_those_who_gave_no_answer(asked):
    sexes = by_choice(asked, OPERATOR, "s", "2", "sex")
    assert set(sexes.choice) == {"female", "male", "other"}
    assert sexes.share_per_100.sum() == pytest.approx(100)
    assert "refused" not in set(by_choice(asked, OPERATOR, "s", "2", "victim").choice)


def groups(store, dimension, scope=OPERATOR):
    rows = by_group(store, scope, "s", "2", "victim", subject())
    return rows[rows.dimension == dimension].set_index("group")


def test_groups_are_told_apart_one_at_a_time(asked):
    assert list(groups(asked, "county").index) == ["042", "047"]
    assert groups(asked, "county").n.sum() == groups(asked, "region").n.sum() == groups(asked, "all").n[""]
    assert set(groups(asked, "age").index) == {"00", "18", "25", "35", "50"}
    assert groups(asked, "settlement").empty


def test_a_small_group_hides_another_so_that_it_cannot_be_found_by_subtraction(asked):
    exact, public = groups(asked, "sex"), groups(asked, "sex", PUBLIC)
    assert 0 < exact.n["other"] < 25
    assert exact.flag.to_dict() == {"female": "ok", "male": "ok", "other": "hidden"}
    assert public.flag.to_dict() == {"female": "ok", "male": "hidden", "other": "hidden"}
    assert public.n.isna().to_dict() == {"female": False, "male": True, "other": True}


def test_a_wave_that_is_not_over_is_not_published(asked):
    assert [one.name for one in held(asked, "growing").waves] == ["1", "2"]
    assert [one.name for one in held(asked, "growing", PUBLIC).waves] == ["1"]


def test_a_scope_of_some_counties_is_told_of_these(asked):
    scope = replace(PUBLIC, county_codes=("047",))
    assert list(groups(asked, "county", scope).index) == ["047"]


def test_answers_without_a_weight_among_others_with_one_are_left_out_and_said(asked):
    assert shares(asked, "gaps").n["victim"] == 95
    assert [str(note) for note in held(asked, "gaps").waves[0].notes] == [
        "Answers that lack what others of the wave have were left out: weight."
    ]


def test_a_survey_without_a_design_is_a_simple_sample(asked):
    found = shares(asked, "simple").loc["victim"]
    assert (found.share_per_100, found.effective_n) == (pytest.approx(25), 80)
    assert found.standard_error == pytest.approx(np.sqrt(0.25 * 0.75 / 79))


def test_a_survey_without_a_design_says_what_it_cannot_tell(asked):
    said = [str(note) for note in held(asked, "simple").waves[0].notes]
    assert ["No answer of this wave has a weight" in said[0], "too narrow if they were not" in said[1]] == [True, True]
    assert held(asked).waves[0].notes == ()


def test_a_form_that_nobody_answered_has_no_wave(asked):
    assert (held(asked, "unasked").waves, held(asked, "unasked").nature) == ((), None)
    assert "unasked" not in {one.survey_id for one in surveys(asked, PUBLIC).answered}


def test_answers_of_another_nature_are_never_counted_with_the_stronger(store):
    keep_surveys(store, "s")
    keep_answers(store, *filled(invented_answers(1, 60), wave="1"))
    invented = [one | {"victim": "yes"} for one in invented_answers(2, 60)]
    keep_answers(store, *filled(invented, wave="2"), nature=Nature.SYNTHETIC)
    assert (held(store).nature, [one.name for one in held(store).waves]) == (Nature.TEST, ["1"])


def test_nobody_asked_is_an_empty_report(store):
    found = surveys(store, PUBLIC)
    assert (found.all, found.held.nature) == ((), None)


def test_the_operators_view_is_never_the_publics(asked):
    scope = Scope("public", is_exact=False, published_until=None)
    assert shares(asked, scope=OPERATOR).n["victim"] == 576
    assert shares(asked, scope=scope).n["victim"] == 575


def test_a_survey_stands_beside_reports_of_its_own_nature_only(asked):
    found = beside_reports(asked, OPERATOR, Nature.TEST)
    assert (found.happened.code, found.told.code) == ("victim", "reported")
    newest = wave_measures(asked, OPERATOR, surveys(asked, OPERATOR).answered[0].survey_id, found.told.wave)[0]
    assert found.told.row.share_per_100 in set(newest.share_per_100)
    for nature in (Nature.REAL, Nature.SYNTHETIC):
        assert beside_reports(asked, OPERATOR, nature) == BesideReports(None, None)
        assert use_in_30_days(asked, OPERATOR, nature) == ()


def test_what_was_printed_stands_beside_the_same_substance_and_no_other():
    row = {"share_per_100": 20.0, "share_lower": 15.0, "share_upper": 26.0, "n": 100, "flag": "ok"}
    groups = pd.DataFrame([{"dimension": "all", "group": ""} | row, {"dimension": "region", "group": "western"} | row])
    found = printed_beside(groups, "alcohol_30_days", subject()).set_index("region_name")
    assert found.printed["Western"] == 23.8
    assert (pd.isna(found.printed["Kenya"]), found.year["Western"]) == (True, 2022)
    assert "press reports" in found.source["Western"]
    for other in ("alcohol_easy", "prescription_30_days", "victim"):
        assert printed_beside(groups, other, subject()).empty
