"""What is a list of alerts worth: how many does chance make, and how many true rises does it miss?"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from usalama.asking.kept import kept_by
from usalama.country.subject import Subject
from usalama.disclosure import LARGEST_HIDDEN, ROUNDED_TO
from usalama.incidents.trends.alerts import Kind, Rule, judged_series
from usalama.incidents.trends.trend_words import alarm_rates_sentence
from usalama.model import Choices, Scope, Sentence
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
