"""What else than a rate or a count a map of counties can show: smoothed rates, how sure they are, and silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd

from usalama.country.subject import Subject
from usalama.incidents.rates.silence import METHOD as SILENCE_METHOD
from usalama.incidents.rates.silence import silent_counties
from usalama.incidents.rates.smoothed_rates import METHOD as SMOOTHED_METHOD
from usalama.incidents.rates.smoothed_rates import smoothed_places
from usalama.model import Choices, Scope, Sentence
from usalama.stats.space.map_pictures import class_of
from usalama.store import Store

CERTAINTY_METHOD = Sentence(
    "Smoothed rates in three classes whose limits stay the same from month to month. A class is sure when the whole "
    "likely range of the rate lies in it. Counties without a channel belong to no class: little is reported from "
    "them, which says nothing about what happens there."
)
SMOOTHED_COLUMNS = ["smoothed_rate", "smoothed_lower", "smoothed_upper", "own_share", "smoothed_flag"]
SILENCE_COLUMNS = ["silent_months", "expected_silent_months", "month_count", "channels", "channel"]
NO_CLASS = -1


class Measure(StrEnum):
    RATE = "rate"
    COUNT = "count"
    SMOOTHED = "smoothed"
    CERTAINTY = "certainty"
    SILENCE = "silence"


class Heard(StrEnum):
    """The classes of the map of silence, in their order."""

    ALWAYS = "every month"
    MOSTLY = "most months"
    NO_CHANNEL = "no channel"


HEARD = tuple(Heard)


@dataclass(frozen=True)
class Asked:
    """Whose question it is, and for which month of the period; None asks for all of it."""

    store: Store
    scope: Scope
    choices: Choices
    subject: Subject
    month: date | None


@dataclass(frozen=True)
class Measured:
    """Rows of counties with ``map_class`` (0 lowest, -1 none) and where the classes begin."""

    rows: pd.DataFrame
    breaks: tuple[float, ...]
    method: Sentence


def measure_smoothed(asked: Asked, rows: pd.DataFrame, breaks: tuple[float, ...]) -> Measured:
    """Smoothed rates beside the raw ones.

    Returns:
        The rows with smoothed_rate, smoothed_lower, smoothed_upper, own_share (0 to 1) and smoothed_flag.
    """
    rows = _with_smoothed(asked, rows)
    return Measured(rows.assign(map_class=class_of(rows.smoothed_rate, breaks)), breaks, SMOOTHED_METHOD)


def measure_certainty(asked: Asked, rows: pd.DataFrame, breaks: tuple[float, ...]) -> Measured:
    """How high, and how sure is that?

    Returns:
        The rows with the columns of both other measures, level (0 lowest, -1 none) and is_sure. ``map_class`` is
        twice the level, one more where it is not sure; the last class of all is "no channel".
    """
    rows = _with_silence(asked, _with_smoothed(asked, rows))
    level, low, high = (class_of(rows[name], breaks) for name in ("smoothed_rate", "smoothed_lower", "smoothed_upper"))
    is_unheard = (rows.channel == "no_channel").to_numpy()
    is_known = (level >= 0) & ~is_unheard & (rows.channel != "cannot_tell").to_numpy()
    is_sure = is_known & (low == high)
    map_class = np.where(is_known, 2 * level + ~is_sure, NO_CLASS)
    map_class[is_unheard] = 2 * (len(breaks) + 1)
    level = np.where(is_known, level, NO_CLASS)
    return Measured(rows.assign(level=level, is_sure=is_sure, map_class=map_class), breaks, CERTAINTY_METHOD)


def measure_silence(asked: Asked, rows: pd.DataFrame) -> Measured:
    """Which counties are heard?

    Returns:
        The rows with silent_months, expected_silent_months, month_count, channels and channel; ``map_class`` is the
        place in ``Heard``, and none where silence says nothing.
    """
    rows = _with_silence(asked, rows)
    heard = np.where(rows.silent_months == 0, HEARD.index(Heard.ALWAYS), HEARD.index(Heard.MOSTLY))
    heard = np.where(rows.channel == "no_channel", HEARD.index(Heard.NO_CHANNEL), heard)
    map_class = np.where(rows.channel == "cannot_tell", NO_CLASS, heard)
    return Measured(rows.assign(map_class=map_class), (), SILENCE_METHOD)


def _with_smoothed(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    found = smoothed_places(asked.store, asked.scope, asked.choices, asked.subject, (), asked.month).rows
    codes = found.place_key.str.partition(":")[2]
    return rows.join(found[SMOOTHED_COLUMNS].set_index(codes), on="county_code")


def _with_silence(asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    found = silent_counties(asked.store, asked.scope, asked.choices, asked.subject, asked.month).rows
    return rows.join(found.set_index("county_code")[SILENCE_COLUMNS], on="county_code")
