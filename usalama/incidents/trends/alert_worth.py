"""What is a list of alerts worth: how many does chance make, and how many true rises does it miss?"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from usalama.asking.kept import kept_by
from usalama.asking.told import finite, told
from usalama.country.subject import Subject
from usalama.disclosure import LARGEST_HIDDEN, ROUNDED_TO
from usalama.incidents.trends.alerts import Kind, Rule, judged_series
from usalama.model import N_, Choices, Estimate, Scope, Sentence
from usalama.stats.counting.rates import Numbers
from usalama.stats.series.aberrations import UsualPast, early_report
from usalama.stats.series.nothing_changes import AlarmRates, alarm_rates
from usalama.store import Store

SEED = 20131206
NO_PAST = UsualPast(np.zeros((0, 1)), np.ones(0), np.zeros(0, dtype=bool))


@dataclass(frozen=True)
class AlertWorth:
    """What chance makes, and what is caught; the same in words."""

    rates: AlarmRates
    sentence: Sentence


def alert_worth(store: Store, scope: Scope, choices: Choices, subject: Subject, kind: Kind = Kind.GROUP) -> AlertWorth:
    """How far can the list of ``alerts`` for the same choices be trusted? Takes seconds where it was not asked before.

    Raises:
        NothingFound: the scope sees nothing.
    """
    found = judged_series(store, scope, choices, subject, kind)
    if found.rule is None:
        rates = alarm_rates(NO_PAST, early_report, np.random.default_rng(SEED))
    else:
        rates = _rates(found.rule.usual(found.past.counts), found.rule, scope.is_exact)
    return AlertWorth(rates, alarm_rates_sentence(rates.false_alarms, rates.caught, rates.n_series))


def _drawn_from(usual: UsualPast, _rule: Rule, is_exact: bool) -> Hashable:
    """All that the draws depend on: levels, dispersions and length, which settles the rule; not the filter itself."""
    mean, dispersion = usual.mean[usual.is_known], usual.dispersion[usual.is_known]
    return mean.shape, sha256(mean.tobytes() + dispersion.tobytes()).digest(), is_exact


@kept_by(_drawn_from)
def _rates(usual: UsualPast, rule: Rule, is_exact: bool) -> AlarmRates:
    seen = np.asarray if is_exact else as_public
    return alarm_rates(usual, rule.judge, np.random.default_rng(SEED), as_seen=seen)


def as_public(counts: Numbers) -> Numbers:
    """Exact whole numbers as the public sees them, for drawn counts: the rule of ``disclosure`` for arrays."""
    rounded = np.floor((counts + ROUNDED_TO // 2) / ROUNDED_TO) * ROUNDED_TO
    return np.where((counts > 0) & (counts <= LARGEST_HIDDEN), np.nan, rounded)


def alarm_rates_sentence(false_alarms: Estimate, caught: Estimate, n_series: int) -> Sentence:
    """What a list of alerts is worth, on these very series."""
    few = N_("Too few to say: none of these series can be judged.")
    if caught.value is None:
        return Sentence(few)
    doublings = round(100 * caught.value)

    def worth(alarms: float, low: float, high: float) -> Sentence:
        return Sentence(
            "{series} series are looked at each month. If nothing changed anywhere, about {alarms} of them would stand "
            "out by chance (usually {low} to {high}). Of true doublings in one month this list would catch about "
            "{caught} in 100: a quiet list is no proof of calm.",
            {
                "series": n_series,
                "alarms": alarms,
                "low": math.floor(low),
                "high": math.ceil(high),
                "caught": doublings,
            },
        )

    return told(finite(false_alarms), nothing=few, full=worth)
