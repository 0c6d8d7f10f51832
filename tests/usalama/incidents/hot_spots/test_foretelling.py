"""What the map of the period before was worth, beside a plain list and the best possible."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import OPERATOR, PUBLIC, store_rows, subject
from tests.stores import new_store
from tests.usalama.incidents.hot_spots.cell_examples import COUNTY, scattered_rows
from tests.usalama.incidents.hot_spots.cell_sentences import assert_no_threat, assert_said_everywhere, said
from usalama.errors import NothingFound
from usalama.incidents.hot_spots.foretelling import foretelling, foretelling_sentences
from usalama.model import Choices, Estimate, Flag, Period

SUBJECT = subject()
LAST_YEAR = Choices(Period(date(2024, 1, 1), date(2024, 12, 31)))


@pytest.fixture(scope="module")
def hot_store(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("hot") / "store")
    store_rows(store, scattered_rows(1_500, hot=900))
    return store


def asked(store, scope=OPERATOR, choices=LAST_YEAR):
    return foretelling(store, scope, choices, SUBJECT, COUNTY)


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC])
def test_what_stays_at_its_place_is_foretold(hot_store, scope):
    result = asked(hot_store, scope)
    rows = result.rows.set_index("map_kind")
    assert result.before == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert rows.hit_share["neighbours"] > 0.2
    assert rows.hit_share["plain"] > 0.2
    assert (rows.hit_share <= rows.hit_share["best"] + 1e-9).all()
    assert rows.pei["best"] == pytest.approx(1)
    assert rows.pai["plain"] == pytest.approx(rows.hit_share["plain"] / 0.05)
    said = str(result.finding)
    assert said.startswith(f"{result.place.name}: ")
    assert "likely" in said
    assert "would catch about 5" in said
    assert "plain list" in str(result.sentences[0])


def test_reports_anywhere_are_hardly_foretold(store):
    store_rows(store, scattered_rows(2_000))
    rows = asked(store).rows.set_index("map_kind")
    assert rows.hit_share["neighbours"] < 0.12


def test_a_curve_goes_from_nothing_to_everything(hot_store):
    curve = asked(hot_store).curve
    for _, own in curve.groupby("map_kind"):
        assert (own.area_share.iloc[0], own.hit_share.iloc[0]) == (0, 0)
        assert own.hit_share.iloc[-1] == pytest.approx(1)
        assert own.hit_share.is_monotonic_increasing


def test_without_as_long_a_time_before_nothing_is_said(hot_store):
    with pytest.raises(NothingFound, match="as long a time just before"):
        asked(hot_store, choices=Choices(Period(date(2023, 7, 1), date(2024, 12, 31))))


def test_days_are_held_against_as_many_days_before(hot_store):
    result = asked(hot_store, choices=Choices(Period(date(2024, 3, 11), date(2024, 6, 20))))
    assert result.before.end == date(2024, 3, 10)
    assert result.before.days == result.about.period_used.days


def test_public_reports_are_the_sum_of_the_cells_shown(hot_store):
    assert asked(hot_store, PUBLIC).incident_count % 5 == 0


def test_a_few_reports_foretell_nothing(store):
    store_rows(store, scattered_rows(24))
    assert "Too few" in str(asked(store).finding)


HIGH = Estimate(0.44, 0.40, 0.48, 900, "m")
EVERY_SENTENCE = [
    *foretelling_sentences(HIGH, Estimate(0.3, 0.2, 0.4, 900, "m"), 5),
    *foretelling_sentences(HIGH, Estimate(0.6, 0.5, 0.7, 900, "m"), 5),
    *foretelling_sentences(HIGH, Estimate(0.43, 0.4, 0.5, 900, "m"), 5),
    *foretelling_sentences(Estimate(None, None, None, 0, "m", Flag.NO_DATA), HIGH, 5),
]


@pytest.mark.parametrize(("naive", "words"), [(0.30, "did better"), (0.60, "did worse"), (0.43, "no clear difference")])
def test_a_map_is_held_against_the_plain_list(naive, words):
    first, second = foretelling_sentences(HIGH, Estimate(naive, naive - 0.05, naive + 0.05, 900, "m"), 5)
    assert "44 (likely 40 to 48)" in said(first)
    assert words in said(second)


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_no_sentence_has_a_bare_percentage_a_rank_or_a_threat(sentence):
    assert_no_threat(sentence)


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_every_sentence_is_said_in_every_language(sentence):
    assert_said_everywhere(sentence)
