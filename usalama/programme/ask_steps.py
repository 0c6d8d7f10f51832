"""How far each ask has come, and how long a step takes when those still waiting are kept in; also in words."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.told import told
from usalama.model import N_, Estimate, Flag, Sentence
from usalama.programme.view import step_waits
from usalama.registers import word_for
from usalama.stats.hours.survival import WaitingCurve

# How far an ask has come, in its order.
ASKED, ACKNOWLEDGED, PROMISED, DELIVERED = "asked", "acknowledged", "promised", "delivered"
ASK_STATES = {
    ASKED: N_("asked, no answer yet"),
    ACKNOWLEDGED: N_("acknowledged"),
    PROMISED: N_("promised"),
    DELIVERED: N_("delivered"),
}
# The same as steps that many took, whether or not they stand there now.
ASK_STEPS = {
    ASKED: N_("asked"),
    ACKNOWLEDGED: N_("acknowledged"),
    PROMISED: N_("promised"),
    DELIVERED: N_("delivered"),
}
# What an ask waits for.
ASK_WAITS = {
    ACKNOWLEDGED: N_("without an answer"),
    PROMISED: N_("without a promise"),
    DELIVERED: N_("without a delivery"),
}
STEPS = {ASKED: "asked_on", ACKNOWLEDGED: "acknowledged_on", PROMISED: "promised_on", DELIVERED: "delivered_on"}
DAYS = list(STEPS.values())


def with_steps(rows: pd.DataFrame, today: date) -> tuple[pd.DataFrame, int]:
    """The asks made by today, with how far each has come.

    Arguments:
        rows: the four days of each ask.

    Returns:
        The rows with the first day on which each step, or a later one, was taken (what was delivered without a promise
        was promised that day), ``state`` as the last step taken, ``age_days`` since it was asked for, until it was
        delivered where it was, and ``promise_days`` since the promise that is not kept. Then how many days lie ahead of
        today: what they tell of has not happened.
    """
    days = pd.DataFrame({name: pd.to_datetime(rows[name]) for name in DAYS})
    is_ahead = days > pd.Timestamp(today)
    days = days.mask(is_ahead)
    first = _earliest(days)
    is_asked = days.asked_on.notna()
    state = pd.Series(ASKED, index=rows.index, dtype=object)
    for step, name in STEPS.items():
        state = state.mask(first[name].notna(), step)
    end = first.delivered_on.fillna(pd.Timestamp(today))
    promise = (pd.Timestamp(today) - first.promised_on).dt.days.where(state == PROMISED)
    made = rows.assign(
        **{name: first[name] for name in DAYS},
        state=state,
        age_days=(end - first.asked_on).dt.days.astype("Int64"),
        promise_days=promise.astype("Int64"),
    )
    return made[is_asked].reset_index(drop=True), int(is_ahead.to_numpy().sum())


def _earliest(days: pd.DataFrame) -> pd.DataFrame:
    """For each step the earliest day of it and of those after it."""
    earliest = {name: days[DAYS[position:]].min(axis=1) for position, name in enumerate(DAYS)}
    return pd.DataFrame({name: pd.to_datetime(column) for name, column in earliest.items()})


def waits(rows: pd.DataFrame, begins: str, ends: str, today: date) -> WaitingCurve:
    """Days from one step to another, up to today for the asks that still wait for it.

    Arguments:
        begins, ends: steps.
    """
    began, ended = (rows[STEPS[step]].to_numpy("datetime64[D]") for step in (begins, ends))
    came, is_ended = ~np.isnat(began), (~np.isnat(ended)).astype(float)
    until = np.where(np.isnat(ended), np.datetime64(today, "D"), ended)
    return step_waits((until - began)[came].astype(float), is_ended[came])


def half_within(rows: pd.DataFrame, begins: str, ends: str, today: date) -> Estimate:
    """Days within which half of the asks went from one step to another."""
    return waits(rows, begins, ends, today).quantile(0.5)


def still_waiting(rows: pd.DataFrame, ends: str, today: date, grid: tuple[int, ...]) -> pd.DataFrame:
    """Of 100 asks, those that still wait so many days after they were made.

    Arguments:
        ends: the step that they wait for.
        grid: days.

    Returns:
        step, day, waiting, lower, upper; nothing beyond the longest wait that is known.
    """
    curve = waits(rows, ASKED, ends, today)
    found = []
    for day in grid:
        gone = curve.share_within(day)
        if gone.value is not None:
            least = 100.0 if gone.lower is None else 100 * (1 - gone.lower)
            most = gone.value if gone.upper is None else gone.upper
            found.append((ends, day, 100 * (1 - gone.value), 100 * (1 - most), least))
    return pd.DataFrame(found, columns=["step", "day", "waiting", "lower", "upper"]).astype(
        dict.fromkeys(("waiting", "lower", "upper"), float)
    )


def count_states(rows: pd.DataFrame) -> dict[str, int]:
    return {step: int(np.sum(rows.state == step)) for step in STEPS}


def delivery_sentence(delivered: int, wait: Estimate) -> Sentence:
    """How long it takes until what was asked for is there."""
    return _told(
        wait,
        {"delivered": delivered},
        few=N_("Delivered: {delivered}, too few to say how long it takes."),
        most_wait=N_("Those still waiting counted in, fewer than half have had it delivered so far."),
        open_ended=N_(
            "Those still waiting counted in, half have it delivered within {days} days (likely {lower} or more)."
        ),
        full=N_(
            "Those still waiting counted in, half have it delivered within {days} days (likely {lower} to {upper})."
        ),
    )


def step_sentence(step: str, next_step: str, reached: int, went_on: int, wait: Estimate) -> Sentence:
    """What became of the asks that came so far, and how long it took."""
    values: dict[str, object] = {
        "step": word_for(ASK_STEPS, step),
        "next": word_for(ASK_STEPS, next_step),
        "reached": reached,
        "went_on": went_on,
        "stopped": reached - went_on,
    }
    if not reached:
        return Sentence("None is {step} yet.", values)
    return _told(
        wait,
        values,
        few=N_("Of {reached} {step}, {went_on} were {next} and {stopped} are not; too few to say how long it takes."),
        most_wait=N_(
            "Of {reached} {step}, {went_on} were {next} and {stopped} are not; those still waiting counted in, fewer "
            "than half have come so far."
        ),
        open_ended=N_(
            "Of {reached} {step}, {went_on} were {next} and {stopped} are not. Those still waiting counted in, half "
            "take {days} days or less (likely {lower} or more)."
        ),
        full=N_(
            "Of {reached} {step}, {went_on} were {next} and {stopped} are not. Those still waiting counted in, half "
            "take {days} days or less (likely {lower} to {upper})."
        ),
    )


def wait_in_words(wait: Estimate, count: int) -> Sentence:
    """The days within which half had it, for a cell of a table.

    Arguments:
        count: asks of the row.
    """
    if not count:
        return Sentence("nothing asked")
    return _told(
        wait,
        {},
        few=N_("too few to say"),
        most_wait=N_("fewer than half so far"),
        open_ended=N_("{days} ({lower} or more)"),
        full=N_("{days} ({lower} to {upper})"),
    )


def _told(
    wait: Estimate, values: dict[str, object], *, few: str, most_wait: str, open_ended: str, full: str
) -> Sentence:
    """A wait in days; a median is not there both where there are few and where more than half still wait."""
    if wait.flag is not Flag.OK:
        return Sentence(few, values)
    # The data end before the upper limit of the wait.
    bounded = replace(wait, upper=None) if wait.upper is not None and math.isinf(wait.upper) else wait
    return told(bounded, values, nothing=most_wait, open_ended=open_ended, full=full, called="days")
