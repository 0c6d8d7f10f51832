"""The ring: incidents by hour against the hours in which somebody is on duty."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.examples import KENYA, KISUMU, NAIROBI, OPERATOR, PUBLIC, incident, query, store_rows, subject
from tests.stores import new_store
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.incidents.response.cover_ring import cover_ring, cover_sentences, other_nature_sentence
from usalama.incidents.response.cover_shifts import no_cover_sentence, too_few_areas_sentence
from usalama.model import Choices, Estimate, Flag, Nature

SOME = Estimate(120.4, 101.2, 141.9, 1102, "test")

SUBJECT = subject()
HEADER = "county,area_name,kind,weekdays,from_hour,to_hour,valid_from,valid_to"


# Each county is a case of its own, so that one store serves all.
NAMED, SOME_DAYS, MIDNIGHT, COVERED, OVER, FEW, ENOUGH, LONE, HIDDEN, RANGE = (f"{n:03}" for n in range(1, 11))
ROW_COUNTS = {
    NAMED: 240, SOME_DAYS: 24 * 28, MIDNIGHT: 240, COVERED: 240, NAIROBI: 48, OVER: 240, FEW: 480, ENOUGH: 480,
    HIDDEN: 24 * 3,
}  # fmt: skip
COVER = {
    NAMED: ["Hidden Estate,guard,daily,06:00,01:00,2024-01-01,", "B,gate,daily,04:00,06:00,2024-01-01,"],
    SOME_DAYS: ["A,guard,daily,04:00,24:00,2024-01-01,", "A,patrol,Mon-Thu,00:00,04:00,2024-01-01,"],
    MIDNIGHT: ["A,guard,daily,02:00,22:00,2024-01-01,"],
    COVERED: ["A,guard,daily,06:00,22:00,2024-01-01,"],
    OVER: ["A,guard,daily,06:00,22:00,2024-01-01,2024-02-01", "B,guard,daily,06:00,22:00,2025-01-01,"],
    FEW: [f"Estate {n},guard,daily,06:00,22:00,2024-01-01," for n in range(7)],
    ENOUGH: [
        *(f"Estate {n},guard,daily,06:00,22:00,2024-01-01," for n in range(7)),
        "Estate 8,guard,daily,06:00,23:00,2024-01-01,",
    ],
    LONE: ["A,guard,daily,01:00,02:00,2024-01-01,"],
    HIDDEN: [f"Estate {n},guard,daily,06:00,22:00,2024-01-01," for n in range(8)],
}


def lay(store, path, cover, nature=Nature.TEST):
    """Import hours of cover, by county."""
    rows = [f"{SUBJECT.country.county(code).name},{row}" for code, rows in cover.items() for row in rows]
    path.write_text("\n".join([HEADER, *rows]))
    clerk = Clerk(store, OPERATOR, "tester", date(2025, 1, 1), KENYA, is_upload=False)
    assert import_cover(clerk, CoverFile(path, "Estates", nature)).rejected == 0


def incidents(county, count):
    return [incident(f"{county}{n}", date(2024, 3, n // 24 % 28 + 1), n % 24, county_code=county) for n in range(count)]


def ranges():
    began = incident("a", hour=8)["occurred_from"]
    whole = {"hour": 8, "occurred_hour": None, "county_code": RANGE}
    rows = [incident(f"a{n}", **whole, occurred_to=began + timedelta(hours=8)) for n in range(16)]
    return [*rows, incident("long", **whole, occurred_to=began + timedelta(days=4))]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cover")
    store = new_store(folder / "store")
    store_rows(store, [*ranges(), *(row for case in ROW_COUNTS.items() for row in incidents(*case))])
    lay(store, folder / "cover.csv", COVER)
    return store


def ring(store, *counties, scope=OPERATOR):
    return cover_ring(store, scope, Choices(county_codes=counties), SUBJECT)


def said(result):
    return [str(sentence) for sentence in result.sentences]


def test_without_cover_or_with_that_of_another_nature_the_ring_says_so_and_still_counts(store, tmp_path):
    store_rows(store, incidents(KISUMU, 240))
    result = ring(store)
    assert said(result)[0].startswith("No cover recorded")
    assert set(result.rows.state) == {"not_recorded"}
    assert result.rows.incident_count.tolist() == [10.0] * 24
    lay(store, tmp_path / "cover.csv", {KISUMU: COVER[COVERED]}, Nature.SYNTHETIC)
    result = ring(store)
    assert "are synthetic and the incidents test" in said(result)[0]
    assert set(result.rows.state) == {"not_recorded"}


def test_uncovered_hours_are_named_with_the_incidents_of_their_own(filled):
    result = ring(filled, NAMED)
    assert result.rows.hour[result.rows.state == "uncovered"].tolist() == [1, 2, 3]
    assert "No cover is recorded in the hours 01:00-04:00, on any day." in said(result)
    assert said(result)[-1].startswith("About 30 of 240 incidents happened in those hours (likely ")
    assert result.uncovered.lower < 30 < result.uncovered.upper
    assert result.area_count == 2
    assert result.rows.covered_share[[0, 2, 5]].tolist() == [0.5, 0, 0.5]


def test_hours_covered_on_some_days_only_are_named_apart(filled):
    result = ring(filled, SOME_DAYS)
    assert set(result.rows.state[:4]) == {"some_days"}
    # Of 28 days twelve are Fridays to Sundays.
    assert result.uncovered.value == pytest.approx(12 * 4)


def test_a_span_over_midnight_is_one_span(filled):
    assert "No cover is recorded in the hours 22:00-02:00, on any day." in said(ring(filled, MIDNIGHT))


def test_incidents_of_counties_without_cover_are_not_counted_against_it(filled):
    assert ring(filled, COVERED, NAIROBI).rows.incident_count.sum() == 240
    only = ring(filled, NAIROBI)
    assert said(only)[0].startswith("No cover recorded")
    assert only.rows.incident_count.sum() == 48


def test_hours_that_do_not_hold_at_the_end_of_the_period_are_left_out(filled):
    assert said(ring(filled, OVER))[0].startswith("No cover recorded")


def test_the_public_sees_cover_only_of_counties_with_eight_areas(filled):
    few = ring(filled, FEW, scope=PUBLIC)
    assert "fewer than 8 areas" in said(few)[0]
    assert set(few.rows.state) == {"not_recorded"}
    shown = ring(filled, FEW, ENOUGH, LONE, scope=PUBLIC)
    assert (shown.county_count, shown.area_count) == (1, 10)
    assert "No cover is recorded in the hours 23:00-06:00, on any day." in said(shown)
    # One estate of eight, which is 12.5 of 100.
    assert shown.rows.covered_share[22] == pytest.approx(0.1)
    assert all(count % 5 == 0 for count in shown.rows.incident_count)


def test_hidden_hours_make_it_too_few_to_say(filled):
    result = ring(filled, HIDDEN, scope=PUBLIC)
    assert said(result)[-1] == "Too few incidents to say how many happened in those hours."
    assert result.rows.incident_count.isna().all()


def test_a_range_of_time_counts_in_part_for_each_hour(filled):
    result = ring(filled, RANGE)
    assert result.rows.incident_count[8:16].tolist() == pytest.approx([2.0] * 8)
    assert result.rows.incident_count.sum() == pytest.approx(16)
    assert "of 16 only a range of time is known" in str(result.ranges)
    assert str(result.ranges).endswith("missing: 1.")


def test_no_name_of_an_area_leaves_the_store(filled):
    assert "Hidden Estate" in query(filled, "SELECT area_name FROM cover").area_name.tolist()
    result = ring(filled, NAMED)
    assert "Hidden Estate" not in str(result.rows.to_dict()) + " ".join(said(result))


def told_of(uncovered=(), some_days=(), estimate=SOME):
    states = [
        "uncovered" if hour in uncovered else "some_days" if hour in some_days else "covered" for hour in range(24)
    ]
    rows = pd.DataFrame({"hour": range(24), "state": states})
    return [str(one) for one in cover_sentences(rows, estimate, 7, 2)]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([1, 2, 3], "01:00-04:00"),
        ([23, 0, 1], "23:00-02:00"),
        ([1, 5], "01:00-02:00, 05:00-06:00"),
        (range(24), "00:00-00:00"),
    ],
)
def test_uncovered_hours_are_named_as_spans(hours, words):
    assert f"No cover is recorded in the hours {words}, on any day." in told_of(hours)


def test_incidents_of_those_hours_have_range_and_base():
    assert told_of([1])[-1] == "About 120 of 1102 incidents happened in those hours (likely 101 to 142)."


@pytest.mark.parametrize("flag", [Flag.HIDDEN, Flag.NO_DATA, Flag.UNSTABLE])
def test_few_incidents_are_too_few_to_say(flag):
    assert told_of([1], estimate=Estimate(3, 1, 8, 20, "test", flag))[-1].startswith("Too few incidents")


def test_days_that_differ_are_said_apart():
    sentences = told_of([3], [1, 2])
    assert "No cover is recorded in the hours 03:00-04:00, on any day." in sentences
    assert "On some days no cover is recorded in the hours 01:00-03:00." in sentences


def test_a_covered_day_promises_nothing_about_safety():
    sentences = told_of()
    assert len(sentences) == 2
    assert "at least one" in sentences[1]
    assert not any("safe" in one for one in sentences)


def test_why_there_is_nothing_to_lay_over_the_incidents_is_said():
    assert str(no_cover_sentence()).startswith("No cover recorded")
    assert "synthetic" in str(other_nature_sentence(Nature.SYNTHETIC, Nature.TEST))
    assert "fewer than 8 areas" in str(too_few_areas_sentence(8))
