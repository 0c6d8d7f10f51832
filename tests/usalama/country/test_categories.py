"""Two levels of categories, and the lists that they map to."""

import csv
import re

import pytest

from usalama.country.categories import Categories, load_categories
from usalama.errors import InputRefused
from usalama.settings import PROJECT_FOLDER

KENYA = PROJECT_FOLDER / "data" / "kenya"
GROUPS = {
    "violent",
    "property",
    "drugs_alcohol",
    "gang_youth",
    "firearm",
    "gender_based",
    "public_order",
    "traffic",
    "other",
}
# KNBS, Economic Survey: "Crimes reported to police".
ECONOMIC_SURVEY = {
    "Homicide",
    "Offences against morality",
    "Other offences against persons",
    "Robbery",
    "Breakings",
    "Theft of stock",
    "Stealing",
    "Theft by servant",
    "Vehicle and other thefts",
    "Dangerous drugs",
    "Traffic",
    "Criminal damage",
    "Economic crimes",
    "Corruption",
    "Offences involving police officers",
    "Offences involving tourists",
    "Other penal code offences",
}
NO_OFFENCE = {"gunshots", "protest", "suspicious_activity"}


@pytest.fixture(scope="module")
def categories() -> Categories:
    return load_categories(KENYA)


@pytest.fixture
def folder(tmp_path):
    for name in ("category_groups.csv", "categories.csv"):
        (tmp_path / name).write_bytes((KENYA / name).read_bytes())
    return tmp_path


def test_the_groups_are_those_that_everything_else_is_built_on(categories):
    assert {group.code for group in categories.groups} == GROUPS


def test_every_group_has_categories(categories):
    assert {category.group_code for category in categories.categories} == GROUPS


def test_no_category_has_the_code_of_a_group(categories):
    assert not GROUPS & {category.code for category in categories.categories}


def test_codes_are_plain_words_and_names_are_unique(categories):
    codes = [category.code for category in categories.categories]
    names = [category.name for category in categories.categories]
    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", code) for code in codes)
    assert len(set(names)) == len(names)


def test_every_category_of_the_economic_survey_has_its_own(categories):
    mapped = {category.economic_survey_category for category in categories.categories}
    assert mapped - {""} == ECONOMIC_SURVEY


def test_every_offence_and_nothing_else_has_a_code_of_the_international_classification(categories):
    for category in categories.categories:
        if category.code in NO_OFFENCE:
            assert (category.economic_survey_category, category.iccs_code) == ("", "")
        else:
            # Two digits for the section, four for the division, five for the group.
            assert re.fullmatch(r"(0[1-9]|1[01])(\d\d\d?)?", category.iccs_code)


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("homicide", "01"),
        ("assault", "02"),
        ("rape", "03"),
        ("robbery", "04"),
        ("breaking", "05"),
        ("dangerous_drugs", "06"),
        ("corruption", "07"),
        ("public_disorder", "08"),
        ("firearm_offence", "09"),
        ("other_offence", "11"),
    ],
)
def test_offences_stand_in_their_section_of_the_international_classification(categories, code, section):
    assert categories.category(code).iccs_code[:2] == section


def test_a_group_means_all_its_categories_and_a_category_itself(categories):
    assert categories.expand(["firearm"]) == {"firearm_offence", "gunshots"}
    assert categories.expand(["robbery"]) == {"robbery"}
    assert categories.expand(["firearm", "gunshots", "robbery"]) == {"firearm_offence", "gunshots", "robbery"}
    assert categories.expand([]) == frozenset()


def test_the_groups_together_are_everything_once(categories):
    parts = [categories.expand([group.code]) for group in categories.groups]
    assert sum(map(len, parts)) == len(frozenset().union(*parts)) == len(categories.categories)


def test_an_unknown_token_is_refused_by_name(categories):
    with pytest.raises(InputRefused) as refusal:
        categories.expand(["robbery", "homicde"])
    assert refusal.value.sentence.values == {"name": "homicde", "suggestion": "homicide"}
    with pytest.raises(InputRefused, match="zzz is no category"):
        categories.expand(["zzz"])
    for ask in (categories.category, categories.name):
        with pytest.raises(InputRefused):
            ask("Robbery ")


def test_groups_and_categories_have_names(categories):
    assert categories.name("violent") == "Violent offences"
    assert categories.name("stock_theft") == "Theft of stock"


def test_a_group_is_no_category(categories):
    with pytest.raises(InputRefused):
        categories.category("violent")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("robbery,violent,Again,Robbery,0401", "The category code robbery is used twice"),
        ("violent,violent,As a group,Robbery,0401", "The category code violent is used twice"),
        ("new,nonsense,New,Robbery,0401", "There is no group nonsense"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(folder, row, message):
    with (folder / "categories.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(InputRefused, match=message):
        load_categories(folder)


def test_a_table_without_a_column_is_refused(folder):
    rows = list(csv.reader((folder / "categories.csv").read_text(encoding="utf-8").splitlines()))
    (folder / "categories.csv").write_text("\n".join(",".join(row[:-1]) for row in rows), encoding="utf-8")
    with pytest.raises(InputRefused, match=r"categories.csv is not right at row 2, iccs_code"):
        load_categories(folder)
