"""The months of a map: they equal what each month's own map shows, and are small to send."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace

import pytest

from components.incidents.map_controls import frame_of, month_frames, packed_months
from components.maps.county_map import build_county_map
from components.maps.frames import Frame, pack
from components.shell.visit import Visit
from tests.examples import KENYA, OPERATOR, PUBLIC, subject
from usalama.asking.coverage import covered
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.map.map_months import county_months
from usalama.language import load_language
from usalama.model import Choices

SUBJECT = subject()


@pytest.fixture(params=[OPERATOR, PUBLIC], ids=["exact", "public"])
def visit(request, known_store):
    return Visit(
        store=known_store,
        scope=request.param,
        held=covered(known_store, request.param),
        language=load_language("en"),
        subject=SUBJECT,
        today=None,
        may_be_operator=False,
        country_folder=KENYA,
    )


def unpacked(text):
    return json.loads(zlib.decompress(base64.b64decode(text)))


@pytest.mark.parametrize("measure", [Measure.RATE, Measure.COUNT])
def test_a_played_month_shows_what_the_map_of_that_month_shows(visit, measure):
    asked = (visit.store, visit.scope, Choices(), SUBJECT, measure)
    months = county_months(*asked)
    whole = county_map(*asked)
    sent = unpacked(packed_months(visit, months))
    assert len(sent) == len(months) == len(whole.months)
    for frame, month in zip(sent, whole.months, strict=True):
        own = build_county_map(county_map(*asked, month), visit)
        assert frame["values"] == own.values
        assert frame["tooltips"] == own.tooltips
        assert set(frame["hidden"]) == own.hidden
        assert set(frame["unstable"]) == own.unstable


def test_months_are_named_at_once_and_sent_when_asked_for(visit):
    whole = county_map(visit.store, visit.scope, Choices(), SUBJECT, Measure.RATE)
    frames = month_frames(visit, whole)
    assert frames.packed == ""
    assert len(frames.labels) == len(whole.months)
    assert frames.title == "Reported incidents for every 100,000 people a year"


@pytest.mark.parametrize("measure", [Measure.SMOOTHED, Measure.CERTAINTY, Measure.SILENCE])
def test_what_is_of_a_whole_period_has_no_months(visit, measure):
    whole = county_map(visit.store, visit.scope, Choices(), SUBJECT, measure)
    assert month_frames(visit, whole).labels == ()
    assert county_months(visit.store, visit.scope, Choices(), SUBJECT, measure) == ()


def test_the_months_of_one_language_are_not_those_of_another(visit):
    months = county_months(visit.store, visit.scope, Choices(), SUBJECT, Measure.RATE)
    kiswahili = replace(visit, language=load_language("sw"))
    assert packed_months(visit, months) != packed_months(kiswahili, months)


def test_a_month_carries_its_name(visit):
    month = county_months(visit.store, visit.scope, Choices(), SUBJECT, Measure.RATE)[0]
    assert frame_of(month, visit).label == visit.language.month(month.shown.start)


def test_twelve_months_of_forty_seven_places_are_under_ten_kilobytes():
    codes = [f"{number:03d}" for number in range(1, 48)]
    frames = [
        Frame(
            label=f"month {month}",
            values={code: (int(code) * month) % 6 for code in codes},
            unstable=frozenset(codes[:9]),
            hidden=frozenset(codes[9:12]),
            tooltips={
                code: f"{int(code) * month} incidents\n{int(code) * 1.7 + month:.1f} for every 100,000 people a year "
                f"({int(code) * 1.1 + month:.1f} to {int(code) * 2.3 + month:.1f})"
                for code in codes
            },
        )
        for month in range(12)
    ]
    assert len(pack(frames)) < 10_000
