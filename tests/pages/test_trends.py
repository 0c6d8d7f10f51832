"""Is it real, its trends and what chance does: what they say, and what the public does not meet there."""

from __future__ import annotations

import importlib
import re

import numpy as np
import pandas as pd
import pytest

from tests.examples import KISUMU
from usalama.incidents.trends.noise import RULES
from usalama.language import LANGUAGES, load_language

COUNTS = ("Incidents", "incident_count")
PAGE = "is_it_real"
PLACES = ({}, {"of": f"county:{KISUMU}"}, {"of": "city:kisumu"}, {"of": "county:010", "category": "firearm"})


@pytest.mark.parametrize("choices", PLACES)
def test_the_public_meets_no_small_and_no_exact_count_in_a_series(open_page, tables, choices):
    screen = open_page(PAGE, **choices)
    assert not screen.exception
    assert screen.title[0].value == "Is it real?"
    columns = [frame[name] for frame in tables(screen) for name in frame.columns if name in COUNTS]
    counts = np.concatenate([pd.to_numeric(column).dropna().to_numpy(dtype=float) for column in columns])
    assert len(counts)
    assert set(counts % 5) == {0}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tab", ["trends", "counties", "chance"])
@pytest.mark.usefixtures("as_operator")
def test_no_bare_percentage_and_no_jargon_on_the_first_layer(open_page, as_markdown, tab, language):
    screen = open_page(PAGE, tab=tab, lang=language)
    # How things were made stands behind a closed part of the page.
    deeper = ("Farrington", "STL", "Kulldorff", "Benjamini", "Garwood")
    said = "\n".join(text for text in as_markdown(screen) if not any(name in text for name in deeper))
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden", said, re.IGNORECASE)


def test_a_list_of_alerts_says_what_it_is_worth(open_page, said):
    found = said(open_page(PAGE))
    assert "would stand out by chance" in found
    assert "a quiet list is no proof of calm" in found


@pytest.mark.parametrize("report", ["alerts", "alert_worth", "neighbours"])
def test_nothing_is_asked_for_a_fold_that_nobody_opens(open_page, said, monkeypatch, report):
    module = importlib.import_module(f"usalama.incidents.trends.{report}")
    monkeypatch.setattr(module, report, lambda *_asked: pytest.fail("asked"))
    screen = open_page(PAGE, as_met=True)
    assert not screen.exception
    assert "Unusual months" in [fold.label for fold in screen.expander]
    assert "would stand out by chance" not in said(screen)
    assert len(screen.get("vega_lite_chart")) == 1


@pytest.mark.usefixtures("as_operator")
def test_what_stood_out_is_a_picture_with_what_to_look_at_first(open_page, as_markdown, series_store):
    screen = open_page(PAGE, store=series_store.address, period="all")
    assert not screen.exception
    assert any(title.startswith("1 series stood out in May 2025: Nairobi City") for title in titles(screen))
    assert any("Was a backlog or a bulk file entered in this month?" in text for text in as_markdown(screen))


def titles(screen):
    """What the pictures say in their titles, with all that goes with them."""
    return [chart.proto.alt for chart in screen.get("vega_lite_chart")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_names_the_kind_and_the_place_that_all_pages_were_asked_for(open_page, language):
    choices = {"place": f"county:{KISUMU}", "category": "robbery", "period": "this-year", "lang": language}
    title = titles(open_page(PAGE, as_met=True, **choices))[0]
    assert title.startswith(load_language(language).text("Robbery"))
    assert "Kisumu" in title.partition(".")[0]


def test_one_chosen_county_leads_and_offers_its_cities_alone(open_page):
    screen = open_page(PAGE, place=f"county:{KISUMU}", of="county:047")
    assert not screen.warning
    assert titles(screen)[0].startswith("Kisumu: ")
    assert screen.button_group(key="choice-of").value in ("county:042", ["county:042"])
    assert len(screen.button_group(key="choice-of").options) == 2
    assert not [box for box in screen.selectbox if box.key == "choice-of"]


def test_a_county_without_a_city_asks_for_no_place(open_page):
    screen = open_page(PAGE, place="county:005")
    assert not [box for kind in ("selectbox", "button_group") for box in screen.get(kind) if box.key == "choice-of"]
    assert titles(screen)[0].startswith("Lamu: ")


def test_several_counties_are_looked_at_together_or_one_by_one(open_page):
    screen = open_page(PAGE, place="county:042,county:047")
    assert titles(screen)[0].startswith("Kisumu, Nairobi City: ")
    screen.selectbox(key="choice-of").set_value("county:047").run()
    assert screen.query_params["of"] in ("county:047", ["county:047"])
    assert titles(screen)[0].startswith("Nairobi City: ")


def test_every_county_stands_on_one_axis_with_the_chosen_one_first(open_page, tables):
    screen = open_page(PAGE, tab="counties", place=f"county:{KISUMU}")
    lines = [frame for frame in tables(screen) if "height" in frame.columns and "place_name" in frame.columns]
    assert lines[0].place_name.iloc[0] == "Kisumu"
    assert len({name for frame in lines for name in frame.place_name}) == 47
    assert lines[0].place_name.nunique() < 20
    assert titles(screen)[0].startswith("Kisumu: ")


def test_another_draw_is_another_twenty_months_and_can_be_linked_to(open_page, tables):
    screen = open_page(PAGE, tab="chance", of="county:047")
    first = tables(screen)
    screen.button(key="another-draw").click().run()
    assert screen.query_params["draw"] in ("2", ["2"])
    assert not all(one.equals(other) for one, other in zip(first, tables(screen), strict=True))
    again = open_page(PAGE, tab="chance", of="county:047", draw="2")
    assert all(one.equals(other) for one, other in zip(tables(screen), tables(again), strict=True))


def test_a_place_with_hardly_any_reports_is_too_few_to_say(open_page, said):
    found = said(open_page(PAGE, tab="chance", of="county:005", category="firearm"))
    assert "Too few to say what is usual here" in found


def test_how_often_each_rule_is_wrong_stands_in_a_table(open_page, tables):
    rules = next(frame for frame in tables(open_page(PAGE, tab="chance")) if "Rule" in frame.columns)
    assert len(rules) == len(RULES)
    assert rules["In 100 months"].between(0, 100).all()


def test_the_number_of_reports_of_every_chart_stands_in_a_table(open_page):
    screen = open_page(PAGE)
    assert len(screen.get("vega_lite_chart")) >= 1
    assert len(screen.dataframe) >= 1
