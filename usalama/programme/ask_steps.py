"""How far each ask has come, and how long a step takes when those still waiting are kept in."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from usalama.model import Estimate
from usalama.programme.asks_words import ACKNOWLEDGED, ASKED, DELIVERED, PROMISED
from usalama.stats.hours.survival import WaitingCurve, waiting_curve_from_counts

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
    # A step within one day took a day, since none takes none.
    days = np.maximum((until - began)[came].astype(float), 1)
    return waiting_curve_from_counts(days, is_ended[came], 1 - is_ended[came])


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
