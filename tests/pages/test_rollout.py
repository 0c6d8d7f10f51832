"""Rollout: what it says, what stands in the address, and what it shows when there is nothing."""

from __future__ import annotations

import re

import pytest

from tests.register_records import HOSTILE, keep
from usalama.language import LANGUAGES, load_language
from usalama.registers import ASSOCIATION, ROLLOUT_STAGES, STAGE


def titled(screen):
    return [node.value for node in screen.title] == ["Rollout"]


def drawn(screen):
    """What charts say to those who do not see them: finding, caption and question."""
    return "\n".join(chart.proto.alt for chart in screen.get("vega_lite_chart"))


def test_every_county_stands_in_the_table_with_zero_where_there_is_nothing(open_page, tables):
    screen = open_page("rollout", tab="stages")
    assert titled(screen)
    (counties,) = [frame for frame in tables(screen) if "tools live" in frame and len(frame) == 47]
    nothing = counties[counties["Furthest stage"] == "none yet"]
    assert len(nothing)
    assert nothing[["Begun", "identified", "active"]].to_numpy().sum() == 0


def test_the_stage_of_the_plan_is_kept_in_the_address(open_page):
    assert "Planned for active by now" in drawn(open_page("rollout", tab="stages", stage="active"))
    assert "Planned for trained by now" in drawn(open_page("rollout", tab="stages", stage="dream"))


def test_the_next_five_stand_at_once_with_why_and_agree_with_the_stages(open_page, tables):
    screen = open_page("rollout", as_met=True)
    assert titled(screen)
    (five,) = [frame for frame in tables(screen) if "Why" in frame]
    assert list(five.columns) == ["County", "Why"]
    assert len(five) == 5
    assert not any(frame.shape[0] > 40 for frame in tables(screen))
    untouched = five.County[five.Why.str.startswith("Nothing has begun there.")]
    assert list(untouched) == list(five.County[: len(untouched)])
    counties = next(frame for frame in tables(open_page("rollout", tab="stages")) if "tools live" in frame)
    nothing = set(counties.County[counties["Furthest stage"] == "none yet"])
    assert len(untouched) == min(5, len(nothing))
    assert set(untouched) <= nothing
    assert all(name in drawn(screen) for name in five.County)


def test_weights_move_the_order_and_stand_in_the_address(open_page, tables):
    def order(**weights):
        found = open_page("rollout", **{f"weight_{name}": value for name, value in weights.items()})
        table = max((frame for frame in tables(found) if "Sectors with a partner" in frame), key=len)
        return list(table["County"])

    by_reach = order(need="0", readiness="0", reach="10")
    assert by_reach != order(need="10", readiness="0", reach="0")
    screen = open_page("rollout")
    screen.slider(key="choice-weight_need").set_value(9).run()
    assert screen.query_params["weight_need"] in ("9", ["9"])


def test_weights_of_nothing_are_answered_with_what_to_do(open_page):
    screen = open_page("rollout", weight_need="0", weight_readiness="0", weight_reach="0")
    assert not screen.exception
    assert any("weight above 0" in node.value for node in screen.info)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tab", ["next", "stages"])
def test_no_rank_no_bare_percentage_and_no_jargon(open_page, as_markdown, language, tab):
    screen = open_page("rollout", tab=tab, lang=language)
    said = "\n".join(text for text in [*as_markdown(screen), drawn(screen)] if "Kaplan" not in text)
    assert not re.search(r"\d ?%", said)
    assert not re.search(r"significan|p-value|confiden|\brank|\bworst\b|\bbest\b", said, re.IGNORECASE)


def test_an_empty_register_says_how_to_fill_it(open_page, store):
    screen = open_page("rollout", tab="stages", store=store.address)
    assert not screen.exception
    assert any("import-register" in node.value for node in screen.code)


def test_what_people_wrote_is_never_markup(open_page, store, as_markdown, as_operator):
    keep(store, ASSOCIATION, {"record_id": "a", "name": HOSTILE, "county_code": "042"})
    stage = {"record_id": "s", "pipeline": "rollout", "county_code": "042", "association_id": "a"}
    keep(store, STAGE, stage | {"stage": ROLLOUT_STAGES[0], "reason": HOSTILE})
    screen = open_page("rollout", tab="stages", store=store.address)
    assert not screen.exception
    assert not any("<script>" in text for text in as_markdown(screen))


def test_the_operator_may_change_stages_and_the_public_may_not(open_page, as_operator):
    assert any(one.label == "Enter, change or remove records" for one in open_page("rollout", tab="stages").expander)
    label = load_language("en").text("Enter, change or remove records")
    assert not any(one.label == label for one in open_page("rollout", tab="stages", view="public").expander)
