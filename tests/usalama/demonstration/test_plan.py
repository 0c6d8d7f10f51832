"""The plan: what was published, and what fills the gaps."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from usalama.country import load_country
from usalama.country.categories import load_categories
from usalama.country.printed_figures import Figures, load_figures
from usalama.demonstration import DEFAULT_ROWS
from usalama.demonstration.patterns import load_patterns
from usalama.demonstration.plan import Effect, five_years_to, last_full_month, make_plan
from usalama.errors import InputRefused
from usalama.settings import Settings

COUNTRY = load_country(Settings().country)
CATEGORIES = load_categories(COUNTRY.folder)
PATTERNS = load_patterns(COUNTRY.folder, CATEGORIES)


def plan(until, figures=None, row_count=1_000):
    return make_plan(row_count, until, COUNTRY, CATEGORIES, figures or load_figures(), PATTERNS)


def in_year(made, year, category=None):
    is_year = [month.year == year for month in made.months]
    columns = [category in (None, kind.code) for kind in made.categories]
    return made.expected[np.ix_(is_year, columns)].sum()


def test_five_years_are_sixty_months_to_the_last():
    months = five_years_to(date(2026, 2, 14))
    assert (len(months), months[0], months[-1]) == (60, date(2021, 3, 1), date(2026, 2, 1))


def test_the_last_full_month_has_ended():
    assert last_full_month(date(2026, 11, 23)) == date(2026, 10, 1)
    assert last_full_month(date(2026, 1, 31)) == date(2025, 12, 1)


def test_at_the_default_size_rates_are_nearly_those_published_and_others_say_by_how_much():
    default = plan(date(2026, 10, 1), row_count=DEFAULT_ROWS)
    assert DEFAULT_ROWS == 450_000
    assert default.scale == pytest.approx(0.9, abs=0.05)
    assert plan(date(2026, 10, 1), row_count=2 * DEFAULT_ROWS).scale == pytest.approx(2 * default.scale)


def test_published_totals_and_categories_are_met_exactly():
    made = plan(date(2023, 12, 1))
    assert in_year(made, 2019) == pytest.approx(93411)
    assert in_year(made, 2023) == pytest.approx(104842)
    assert in_year(made, 2021, "robbery") == pytest.approx(2456)
    assert in_year(made, 2022, "stock_theft") == pytest.approx(2679)


def test_sexual_offences_of_no_category_of_their_own_are_what_is_left_of_those_against_morality():
    made = plan(date(2022, 12, 1))
    parts = ("rape", "defilement", "abduction", "other_morality")
    assert sum(in_year(made, 2022, part) for part in parts) == pytest.approx(7199)


def test_years_after_the_last_published_one_stand_at_its_level():
    made = plan(date(2028, 12, 1))
    assert in_year(made, 2024) == pytest.approx(101220)
    assert in_year(made, 2028) == pytest.approx(101220)


def test_a_category_keeps_its_last_published_share():
    made = plan(date(2024, 12, 1))
    assert in_year(made, 2024, "robbery") == pytest.approx(101220 * 3988 / 104842)


def test_a_year_that_was_not_published_has_the_share_between_its_neighbours():
    known = load_figures().all
    without = Figures(tuple(one for one in known if (one.category, one.year) != ("robbery", 2020)))
    made = plan(date(2022, 12, 1), without)
    share = (2858 / 93411 + 2456 / 81272) / 2
    assert in_year(made, 2020, "robbery") == pytest.approx(69645 * share)


def test_categories_that_are_no_offence_get_no_rows():
    codes = {kind.code for kind in plan(date(2024, 12, 1)).categories}
    assert not codes & {"gunshots", "protest", "suspicious_activity"}


def test_published_counties_have_their_share_and_the_rest_shares_by_population():
    made = plan(date(2024, 12, 1))
    share = dict(zip(made.county_codes, made.county_shares, strict=True))
    assert sum(share.values()) == pytest.approx(1)
    # Two police units are in no county; what they reported is nobody's share.
    assert share["047"] == pytest.approx(8512 / (88083 - 142 - 46))
    unpublished = [COUNTRY.county(code).place for code in ("037", "041")]
    people = [COUNTRY.population(place, date(2022, 7, 1)) for place in unpublished]
    assert share["037"] / share["041"] == pytest.approx(people[0] / people[1])


def test_without_national_totals_there_is_no_demonstration():
    with pytest.raises(InputRefused, match="No national totals"):
        plan(date(2024, 12, 1), Figures(()))


def test_joining_lowers_a_countys_part_and_keeps_the_total_of_the_month():
    effect = Effect(0.8, {"047": date(2024, 3, 1)})
    made = make_plan(1_000, date(2024, 12, 1), COUNTRY, CATEGORIES, load_figures(), PATTERNS, effect)
    before, after = (dict(zip(made.county_codes, made.shares_in(date(2024, m, 1)), strict=True)) for m in (2, 3))
    assert after["047"] == pytest.approx(0.8 * before["047"])
    assert after["001"] == before["001"]
    assert (made.expected == plan(date(2024, 12, 1)).expected).all()
