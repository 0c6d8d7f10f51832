"""Neighbours that rise together are named, and only where chance does not explain them."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from tests.examples import OPERATOR, store_rows, subject
from tests.plain_sentences import plainly
from tests.series_rows import months, rows_of
from tests.stores import new_store
from usalama.incidents.trends.neighbours import cluster_sentence, neighbours
from usalama.model import Choices

SUBJECT = subject()
ALL = Choices()


def test_neighbours_need_counties(series_store):
    found = neighbours(series_store, OPERATOR, ALL, SUBJECT)
    assert (found.county_codes, found.cluster) == ((), None)
    assert "Too few counties" in str(found.sentence)


def test_neighbours_that_rise_together_are_named(tmp_path):
    store, n = new_store(tmp_path / "store"), len(months())
    generator = np.random.default_rng(5)
    together = {"042", "041", "040"}  # Kisumu, Siaya and Busia
    rows = []
    for county in SUBJECT.country.counties:
        counts = generator.poisson(6, n)
        if county.code in together:
            counts[-1] = 30
        rows += rows_of(county.code, counts)
    store_rows(store, rows)
    found = neighbours(store, OPERATOR, ALL, SUBJECT)
    assert {"040", "041"} <= set(found.county_codes) <= together
    assert "Siaya" in str(found.sentence)


def test_neighbours_that_chance_explains_are_not_named():
    assert "Kitui" not in plainly(cluster_sentence("Kitui", 50, 40, 0.3))
    assert "Kitui had 50 reports where 30 would be usual" in plainly(cluster_sentence("Kitui", 50, 30, 0.004))


@pytest.mark.parametrize("numbers", list(product((0.0, 1e-9, 4.2, 1e9, math.inf, math.nan), repeat=2)))
def test_no_extreme_cluster_is_unreadable(numbers):
    plainly(cluster_sentence("Kitui, Makueni", *numbers, 0.01))
