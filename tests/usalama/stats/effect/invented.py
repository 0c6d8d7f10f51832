"""Rollouts whose truth is known, for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from usalama.stats.effect.panel import build_panel

MONTHS = 48


def counts(seed=1, places=30, joining=12, months=MONTHS, first=20, spread=12, ratio=1.0, mean=60.0, drift=0.0):
    """Counts (places, months) and the month of joining (NaN for never); drift is of joining places, a month."""
    generator = np.random.default_rng(seed)
    joined = np.full(places, np.nan)
    joined[:joining] = first + np.arange(joining) * spread // max(joining, 1)
    level = np.log(mean) + generator.normal(0, 0.4, places)[:, None]
    season = 0.15 * np.sin(2 * np.pi * np.arange(months) / 12)
    is_after = np.arange(months) >= np.where(np.isnan(joined), months, joined)[:, None]
    moved = drift * np.arange(months) * ~np.isnan(joined)[:, None]
    return generator.poisson(np.exp(level + season + np.log(ratio) * is_after + moved)).astype(float), joined


def panel(**settings):
    """The same as a panel."""
    count, joined = counts(**settings)
    return build_panel(count, np.full(count.shape, 1e4), joined)


def with_effect(made, ratio):
    """A panel whose counts after joining are that many times as high, and no other count changed."""
    return replace(made, counts=np.where(made.is_treated, np.round(ratio * made.counts), made.counts))
