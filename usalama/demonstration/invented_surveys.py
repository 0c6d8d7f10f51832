"""Synthetic submissions to the shipped questionnaire in waves, with a known change between them, and early help."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from usalama.country import Country
from usalama.country.names import letters
from usalama.demonstration.draws import Floats, lognormal, pick_one
from usalama.demonstration.programme_world import Record, months_before, quarters
from usalama.demonstration.survey_sample import (
    EarlyHelp,
    Flags,
    Said,
    Sample,
    SurveyAssumptions,
    Texts,
    draw_sample,
    load_survey_assumptions,
)
from usalama.model import month_end
from usalama.questionnaire import Question, Questionnaire, parse_form
from usalama.questionnaire.form import shipped_form
from usalama.registers import EARLY_HELP, SUBMISSION, SURVEY, Register

SURVEY_ID = "demo-drugs-and-safety"
TITLE = "Demonstration: drugs and safety where you live"
# Its numbers are drawn apart, so that nothing else of the demonstration changes with it.
OWN_STREAM = 32
LAST_AGE = {"15_17": 17, "18_24": 24, "25_34": 34, "35_49": 49, "50_plus": 80}
NOTHING = {"victim": "none", "told": "nobody"}
REFUSED, NOT_KNOWN = "refused", "dont_know"
DAYS_IN_THE_FIELD = 14
STEPS = ("advised", "referred", "started", "completed")


def make_surveys(seed: int, until: date, country: Country) -> dict[Register, list[Record]]:
    """The shipped questionnaire, a wave of submissions for each that the assumptions name, and records of early help.

    Arguments:
        seed: the same arguments give the same records.
        until: any day of the last month that has happened.

    Returns:
        Register -> records; empty where the country has no assumptions.

    Raises:
        InputRefused: the assumptions do not say what they have to.
    """
    assumptions = load_survey_assumptions(country)
    if assumptions is None:
        return {}
    generator, form = np.random.default_rng([seed, OWN_STREAM]), shipped_form()
    asked = parse_form(form)
    waves = [months_before(until, months) for months in assumptions.sample.months_before_end]
    submissions = [
        record
        for number, first in enumerate(waves)
        for record in _Wave(generator, asked, assumptions, country, number, first).records()
    ]
    survey: Record = {"record_id": SURVEY_ID, "title": TITLE, "version": asked.version, "form": form}
    help_given = make_early_help(generator, assumptions.early_help, country, until)
    return {SURVEY: [survey], SUBMISSION: submissions, EARLY_HELP: help_given}


@dataclass(frozen=True, eq=False)
class _Wave:
    """One round of asking.

    Arguments:
        number: 0 for the first.
        first: first day of its month.
    """

    generator: np.random.Generator
    asked: Questionnaire
    assumptions: SurveyAssumptions
    country: Country
    number: int
    first: date

    def records(self) -> list[Record]:
        """Its submissions, in the form in which the importer would have kept them."""
        sample = draw_sample(self.generator, self.country, self.assumptions, self.first)
        answers = self._answers(sample)
        days = self.generator.integers(0, DAYS_IN_THE_FIELD, sample.size)
        last = (month_end(self.first) - self.first).days
        return [
            {
                "record_id": f"demo-{self.first:%Y-%m}-{index + 1:04d}",
                "survey_id": SURVEY_ID,
                "wave": f"{self.first:%Y-%m}",
                "submitted_on": self.first + timedelta(min(int(days[index]), last)),
                "county_code": sample.county[index],
                "stratum": sample.stratum[index],
                "cluster": f"C{sample.cluster[index] + 1:03d}",
                "weight": float(sample.weight[index]),
                "answers": _as_json({name: column[index] for name, column in answers.items()}),
            }
            for index in range(sample.size)
        ]

    def _answers(self, sample: Sample) -> Mapping[str, Texts]:
        """Question -> everybody's answer; empty where they were not asked."""
        slugs = {county.code: _slug(self.asked, letters(county.name)) for county in self.country.counties}
        found: dict[str, Texts] = {
            "consent": np.full(sample.size, "yes", dtype=object),
            "age_band": sample.age_band,
            "parent_consent": np.where(sample.age_band == "15_17", "yes", ""),
            "county": np.array([slugs[code] for code in sample.county], dtype=object),
            "settlement_type": sample.settlement,
            "weight": np.array([str(float(weight)) for weight in sample.weight], dtype=object),
            "sex": sample.sex,
        }
        for name, said in self.assumptions.shares.items():
            found[name] = self._one(self.asked.question(name), self._says_yes(sample, said), found)
        found |= self._first_use(sample, found["ever_used"])
        found["victim"] = self._several(sample, "victim", np.ones(sample.size, bool))
        happened = ~np.isin(found["victim"], (NOTHING["victim"], REFUSED))
        found["told"] = self._several(sample, "told", happened)
        found["why_not"] = self._several(sample, "why_not", found["told"] == NOTHING["told"])
        return found

    def _says_yes(self, sample: Sample, said: Said) -> Flags:
        ours, share = self.assumptions.sample, said.in_wave(self.number)
        # Where a share is near 0 or 1 clusters can differ little, or cutting off below 0 would move it.
        spread = ours.cluster_spread * 4 * share * (1 - share)
        clusters = self.generator.normal(0, spread, int(sample.cluster.max()) + 1)[sample.cluster]
        towns = said.urban * (sample.is_urban - ours.urban_share)
        chance: Floats = np.clip(share + towns + clusters, 0, 1)
        return np.asarray(self.generator.random(sample.size) < chance)

    def _one(self, question: Question, says_yes: Flags, so_far: Mapping[str, Texts]) -> Texts:
        """Answers to a select_one: yes and no each in one of the choices that mean it."""
        if question.name == "ever_used":
            # Whoever used something in the past 30 days has used it in life.
            recent = [column == "yes" for name, column in so_far.items() if name.endswith("_30_days")]
            says_yes = says_yes | np.logical_or.reduce(recent)
        (measure,) = (one for one in self.asked.measures if one.question == question.name)
        no = [one.name for one in question.choices if one.is_answer and one.name not in measure.yes_values]
        size = says_yes.size
        given = np.where(
            says_yes,
            np.array(measure.yes_values, dtype=object)[self.generator.integers(0, len(measure.yes_values), size)],
            np.array(no, dtype=object)[self.generator.integers(0, len(no), size)],
        )
        return self._without_answer(question, given)

    def _without_answer(self, question: Question, given: Texts) -> Texts:
        ours, draw = self.assumptions.sample, self.generator.random(given.size)
        given = np.where(draw < ours.refused_share, REFUSED, given)
        if NOT_KNOWN in question.choice_by_name:
            given = np.where(draw > 1 - ours.not_known_share, NOT_KNOWN, given)
        return given

    def _several(self, sample: Sample, name: str, is_asked: Flags) -> Texts:
        """Answers to a select_multiple."""
        shares = self.assumptions.several[name]
        chosen = {choice: self._says_yes(sample, said) for choice, said in shares.items()}
        # Whoever is asked why has at least one reason; the first is as good as any.
        nothing = NOTHING.get(name, next(iter(shares)))
        joined = np.array(
            [" ".join(choice for choice, yes in chosen.items() if yes[index]) for index in range(sample.size)],
            dtype=object,
        )
        given = self._without_answer(self.asked.question(name), np.where(joined == "", nothing, joined))
        return np.where(is_asked, given, "")

    def _first_use(self, sample: Sample, ever_used: Texts) -> Mapping[str, Texts]:
        ours, is_asked = self.assumptions.first_use, ever_used == "yes"
        kinds = np.array(list(ours.substance), dtype=object)
        substance = kinds[pick_one(self.generator, list(ours.substance.values()), sample.size)]
        oldest = np.array([LAST_AGE[band] for band in sample.age_band])
        ages = np.clip(self.generator.normal(ours.mean_age, ours.spread_years, sample.size).round(), 6, oldest)
        return {
            "first_substance": np.where(is_asked, substance, ""),
            "first_use_age": np.where(is_asked, ages.astype(int).astype(str), ""),
        }


def _slug(asked: Questionnaire, county: str) -> str:
    """The choice that stands for a county."""
    return next(one.name for one in asked.question("county").choices if letters(one.name) == county)


def _as_json(answers: Mapping[str, object]) -> str:
    given = {name: str(answer) for name, answer in answers.items() if answer}
    return json.dumps(given, ensure_ascii=False, sort_keys=True)


def make_early_help(
    generator: np.random.Generator, assumptions: EarlyHelp, country: Country, until: date
) -> list[Record]:
    """A record for each county that offers it and each quarter that is over.

    Arguments:
        until: any day of the last month that has happened.
    """
    codes = [county.code for county in country.counties]
    chosen = sorted(generator.choice(codes, min(assumptions.counties, len(codes)), replace=False).tolist())
    return [
        _record(generator, assumptions, code, start)
        for code in chosen
        for start in quarters(month_end(until), assumptions.quarters)
    ]


def _record(generator: np.random.Generator, assumptions: EarlyHelp, code: str, start: date) -> Record:
    people = int(generator.poisson(lognormal(generator, assumptions.screened, assumptions.spread, 1)[0]))
    counts = {"screened": people}
    for step in STEPS:
        people = int(generator.binomial(people, getattr(assumptions, step)))
        counts[step] = people
    return {
        "record_id": f"demo-early-help-{code}-{start:%Y-%m}",
        "county_code": code,
        "quarter_start": start,
        **counts,
    }
