"""What did associations ask for, how far has the answer come, and which asks wait longest?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.asking.told import days_words
from usalama.country import County
from usalama.country.subject import Subject
from usalama.model import N_, Choices, Scope, Sentence, counted
from usalama.programme.ask_steps import (
    ACKNOWLEDGED,
    ASKED,
    DELIVERED,
    PROMISED,
    STEPS,
    count_states,
    delivery_sentence,
    half_within,
    step_sentence,
    still_waiting,
    with_steps,
)
from usalama.programme.view import longest, noted, of_place, per_group, register_view
from usalama.registers import ASK, ASK_KINDS
from usalama.stats.counting.rates import FEWEST_EVENTS
from usalama.store import Store

METHOD = Sentence(
    "The age of an ask is the days since it was made. An ask has come as far as the last step that is recorded; what "
    "was delivered without a promise counts as promised that day. How long a step takes is told with those still "
    "waiting kept in (Kaplan-Meier), up to today; with fewer than {fewest} that took it, it is too few to say. The "
    "oldest stand first, whichever office was asked: no office is counted or compared.",
    {"fewest": FEWEST_EVENTS},
)
# Days at which the curves of those still waiting are drawn.
GRID = tuple(range(0, 721, 10))
COUNTS = ["ask_count", "answered_count", "promised_count", "delivered_count", "open_count", "oldest_days"]
WAITS = {"answer": ACKNOWLEDGED, "delivery": DELIVERED}
LIMITS = ("days", "lower", "upper", "flag")
NO_ASSOCIATION = N_("the county itself")


@dataclass(frozen=True)
class Asks:
    """What was asked for in the chosen counties.

    Arguments:
        board: asks that are still open, the oldest first: kind, county_code, county_name,
            association_name ("" where the county asked), addressed_to, asked_on, acknowledged_on, promised_on, state,
            age_days, promise_days, source_name.
        promised: the same, promised and not delivered, the oldest promise first.
        funnel: step, reached_count, here_count, went_on_count, days, lower, upper, flag (half go on within so many).
        finding: how many wait, and the oldest for how long.
        delivery: how long it takes until half is delivered.
        sentences: what else is to be known; then what became of each step.
        rows: every ask, as it was counted on ``today``.
        counties: those chosen.
    """

    board: pd.DataFrame
    promised: pd.DataFrame
    funnel: pd.DataFrame
    finding: Sentence
    delivery: Sentence
    sentences: tuple[Sentence, ...]
    step_sentences: tuple[Sentence, ...]
    held: RegisterRows
    rows: pd.DataFrame
    counties: tuple[County, ...]
    today: date
    method: Sentence = METHOD

    @cached_property
    def curves(self) -> pd.DataFrame:
        """step, day, waiting, lower, upper: of 100 asks, those without it so many days after they were made."""
        return pd.concat(
            [still_waiting(self.rows, step, self.today, GRID) for step in list(STEPS)[1:]], ignore_index=True
        )

    @cached_property
    def by_kind(self) -> pd.DataFrame:
        """What became of the asks of each kind.

        Returns:
            kind, ask_count, answered_count, promised_count, delivered_count (came at least so far), open_count,
            oldest_days (of those open), and days, lower, upper, flag within which half had an ``answer_`` and a
            ``delivery_``.
        """
        return _grouped(self.rows, "kind", {code: {} for code in ASK_KINDS}, self.today)

    @cached_property
    def by_county(self) -> pd.DataFrame:
        """county_code, county_name and the same as ``by_kind``; every chosen county."""
        names = {one.code: {"county_name": one.name} for one in self.counties}
        return _grouped(self.rows, "county_code", names, self.today)

    def board_of(self, kind: str = "", state: str = "") -> pd.DataFrame:
        """The open asks of a kind and a state; empty means all."""
        is_chosen = self.board.kind.isin([kind] if kind else ASK_KINDS)
        is_chosen &= self.board.state.isin([state] if state else STEPS)
        return self.board[is_chosen].reset_index(drop=True)


@kept
def asks(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date) -> Asks:
    """The asks of the chosen counties; none chosen means all.

    Arguments:
        today: the local date; what is said to happen after it has not happened.
    """
    view = register_view(store, scope, Choices(county_codes=county_codes), subject, ASK, "asked_on")
    rows, ahead = with_steps(view.held.rows, today)
    rows = _listable(rows)
    is_open = rows.state != DELIVERED
    promised = _listed(rows[rows.state == PROMISED], ["promise_days", "age_days"])
    funnel, step_sentences = _funnel(rows, today)
    return Asks(
        board=_listed(rows[is_open], ["age_days"]),
        promised=promised,
        funnel=funnel,
        finding=of_place(
            waiting_sentence(int(is_open.sum()), len(rows), longest(rows.age_days[is_open])),
            view.counties,
            county_codes,
        ),
        delivery=delivery_sentence(int((~is_open).sum()), half_within(rows, ASKED, DELIVERED, today)),
        sentences=(
            asked_sentence(count_states(rows)),
            promised_sentence(len(promised), longest(promised.promise_days)),
            *noted(
                counted(
                    "{count} date lies in the future; what it tells of has not happened yet and is not counted.",
                    "{count} dates lie in the future; what they tell of has not happened yet and is not counted.",
                    ahead,
                )
            ),
        ),
        step_sentences=step_sentences,
        held=view.held,
        rows=rows,
        counties=view.counties,
        today=today,
    )


def _listable(rows: pd.DataFrame) -> pd.DataFrame:
    """The asks with a name or at least the number of who asked, and without the note: anybody may be named in it."""
    whose = rows.association_name.astype(object).fillna(rows.association_id).fillna("")
    columns = [
        "kind", "county_code", "county_name", "association_name", "addressed_to", *STEPS.values(), "state", "age_days",
        "promise_days", "source_name",
    ]  # fmt: skip
    return rows.assign(association_name=whose)[columns]


def _listed(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Asks as a list, the longest wait first, with plain days."""
    days = {name: rows[name].dt.date.where(rows[name].notna(), None) for name in STEPS.values()}
    order = [*by, "county_code", "kind", "association_name"]
    is_rising = [name not in by for name in order]
    return rows.assign(**days).sort_values(order, ascending=is_rising, ignore_index=True)


def _funnel(rows: pd.DataFrame, today: date) -> tuple[pd.DataFrame, tuple[Sentence, ...]]:
    states, found, sentences = count_states(rows), [], []
    following = dict(pairwise(STEPS))
    for step, name in STEPS.items():
        reached, next_ = int(rows[name].notna().sum()), following.get(step)
        counted = {"step": step, "reached_count": reached, "here_count": states[step]}
        if next_ is None:
            found.append(counted | {"went_on_count": None, "flag": ""})
            continue
        went_on, half = int(rows[STEPS[next_]].notna().sum()), half_within(rows, step, next_, today)
        limits = dict(zip(LIMITS, (*half.numbers, str(half.flag)), strict=True))
        found.append(counted | {"went_on_count": went_on} | limits)
        sentences.append(step_sentence(step, next_, reached, went_on, half))
    made = pd.DataFrame(found, columns=["step", "reached_count", "here_count", "went_on_count", *LIMITS])
    return made.astype({"went_on_count": "Int64"}), tuple(sentences)


def _grouped(rows: pd.DataFrame, column: str, groups: Mapping[str, Mapping[str, str]], today: date) -> pd.DataFrame:
    """A row a group, with nothing where nothing was asked."""
    names = [f"{word}_{limit}" for word in WAITS for limit in LIMITS]
    counted = per_group(rows, column, groups, lambda own: _counts(own, today), [*COUNTS, *names])
    numbers = {name: float for name in names if not name.endswith("flag")}
    return counted.astype({"oldest_days": "Int64"} | numbers)


def _counts(own: pd.DataFrame, today: date) -> dict[str, object]:
    is_open = own.state != DELIVERED
    reached = {step: int(own[name].notna().sum()) for step, name in STEPS.items()}
    counts = (*reached.values(), int(is_open.sum()), longest(own.age_days[is_open]))
    found: dict[str, object] = dict(zip(COUNTS, counts, strict=True))
    for word, step in WAITS.items():
        half = half_within(own, ASKED, step, today)
        limits = (*half.numbers, str(half.flag))
        found |= {f"{word}_{name}": value for name, value in zip(LIMITS, limits, strict=True)}
    return found


def asked_sentence(counts: dict[str, int]) -> Sentence:
    """How many asks there are and where they stand now.

    Arguments:
        counts: a number for each of ASK_STATES.
    """
    return counted(
        "{count} ask is recorded: {delivered} delivered, {promised} promised and not delivered, {acknowledged} only "
        "acknowledged, and {asked} without any answer.",
        "{count} asks are recorded: {delivered} delivered, {promised} promised and not delivered, {acknowledged} only "
        "acknowledged, and {asked} without any answer.",
        sum(counts.values()),
        counts,
    )


def waiting_sentence(count: int, whole: int, days: int | None) -> Sentence:
    """How many asks wait to be delivered, and the oldest for how long.

    Arguments:
        days: since the oldest that is still open was made; None where none is.
    """
    if not whole:
        return Sentence("Nothing has been asked for.")
    if days is None:
        return Sentence("Everything that was asked for is delivered.")
    return counted(
        "{count} of {whole} asks still waits to be delivered; it was made {days} ago.",
        "{count} of {whole} asks still wait to be delivered; the oldest was made {days} ago.",
        count,
        {"whole": whole, "days": days_words(days)},
    )


def promised_sentence(count: int, days: int | None) -> Sentence:
    """How many promises wait to be kept."""
    if days is None:
        return Sentence("No promise waits to be kept.")
    return counted(
        "{count} is promised and not delivered; the promise is {days} old.",
        "{count} are promised and not delivered; the oldest promise is {days} old.",
        count,
        {"days": days_words(days)},
    )
