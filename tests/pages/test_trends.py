"""Trends and alerts, and What nothing looks like: what they say, and what the public does not meet there."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from tests.examples import KISUMU
from usalama.language import LANGUAGES

COUNTS = ("Incidents", "incident_count")
PLACES = ({}, {"of": f"county:{KISUMU}"}, {"of": "city:kisumu"}, {"of": "county:010", "category": "firearm"})


@pytest.mark.parametrize("choices", PLACES)
def test_the_public_meets_no_small_and_no_exact_count_in_a_series(open_page, tables, choices):
    screen = open_page("trends", **choices)
    assert not screen.exception
    columns = [frame[name] for frame in tables(screen) for name in frame.columns if name in COUNTS]
    counts = np.concatenate([pd.to_numeric(column).dropna().to_numpy(dtype=float) for column in columns])
    assert len(counts)
    assert set(counts % 5) == {0}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["trends", "noise"])
@pytest.mark.usefixtures("as_operator")
def test_no_bare_percentage_and_no_jargon_on_the_first_layer(open_page, as_markdown, name, language):
    screen = open_page(name, lang=language)
    # How things were made stands behind a closed part of the page.
    deeper = ("Farrington", "STL", "Kulldorff", "Benjamini", "Garwood")
    said = "\n".join(text for text in as_markdown(screen) if not any(name in text for name in deeper))
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden", said, re.IGNORECASE)


def test_a_list_of_alerts_says_what_it_is_worth(open_page, as_markdown):
    said = "\n".join(as_markdown(open_page("trends")))
    assert "would stand out by chance" in said
    assert "a quiet list is no proof of calm" in said


def test_nothing_is_drawn_for_a_list_whose_worth_nobody_asks_for(open_page, as_markdown):
    said = "\n".join(as_markdown(open_page("trends", as_met=True)))
    assert "Unusual months" in said
    assert "would stand out by chance" not in said


def test_the_place_stands_in_the_link_and_follows_the_filter(open_page):
    screen = open_page("trends", place=f"county:{KISUMU}")
    assert screen.selectbox(key="choice-of").value == f"county:{KISUMU}"
    screen.selectbox(key="choice-of").set_value("city:nakuru").run()
    assert screen.query_params["of"] in ("city:nakuru", ["city:nakuru"])


def test_another_draw_is_another_twenty_months_and_can_be_linked_to(open_page, tables):
    screen = open_page("noise", of="county:047")
    first = tables(screen)
    screen.button(key="another-draw").click().run()
    assert screen.query_params["draw"] in ("2", ["2"])
    assert not all(one.equals(other) for one, other in zip(first, tables(screen), strict=True))
    again = open_page("noise", of="county:047", draw="2")
    assert all(one.equals(other) for one, other in zip(tables(screen), tables(again), strict=True))


def test_a_place_with_hardly_any_reports_is_too_few_to_say(open_page, as_markdown):
    said = "\n".join(as_markdown(open_page("noise", of="county:005", category="firearm")))
    assert "Too few to say what is usual here" in said


def test_the_number_of_reports_of_every_chart_stands_in_a_table(open_page):
    screen = open_page("trends")
    assert len(screen.get("vega_lite_chart")) >= 3
    assert len(screen.dataframe) >= 3
