"""The answers of one wave as statistics take them; nothing of this leaves the store (``Store.estimate``)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from usalama.country import Country
from usalama.errors import NothingFound
from usalama.model import PlaceLevel
from usalama.questionnaire import Measure, Question, Questionnaire, names_in
from usalama.stats.counting.rates import Numbers
from usalama.stats.sampling.survey import SurveyShare, survey_share

ALL, REGION, COUNTY, SEX, AGE, SETTLEMENT = "all", "region", "county", "sex", "age", "settlement"
DIMENSIONS = (ALL, REGION, COUNTY, SEX, AGE, SETTLEMENT)
# What a form may call the question by which people are told apart; the first that it has is taken.
QUESTIONS_OF: Mapping[str, tuple[str, ...]] = {
    SEX: ("sex", "gender"),
    AGE: ("age_group", "age_band", "age"),
    SETTLEMENT: ("settlement_type", "settlement"),
}
# First ages of the groups, where a form asks for years: children, and the years in which use begins.
AGE_STARTS = (0, 18, 25, 35, 50)
UNKNOWN = ""
Codes = npt.NDArray[np.object_]


@dataclass(frozen=True)
class WaveKey:
    """Which answers: of one survey, wave and nature."""

    survey_id: str
    wave: str
    nature: str


@dataclass(frozen=True, eq=False)
class Sample:
    """One wave, a place for each person who was asked.

    Arguments:
        answers: question -> answer.
        county_code: empty where it is not known.
        weight, stratum, cluster: of the design; a form without weights counts everybody once, one without strata is
            one stratum, one without clusters drew people one by one.
        sampled_fraction: the part of the clusters of the stratum that was drawn; 0 where that is not known.
    """

    answers: tuple[Mapping[str, str], ...]
    county_code: Codes
    weight: Numbers
    stratum: Codes
    cluster: Codes
    sampled_fraction: Numbers

    def share(self, said: Numbers, domain: npt.NDArray[np.bool_] | None = None) -> SurveyShare:
        """The share of those who say yes (1) among those who answered (1 or 0) and are of the domain."""
        fraction = self.sampled_fraction
        return survey_share(said, self.weight, self.stratum, self.cluster, domain=domain, sampled_fraction=fraction)


def sample_of(rows: pd.DataFrame, key: WaveKey, form: Questionnaire) -> Sample:
    """The answers of a wave; those that lack a weight, a stratum or a cluster that others have are left out.

    Raises:
        NothingFound: nobody answered.
    """
    own = rows[(rows.survey_id == key.survey_id) & (rows.wave == key.wave) & (rows.nature == key.nature)]
    designed = [name for name in ("weight", "stratum", "cluster") if own[name].notna().any()]
    own = own.dropna(subset=designed).reset_index(drop=True)
    if own.empty:
        raise NothingFound("Nobody has answered this wave yet.")
    weight = own.weight.to_numpy(float) if "weight" in designed else np.ones(len(own))
    stratum = own.stratum.to_numpy(object) if "stratum" in designed else np.full(len(own), "", dtype=object)
    cluster = own.cluster.to_numpy(object) if "cluster" in designed else np.arange(len(own)).astype(str).astype(object)
    answers = tuple(json.loads(text) for text in own.answers)
    return Sample(
        answers=answers,
        county_code=own.county_code.fillna(UNKNOWN).to_numpy(object),
        weight=weight,
        stratum=stratum,
        cluster=cluster,
        sampled_fraction=_sampled(answers, stratum, cluster, form),
    )


def _sampled(answers: tuple[Mapping[str, str], ...], stratum: Codes, cluster: Codes, form: Questionnaire) -> Numbers:
    """Clusters drawn over clusters that there are, where the form says how many there are in the stratum."""
    name = form.design.stratum_clusters
    if name is None:
        return np.zeros(len(answers))
    there_are = pd.to_numeric(pd.Series([one.get(name) for one in answers]), errors="coerce")
    drawn = pd.DataFrame({"stratum": stratum, "cluster": cluster}).groupby("stratum").cluster.transform("nunique")
    # Where nobody knows how many there are, or fewer than were drawn, it is as if drawn from very many.
    known = drawn / there_are.where(there_are >= drawn)
    return known.fillna(0.0).to_numpy(float)


def said_yes(sample: Sample, form: Questionnaire, measure: Measure) -> Numbers:
    """1 for yes, 0 for no, NaN for who was not asked, did not answer or is not meant."""
    needed = (measure.question, *names_in(measure.denominator))
    return _coded(sample, needed, lambda answers: form.says_yes(measure, answers))


def chose(sample: Sample, question: Question, choice: str) -> Numbers:
    """1 for who took a choice, 0 for who took others, NaN for who gave no answer."""
    no_answer = {one.name for one in question.choices if not one.is_answer}

    def is_taken(answers: Mapping[str, str]) -> bool | None:
        given = [name for name in answers.get(question.name, "").split() if name not in no_answer]
        return choice in given if given else None

    return _coded(sample, (question.name,), is_taken)


def _coded(
    sample: Sample, needed: tuple[str, ...], decide: Callable[[Mapping[str, str]], bool | None]
) -> npt.NDArray[np.float64]:
    """Each answer decided once for all who gave the same ones."""
    known: dict[tuple[str | None, ...], float] = {}
    said = np.empty(len(sample.answers))
    for place, answers in enumerate(sample.answers):
        given = tuple(answers.get(name) for name in needed)
        if given not in known:
            decided = decide(answers)
            known[given] = np.nan if decided is None else float(decided)
        said[place] = known[given]
    return said


def groups_of(sample: Sample, dimension: str, form: Questionnaire, country: Country) -> Codes:
    """The group of each person, as a code; empty where it is not known."""
    if dimension == COUNTY:
        return sample.county_code
    if dimension == REGION:
        region = region_by_county(country)
        return np.array([region.get(code, UNKNOWN) for code in sample.county_code], dtype=object)
    question = group_question(form, dimension)
    if question is None:
        return np.full(len(sample.answers), UNKNOWN, dtype=object)
    said = [answers.get(question.name, "").strip() for answers in sample.answers]
    if question.choices:
        known = {one.name for one in question.choices if one.is_answer}
        return np.array([code if code in known else UNKNOWN for code in said], dtype=object)
    return np.array([_age_group(text) for text in said], dtype=object)


def group_question(form: Questionnaire, dimension: str) -> Question | None:
    """The question by which a form tells people apart, if it has one."""
    names = (name for name in QUESTIONS_OF.get(dimension, ()) if name in form.by_name)
    return next((form.question(name) for name in names if form.is_kept(form.question(name))), None)


def region_by_county(country: Country) -> dict[str, str]:
    """County code -> code of its region."""
    places = country.places(PlaceLevel.REGION)
    return {code: place.code for place in places for code in country.county_codes_of(place)}


def _age_group(text: str) -> str:
    try:
        years = float(text)
    except ValueError:
        return UNKNOWN
    return max((f"{start:02}" for start in AGE_STARTS if years >= start), default=UNKNOWN)
