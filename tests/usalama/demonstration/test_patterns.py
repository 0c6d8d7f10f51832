"""The file of assumptions is checked before anything is drawn."""

from __future__ import annotations

import pytest

from usalama.country.categories import load_categories
from usalama.demonstration.patterns import FILE, load_patterns
from usalama.errors import InputRefused
from usalama.settings import Settings

FOLDER = Settings().country
CATEGORIES = load_categories(FOLDER)
SHIPPED = (FOLDER / FILE).read_text()


def test_a_category_changes_only_what_it_names_of_its_groups_habit():
    patterns = load_patterns(FOLDER, CATEGORIES)
    group, robbery = patterns.group["violent"], patterns.habit(CATEGORIES.category("robbery"))
    assert (robbery.hours, robbery.firearm) == ("night", 0.25)
    assert (robbery.weekdays, robbery.delay) == (group.weekdays, group.delay)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("[season]", "[season]\nmood = 1"), "season.mood"),
        (("county_month_sd = 0.08", "county_month_sd = -1"), "season.county_month_sd"),
        (("[category.homicide]", "[category.homicides]"), "did you mean"),
    ],
)
def test_a_wrong_file_is_refused_by_the_place_of_the_mistake(tmp_path, change, complaint):
    (tmp_path / FILE).write_text(SHIPPED.replace(*change))
    with pytest.raises(InputRefused, match=complaint):
        load_patterns(tmp_path, CATEGORIES)


def test_a_country_without_assumptions_has_no_demonstration(tmp_path):
    with pytest.raises(InputRefused, match="no demonstration data"):
        load_patterns(tmp_path, CATEGORIES)
