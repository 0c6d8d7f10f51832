"""How many people are screened for drugs, and how many of them go on to be helped?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from usalama.asking.held_records import RegisterRows, of_one_nature
from usalama.asking.kept import kept
from usalama.asking.told import in_100, told
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.model import N_, Estimate, Flag, PlaceLevel, Scope, Sentence, counted
from usalama.registers import HELP_STEPS
from usalama.stats.counting.shares import wilson_share
from usalama.store import Store
from usalama.store.questions.answers import early_help

METHOD = Sentence(
    "People at each step as the counties state them, added over quarters. For the public 1 to 7 people are hidden and "
    "any other number is rounded to 5; the steps of all counties together are the sums of the counties that show all "
    "five. Of 100 who took a step, those who went on are taken from the numbers shown, with Wilson's range. People who "
    "began late in the last quarter may still be on their way."
)
NO_STEP_BEFORE = Estimate(None, None, None, None, "Counted in full")
WENT_ON: Mapping[str, str] = {
    "advised": N_("Of 100 who were screened, about {share} were advised; likely {lower} to {upper}."),
    "referred": N_("Of 100 who were advised, about {share} were referred to help; likely {lower} to {upper}."),
    "started": N_("Of 100 who were referred, about {share} began with it; likely {lower} to {upper}."),
    "completed": N_("Of 100 who began, about {share} went through with it; likely {lower} to {upper}."),
}
TOO_FEW: Mapping[str, str] = {
    "advised": N_("Too few were screened to say how many go on."),
    "referred": N_("Too few were advised to say how many go on."),
    "started": N_("Too few were referred to say how many go on."),
    "completed": N_("Too few began to say how many go on."),
}


@dataclass(frozen=True)
class EarlyHelp:
    """The steps of early help in the chosen counties.

    Arguments:
        finding: how many were screened, and how many of 100 of them went through with the help.
        steps: step, people, went_on_per_100, went_on_lower, went_on_upper (of 100 of the step before) and flag; the
            first step has no step before.
        by_quarter: quarter_start, a column a step, completed_per_100 (of those screened) with its range and flag.
        by_county: the same with county_code and county_name.
        counties_left_out: counties in which a step is hidden or not stated, which are in none of ``steps``.
    """

    finding: Sentence
    steps: pd.DataFrame
    by_quarter: pd.DataFrame
    by_county: pd.DataFrame
    counties_left_out: int
    sentences: tuple[Sentence, ...]
    held: RegisterRows
    method: Sentence = METHOD


@kept
def early_help_steps(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject) -> EarlyHelp:
    """The funnel of early help; no county chosen means all."""
    held = of_one_nature(store.read(early_help(), scope, county_codes=county_codes), store.version())
    rows = held.rows
    by_county = _with_shares(_added(rows, "county_code", scope))
    names = subject.country.names(PlaceLevel.COUNTY)
    by_county = by_county.assign(county_name=[names.get(code, code) for code in by_county.county_code])
    whole = by_county.dropna(subset=list(HELP_STEPS))
    steps, left_out = _steps(whole), len(by_county) - len(whole)
    return EarlyHelp(
        finding=completed_sentence(steps, left_out),
        steps=steps,
        by_quarter=_with_shares(_added(rows, "quarter_start", scope)),
        by_county=by_county,
        counties_left_out=left_out,
        sentences=step_sentences(steps, left_out) if len(rows) else (),
        held=held,
    )


def _added(rows: pd.DataFrame, by: str, scope: Scope) -> pd.DataFrame:
    """A row a quarter or county; a step that any of its rows does not state is missing, not 0."""
    stated = rows.astype(dict.fromkeys(HELP_STEPS, "Int64"))
    added = stated.groupby(by, sort=True)[list(HELP_STEPS)].agg(lambda column: column.sum(skipna=False)).reset_index()
    return disclose(added.astype(dict.fromkeys(HELP_STEPS, "Int64")), HELP_STEPS, scope)


def _with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(rows.completed, rows.screened, strict=True)
    return _beside(rows, [wilson_share(*map(_number, pair)) for pair in pairs], "completed")


def _steps(counties: pd.DataFrame) -> pd.DataFrame:
    people = [int(counties[step].sum()) for step in HELP_STEPS]
    rows = pd.DataFrame({"step": HELP_STEPS, "people": pd.array(people, dtype="Int64")})
    went_on = [wilson_share(now, then) for then, now in pairwise(people)]
    return _beside(rows, [NO_STEP_BEFORE, *went_on], "went_on")


def _beside(rows: pd.DataFrame, shares: list[Estimate], name: str) -> pd.DataFrame:
    """The rows with shares of 100, their range and how far each may be trusted."""
    columns = {
        f"{name}_per_100": [one.value for one in shares],
        f"{name}_lower": [one.lower for one in shares],
        f"{name}_upper": [one.upper for one in shares],
    }
    in_100 = {column: 100 * pd.array(values, dtype="Float64") for column, values in columns.items()}
    made = rows.assign(**{column: values.to_numpy(float, na_value=float("nan")) for column, values in in_100.items()})
    return made.assign(flag=[str(one.flag) for one in shares])


def _number(people: object) -> int | None:
    return None if pd.isna(people) else int(people)  # type: ignore[call-overload]


def step_sentences(steps: pd.DataFrame, counties_left_out: int) -> tuple[Sentence, ...]:
    """How many were screened, and how many of 100 went on at each step; nothing where no county shows them all.

    Arguments:
        steps: step, people, went_on_per_100, went_on_lower, went_on_upper, flag.
    """
    first, *others = (row for _, row in steps.iterrows())
    said = []
    if first.people > 0 or not counties_left_out:
        said = [Sentence("{screened}.", {"screened": _screened(int(first.people))})]
        said += [_went_on(row) for row in others]
    return tuple(said)


def _screened(people: int) -> Sentence:
    return counted("{count} person was screened", "{count} people were screened", people)


def completed_sentence(steps: pd.DataFrame, counties_left_out: int) -> Sentence:
    """How many were screened, and how many of 100 of them went through with the help; and what is in none of it.

    Arguments:
        steps: step and people.
    """
    people = dict(zip(steps.step, steps.people, strict=True))
    screened, completed = int(people[HELP_STEPS[0]]), int(people[HELP_STEPS[-1]])
    left_out = counted(
        "One county in which a step is hidden or not stated is in none of this.",
        "{count} counties in which a step is hidden or not stated are in none of this.",
        counties_left_out,
    )
    if not screened and counties_left_out:
        return left_out
    said = told(
        in_100(wilson_share(completed, screened)),
        {"screened": _screened(screened)},
        nothing=N_("{screened}."),
        few=N_("{screened}: too few to say how many go through with the help."),
        full=N_("{screened}; of 100 of them about {share} went through with the help (likely {lower} to {upper})."),
        called="share",
    )
    return Sentence("{first} {rest}", {"first": said, "rest": left_out}) if counties_left_out else said


def _went_on(row: pd.Series) -> Sentence:
    if row.flag != Flag.OK:
        return Sentence(TOO_FEW[row.step])
    shares = {"share": row.went_on_per_100, "lower": row.went_on_lower, "upper": row.went_on_upper}
    return Sentence(WENT_ON[row.step], {name: round(share) for name, share in shares.items()})
