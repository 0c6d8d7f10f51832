"""Public figures: complete with source and date, and as published."""

from __future__ import annotations

import shutil
import tomllib

import pytest

from usalama.country.figures import FIGURES_FOLDER, Source, load_figures
from usalama.errors import InputRefused

FIGURES = load_figures()


def test_every_figure_says_who_said_it_and_when():
    for figure in FIGURES.all:
        assert figure.source.name
        assert figure.source.published or figure.source.quoted


def test_every_source_is_used():
    described = tomllib.loads((FIGURES_FOLDER / "sources.toml").read_text())
    assert {figure.source for figure in FIGURES.all} == {Source(**fields) for fields in described.values()}


def test_no_figure_is_given_twice():
    keys = [(one.name, one.category, one.place, one.year) for one in FIGURES.all]
    assert len(keys) == len(set(keys))


def test_national_totals_are_those_published():
    totals = {year: figure.value for year, figure in FIGURES.by_year("crimes_reported", "Kenya").items()}
    assert totals == {
        2018: 88268,
        2019: 93411,
        2020: 69645,
        2021: 81272,
        2022: 88083,
        2023: 104842,
        2024: 101220,
    }


def test_the_page_that_disagrees_about_2023_is_named():
    assert "104,881" in FIGURES.by_year("crimes_reported", "Kenya")[2023].note


def test_police_units_that_are_no_county_have_no_county_code():
    units = {one.place for one in FIGURES.named("crimes_reported") if not one.county_code} - {"Kenya"}
    assert units == {"Railway Police", "Kenya Airport Police Unit"}


def test_counties_of_2022_are_those_published():
    counties = FIGURES.by_county("crimes_reported", 2022)
    assert len(counties) == 24
    assert (counties["047"].value, counties["042"].value, counties["009"].value) == (8512, 2038, 337)


def test_every_ratio_of_people_to_police_is_kept():
    ratios = {one.value for one in FIGURES.named("people_per_officer")}
    assert ratios == {688, 512, 479}


def test_categories_never_exceed_the_total():
    for category in FIGURES.categories("crimes_reported", "Kenya"):
        for year, figure in FIGURES.by_year("crimes_reported", "Kenya", category).items():
            assert figure.value < FIGURES.by_year("crimes_reported", "Kenya")[year].value


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("a,,Kenya,,2024,1,people,nobody,", "row 2: there is no source nobody"),
        ("a,,Kenya,,2024,many,people,kara,", "row 2: year and value must be numbers"),
    ],
)
def test_a_wrong_row_is_refused_by_its_number(tmp_path, line, complaint):
    shutil.copy(FIGURES_FOLDER / "sources.toml", tmp_path)
    (tmp_path / "more.csv").write_text(f"name,category,place,county_code,year,value,unit,source_id,note\n{line}\n")
    with pytest.raises(InputRefused, match=complaint):
        load_figures(tmp_path)


def test_a_missing_column_is_refused(tmp_path):
    shutil.copy(FIGURES_FOLDER / "sources.toml", tmp_path)
    (tmp_path / "more.csv").write_text("name,value\na,1\n")
    with pytest.raises(InputRefused, match="must have the columns"):
        load_figures(tmp_path)
