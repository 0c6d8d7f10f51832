"""Shares of a survey as the scope may see them, each made in the store and checked as it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from usalama.asking.told import changed, told
from usalama.country import Country
from usalama.model import N_, Estimate, Flag, Scope, Sentence
from usalama.questionnaire import Measure, Question, Questionnaire
from usalama.stats.counting.rates import Numbers
from usalama.stats.sampling.rounds import direction_of, survey_change
from usalama.stats.sampling.survey import METHOD, SurveyShare, half_limits
from usalama.store import Store
from usalama.store.estimating import Released
from usalama.store.questions.answers import answers
from usalama.surveys.survey_answers import (
    ALL,
    COUNTY,
    DIMENSIONS,
    REGION,
    UNKNOWN,
    Sample,
    WaveKey,
    chose,
    groups_of,
    region_by_county,
    said_yes,
    sample_of,
)
from usalama.surveys.survey_hiding import coarse, hidden_counties, hidden_of, released

SHARE_COLUMNS = [
    "share_per_100", "share_lower", "share_upper", "n", "effective_n", "design_effect", "standard_error", "flag",
]  # fmt: skip
DIMENSION_NAMES: Mapping[str, str] = {
    "all": N_("everybody"),
    "region": N_("region"),
    "county": N_("county"),
    "sex": N_("sex"),
    "age": N_("age"),
    "settlement": N_("settlement type"),
}
AGES: Mapping[str, str] = {
    "00": N_("under 18"),
    "18": N_("18 to 24"),
    "25": N_("25 to 34"),
    "35": N_("35 to 49"),
    "50": N_("50 and over"),
}
TRUST: Mapping[str, str] = {
    Flag.OK: N_("reliable"),
    Flag.UNSTABLE: N_("25 to 49 answers: take with care"),
    Flag.HIDDEN: N_("too few answers, not shown"),
    Flag.NO_DATA: N_("nobody was asked"),
}


@dataclass(frozen=True)
class Asker:
    """Who asks for estimates of which survey.

    Arguments:
        nature: of the answers that are counted.
    """

    store: Store
    scope: Scope
    survey_id: str
    nature: str
    form: Questionnaire

    def key(self, wave: str) -> WaveKey:
        return WaveKey(self.survey_id, wave, self.nature)


def measure_shares(asker: Asker, wave: str) -> pd.DataFrame:
    """Every measure of the form in a wave: measure, then ``SHARE_COLUMNS``; shares are in 100.

    Raises:
        InputRefused: a stratum has a single cluster.
        NothingFound: nobody answered the wave.
    """

    def estimate(rows: pd.DataFrame) -> tuple[Released, ...]:
        sample = sample_of(rows, asker.key(wave), asker.form)
        shares = ((one.code, sample.share(said_yes(sample, asker.form, one))) for one in asker.form.measures)
        return tuple(released((code,), share, asker.scope) for code, share in shares)

    return _frame(asker.store.estimate(answers(), asker.scope, estimate), ["measure"])


def choice_shares(asker: Asker, wave: str, question: Question) -> pd.DataFrame:
    """Every choice of a question with choices: choice, then ``SHARE_COLUMNS``.

    Raises:
        InputRefused, NothingFound: as ``measure_shares``.
    """

    def estimate(rows: pd.DataFrame) -> tuple[Released, ...]:
        sample = sample_of(rows, asker.key(wave), asker.form)
        return tuple(
            released((choice.name,), sample.share(chose(sample, question, choice.name)), asker.scope)
            for choice in question.choices
            if choice.is_answer
        )

    return _frame(asker.store.estimate(answers(), asker.scope, estimate), ["choice"])


def asked_questions(form: Questionnaire) -> tuple[Question, ...]:
    """Questions with choices that are about people, and not about how they were drawn."""
    return tuple(one for one in form.questions if one.choices and not one.role and form.is_kept(one))


def group_shares(asker: Asker, wave: str, measure: Measure, country: Country) -> pd.DataFrame:
    """One measure by each way to tell people apart, one at a time: dimension, group, then ``SHARE_COLUMNS``.

    Raises:
        InputRefused, NothingFound: as ``measure_shares``.
    """

    def estimate(rows: pd.DataFrame) -> tuple[Released, ...]:
        sample = sample_of(rows, asker.key(wave), asker.form)
        said = said_yes(sample, asker.form, measure)
        return tuple(_groups(sample, said, asker, country))

    return _frame(asker.store.estimate(answers(), asker.scope, estimate), ["dimension", "group"])


def _groups(sample: Sample, said: Numbers, asker: Asker, country: Country) -> Iterable[Released]:
    yield released((ALL, ""), sample.share(said), asker.scope)
    hidden_regions: frozenset[str] = frozenset()
    for dimension in DIMENSIONS[1:]:
        group_of = groups_of(sample, dimension, asker.form, country)
        shares = {
            str(group): sample.share(said, group_of == group) for group in sorted(set(group_of)) if group != UNKNOWN
        }
        if not shares:
            continue
        unknown = int(np.count_nonzero(~np.isnan(said) & (group_of == UNKNOWN) & (sample.weight > 0)))
        if dimension == COUNTY:
            hidden = hidden_counties(shares, unknown, hidden_regions, region_by_county(country))
        else:
            hidden = hidden_of(shares, unknown)
        if dimension == REGION:
            hidden_regions = hidden
        for group, share in shares.items():
            yield released((dimension, group), share, asker.scope, is_hidden=group in hidden)


def measure_changes(asker: Asker, before: str, after: str) -> pd.DataFrame:
    """Every measure in a wave less that of another: measure, difference_per_100, difference_lower, difference_upper, n,
    flag, direction.

    Raises:
        InputRefused, NothingFound: as ``measure_shares``, of either wave.
    """

    def estimate(rows: pd.DataFrame) -> tuple[Released, ...]:
        first, second = (sample_of(rows, asker.key(wave), asker.form) for wave in (before, after))
        return tuple(
            _change(
                (one.code,),
                first.share(said_yes(first, asker.form, one)),
                second.share(said_yes(second, asker.form, one)),
                asker,
            )
            for one in asker.form.measures
        )

    found = asker.store.estimate(answers(), asker.scope, estimate)
    rows = _frame(found, ["measure"]).rename(columns=lambda name: name.replace("share_", "difference_"))
    return rows.assign(direction=[str(direction_of(one.estimate)) for one in found])


def _change(of: tuple[str, ...], before: SurveyShare, after: SurveyShare, asker: Asker) -> Released:
    # The public's words rest on the limits that it sees, so that the two cannot differ.
    found = survey_change(before, after).estimate
    if found.value is None:
        return Released(of, replace(found, n=None if not asker.scope.is_exact else found.n))
    return Released(of, found if asker.scope.is_exact else coarse(found))


def _frame(found: tuple[Released, ...], names: list[str]) -> pd.DataFrame:
    rows = [(*one.of, *changed(one.estimate, lambda share: 100 * share).numbers, one.estimate.n, one.effective_n,
             one.design_effect, one.standard_error, str(one.estimate.flag)) for one in found]  # fmt: skip
    frame = pd.DataFrame(rows, columns=[*names, *SHARE_COLUMNS])
    numbers = dict.fromkeys(SHARE_COLUMNS[:3] + SHARE_COLUMNS[4:7], float)
    return frame.astype(numbers | {"n": "Int64"})


def with_half_limits(rows: pd.DataFrame) -> pd.DataFrame:
    """Shares with half_lower and half_upper, within which each lies as likely as not: the darker part of a picture."""
    limits = [
        half_limits(share / 100, lower / 100, upper / 100)
        for share, lower, upper in zip(rows.share_per_100, rows.share_lower, rows.share_upper, strict=True)
    ]
    lower, upper = ([100 * pair[side] for pair in limits] for side in (0, 1))
    return rows.assign(half_lower=lower, half_upper=upper).astype({"half_lower": float, "half_upper": float})


def share_sentence(label: str | Sentence, row: pd.Series) -> Sentence:
    """One share of people who were asked.

    Arguments:
        label: what they were asked.
        row: share_per_100, share_lower, share_upper, n, flag.
    """
    estimate = _estimate(row)
    return told(
        estimate,
        {"label": label, "n": estimate.n},
        nothing=N_("{label}: nobody was asked."),
        hidden=N_("{label}: too few answers to be shown."),
        few=N_("{label}: about ({share}) in 100, of only {n} answers: take with care; likely {lower} to {upper}."),
        full=N_("{label}: about {share} in 100; likely {lower} to {upper}. {n} answers."),
        called="share",
    )


def _estimate(row: pd.Series) -> Estimate:
    """A share in whole parts of 100; what is missing though somebody was asked is hidden."""
    is_known = row.flag != Flag.HIDDEN and pd.notna(row.share_per_100)
    if not is_known:
        flag = Flag.NO_DATA if row.flag == Flag.NO_DATA else Flag.HIDDEN
        return Estimate(None, None, None, None, METHOD, flag)
    value, lower, upper = (whole_in_100(one) for one in (row.share_per_100, row.share_lower, row.share_upper))
    return Estimate(value, lower, upper, int(row.n), METHOD, Flag(row.flag))


def whole_in_100(share: float) -> float:
    """Whole numbers, but for shares so small that they would read as nothing."""
    return share if 0 < abs(share) < 1 else round(share)
