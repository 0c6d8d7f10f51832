"""Hot spots of one county or city: what stands out, what is said, and what the public gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import h3
import numpy as np
import pytest

from tests.examples import KISUMU, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from tests.usalama.incidents.hot_spots.cell_examples import (
    CITY,
    COARSE_CELLS,
    COUNTRY,
    COUNTY,
    HOT,
    located,
    points_inside,
    scattered_rows,
)
from usalama.disclosure import public_count
from usalama.errors import InputRefused, NothingFound
from usalama.incidents.hot_spots.hot_spots import beside_all_reports, hot_spot_map
from usalama.incidents.map.map_points import map_points
from usalama.model import Choices, Flag, Period

SUBJECT = subject()
ALL = Choices()


@pytest.fixture(scope="module")
def hot_store(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("hot") / "store")
    store_rows(store, scattered_rows(hot=400))
    return store


@pytest.fixture(scope="module")
def even_store(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("even") / "store")
    store_rows(store, scattered_rows())
    return store


def asked(report, store, scope=OPERATOR, choices=ALL, place=COUNTY):
    return report(store, scope, choices, SUBJECT, place)


def test_a_planted_hot_spot_is_found_where_it_is(hot_store):
    result = asked(hot_spot_map, hot_store)
    more = result.rows[result.rows.verdict == "more"]
    assert result.resolution == 7
    assert h3.latlng_to_cell(HOT[1], HOT[0], 7) in set(more.cell)
    distances = [h3.great_circle_distance(h3.cell_to_latlng(cell), HOT[::-1]) for cell in more.cell]
    assert max(distances) < 8
    assert (more.observed_lower > more.usual_upper).all()
    assert "lead one to expect" in str(result.finding)
    assert "usually" in str(result.sentences[0])
    assert result.pattern.p < 0.05


def test_reports_anywhere_have_no_hot_spot(even_store):
    result = asked(hot_spot_map, even_store)
    assert not result.rows.verdict.isin(["more", "fewer"]).any()
    assert str(result.finding).startswith(f"{COUNTY.name}: No clear difference")
    assert "no hot spot" in str(result.sentences[0])


def test_the_operator_gets_every_placed_report_and_how_many_have_no_place(store):
    rows = scattered_rows(500)
    rows += [incident(f"nowhere {number}", county_code=KISUMU) for number in range(11)]
    rows += [located(f"ward {number}", *HOT, date(2024, 1, 5), location_precision="constituency") for number in (1, 2)]
    store_rows(store, rows)
    result = asked(hot_spot_map, store)
    assert result.incident_count == result.rows.incident_count.sum() == 500
    assert result.unplaced_count == 13


def test_the_public_gets_coarse_cells_of_the_rule_and_their_sum(hot_store):
    exact, shown = asked(hot_spot_map, hot_store), asked(hot_spot_map, hot_store, PUBLIC)
    assert shown.resolution == 6
    assert set(shown.rows.cell) == set(COARSE_CELLS)
    counts = shown.rows.incident_count.dropna()
    assert set(counts % 5) == {0}
    assert shown.incident_count == counts.sum()
    assert shown.hidden_cells == shown.rows.incident_count.isna().sum() > 0
    assert shown.unplaced_count is None
    assert exact.rows.incident_count.between(1, 7).any()


def test_the_public_cells_are_those_of_the_incident_map(hot_store):
    here = asked(hot_spot_map, hot_store, PUBLIC).rows
    there = map_points(hot_store, PUBLIC, Choices(county_codes=(KISUMU,)), SUBJECT).rows
    assert sorted(here.incident_count[here.incident_count.fillna(0) > 0]) == sorted(
        there.incident_count[there.incident_count > 0]
    )


def test_the_public_result_depends_on_nothing_but_what_is_shown(tmp_path):
    """Two stores that differ, but not in what the rule shows, give the public the same result."""
    centres = [h3.cell_to_latlng(cell)[::-1] for cell in COARSE_CELLS]
    inside = [
        point for point in centres if COUNTRY.locate(*(np.array([part]) for part in point)).county_code[0] == KISUMU
    ]
    generator = np.random.default_rng(2)
    counts = generator.choice([0, 2, 5, 9, 13, 22, 48], len(inside))
    other = np.array([_same_to_the_public(int(count), generator) for count in counts])
    assert (counts != other).any()
    results = []
    for name, own in (("one", counts), ("other", other)):
        store = new_store(tmp_path / name)
        store_rows(
            store,
            [
                located(f"{place}-{number}", *point, date(2024, number % 12 + 1, 9))
                for place, point in enumerate(inside)
                for number in range(int(own[place]))
            ],
        )
        results.append(asked(hot_spot_map, store, PUBLIC))
    assert results[0].rows.equals(results[1].rows)
    assert [str(one) for one in results[0].sentences] == [str(one) for one in results[1].sentences]
    assert str(results[0].finding) == str(results[1].finding)
    assert (results[0].spread, results[0].gini) == (results[1].spread, results[1].gini)


def _same_to_the_public(count, generator):
    alike = [one for one in range(max(count - 8, 0), count + 8) if public_count(one) == public_count(count)]
    return int(generator.choice(alike))


def test_a_city_is_for_the_operator_and_counts_its_own(store):
    rows = [
        located(f"c{number}", *point, date(2024, 1, 9), city_code="kisumu") for number, point in enumerate([HOT] * 40)
    ]
    rows += [located(f"r{number}", *point, date(2024, 1, 9)) for number, point in enumerate(points_inside(300, 3))]
    store_rows(store, rows)
    result = asked(hot_spot_map, store, place=CITY)
    assert result.incident_count + result.unplaced_count == 40
    with pytest.raises(InputRefused, match="whole counties"):
        asked(hot_spot_map, store, PUBLIC, place=CITY)


@pytest.mark.parametrize("key", ["constituency:238", "region:nyanza"])
def test_other_places_are_refused(even_store, key):
    place = next((one for one in COUNTRY.places("region")), None) if key.startswith("region") else COUNTRY.place(key)
    with pytest.raises(InputRefused, match="one county or one city"):
        asked(hot_spot_map, even_store, place=place)


def test_a_period_without_reports_says_so(even_store):
    with pytest.raises(NothingFound):
        asked(hot_spot_map, even_store, choices=Choices(Period(date(2010, 1, 1), date(2010, 12, 31))))


def test_a_county_without_reports_has_nothing_to_tell(even_store):
    result = asked(hot_spot_map, even_store, place=COUNTRY.place("county:001"))
    assert result.incident_count == 0
    assert set(result.rows.verdict) == {"too_few"}
    assert result.spread is None
    said = (result.finding, *result.sentences)
    assert all("Too few" in str(one) or "Cannot tell" in str(one) or "no hot spot" in str(one) for one in said)


def test_a_few_reports_are_too_few(store):
    store_rows(store, scattered_rows(20))
    result = asked(hot_spot_map, store)
    assert set(result.rows.verdict) == {"too_few"}
    assert result.spread.flag is Flag.UNSTABLE


def test_concentration_stands_beside_what_chance_does(hot_store, even_store):
    hot, even = (asked(hot_spot_map, store) for store in (hot_store, even_store))
    assert hot.spread.lower > hot.spread_by_chance * 1.3
    assert even.spread.value < hot.spread.value
    assert even.gini < hot.gini
    assert "by chance" in str(hot.sentences[-1])


@pytest.fixture(scope="module")
def mixed_store(tmp_path_factory):
    """Twice as many reports where people are, of the same mix; and a corner with more brew than elsewhere."""
    store = new_store(tmp_path_factory.mktemp("mixed") / "store")
    generator = np.random.default_rng(4)
    brew = {"category_code": "illicit_brew", "category_group": "drugs_alcohol"}
    rows = []
    for number, point in enumerate(points_inside(4_000, 5)):
        share = 0.75 if point[0] > 35.05 else 0.2
        rows.append(
            located(
                f"r{number}", *point, date(2024, number % 12 + 1, 9), **(brew if generator.random() < share else {})
            )
        )
    near = np.array(HOT) + generator.normal(0, 0.01, (900, 2))
    rows += [
        located(f"h{number}", *point, date(2024, number % 12 + 1, 9), **(brew if generator.random() < 0.2 else {}))
        for number, point in enumerate(near.tolist())
    ]
    store_rows(store, rows)
    return store


BREW = Choices(categories=("illicit_brew",))


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC])
def test_beside_all_reports_what_follows_people_does_not_stand_out(mixed_store, scope):
    by_number = asked(hot_spot_map, mixed_store, scope, BREW).rows.set_index("cell")
    beside = asked(beside_all_reports, mixed_store, scope, BREW).rows.set_index("cell")
    resolution = h3.get_resolution(beside.index[0])
    town = h3.latlng_to_cell(HOT[1], HOT[0], resolution)
    if scope.is_exact:
        assert by_number.verdict[town] == "more"
    assert beside.verdict[town] != "more"
    corner = [cell for cell in beside.index[beside.verdict == "more"]]
    assert corner
    assert all(h3.cell_to_latlng(cell)[1] > 34.98 for cell in corner)


def test_beside_all_reports_has_base_and_range(mixed_store):
    result = asked(beside_all_reports, mixed_store, choices=BREW)
    assert str(result.finding).startswith("Illicit brew in Kisumu: In ")
    assert "all reports there lead one to expect" in str(result.finding)
    assert "likely" in str(result.sentences[0])
    told = result.rows[result.rows.verdict == "more"]
    assert (told.ratio_lower <= told.ratio).all()
    assert (told.ratio <= told.ratio_upper).all()
    assert (result.rows.incident_count <= result.rows.all_count).all()


def test_results_are_kept_for_all_viewers_of_a_scope(even_store):
    assert asked(hot_spot_map, even_store) is asked(hot_spot_map, even_store)
    assert asked(hot_spot_map, even_store) is not asked(hot_spot_map, even_store, PUBLIC)
    assert asked(hot_spot_map, even_store) is not asked(
        hot_spot_map, even_store, choices=replace(ALL, categories=("stealing",))
    )
