"""A survey beside what others found, and beside what is reported: never in one number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.kept import kept
from usalama.country.printed_figures import Figure, load_figures
from usalama.country.subject import Subject
from usalama.model import N_, Nature, PlaceLevel, Scope, Sentence
from usalama.store import Store
from usalama.surveys.survey_answers import REGION
from usalama.surveys.survey_estimates import share_sentence
from usalama.surveys.surveys import HeldSurvey, surveys, wave_measures

# What forms call these measures; a form that is to be read here uses the names of the shipped one.
TOLD_SOMEBODY = ("told_anybody", "reported")
HAPPENED = ("victim_any", "victim")
LAST_30_DAYS = "_30_days"
PRINTED, ANY_DRUG = "prevalence", "any drug"
NOT_THE_SAME_QUESTION = Sentence(
    "Side by side, not one against the other: the printed figure does not say over which time people were asked, it is "
    "of people of 15 to 65 years, and a region of that survey is not a county. Copied from the press."
)
HAPPENED_LABEL = Sentence("Something of what was asked about happened to them in the past 12 months")
TOLD_LABEL = Sentence("Told somebody about the last time, of those to whom it happened")
# Codes of measures that the shipped form has; another form may use them.
USED: Mapping[str, str] = {
    "alcohol_30_days": N_("alcohol"),
    "tobacco_30_days": N_("tobacco"),
    "khat_30_days": N_("khat"),
    "cannabis_30_days": N_("cannabis"),
    "prescription_30_days": N_("medicines, otherwise than prescribed"),
    "other_30_days": N_("another drug"),
}


@dataclass(frozen=True, eq=False)
class Surveyed:
    """A share of the newest wave that tells it.

    Arguments:
        code: of the measure.
        title: of the survey, as people call it.
        row: the measure with its share in 100; see ``survey_estimates.measure_shares``.
        last_on: the last day of the wave, where it is known.
    """

    code: str
    title: str
    wave: str
    last_on: date | None
    row: pd.Series


@dataclass(frozen=True)
class BesideReports:
    """What a survey of the same nature as the reports says; None where none does.

    Arguments:
        happened: to how many of 100 people anything happened.
        told: of 100 to whom it did, who told somebody.
    """

    happened: Surveyed | None
    told: Surveyed | None


@kept
def beside_reports(store: Store, scope: Scope, nature: Nature) -> BesideReports:
    """The newest survey answers of one nature about what happened and whether anybody was told."""
    return BesideReports(
        _newest(store, scope, nature, HAPPENED),
        _newest(store, scope, nature, TOLD_SOMEBODY),
    )


@kept
def use_in_30_days(store: Store, scope: Scope, nature: Nature) -> tuple[Surveyed, ...]:
    """Each substance of the newest survey of a nature: who used it in the past 30 days; nothing without one."""
    for survey in _of_nature(store, scope, nature):
        codes = [one.code for one in survey.questionnaire.measures if one.code.endswith(LAST_30_DAYS)]
        found = [_surveyed(store, scope, survey, (code,)) for code in codes]
        if any(found):
            return tuple(one for one in found if one)
    return ()


def _newest(store: Store, scope: Scope, nature: Nature, codes: tuple[str, ...]) -> Surveyed | None:
    found = (_surveyed(store, scope, survey, codes) for survey in _of_nature(store, scope, nature))
    return next((one for one in found if one), None)


def _of_nature(store: Store, scope: Scope, nature: Nature) -> list[HeldSurvey]:
    return [one for one in surveys(store, scope).answered if one.nature is nature]


def _surveyed(store: Store, scope: Scope, survey: HeldSurvey, codes: tuple[str, ...]) -> Surveyed | None:
    """The newest wave of a survey in which one of the measures has a share."""
    asked = [one.code for one in survey.questionnaire.measures]
    code = next((one for one in codes if one in asked), None)
    for wave in reversed(survey.waves):
        measures, _refused = wave_measures(store, scope, survey.survey_id, wave.name)
        if code is None or measures.empty:
            continue
        row = measures.set_index("measure").loc[code]
        if pd.notna(row.share_per_100):
            return Surveyed(code, survey.questionnaire.title, wave.name, wave.last_on, row)
    return None


def printed_beside(groups: pd.DataFrame, code: str, subject: Subject) -> pd.DataFrame:
    """The regions of a survey, each with what a national survey printed of the same substance there.

    Arguments:
        groups: of one measure; see ``survey_estimates.group_shares``.
        code: of the measure.

    Returns:
        region_name, share_per_100, share_lower, share_upper, n, flag, printed, year, source, note; a row a region that
        either knows, and the country. Empty where the measure is not about use in the past 30 days or nothing of its
        substance is printed.
    """
    substance = code.removesuffix(LAST_30_DAYS) if code.endswith(LAST_30_DAYS) else ""
    printed = {one.place: one for one in load_figures().named(PRINTED) if one.category == substance}
    if not printed or groups.empty:
        return pd.DataFrame()
    country = subject.country
    names = country.names(PlaceLevel.REGION) | {"": country.name}
    own = groups[groups.dimension.isin((REGION, "all"))]
    rows = own.assign(region_name=own.group.map(names))
    return _with_printed(rows, printed)


def _with_printed(rows: pd.DataFrame, printed: dict[str, Figure]) -> pd.DataFrame:
    there = [printed.get(name) for name in rows.region_name]
    columns = ["region_name", "share_per_100", "share_lower", "share_upper", "n", "flag"]
    return rows[columns].assign(
        printed=[None if one is None else one.value for one in there],
        year=pd.array([None if one is None else one.year for one in there], dtype="Int64"),
        source=["" if one is None else f"{one.source.name}; {one.source.quoted_by}" for one in there],
    )


def used_sentence(code: str, row: pd.Series) -> Sentence:
    """The share who used something; a code that only a form knows is told as it is written there.

    Arguments:
        code: of the measure; people wrote it, so it is no sentence of ours.
    """
    return share_sentence(Sentence(USED[code]) if code in USED else code, row)
