"""What waits for a decision: pledges past their day, unanswered asks, recognition, and hours that nobody covers?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from usalama.asking.held_records import RegisterRows, of_one_nature
from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.disclosure import public_count
from usalama.incidents.response.cover_shifts import (
    FEWEST_AREAS_SHOWN,
    covered_of,
    days_of_cover,
    has_areas_enough,
    too_few_areas_sentence,
)
from usalama.model import Scope, Sentence
from usalama.programme.ask_steps import ASKED, with_steps
from usalama.programme.charter import NO_WORD
from usalama.programme.progress.accreditation import PROGRESS
from usalama.programme.progress.accreditation import WAITING as AWAITING
from usalama.programme.view import chosen_counties, longest
from usalama.programme.waiting_words import (
    COVER,
    HUNDRED,
    Waits,
    asks_waiting,
    cover_waiting,
    finding_of,
    pledges_waiting,
    recognition_waiting,
)
from usalama.registers import ASK, ASSOCIATION, PLEDGE, STAGE
from usalama.store import Store
from usalama.store.questions import cover, records

METHOD = Sentence(
    "A pledge waits for word when its day is over and nobody has stated what became of it. An ask waits until it is at "
    "least acknowledged. Of the counties with associations those wait that have not come to recognition, as under "
    "Promises. Hours without cover are those of the week in which nobody is on duty, on average over the areas with "
    "recorded cover; the public sees them of counties with at least {fewest} recorded areas, to the nearest 5 of 100. "
    "Records of one nature only: the strongest that the registers hold.",
    {"fewest": FEWEST_AREAS_SHOWN},
)
RECOGNISED = "recognised"
POSITIONS = {stage: position for position, stage in enumerate(PROGRESS)}
PUBLIC_STEPS = 20
COLUMNS = ["kind", "waiting_count", "of_count", "oldest_days", "page", "tab"]
Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Waiting:
    """What waits for a decision in the chosen counties.

    Arguments:
        items: in the order in which they are told; a register without records has none.
        finding: all of them in one sentence.
        held: the items as rows (kind, waiting_count, of_count, oldest_days, page, tab), with the nature and the sources
            of the records that they were counted from.
    """

    items: tuple[Waits, ...]
    finding: Sentence
    held: RegisterRows
    method: Sentence = METHOD


@kept
def waiting(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date) -> Waiting:
    """What waits in the chosen counties, and in the whole programme; no county chosen means all.

    Every register is read whole, which the store remembers, so that another county costs no other question.

    Arguments:
        today: the local date.
    """
    frames = {name: _chosen(rows, county_codes) for name, rows in _registers(store, scope, today).items()}
    told_of = pd.concat([rows[["source_name", "nature"]] for rows in frames.values()], ignore_index=True)
    held = of_one_nature(told_of, store.version())
    own = {name: rows[rows.nature == held.nature] for name, rows in frames.items()}
    items = tuple(_items(own, scope, today))
    return Waiting(
        items=items,
        finding=finding_of(items, tuple(county.name for county in chosen_counties(subject, scope, county_codes))),
        held=replace(held, rows=_as_rows(items)),
    )


def _registers(store: Store, scope: Scope, today: date) -> dict[str, pd.DataFrame]:
    found = {table.name: store.read(records(table), scope) for table in (PLEDGE, ASK, ASSOCIATION, STAGE)}
    return found | {COVER: store.read(cover(), scope, period=days_of_cover(scope, today))}


def _chosen(rows: pd.DataFrame, county_codes: tuple[str, ...]) -> pd.DataFrame:
    """A record of no county is about the whole programme, as in the question to the store."""
    return rows[rows.county_code.isna() | rows.county_code.isin(county_codes)] if county_codes else rows


def _items(own: Frames, scope: Scope, today: date) -> Iterator[Waits]:
    """What is known of each kind; nothing of a kind without records."""
    if len(own[PLEDGE.name]):
        yield _pledges(own[PLEDGE.name], today)
    if len(own[ASK.name]):
        yield _asks(own[ASK.name], today)
    if len(own[ASSOCIATION.name]):
        yield _recognition(own[ASSOCIATION.name], own[STAGE.name], today)
    if len(own[COVER]):
        yield _cover(own[COVER], scope)


def _pledges(rows: pd.DataFrame, today: date) -> Waits:
    day, signed, due = pd.Timestamp(today), pd.to_datetime(rows.signed_on), pd.to_datetime(rows.due_on)
    has_come = ~(signed > day)
    is_over = has_come & (rows.state == NO_WORD) & (due < day)
    days = longest((day - due[is_over]).dt.days)
    return pledges_waiting(int(is_over.sum()), int(has_come.sum()), days)


def _asks(rows: pd.DataFrame, today: date) -> Waits:
    made, _ahead = with_steps(rows, today)
    unanswered = made[made.state == ASKED]
    return asks_waiting(len(unanswered), len(made), longest(unanswered.age_days))


def _recognition(associations: pd.DataFrame, stages: pd.DataFrame, today: date) -> Waits:
    """A county stands where its own record says, and where it has none, where its furthest association stands."""
    counties = set(associations.county_code)
    steps = stages[(stages.pipeline == "accreditation") & stages.county_code.isin(counties)]
    steps = steps.assign(whose=steps.association_id.astype(object).fillna(""))
    of_county = set(steps.county_code[steps.whose == ""])
    deciding = steps[(steps.whose == "") | ~steps.county_code.isin(of_county)]
    last = _last_steps(steps)
    standing = _last_steps(deciding)
    recognised = set(standing.county_code[standing.stage == RECOGNISED])
    awaiting = last[last.stage.isin(AWAITING) & ~last.county_code.isin(recognised)]
    days = (pd.Timestamp(today) - pd.to_datetime(awaiting.reached_on)).dt.days.clip(lower=0)
    return recognition_waiting(len(counties - recognised), len(counties), longest(days))


def _last_steps(steps: pd.DataFrame) -> pd.DataFrame:
    """For each case the stage that it reached last; of two of one day, the later one."""
    reached = steps[steps.reached_on.notna()]
    placed = reached.assign(position=reached.stage.map(POSITIONS))
    return placed.sort_values(["reached_on", "position"]).groupby(["county_code", "whose"]).tail(1)


def _cover(rows: pd.DataFrame, scope: Scope) -> Waits:
    shown = rows if scope.is_exact else rows[has_areas_enough(rows)]
    if shown.empty:
        said = too_few_areas_sentence(FEWEST_AREAS_SHOWN)
        return Waits(COVER, None, HUNDRED, None, said, Sentence(""))
    covered = covered_of(shown)
    share, areas = 1 - float(covered.share.mean()), covered.n
    if not scope.is_exact:
        share, areas = round(share * PUBLIC_STEPS) / PUBLIC_STEPS, public_count(covered.n) or 0
    return cover_waiting(round(HUNDRED * share), areas)


def _as_rows(items: tuple[Waits, ...]) -> pd.DataFrame:
    found = [(one.kind, one.count, one.whole, one.days, one.page, one.tab) for one in items]
    numbers = {"waiting_count": "Int64", "of_count": "Int64", "oldest_days": "Int64"}
    return pd.DataFrame(found, columns=COLUMNS).astype(numbers)
