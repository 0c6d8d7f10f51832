"""Places by key and name, the two kinds of codes, people, and the small map."""

import json
from datetime import date

import numpy as np
import pytest
import shapely

from usalama.country import Country, load_country
from usalama.country.boundaries import MAP_BYTES
from usalama.errors import InputRefused
from usalama.model import Period, Place, PlaceLevel
from usalama.settings import PROJECT_FOLDER

CENSUS_2009, CENSUS_2019 = date(2009, 8, 24), date(2019, 8, 24)


@pytest.fixture(scope="module")
def kenya() -> Country:
    return load_country(PROJECT_FOLDER / "data" / "kenya")


def test_a_folder_is_read_once(kenya):
    assert load_country(PROJECT_FOLDER / "data" / "kenya") is kenya


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("county:042", "county:042"),
        ("city:kisumu", "city:kisumu"),
        ("country:KE", "country:KE"),
        ("region:rift_valley", "region:rift_valley"),
        ("constituency:238", "constituency:238"),
        ("Kenya", "country:KE"),
        ("Rift Valley", "region:rift_valley"),
        ("Kisumu East", "constituency:238"),
        ("  elgeyo marakwet ", "county:028"),
    ],
)
def test_a_place_is_found_by_key_and_by_name(kenya, asked, key):
    assert kenya.place(asked).key == key


@pytest.mark.parametrize("name", ["Kisumu", "NAIROBI", "nakuru", "Mombasa"])
def test_a_bare_name_means_the_city_rather_than_the_county(kenya, name):
    assert kenya.place(name).level == PlaceLevel.CITY


def test_every_place_is_found_again_by_its_key(kenya):
    for level in PlaceLevel:
        assert kenya.places(level)
        for place in kenya.places(level):
            assert kenya.place(place.key) == place


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Muranga", "021"),
        ("Murang'a", "021"),
        ("MURANG’A", "021"),
        ("murang`a county", "021"),
        ("Nairobi", "047"),
        ("Nairobi City", "047"),
        ("Nairobi City County", "047"),
        ("Elgeyo/Marakwet", "028"),
        ("Elegeyo-Marakwet", "028"),
        ("Taita/Taveta", "006"),
        ("TAITA TAVETA", "006"),
        ("Tharaka-Nithi", "013"),
        ("Tharaka Nithi", "013"),
        ("Homabay", "043"),
        ("Homa Bay County", "043"),
        ("Trans-Nzoia", "026"),
        ("TransNzoia", "026"),
    ],
)
def test_a_county_is_found_under_all_its_spellings(kenya, written, code):
    assert kenya.county_by_name(written).code == code


def test_an_unknown_county_is_refused_with_the_nearest_spelling(kenya):
    with pytest.raises(InputRefused) as refusal:
        kenya.county_by_name("Kisummu")
    assert refusal.value.sentence.values == {"name": "Kisummu", "suggestion": "Kisumu"}


@pytest.mark.parametrize("name", ["", "Kampala", "§§§", "xyz"])
def test_a_name_like_no_other_is_refused_without_a_suggestion(kenya, name):
    with pytest.raises(InputRefused) as refusal:
        kenya.county_by_name(name)
    assert "suggestion" not in refusal.value.sentence.values


def test_an_unknown_place_and_constituency_are_refused_with_the_nearest_spelling(kenya):
    with pytest.raises(InputRefused, match="did you mean Eldoret"):
        kenya.place("Eldorett")
    with pytest.raises(InputRefused, match="did you mean Westlands"):
        kenya.constituency_by_name("Westland")


def test_national_numbers_and_iso_codes_are_never_mixed(kenya):
    """KE-30 is Nairobi City in ISO 3166-2 while number 030 is Baringo; each code only works as what it is."""
    assert kenya.county("047").iso_code == "KE-30"
    assert kenya.county("030").name == "Baringo"
    assert kenya.county("030").iso_code == "KE-01"
    for county in kenya.counties:
        with pytest.raises(InputRefused):
            kenya.county(county.iso_code)
        with pytest.raises(InputRefused):
            kenya.place(f"county:{county.iso_code}")
        with pytest.raises(InputRefused):
            kenya.place(county.iso_code)
        with pytest.raises(InputRefused):
            kenya.county_by_name(county.iso_code)


def test_a_county_code_must_be_written_in_full(kenya):
    for code in ("42", "0042", "42.0", ""):
        with pytest.raises(InputRefused):
            kenya.county(code)


def test_places_know_their_counties(kenya):
    assert kenya.county_codes_of(kenya.place("county:042")) == ("042",)
    assert kenya.county_codes_of(kenya.place("city:eldoret")) == ("027",)
    assert kenya.county_codes_of(kenya.place("constituency:290")) == ("047",)
    assert kenya.county_codes_of(kenya.place("region:coast")) == ("001", "002", "003", "004", "005", "006")
    assert len(kenya.county_codes_of(kenya.place("country:KE"))) == len(kenya.counties)


def test_a_city_is_its_constituencies(kenya):
    assert kenya.city_code_of("240") == "kisumu"
    assert kenya.city_code_of("244") is None


def test_populations_equal_the_censuses_on_their_days(kenya):
    for county in kenya.counties:
        (_, first), (_, last) = county.populations
        assert kenya.population(county.place, CENSUS_2009) == pytest.approx(first)
        assert kenya.population(county.place, CENSUS_2019) == pytest.approx(last)
    everywhere = kenya.place("Kenya")
    assert kenya.population(everywhere, CENSUS_2009) == pytest.approx(38_610_097)
    assert kenya.population(everywhere, CENSUS_2019) == pytest.approx(47_564_296)


def test_a_county_grows_at_one_rate_between_and_after_the_censuses(kenya):
    kisumu = kenya.place("county:042")
    years = [kenya.population(kisumu, date(year, 8, 24)) for year in (2009, 2019, 2029)]
    # 2009 to 2019 and 2019 to 2029 differ by one leap day in 3,652 and 3,653.
    assert years[1] / years[0] == pytest.approx(years[2] / years[1], rel=1e-4)
    assert years[2] == pytest.approx(1_155_574**2 / 968_909, rel=1e-4)


def test_regions_and_the_country_are_sums_of_their_counties(kenya):
    on = date(2024, 5, 17)
    counties = sum(kenya.population(county.place, on) for county in kenya.counties)
    regions = sum(kenya.population(region.place, on) for region in kenya.regions)
    assert kenya.population(kenya.place("Kenya"), on) == pytest.approx(counties) == pytest.approx(regions)


def test_a_city_grows_at_the_rate_of_its_county(kenya):
    on = date(2025, 1, 1)
    for city, county in (("city:kisumu", "county:042"), ("city:thika", "county:022")):
        grown, people = (
            kenya.population(kenya.place(key), on) / kenya.population(kenya.place(key), CENSUS_2019)
            for key in (county, city)
        )
        assert people == pytest.approx(grown)


def test_a_city_that_fills_its_county_has_its_people(kenya):
    on = date(2023, 3, 1)
    for city, county in (("city:nairobi", "county:047"), ("city:mombasa", "county:001")):
        assert kenya.population(kenya.place(city), on) == pytest.approx(kenya.population(kenya.place(county), on))


def test_no_population_is_made_up_for_a_constituency(kenya):
    with pytest.raises(InputRefused, match="No population is known"):
        kenya.population(kenya.place("constituency:238"), CENSUS_2019)


def test_person_years_of_a_year_are_about_the_people_at_its_middle(kenya):
    place = kenya.place("county:042")
    for year in (2023, 2024):
        whole = kenya.person_years(place, Period(date(year, 1, 1), date(year, 12, 31)))
        assert whole == pytest.approx(kenya.population(place, date(year, 7, 2)), rel=2e-4)


def test_person_years_of_one_day_are_a_year_s_share_of_the_people_at_mid_month(kenya):
    place = kenya.place("county:042")
    day = kenya.person_years(place, Period(date(2024, 2, 29), date(2024, 2, 29)))
    assert day == pytest.approx(kenya.population(place, date(2024, 2, 15)) / 366)


def test_person_years_of_two_periods_add_up(kenya):
    place = kenya.place("city:nakuru")
    first, last, middle = date(2023, 11, 5), date(2024, 2, 20), date(2023, 12, 13)
    parts = kenya.person_years(place, Period(first, middle)) + kenya.person_years(
        place, Period(date(2023, 12, 14), last)
    )
    assert parts == pytest.approx(kenya.person_years(place, Period(first, last)))


def test_the_nearest_constituency_is_that_of_the_same_county_only(kenya):
    # The point of Roysambu, said to be in Kiambu, has its nearest constituency in Kiambu.
    longitude, latitude = np.array([36.878542, 36.878542]), np.array([-1.208012, -1.208012])
    codes = kenya.constituency_near(np.array(["047", "022"], dtype=object), longitude, latitude)
    assert codes[0] == "279"
    assert next(one.county_code for one in kenya.constituencies if one.code == codes[1]) == "022"


def test_each_constituency_is_nearest_to_itself(kenya):
    county, x, y, expected = zip(
        *((one.county_code, one.longitude, one.latitude, one.code) for one in kenya.constituencies), strict=True
    )
    assert tuple(kenya.constituency_near(np.array(county, object), np.array(x), np.array(y))) == expected


def test_a_town_lies_in_its_own_constituency_though_another_s_middle_is_nearer(kenya):
    thika = next(town for town in kenya.towns if town.name == "Thika")
    middles = {
        one.code: np.hypot(one.longitude - thika.longitude, one.latitude - thika.latitude)
        for one in kenya.constituencies
    }
    assert min(middles, key=middles.get) == "113"
    x, y = np.array([thika.longitude]), np.array([thika.latitude])
    assert kenya.constituency_near(np.array(["022"], object), x, y).tolist() == ["114"]


def test_no_point_and_no_county_have_no_constituency(kenya):
    codes = kenya.constituency_near(
        np.array(["047", "", "047"], dtype=object), np.array([np.nan, 36.8, 36.8]), np.array([-1.28, -1.28, np.nan])
    )
    assert codes.tolist() == ["", "", ""]


def test_the_map_is_small_and_names_every_county_by_its_code(kenya):
    content = kenya.map_geometry()
    assert len(content) < MAP_BYTES
    features = json.loads(content)["features"]
    assert {feature["id"]: feature["properties"] for feature in features} == {
        county.code: {"name": county.name} for county in kenya.counties
    }


def test_neighbours_on_the_map_share_their_lines(kenya):
    areas = [shapely.from_geojson(json.dumps(one["geometry"])) for one in json.loads(kenya.map_geometry())["features"]]
    assert shapely.is_valid(areas).all()
    assert shapely.coverage_is_valid(areas)


def test_places_are_plain_values(kenya):
    assert kenya.place("county:042") == Place(PlaceLevel.COUNTY, "042", "Kisumu")
