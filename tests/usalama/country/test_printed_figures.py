"""Public figures: complete with source and date, and as published."""

from __future__ import annotations

import shutil
import tomllib

import pytest

from usalama.country.printed_figures import FIGURES_FOLDER, Source, figures_of, load_figures
from usalama.country.subject import load_subject
from usalama.errors import InputRefused
from usalama.settings import Settings

FIGURES = load_figures()
COUNTRY = load_subject(Settings()).country
HEADING = "name,category,place,county_code,year,value,unit,source_id,note"


def test_every_figure_says_who_said_it_and_when():
    for figure in FIGURES.all:
        assert figure.source.name
        assert figure.source.published or figure.source.quoted


def test_every_source_is_used():
    described = tomllib.loads((FIGURES_FOLDER / "sources.toml").read_text())
    assert {figure.source for figure in FIGURES.all} == {Source(**fields) for fields in described.values()}


def test_figures_that_disagree_both_say_so():
    disagreeing = {}
    for one in FIGURES.all:
        disagreeing.setdefault((one.name, one.category, one.place, one.year), []).append(one)
    disagreeing = {key: found for key, found in disagreeing.items() if len(found) > 1}
    assert {(place, year): [one.value for one in found] for (_, _, place, year), found in disagreeing.items()} == {
        ("Kenya", 2023): [104842, 104881],
        ("Garissa", 2024): [646, 358],
        ("Wajir", 2024): [358, 373],
    }
    for first, second in disagreeing.values():
        assert f"{second.value:,.0f}" in first.note
        assert f"{first.value:,.0f}" in second.note


def test_the_first_of_figures_that_disagree_is_used():
    counties = FIGURES.by_county("crimes_reported", 2024)
    assert (counties["007"].value, counties["008"].value, counties["009"].value) == (646, 358, 373)
    assert FIGURES.by_year("crimes_reported", "Kenya")[2023].value == 104842


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
    assert units == {"Railway Police", "Kenya Airport Police Unit", "Airport Police"}


def test_counties_of_2022_are_those_published():
    counties = FIGURES.by_county("crimes_reported", 2022)
    assert len(counties) == 24
    assert (counties["047"].value, counties["042"].value, counties["009"].value) == (8512, 2038, 337)


@pytest.mark.parametrize(
    ("year", "count", "some"),
    [
        (2024, 16, {"047": 9717, "016": 4028, "005": 401}),
        (2023, 4, {"047": 11108, "022": 9532, "012": 6037, "021": 3660}),
        (2021, 14, {"047": 6686, "032": 4281, "045": 2833, "042": 2258}),
    ],
)
def test_counties_of_other_years_are_those_published(year, count, some):
    counties = FIGURES.by_county("crimes_reported", year)
    assert len(counties) == count
    assert {code: counties[code].value for code in some} == some


def test_what_is_doubtful_about_a_county_is_kept():
    of_2022 = FIGURES.by_county("crimes_reported", 2022)
    assert (of_2022["029"].note, of_2022["009"].note) == (
        "Doubtful: it equals the figure of 2019.",
        "Doubtful: it equals the figure of 2018.",
    )
    assert "more for Kiambu" in FIGURES.by_county("crimes_reported", 2023)["047"].note


def test_printed_rates_are_kept_apart_from_counts():
    rates = {one.place: one.value for one in FIGURES.named("rate_of_crimes_reported")}
    assert rates == {"Meru": 326, "West Pokot": 108, "Kakamega": 107, "Kwale": 104, "Kenya": 170}


def test_counties_have_the_number_of_their_name():
    assert figures_of(COUNTRY) is not None
    assert figures_of(COUNTRY).all == FIGURES.all


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
        ("a,,Kenya,,2024,1,people,,", "row 2: the source is missing"),
        ("a,,Kenya,,2024,1,people", "row 2: the source is missing"),
        ("a,,Kenya,,2024,many,people,kara,", "row 2: year and value must be numbers"),
        ("a,,Kenya,,last year,1,people,kara,", "row 2: year and value must be numbers"),
        ("a,,Kenya,,2024,nan,people,kara,", "row 2: year and value must be numbers"),
        ("a,,Kenya,,2024,-1,people,kara,", "row 2: year and value must be numbers"),
        ("a,,Kenya,,2024,1,people,kara,well,what", "row 2: there are more cells than columns"),
    ],
)
def test_a_wrong_row_is_refused_by_its_number(tmp_path, line, complaint):
    shutil.copy(FIGURES_FOLDER / "sources.toml", tmp_path)
    (tmp_path / "more.csv").write_text(f"{HEADING}\n{line}\n")
    with pytest.raises(InputRefused, match=complaint):
        load_figures(tmp_path)


def test_a_missing_column_is_refused(tmp_path):
    shutil.copy(FIGURES_FOLDER / "sources.toml", tmp_path)
    (tmp_path / "more.csv").write_text("name,value\na,1\n")
    with pytest.raises(InputRefused, match="must have the columns"):
        load_figures(tmp_path)


@pytest.mark.parametrize(
    ("county", "complaint"),
    [
        ("Kisumu,099", "more.csv, row 3: no county has the number 099 and the name Kisumu"),
        ("Kisumu,041", "more.csv, row 3: no county has the number 041 and the name Kisumu"),
        ("Atlantis,042", "more.csv, row 3: no county has the number 042 and the name Atlantis"),
    ],
)
def test_a_figure_of_a_county_that_is_not_known_is_refused_by_its_row(tmp_path, county, complaint):
    shutil.copy(FIGURES_FOLDER / "sources.toml", tmp_path)
    rows = f"a,,Kenya,,2024,1,people,kara,\na,,{county},2024,1,people,kara,\n"
    (tmp_path / "more.csv").write_text(f"{HEADING}\n{rows}")
    with pytest.raises(InputRefused, match=complaint):
        figures_of(COUNTRY, tmp_path)


def test_figures_of_another_country_are_nobodys_here(tmp_path):
    shutil.copy(FIGURES_FOLDER / "sources.toml", tmp_path)
    (tmp_path / "more.csv").write_text(f"{HEADING}\na,,Elsewhere,042,2024,1,people,kara,\n")
    assert figures_of(COUNTRY, tmp_path).all == ()


@pytest.mark.parametrize(
    ("sources", "complaint"),
    [
        ("[kara]\nname = 'KARA'\n", "the source kara has no date"),
        ("[kara]\npublished = '2025'\n", "sources.toml is not right at kara, name"),
        ("[kara\n", "sources.toml is not TOML"),
    ],
)
def test_a_source_without_name_or_date_is_refused(tmp_path, sources, complaint):
    (tmp_path / "sources.toml").write_text(sources)
    with pytest.raises(InputRefused, match=complaint):
        load_figures(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    shutil.copy(FIGURES_FOLDER / "sources.toml", tmp_path)
    (tmp_path / "more.csv").write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(InputRefused, match=r"more\.csv is not text in UTF-8"):
        load_figures(tmp_path)
