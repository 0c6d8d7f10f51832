"""Hours of cover a week, from the rows that feed the ring, and what the public may know of them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import KENYA, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import enter_cover
from usalama.incidents.response.cover_ring import cover_ring
from usalama.model import Choices, Nature
from usalama.programme.assets import assets

SUBJECT = subject()
DAY = date(2025, 1, 15)
ENOUGH, TOO_FEW, AN_ODD_KIND, AN_ODD_GATE, AN_ODD_GUARD = "047", "001", "032", "003", "022"
THIS_MONTH, NEXT_MONTH, NOTHING = "004", "005", "006"


def shift(area, kind="gate", hours=("06:00", "18:00"), county="042", weekdays="daily", begins=date(2024, 1, 1)):
    return {
        "county": county, "area_name": area, "kind": kind, "weekdays": weekdays, "from_hour": hours[0],
        "to_hour": hours[1], "valid_from": begins,
    }  # fmt: skip


def lay(store, *rows):
    clerk = Clerk(store, OPERATOR, "tester", DAY, KENYA, is_upload=True)
    assert enter_cover(clerk, list(rows), "Estates", Nature.TEST).rejected == 0


def estates(count, county, kinds=("gate", "guard"), **more):
    return [shift(f"Estate {number}", kind, county=county, **more) for number in range(count) for kind in kinds]


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    """Kisumu by hand, and counties with enough areas, too few, and one that could be told; only for reading."""
    store = new_store(tmp_path_factory.mktemp("assets") / "store")
    kisumu = [shift("A"), shift("A", hours=("12:00", "20:00")), shift("C", hours=("00:00", "24:00"))]
    lay(
        store,
        *kisumu,
        shift("B", "patrol", ("22:00", "02:00"), weekdays="Fri,Sat"),
        *estates(8, ENOUGH),
        *estates(7, TOO_FEW, ("gate",)),
        *estates(8, AN_ODD_KIND),
        shift("Estate 0", "patrol", county=AN_ODD_KIND),
        *estates(8, AN_ODD_GATE),
        shift("Elsewhere", county=AN_ODD_GATE),
        *estates(8, AN_ODD_GUARD),
        shift("Elsewhere", "guard", county=AN_ODD_GUARD),
        *estates(8, THIS_MONTH, ("gate",), begins=date(2025, 1, 10)),
        *estates(1, NEXT_MONTH, begins=date(2025, 2, 1)),
    )
    return store


def found(store, scope=OPERATOR, *counties):
    return assets(store, scope, Choices(county_codes=counties), SUBJECT, DAY)


def of(result, county="042"):
    return result.rows[result.rows.county_code == county].set_index("kind")


def said(sentences):
    return [str(sentence) for sentence in sentences]


def test_hours_a_week_are_those_of_each_kind_and_shifts_that_overlap_count_once(laid):
    rows = of(found(laid))
    assert rows.hours_a_week.to_dict() == {"patrol": 8.0, "gate": 14 * 7.0 + 168, "guard": 0.0}
    assert rows.area_count.to_dict() == {"patrol": 1, "gate": 2, "guard": 0}


def test_every_chosen_county_has_its_rows_and_none_is_zero(laid):
    rows = found(laid).rows
    assert len(rows) == 3 * len(SUBJECT.country.counties)
    assert of(found(laid), NOTHING).hours_a_week.tolist() == [0, 0, 0]
    assert set(found(laid, OPERATOR, ENOUGH).rows.county_code) == {ENOUGH}


def test_gates_are_manned_for_part_of_the_day(laid):
    result = found(laid, OPERATOR, "042")
    share = result.gates.set_index("hour").manned_share
    assert (share[3], share[12], result.gate_count) == (0.5, 1.0, 2)
    assert str(result.gate_sentence) == "A gate is manned 19.0 hours a day on average (areas with a gate: 2)."


def test_the_public_cannot_tell_from_the_share_how_many_gates_are_manned(tmp_path):
    store = new_store(tmp_path / "store")
    lay(store, *estates(8, "047", ("gate",)), shift("Estate 0", hours=("18:00", "06:00"), county="047"))
    exact, public = (found(store, scope, "047").gates.manned_share[3] for scope in (OPERATOR, PUBLIC))
    assert (exact, public) == (0.125, pytest.approx(0.1))


def test_hours_that_begin_later_do_not_hold_yet(laid):
    result = found(laid, OPERATOR, NEXT_MONTH)
    assert (result.held.nature, result.rows.hours_a_week.sum()) == (None, 0)
    assert said(result.sentences)[0].startswith("No cover recorded")


def test_the_public_sees_what_held_at_the_end_of_the_last_published_month(laid):
    assert PUBLIC.published_until == date(2024, 12, 31)
    assert found(laid, PUBLIC, THIS_MONTH).rows.hours_a_week.sum() == 0
    assert found(laid, OPERATOR, THIS_MONTH).rows.hours_a_week.sum() == 8 * 84


def test_the_public_sees_a_county_only_where_every_kind_stands_in_eight_areas(laid):
    public = found(laid, PUBLIC)
    # 8 gates of 84 hours are 672; the public sees both rounded to 5.
    shown = of(public, ENOUGH)
    assert (shown.area_count["gate"], shown.hours_a_week["gate"], set(shown.flag)) == (10, 670, {"ok"})
    for county in (TOO_FEW, "042"):
        assert set(of(public, county).flag) == {"hidden"}
        assert of(public, county).hours_a_week.isna().all()
    assert found(laid, PUBLIC, TOO_FEW).gates.empty
    assert "Hidden: 5 counties with recorded hours" in said(public.sentences)[-1]


@pytest.mark.parametrize("county", [AN_ODD_KIND, AN_ODD_GATE, AN_ODD_GUARD])
def test_one_area_cannot_be_told_from_all_kinds_less_one(laid, county):
    assert set(of(found(laid, PUBLIC), county).flag) == {"hidden"}
    assert set(of(found(laid), county).flag) == {"ok"}


def test_sums_are_made_of_what_is_shown(laid):
    public = found(laid, PUBLIC).by_kind.set_index("kind")
    assert (public.county_count["gate"], public.hours_a_week["gate"]) == (1, 670)
    exact = found(laid, OPERATOR, ENOUGH, TOO_FEW).by_kind.set_index("kind")
    assert (exact.county_count["gate"], exact.hours_a_week["gate"]) == (2, 15 * 84)


def test_without_incidents_the_ring_says_why_there_is_none(laid):
    assert said(found(laid).ring_sentences)[0].startswith("The store holds no incidents yet")


def test_what_is_entered_feeds_the_ring(store):
    store_rows(store, [incident(f"i{n}", date(2024, 3, n % 28 + 1), n % 24, county_code="042") for n in range(240)])
    before = cover_ring(store, OPERATOR, Choices(), SUBJECT)
    lay(store, shift("A", hours=("04:00", "01:00")))
    after = cover_ring(store, OPERATOR, Choices(), SUBJECT)
    assert set(before.rows.state) == {"not_recorded"}
    assert after.rows.hour[after.rows.state == "uncovered"].tolist() == [1, 2, 3]
    assert "No cover is recorded in the hours 01:00-04:00, on any day." in said(found(store).ring_sentences)
