"""What do people say when they are asked: how many, how sure is that, and did it change?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.asking.selection import STRONGEST_FIRST
from usalama.asking.told import listed
from usalama.country.subject import Subject
from usalama.disclosure import public_count
from usalama.errors import InputRefused, NothingFound
from usalama.model import N_, Choices, Nature, Scope, Sentence
from usalama.questionnaire import Questionnaire, parse_form
from usalama.registers import SURVEY
from usalama.store import Store
from usalama.store.questions.answers import DESIGN, waves
from usalama.surveys.survey_estimates import Asker, choice_shares, group_shares, measure_changes, measure_shares

METHOD = Sentence(
    "Each answer counts for as many people as its weight says. The range is that of the logit, with the variance "
    "between the clusters of each stratum (linearisation) and as many degrees of freedom as there are clusters less "
    "strata. A change between waves takes its range from those of both. Under 25 answers nothing is shown, under 50 "
    "with a warning. The public sees whole parts of 100 and answers rounded to 5, by one group at a time, and where a "
    "group is hidden so is as much beside it as keeps it from being found by subtraction. No single answer leaves the "
    "store."
)
DESIGN_NAMES: Mapping[str, str] = {"weight": N_("weight"), "stratum": N_("stratum"), "cluster": N_("cluster")}
NO_SURVEY_YET = Sentence("No survey yet: nobody has asked people here, so there is nothing to show.")


@dataclass(frozen=True)
class Wave:
    """One round of asking.

    Arguments:
        answer_count: as the scope may see it; None where hidden.
        notes: what was left out of it.
    """

    name: str
    first_on: date | None
    last_on: date | None
    answer_count: int | None
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class HeldSurvey:
    """A questionnaire with its waves, oldest first.

    Arguments:
        form: as the register keeps it, in JSON.
        nature: of the answers that are counted, which are of one nature; None where nobody has answered.
        source_names: who asked.
    """

    survey_id: str
    form: str
    waves: tuple[Wave, ...]
    nature: Nature | None
    source_names: tuple[str, ...]

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return parse_form(self.form)

    def wave(self, name: str) -> Wave:
        return next(one for one in self.waves if one.name == name)

    def wave_before(self, name: str) -> Wave | None:
        """The wave before this one; None for the first."""
        place = [one.name for one in self.waves].index(name)
        return self.waves[place - 1] if place else None


@dataclass(frozen=True)
class Surveys:
    """The questionnaires that the store holds.

    Arguments:
        notes: forms that cannot be read.
    """

    all: tuple[HeldSurvey, ...]
    held: RegisterRows
    notes: tuple[Sentence, ...]

    @property
    def answered(self) -> tuple[HeldSurvey, ...]:
        return tuple(one for one in self.all if one.waves)

    def survey(self, survey_id: str) -> HeldSurvey:
        return next(one for one in self.all if one.survey_id == survey_id)

    def register_of(self, survey: HeldSurvey) -> RegisterRows:
        """What the answers of a survey are and who asked; they may be of another nature than its questions."""
        return replace(self.held, nature=survey.nature, source_names=survey.source_names, notes=())


@dataclass(frozen=True)
class WaveResult:
    """A wave of a survey.

    Arguments:
        measures: every share that the form asks to be told; see ``measure_shares``.
        refused: why there are no shares; None where there are.
        before: the wave before; None for the first.
        changes: from there to here; empty without a wave before, or where it has no shares.
        refused_before: why the wave before has none.
    """

    measures: pd.DataFrame
    refused: Sentence | None
    before: Wave | None
    changes: pd.DataFrame
    refused_before: Sentence | None
    method: Sentence = METHOD


@kept
def surveys(store: Store, scope: Scope) -> Surveys:
    """The surveys of the strongest nature that the register holds, those that were answered last first."""
    held = register_rows(store, scope, Choices(), SURVEY)
    asked = store.read(waves(), scope)
    found, notes = [], []
    for row in held.rows.itertuples():
        survey = _held(str(row.record_id), str(row.form), asked, scope)
        try:
            parse_form(survey.form)
            found.append(survey)
        except InputRefused as error:
            notes.append(unreadable_sentence(str(row.title), error.sentence))
    found.sort(key=lambda one: (_last_day(one), one.survey_id), reverse=True)
    return Surveys(tuple(found), held, tuple(notes))


def _last_day(survey: HeldSurvey) -> date:
    return max((one.last_on for one in survey.waves if one.last_on), default=date.min)


def _held(survey_id: str, form: str, asked: pd.DataFrame, scope: Scope) -> HeldSurvey:
    rows = asked[asked.survey_id == survey_id]
    nature = next((one for one in STRONGEST_FIRST if (rows.nature == one).any()), None)
    rows = rows[rows.nature == nature]
    found = [_wave(str(name), own, scope) for name, own in rows.groupby("wave", sort=True)]
    found.sort(key=lambda one: (one.last_on or date.min, one.name))
    return HeldSurvey(survey_id, form, tuple(found), nature, tuple(sorted(set(rows.source_name))))


def _wave(name: str, rows: pd.DataFrame, scope: Scope) -> Wave:
    count = int(rows.answer_count.sum())
    without = {column: int(rows[f"without_{column}"].sum()) for column in DESIGN}
    lacking = [column for column, number in without.items() if 0 < number < count]
    unknown = [column for column, number in without.items() if number == count]
    return Wave(
        name=name,
        first_on=_day(rows.first_on.min()),
        last_on=_day(rows.last_on.max()),
        answer_count=count if scope.is_exact else public_count(count),
        notes=(*([left_out_sentence(lacking)] if lacking else []), *without_design_sentences(unknown)),
    )


def _day(moment: object) -> date | None:
    return None if pd.isna(moment) else pd.Timestamp(str(moment)).date()


@kept
def wave_measures(store: Store, scope: Scope, survey_id: str, wave: str) -> tuple[pd.DataFrame, Sentence | None]:
    """Every measure of a wave; or nothing, and why."""
    asker = asker_of(store, scope, surveys(store, scope).survey(survey_id))
    return _or_reason(lambda: measure_shares(asker, wave))


@kept
def wave_result(store: Store, scope: Scope, survey_id: str, wave: str) -> WaveResult:
    """Every measure of a wave, and what changed since the wave before."""
    survey = surveys(store, scope).survey(survey_id)
    asker, before = asker_of(store, scope, survey), survey.wave_before(wave)
    measures, refused = wave_measures(store, scope, survey_id, wave)
    changes, refused_before = pd.DataFrame(), None
    if before is not None and refused is None:
        changes, refused_before = _or_reason(lambda: measure_changes(asker, before.name, wave))
    return WaveResult(measures, refused, before, changes, refused_before)


@kept
def by_choice(store: Store, scope: Scope, survey_id: str, wave: str, question: str) -> pd.DataFrame:
    """How the answers to a question of a wave fall on its choices; see ``choice_shares``."""
    survey = surveys(store, scope).survey(survey_id)
    asker, asked = asker_of(store, scope, survey), survey.questionnaire.question(question)
    return _or_reason(lambda: choice_shares(asker, wave, asked))[0]


@kept
def by_group(store: Store, scope: Scope, survey_id: str, wave: str, code: str, subject: Subject) -> pd.DataFrame:
    """One measure of a wave by region, county, sex, age and settlement type, one at a time.

    Returns:
        dimension, group and the share; see ``group_shares``. Nothing where the wave has no shares.
    """
    survey = surveys(store, scope).survey(survey_id)
    measure = next(one for one in survey.questionnaire.measures if one.code == code)
    return _or_reason(lambda: group_shares(asker_of(store, scope, survey), wave, measure, subject.country))[0]


def asker_of(store: Store, scope: Scope, survey: HeldSurvey) -> Asker:
    return Asker(store, scope, survey.survey_id, str(survey.nature), survey.questionnaire)


def _or_reason(estimate: Callable[[], pd.DataFrame]) -> tuple[pd.DataFrame, Sentence | None]:
    """Estimates, or nothing and why: a survey that cannot be estimated is no reason to hide the rest of a page."""
    try:
        return estimate(), None
    except (InputRefused, NothingFound) as error:
        return pd.DataFrame(), error.sentence


def left_out_sentence(lacking: Sequence[str]) -> Sentence:
    """Answers that could not be counted."""
    return Sentence(
        "Answers that lack what others of the wave have were left out: {columns}.",
        {"columns": listed([DESIGN_NAMES[column] for column in lacking])},
    )


def without_design_sentences(lacking: Sequence[str]) -> tuple[Sentence, ...]:
    """What a wave cannot tell in which nobody stated weights or clusters.

    Arguments:
        lacking: columns of the design that no answer of the wave has.
    """
    said = {
        "weight": Sentence(
            "No answer of this wave has a weight: every answer counts once, so the shares are of those who answered "
            "and may differ from those of all people."
        ),
        "cluster": Sentence(
            "No answer of this wave says in which village or street it was given: the ranges are as if people had been "
            "drawn one by one, and too narrow if they were not."
        ),
    }
    return tuple(sentence for column, sentence in said.items() if column in lacking)


def unreadable_sentence(title: str, reason: Sentence) -> Sentence:
    """A form of the register that cannot be read."""
    return Sentence("{title} cannot be read. {reason}", {"title": title, "reason": reason})
