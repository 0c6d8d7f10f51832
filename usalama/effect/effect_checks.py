"""Does the answer hold: the same question asked in other ways, the months before joining, and drift."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from usalama.asking.told import told
from usalama.effect.effect_panel import HUNDRED, rounded
from usalama.model import N_, Estimate, Sentence

if TYPE_CHECKING:
    from usalama.stats.effect.sensitivity import HonestBounds
    from usalama.stats.effect.staggered import StaggeredEffect

CHECKS = {
    "main": N_("Main result: all months after joining"),
    "check": N_("Another method: compared with the last month before joining"),
    "poisson": N_("Counting every report alike, so that large counties weigh more"),
    "first_year": N_("The first year after joining alone"),
    "placebo_6": N_("As if they had joined 6 months earlier (should be near 1)"),
    "placebo_12": N_("As if they had joined 12 months earlier (should be near 1)"),
    "verified": N_("Share of reports that were verified"),
    "channel": N_("Share of reports from the largest source"),
}
PLACEBOS = (6, 12)
CHECK_COLUMNS = ("name", "value", "lower", "upper", "n")
NO_CLEAR_SIGN = N_(
    "{name}: {value} for each 100 that were to be expected (likely {lower} to {upper}). That is no clear sign "
    "that recording changed with joining; a change within that range could still be there."
)
HAS_CHANGED = N_(
    "{name}: {value} for each 100 that were to be expected (likely {lower} to {upper}). Recording seems to have "
    "changed with joining."
)


@dataclass(frozen=True)
class Checked:
    """The same asked in other ways.

    Arguments:
        rows: ``CHECK_COLUMNS``; name is a key of ``CHECKS``, the numbers are ratios.
        sentences: whether the answer holds.
    """

    rows: pd.DataFrame
    sentences: tuple[Sentence, ...]


def check_rows(named: Mapping[str, Estimate]) -> pd.DataFrame:
    """Estimates by name as a table with ``CHECK_COLUMNS``; those without a value are left out."""
    rows = [(name, *one.numbers, one.n) for name, one in named.items() if one.value is not None]
    kinds = {"value": float, "lower": float, "upper": float, "n": "Int64"}
    return pd.DataFrame(rows, columns=list(CHECK_COLUMNS)).astype(kinds)


def checked(found: StaggeredEffect, signs: Mapping[str, Estimate]) -> Checked:
    """The effect found in other ways, and whether it holds.

    Arguments:
        signs: the same model on what can be seen of the recording, by name.
    """
    from usalama.stats.effect.sensitivity import (  # noqa: PLC0415
        honest_bounds,
        leave_one_out,
        placebo_effect,
        poisson_effect,
    )
    from usalama.stats.effect.staggered import check_effect  # noqa: PLC0415

    if found.effect.value is None:
        return Checked(check_rows({}), ())
    panel, bounds = found.panel, honest_bounds(found.panel)
    named = {
        "main": found.effect,
        "check": check_effect(panel),
        "poisson": poisson_effect(panel),
        "first_year": bounds.first_year,
        **{f"placebo_{months}": placebo_effect(panel, months) for months in PLACEBOS},
        **signs,
    }
    one_out = leave_one_out(panel)
    known = one_out.value[np.isfinite(one_out.value)]
    said = [before_sentence(found.pre_trend.has_passed, bool(np.isfinite(found.pre_trend.p_value))), _drift(bounds)]
    if known.size:
        said.insert(1, left_one_sentence(float(known.min()), float(known.max()), one_out.hangs_on_one()))
    return Checked(check_rows(named), tuple(said))


def _drift(bounds: HonestBounds) -> Sentence:
    return drift_sentence(bounds.largest_multiple, bounds.first_year.value is not None)


def before_sentence(has_passed: bool, is_known: bool) -> Sentence:
    """What the months before joining showed."""
    if not is_known:
        return Sentence("Whether the counties differed before joining cannot be told.")
    if has_passed:
        return Sentence(
            "In the nine months before joining nothing speaks for a difference between those that joined and the "
            "others. A small difference could still be there."
        )
    return Sentence(
        "In the nine months before joining those that joined were already changing differently from the others."
    )


def left_one_sentence(lowest: float, highest: float, hangs_on_one: bool) -> Sentence:
    """Whether a single county decides."""
    values = {"lowest": round(HUNDRED * lowest), "highest": round(HUNDRED * highest)}
    if hangs_on_one:
        return Sentence(
            "The answer hangs on a single county: with one left out at a time, it lies between {lowest} and {highest} "
            "for each 100.",
            values,
        )
    return Sentence(
        "No single county decides: with one left out at a time, the answer lies between {lowest} and {highest} for "
        "each 100.",
        values,
    )


def drift_sentence(largest_multiple: float | None, is_known: bool) -> Sentence:
    """How much drift between the counties the first year would bear."""
    if not is_known:
        return Sentence(
            "How much the answer depends on counties moving alike cannot be told: ten must have joined a year ago."
        )
    if largest_multiple is None:
        return Sentence(
            "The first year alone is not clear: its range includes no change (100 for each 100), even if the counties "
            "would have moved alike."
        )
    if largest_multiple == 0:
        return Sentence(
            "The first year's result stands only if the counties would have moved alike: the least drift that was "
            "tried undoes it."
        )
    return Sentence(
        "The first year's result would still stand if, after joining, the counties drifted apart {multiple} times as "
        "fast as in that quarter of the year before in which they did so fastest; more was not tried, or undoes it.",
        {"multiple": largest_multiple},
    )


def sign_sentence(name: str, sign: Estimate) -> Sentence:
    """Whether what can be seen of the recording changed with joining."""
    has_moved = sign.lower is not None and sign.upper is not None and not sign.lower <= 1 <= sign.upper
    return told(
        rounded(sign, HUNDRED),
        {"name": Sentence(CHECKS[name])},
        nothing=N_("{name}: too few to say whether it changed with joining."),
        full=HAS_CHANGED if has_moved else NO_CLEAR_SIGN,
    )
