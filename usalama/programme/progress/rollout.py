"""How far have associations and counties come, against what was planned?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.asking.told import changed, told
from usalama.country.subject import Subject
from usalama.model import N_, Choices, Estimate, Period, Scope, Sentence, counted, month_end
from usalama.programme.progress.rollout_ways import NONE_YET, Way, Ways, counties_on, steps_of, ways_of
from usalama.programme.view import chosen_counties, noted, per_county, record_names, step_waits
from usalama.registers import ASSOCIATION, ROLLOUT_STAGES, STAGE, STAGE_WORDS, word_for
from usalama.stats.hours.survival import WaitingCurve
from usalama.store import Store

METHOD = Sentence(
    "An association has come as far as a stage on the first day on which that stage, or a later one, was reached; it "
    "stands at the stage that it reached last. A county has come as far as its own record or the furthest of its "
    "associations. How long a stage takes is told with those still in it kept in (Kaplan-Meier), up to today; those "
    "who began lately have had less time to go on."
)
HALF_A_YEAR = 183
LAST = len(ROLLOUT_STAGES) - 1
# More names than this make a list that nobody reads.
MOST_NAMES = 12


@dataclass(frozen=True)
class Rollout:
    """The rollout as it stands.

    Arguments:
        associations: association_id, name, county_code, county_name, stage ("" where none is reached), since,
            went_back, reason, next_stage, planned_on, days_late (since the day planned for the next stage).
        counties: county_code, county_name, stage, association_count, begun_count and, for each stage, how many
            associations ever came so far; all chosen counties, zero where there is nothing.
        funnel: stage, reached_count, here_count, went_on_count, days, days_lower, days_upper (half go on within),
            half_year, half_year_lower, half_year_upper (in 100 go on within half a year), flag.
        curve: stage, month (its first day), planned_count and reached_count by the month's end; reached is missing for
            months to come.
        steps: county_code, association_id ("" for the county's own), position of the stage, reached_on.
        months: first days of the months from the first stage reached to today.
        finding: what is to be known first; sentences: what else; plans and steps by stage.
    """

    associations: pd.DataFrame
    counties: pd.DataFrame
    funnel: pd.DataFrame
    curve: pd.DataFrame
    steps: pd.DataFrame
    months: tuple[date, ...]
    held: RegisterRows
    finding: Sentence
    sentences: tuple[Sentence, ...]
    plans: dict[str, Sentence]
    step_sentences: tuple[Sentence, ...]
    method: Sentence = METHOD

    def counties_by(self, month: date) -> pd.DataFrame:
        """The counties as they stood at the end of a month."""
        return counties_on(self.steps, self.counties, month_end(month))

    @property
    def way_finding(self) -> Sentence:
        """How many of those that came as far as the first stage came as far as the last."""
        first, last = self.funnel.iloc[0], self.funnel.iloc[-1]
        values = {"stage": word_for(STAGE_WORDS, str(first.stage)), "end": word_for(STAGE_WORDS, str(last.stage))}
        return Sentence(
            "Of {reached} associations that came as far as {stage}, {active} came as far as {end}.",
            values | {"reached": int(first.reached_count), "active": int(last.reached_count)},
        )


@kept
def rollout(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date) -> Rollout:
    """The rollout of the chosen counties; none chosen means all.

    Arguments:
        today: the local date; what is said to be reached after it is not counted.
    """
    choices = Choices(county_codes=county_codes)
    held = register_rows(store, scope, choices, STAGE)
    known = register_rows(store, scope, choices, ASSOCIATION).rows
    counties = chosen_counties(subject, scope, county_codes)
    own = held.rows[held.rows.pipeline == "rollout"]
    is_coming = pd.to_datetime(own.reached_on) > pd.Timestamp(today)
    ways = ways_of(own[~is_coming].to_dict("records"), known)
    by_association = {whose: way for whose, way in ways.items() if whose[1]}
    steps = steps_of(ways)
    table = counties_on(steps, per_county(known, counties, "association_count"), today)
    associations = _associations(by_association, record_names(known), {one.code: one.name for one in counties}, today)
    funnel, step_sentences = _funnel(list(by_association.values()), today)
    curve = _curve(list(by_association.values()), today)
    begun = int((associations.stage != NONE_YET).sum())
    nothing = [row.county_name for row in table.itertuples() if row.stage == NONE_YET]
    return Rollout(
        associations=associations,
        counties=table,
        funnel=funnel,
        curve=curve,
        steps=steps,
        months=_months(steps, today),
        held=held,
        finding=standing_sentence(begun, len(associations), int(funnel.reached_count.iloc[LAST])),
        sentences=(
            none_sentence(nothing, len(table)),
            *noted(
                counted(
                    "{count} stage is said to be reached on a day that has not come yet; it is not counted.",
                    "{count} stages are said to be reached on a day that has not come yet; they are not counted.",
                    int(is_coming.sum()),
                )
            ),
        ),
        plans=_plans(curve, today),
        step_sentences=step_sentences,
    )


def _associations(ways: Ways, names: dict[str, str], counties: dict[str, str], today: date) -> pd.DataFrame:
    rows = []
    for (_, association_id), way in ways.items():
        next_ = way.position + 1
        planned_on = way.planned.get(next_)
        rows.append(
            {
                "association_id": association_id,
                "name": names.get(association_id, association_id),
                "county_code": way.county_code,
                "county_name": counties.get(way.county_code, way.county_code),
                "stage": NONE_YET if way.last is None else str(way.last["stage"]),
                "since": None if way.last is None else way.last["reached_on"],
                "went_back": way.position < way.furthest,
                "reason": _reason(way),
                "next_stage": ROLLOUT_STAGES[next_] if next_ <= LAST else "",
                "planned_on": planned_on,
                "days_late": (today - planned_on).days if planned_on and planned_on < today else None,
            }
        )
    columns = [
        "association_id", "name", "county_code", "county_name", "stage", "since", "went_back", "reason", "next_stage",
        "planned_on", "days_late",
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=columns).astype({"days_late": "Int64"})
    return made.sort_values(["county_code", "name", "association_id"], ignore_index=True)


def _reason(way: Way) -> str:
    reason = None if way.last is None else way.last["reason"]
    return reason if isinstance(reason, str) else ""


def _funnel(ways: list[Way], today: date) -> tuple[pd.DataFrame, tuple[Sentence, ...]]:
    rows, sentences = [], []
    for position, stage in enumerate(ROLLOUT_STAGES):
        came = [way for way in ways if position in way.first]
        went_on = [way for way in came if position + 1 in way.first]
        curve = _stay(came, position, today)
        median, half_year = curve.quantile(0.5), changed(curve.share_within(HALF_A_YEAR), lambda share: 100 * share)
        rows.append(
            {
                "stage": stage,
                "reached_count": len(came),
                "here_count": sum(way.position == position for way in ways),
                "went_on_count": len(went_on),
                **dict(zip(("days", "days_lower", "days_upper"), median.numbers, strict=True)),
                **dict(zip(("half_year", "half_year_lower", "half_year_upper"), half_year.numbers, strict=True)),
                "flag": str(median.flag),
            }
        )
        if position < LAST:
            sentences.append(step_sentence(stage, ROLLOUT_STAGES[position + 1], len(came), len(went_on), median))
    return pd.DataFrame(rows), tuple(sentences)


def _stay(came: list[Way], position: int, today: date) -> WaitingCurve:
    """Days from a stage to the next one, for those still waiting up to today; nothing follows the last stage."""
    if position == LAST:
        came = []
    went_on = np.array([position + 1 in way.first for way in came], dtype=float)
    days = [(way.first.get(position + 1, today) - way.first[position]).days for way in came]
    return step_waits(days, went_on)


def _curve(ways: list[Way], today: date) -> pd.DataFrame:
    days = [day for way in ways for day in (*way.planned.values(), *way.first.values())]
    months = Period(min(days), max(*days, today)).months() if days else []
    rows = []
    for position, stage in enumerate(ROLLOUT_STAGES):
        planned = [way.planned[position] for way in ways if position in way.planned]
        reached = [way.first[position] for way in ways if position in way.first]
        for month in months:
            end = month_end(month)
            rows.append(
                {
                    "stage": stage,
                    "month": month,
                    "planned_count": sum(day <= end for day in planned),
                    "reached_count": sum(day <= end for day in reached) if month <= today else None,
                }
            )
    columns = ["stage", "month", "planned_count", "reached_count"]
    return pd.DataFrame(rows, columns=columns).astype({"planned_count": "Int64", "reached_count": "Int64"})


def _plans(curve: pd.DataFrame, today: date) -> dict[str, Sentence]:
    now = curve[curve.month == today.replace(day=1)]
    return {
        row.stage: plan_sentence(row.stage, int(row.planned_count), int(row.reached_count)) for row in now.itertuples()
    }


def _months(steps: pd.DataFrame, today: date) -> tuple[date, ...]:
    return tuple(Period(min(steps.reached_on), today).months()) if len(steps) else ()


def standing_sentence(begun: int, whole: int, active: int) -> Sentence:
    return counted(
        "{count} of the {whole} associations in the register has begun; {active} have come as far as active.",
        "{count} of the {whole} associations in the register have begun; {active} have come as far as active.",
        begun,
        {"whole": whole, "active": active},
    )


def none_sentence(names: Sequence[str], county_count: int) -> Sentence:
    """Which counties have none: zero is said, not left out."""
    values = {"count": len(names), "all": county_count, "names": ", ".join(names[:MOST_NAMES])}
    if not names:
        return Sentence("Something has begun in every one of the {all} counties shown.", values)
    if len(names) > MOST_NAMES:
        return Sentence("In {count} of {all} counties nothing has begun yet; the table names them.", values)
    return Sentence("In {count} of {all} counties nothing has begun yet: {names}.", values)


def plan_sentence(stage: str, planned: int, reached: int) -> Sentence:
    """How many were to have come so far by now, and how many have."""
    values = {
        "stage": word_for(STAGE_WORDS, stage),
        "planned": planned,
        "reached": reached,
        "gap": abs(planned - reached),
    }
    if not planned:
        return Sentence("For {stage} no dates are planned up to now; {reached} have come so far.", values)
    if reached < planned:
        return Sentence("Planned for {stage} by now: {planned}. Reached: {reached}; {gap} are still to come.", values)
    return Sentence("Planned for {stage} by now: {planned}. Reached: {reached}.", values)


def step_sentence(stage: str, next_stage: str, reached: int, went_on: int, median: Estimate) -> Sentence:
    """What became of those who came so far, and how long it took."""
    values: dict[str, object] = {
        "stage": word_for(STAGE_WORDS, stage),
        "next": word_for(STAGE_WORDS, next_stage),
        "reached": reached,
        "went_on": went_on,
    }
    if not reached:
        return Sentence("None has come as far as {stage}.", values)
    few = N_("Of {reached} that came as far as {stage}, {went_on} went on to {next}; too few to say how long it takes.")
    full = N_(
        "Of {reached} that came as far as {stage}, {went_on} went on to {next}. Those still waiting counted in, half "
        "take {days} days or less (likely {lower} to {upper})."
    )
    return told(median, values, nothing=few, few=few, full=full, called="days")
