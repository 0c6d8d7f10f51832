"""Hours of the week that stand out, and the middle hour."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from tests.examples import OPERATOR, PUBLIC, arriving, incident, store_table, subject
from tests.stores import new_store
from usalama.incidents.map.incident_map import county_detail
from usalama.incidents.response.compared_hours import compared_weeks
from usalama.incidents.response.hours_of_week import clock, hours_named, ranges_sentence
from usalama.incidents.response.week_pattern import block_sentence, middle_sentence, week_pattern
from usalama.model import Choices, Estimate, Flag

SUBJECT = subject()
MONDAY = date(2024, 3, 4)


def week(planted=0, each=30):
    """As many incidents in every block of four hours, and more on Friday from 20:00 on."""
    rows = [
        incident(f"{day}-{block}-{n}", MONDAY + timedelta(days=day), 4 * block + n % 4)
        for day in range(7)
        for block in range(6)
        for n in range(each)
    ]
    return rows + [incident(f"planted {n}", MONDAY + timedelta(days=4), 21) for n in range(planted)]


# Each county is a case of its own, so that one store serves all.
PLANTED, EVEN, SMALL, NIGHT, FEW, UNKNOWN = (f"{n:03}" for n in range(1, 7))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    cases = {
        PLANTED: week(planted=60),
        EVEN: week(),
        NIGHT: [incident(f"{hour}-{n}", hour=hour) for hour in (23, 0) for n in range(50)],
        FEW: week(each=5),
        UNKNOWN: [incident("a", occurred_hour=None)],
    }
    rows = [
        row | {"county_code": code, "source_record_id": f"{code} {row['source_record_id']}"}
        for code, case in cases.items()
        for row in case
    ]
    store = new_store(tmp_path_factory.mktemp("week") / "store")
    store_table(store, pa.concat_tables([arriving(rows), sure_but_small()]), "first")
    return store


def sure_but_small():
    """A week of 3000 incidents in each block, and 270 more on Friday from 20:00 on."""
    times = 3000 // 4
    whole = arriving(row | {"county_code": SMALL} for row in week(each=4) + week(planted=1, each=0))
    at = np.concatenate([np.repeat(np.arange(whole.num_rows - 1), times), np.repeat(whole.num_rows - 1, 270)])
    names = {"row": np.arange(at.size) + 1_000_000, "source_record_id": [f"small {n}" for n in range(at.size)]}
    table = whole.take(pa.array(at))
    for name, values in names.items():
        table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), pa.array(values))
    return table


def pattern(store, county, scope=OPERATOR):
    return week_pattern(store, scope, Choices(county_codes=(county,)), SUBJECT)


def test_a_planted_block_is_named_beside_what_is_usual(filled):
    for scope in (OPERATOR, PUBLIC):
        result = pattern(filled, PLANTED, scope)
        [sentence] = map(str, result.blocks.sentences)
        assert sentence.startswith("Friday 20:00-00:00: 90")
        assert "would give about" in sentence
        assert result.blocks.rows.is_more.sum() == 1


def test_an_even_week_has_nothing_to_name(filled):
    result = pattern(filled, EVEN)
    assert "No block of hours stands out" in str(result.blocks.sentences[0])
    assert "spread over the whole day" in str(result.middle_sentence)


def test_a_sure_but_small_difference_is_not_named(filled):
    result = pattern(filled, SMALL)
    friday = result.blocks.rows[(result.blocks.rows.weekday == 4) & (result.blocks.rows.block == 20)].iloc[0]
    assert friday.residual > 3
    assert not friday.is_more


def test_the_middle_goes_over_midnight(filled):
    assert "closely around 00:00" in str(pattern(filled, NIGHT).middle_sentence)


def test_hidden_blocks_make_it_too_few_to_say(filled):
    result = pattern(filled, FEW, PUBLIC)
    assert "Too few incidents" in str(result.blocks.sentences[0])
    assert result.blocks.rows.residual.isna().all()
    assert "only a range" in str(result.ranges)


def test_incidents_without_a_known_hour_are_no_data(filled):
    result = pattern(filled, UNKNOWN)
    assert str(result.blocks.sentences[0]) == "No incident has a known hour."
    assert "Too few incidents to say around which hour" in str(result.middle_sentence)


def test_a_county_s_week_is_the_same_wherever_it_is_shown(filled):
    places = tuple(SUBJECT.country.county(code).place for code in (PLANTED, EVEN))
    for scope in (OPERATOR, PUBLIC):
        alone = pattern(filled, PLANTED, scope).blocks
        compared = compared_weeks(filled, scope, Choices(), SUBJECT, places).weeks
        closely = county_detail(filled, scope, Choices(), SUBJECT, PLANTED).week
        for other in (compared[0], closely):
            assert other.rows.equals(alone.rows)
            assert other.sentences == alone.sentences
        # What stands out of one place's week says nothing of another's.
        assert (compared[0].rows.is_more.sum(), compared[1].rows.is_more.sum()) == (1, 0)
        assert len(compared[0].rows) == 42


def middle(value, concentration, flag=Flag.OK, lower=18.0, upper=20.0):
    return str(middle_sentence(Estimate(value, lower, upper, 500, "test", flag), concentration))


@pytest.mark.parametrize(("hour", "words"), [(0, "00:00"), (22.5, "22:30"), (23.999, "00:00"), (19.094, "19:06")])
def test_hours_are_written_as_on_a_clock(hour, words):
    assert clock(hour) == words


def test_a_span_goes_over_midnight():
    assert hours_named(20, 24) == "20:00-00:00"


def test_a_block_has_its_count_and_what_is_usual():
    sentence = str(block_sentence(weekday=4, first_hour=20, hours=4, count=90, usual=(42.4, 64.7)))
    assert sentence == "Friday 20:00-00:00: 90 incidents; the weekday and the hours alone would give about 42 to 65."


def test_a_middle_is_as_strong_as_the_moments_are_close():
    assert "gather closely around 19:00 (likely 18:00 to 20:00" in middle(19.0, 0.8)
    assert "with many at every other hour" in middle(19.0, 0.2)


@pytest.mark.parametrize(
    ("value", "concentration", "flag"), [(19.0, 0.05, Flag.OK), (19.0, 0.8, Flag.UNSTABLE), (None, 0.0, Flag.UNSTABLE)]
)
def test_moments_all_round_the_clock_have_no_middle(value, concentration, flag):
    assert "no hour is their middle" in middle(value, concentration, flag)


def test_no_moments_are_too_few_to_say():
    nothing = Estimate(None, None, None, 0, "test", Flag.NO_DATA)
    assert str(middle_sentence(nothing, None)).startswith("Too few")


def test_hidden_counts_of_ranges_are_said_as_such():
    assert str(ranges_sentence(100, None, 0)).startswith("100 incidents; of 1 to 7 only a range")
