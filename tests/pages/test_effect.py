"""Effect: what it says of a small demonstration, what stands in the address, what it shows when there is nothing."""

from __future__ import annotations

import re

import pytest

from components.effect import effect_alone, effect_power
from components.shell import anatomy
from tests.effect_store import keep_stages_of_another_nature
from tests.examples import known_rows, store_rows
from usalama.effect import effect as effect_reports
from usalama.language import LANGUAGES


@pytest.fixture
def rollout_store(effect_store):
    """The address of a store in which ten counties joined and reports fell."""
    return effect_store.address


def drawn(screen):
    """What charts say to those who do not see them: finding, caption and question."""
    return "\n".join(chart.proto.alt for chart in screen.get("vega_lite_chart"))


def opened(open_page, **choices):
    screen = open_page("rollout", tab="effect", **choices)
    assert not screen.exception
    assert [node.value for node in screen.title] == ["Rollout"]
    return screen


def test_cannot_tell_is_what_it_says_of_too_few_reports_and_no_ratio_is_drawn(open_page, said):
    """The demonstration of the tests has some seven reports a county and month."""
    screen = opened(open_page, as_met=True)
    assert "Cannot tell" in said(screen)
    assert "Synthetic data" in said(screen)
    assert not screen.get("vega_lite_chart")


def test_the_verdict_stands_over_its_picture_and_says_what_it_is_of(open_page, rollout_store, as_operator, tables):
    screen = opened(open_page, store=rollout_store, category="stealing", alone="001", beside="013")
    first = screen.get("vega_lite_chart")[0].proto.alt
    assert ": Helped: where the programme started" in first
    assert "Test data" in first
    assert "says nothing about any real place" in first
    assert "10 counties that joined are compared with" in first
    texts = "\n".join(node.value for node in screen.markdown)
    assert "Beside Tharaka-Nithi, over 12 months" in texts
    joined = next(frame for frame in tables(screen) if "How it is used" in frame)
    assert (joined["How it is used"] == "joined").sum() == 10


def test_what_is_closed_is_neither_asked_nor_sent(open_page, rollout_store, as_operator, monkeypatch):
    def refuse(*_asked):
        raise AssertionError("a closed fold was asked for")

    monkeypatch.setattr(effect_reports, "effect_study", refuse)
    monkeypatch.setattr(effect_reports, "effect_checked", refuse)
    monkeypatch.setattr(effect_alone, "effect_of_one", refuse)
    monkeypatch.setattr(effect_power, "planned_power", refuse)
    screen = opened(open_page, store=rollout_store, as_met=True, category="stealing", alone="001")
    assert len(screen.get("vega_lite_chart")) == 1


def test_what_is_compared_is_known_before_the_verdict(open_page, rollout_store, as_operator, monkeypatch, said):
    seen = []
    monkeypatch.setattr(anatomy, "show_finding", lambda _visit, *sentences: seen.extend(map(str, sentences)))
    screen = opened(open_page, store=rollout_store, as_met=True, category="stealing", period="all")
    assert "10 of 47 counties had joined" in seen[0]
    seen.clear()
    screen.run()
    assert seen == []


def test_fall_months_and_stage_stand_in_the_address(open_page, rollout_store, as_operator, said):
    chosen = {"category": "stealing", "fall": "25", "months_after": "6", "joined_at": "active"}
    screen = opened(open_page, store=rollout_store, **chosen)
    told = drawn(screen)
    assert "within 6 months" in told
    assert "25 of each 100" in told
    assert "Cannot tell yet: fewer than three places have joined." in said(screen)
    screen.slider(key="choice-fall").set_value(30).run()
    assert screen.query_params["fall"] in ("30", ["30"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_bare_percentage_and_no_jargon_on_the_first_layer(open_page, rollout_store, as_markdown, language):
    screen = open_page("rollout", tab="effect", store=rollout_store, lang=language)
    methods = re.compile("Borusyak|Noncentral|t-test|jaribio la t|quasi-Poisson")
    said = "\n".join(text for text in [*as_markdown(screen), drawn(screen)] if not methods.search(text))
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden|\brank|\bworst\b|\bbest\b", said, re.IGNORECASE)


def test_nobody_is_drawn_as_joined_or_not_by_dates_of_another_nature(open_page, store, as_operator, said):
    store_rows(store, known_rows())
    keep_stages_of_another_nature(store)
    screen = opened(open_page, store=store.address)
    assert "No county is drawn as joined or not joined" in said(screen)
    assert "counties had joined" not in said(screen)


def test_an_empty_store_says_why_there_is_nothing(open_page, store):
    assert opened(open_page, store=store.address).info
