"""Charts and maps of the charter and of asks, before they are drawn."""

from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from components.programme.asks import build_open_map, build_waiting
from components.programme.charter import LOOKS, build_signatory_map, build_standings
from components.programme.register_parts import build_funnel
from components.shell.visit import Visit
from tests.examples import subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.asking.coverage import covered
from usalama.language import load_language
from usalama.programme.asks import asks
from usalama.programme.charter import STANDINGS, charter, signatories_sentence
from usalama.registers import ASK, PLEDGE

PUBLIC = public_scope(TODAY)


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("drawn") / "store")
    pledge = {"county_code": "042", "sector": "faith", "pledge_text": "P", "signed_on": TODAY, "state": "kept"}
    keep(store, PLEDGE, *[pledge | {"record_id": str(number)} for number in range(6)])
    ask = {"kind": "forum", "county_code": "042", "addressed_to": "O", "asked_on": TODAY - timedelta(100)}
    answered = [ask | {"record_id": f"a{n}", "acknowledged_on": TODAY - timedelta(90)} for n in range(3)]
    keep(store, ASK, *answered, ask | {"record_id": "d", "county_code": "047", "delivered_on": TODAY})
    return Visit(store, PUBLIC, covered(store, PUBLIC), load_language("en"), subject(), TODAY, False, Path())


def test_a_county_without_signatories_has_a_class_and_is_no_blank(visit):
    drawn = build_signatory_map(visit, charter(visit.store, PUBLIC, (), subject(), TODAY))
    assert len(drawn.values) == len(subject().country.counties)
    labels = [label for _colour, label in drawn.legend.classes]
    assert (labels[drawn.values["001"]], labels[drawn.values["042"]]) == ("0", "5 – 9")
    assert drawn.tooltips["042"] == "6 signatories"
    signed = signatories_sentence(charter(visit.store, PUBLIC, (), subject(), TODAY))
    assert str(signed) == "6 pledges were signed in 1 of 47 counties."


def test_a_county_whose_asks_are_all_delivered_has_none_open(visit):
    drawn = build_open_map(visit, asks(visit.store, PUBLIC, (), subject(), TODAY))
    assert (drawn.values["047"], drawn.values["001"]) == (0, 0)
    assert drawn.tooltips["042"] == "3 open asks"


def test_each_part_of_a_bar_has_a_sign_as_well_as_a_colour_and_they_join_up():
    visit = Visit(None, PUBLIC, None, load_language("en"), subject(), TODAY, False, Path())
    counts = dict(zip(STANDINGS, (10, 4, 0, 2, 1), strict=True))
    rows = pd.DataFrame(
        [{"sector_name": "faith group"} | counts, {"sector_name": "police"} | dict.fromkeys(STANDINGS, 0)]
    )
    chart = build_standings(rows, visit)
    parts = chart.data
    faith = parts[parts.sector_name == "faith group"]
    assert list(faith.label) == ["✓ 10", "½ 4", "", "! 2", "…"]
    assert faith.start.tolist()[1:] == faith.end.tolist()[:-1]
    assert faith.end.iloc[-1] == sum(counts.values())
    assert len({sign for _colour, sign, _ink in LOOKS.values()}) == len({look[0] for look in LOOKS.values()}) == 5
    assert all(sign in name for (_c, sign, _i), name in zip(LOOKS.values(), dict.fromkeys(parts.standing), strict=True))
    chart.to_dict()


def test_the_curves_start_at_all_and_have_a_dash_each(visit):
    rows = asks(visit.store, PUBLIC, (), subject(), TODAY).curves
    assert set(rows[rows.day == 0].waiting) == {100}
    drawn = build_waiting(rows, visit).to_dict()
    dashes = drawn["layer"][1]["encoding"]["strokeDash"]["scale"]["range"]
    assert len({tuple(dash) for dash in dashes}) == 3


def test_each_step_says_how_many_came_and_stand_there_and_the_last_only_how_many(visit):
    rows = pd.DataFrame({"stage": ["asked", "delivered"], "reached_count": [1200, 3], "here_count": [70, 3]})
    chart = build_funnel(rows, visit)
    assert list(chart.data.said) == ["asked: 1,200, of which 70 stand there now", "delivered: 3"]
    chart.to_dict()
