"""The map to take away: one file that needs nothing, and says all that a picture says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from components.maps.geometries import geometries
from components.maps.picture_ground import Around
from components.maps.takeaway import build_takeaway
from tests.components.maps.test_pictures import CAPTION, COUNTRY, HOSTILE, LABEL, LEGEND, MAP

SHAPES = geometries(COUNTRY)["counties"]
AROUND = Around(COUNTRY, "en")


@pytest.fixture(scope="module")
def page():
    return build_takeaway(replace(MAP, tooltips={"042": "12 incidents\n3.4 a year"}), CAPTION, SHAPES, AROUND)


def test_it_says_what_a_picture_says(page):
    for said in (CAPTION.title, CAPTION.subtitle, LABEL, CAPTION.source, MAP.credit, *CAPTION.notes, LEGEND.title):
        assert said in page
    for label in ("class 0", "too few to be reliable", "hidden (1 to 7)", "no channel", "no data", "not chosen"):
        assert label in page


def test_it_asks_nobody_for_anything(page):
    fetched = re.findall(r'<(?:script|img|iframe)[^>]*\ssrc="([^"]*)"|<link[^>]*href="([^"]*)"|url\(([^)#]*)\)', page)
    assert [found for found in fetched if any(found) and not any("#" in part for part in found)] == []
    assert "/vendor/" not in page


def test_it_is_small_enough_to_forward(page):
    assert len(page.encode()) < 600_000


def test_text_from_people_stays_text():
    hostile = replace(CAPTION, title=HOSTILE, subtitle=HOSTILE, source=HOSTILE, notes=(HOSTILE,))
    told = {county.code: HOSTILE for county in COUNTRY.counties}
    legend = replace(LEGEND, title=HOSTILE, missing=HOSTILE, classes=(("#dcebea", HOSTILE),))
    page = build_takeaway(replace(MAP, credit=HOSTILE, tooltips=told, legend=legend), hostile, SHAPES, AROUND)
    assert "<script>alert(1)" not in page
    assert "${x}" not in page.replace("&#36;", "")
