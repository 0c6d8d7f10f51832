"""What others published about real places: as printed, with its doubts, the same for everybody and without a store."""

from __future__ import annotations

import inspect
import json
import math
from datetime import date

import pandas as pd
import pytest
from typer.testing import CliRunner

from usalama.__main__ import app
from usalama.country.printed_figures import Figures, figures_of
from usalama.country.subject import load_subject
from usalama.errors import InputRefused
from usalama.incidents.published import published_counties as counties_module
from usalama.incidents.published.published_counties import published_counties
from usalama.incidents.published.published_nation import published_nation
from usalama.incidents.published.published_place import published_about
from usalama.model import Nature
from usalama.settings import Settings

SUBJECT = load_subject(Settings())
COUNTRY = SUBJECT.country


def county(code: str, year: int | None = None) -> pd.Series:
    return published_counties(SUBJECT, year).rows.set_index("county_code").loc[code]


def about(place: str):
    return published_about(SUBJECT, COUNTRY.place(place))


def test_the_newest_year_is_taken_and_the_others_are_named_with_what_is_known():
    result = published_counties(SUBJECT)
    assert result.year == 2024
    assert dict(result.known_by_year) == {2024: 16, 2023: 4, 2022: 24, 2021: 17}
    assert list(result.known_by_year) == [2024, 2023, 2022, 2021]


@pytest.mark.parametrize("year", [2024, 2023, 2022, 2021])
def test_every_county_has_a_row_and_what_is_not_printed_is_unknown(year):
    result = published_counties(SUBJECT, year)
    assert list(result.rows.county_code) == [one.code for one in COUNTRY.counties]
    unknown = result.rows[result.rows.state == "unknown"]
    assert len(unknown) == 47 - result.known_by_year[year] == 47 - result.n_known
    assert unknown.crime_count.isna().all()
    assert unknown.rate_per_100k.isna().all()
    assert set(unknown.map_class) == {-1}
    assert set(unknown.source) == {""}


def test_a_rate_is_the_printed_count_over_the_people_of_its_year():
    nairobi = county("047", 2024)
    people = COUNTRY.population(COUNTRY.county("047").place, date(2024, 7, 1))
    assert nairobi.crime_count == 9717
    assert nairobi.rate_per_100k == pytest.approx(100_000 * 9717 / people)
    assert nairobi.population == round(people)


def test_the_police_s_own_rate_is_near_ours_where_both_are_known():
    # 326 was printed for Meru in 2021, on the people of 2019; ours is on those of 2021, who were more.
    meru = county("012", 2021)
    assert meru.crime_count == 5032
    assert 100_000 * 5032 / COUNTRY.population(COUNTRY.county("012").place, date(2019, 8, 24)) == pytest.approx(
        326, abs=1
    )
    assert 310 < meru.rate_per_100k < 326


def test_a_rate_without_its_count_is_marked_as_printed():
    for code, rate in {"024": 108, "037": 107, "002": 104}.items():
        row = county(code, 2021)
        assert (row.state, row.rate_per_100k) == ("rate", rate)
        assert row.crime_count is pd.NA
        assert "census of 2019" in row.note
    assert "only a rate was printed: 3" in str(published_counties(SUBJECT, 2021).caveats[1])


def test_figures_that_disagree_are_both_kept_and_said():
    garissa, wajir = county("007", 2024), county("008", 2024)
    assert (garissa.crime_count, garissa.also_printed, garissa.note) == (646, (358,), "One outlet prints 358.")
    assert (wajir.crime_count, wajir.also_printed, wajir.note) == (358, (373,), "One outlet prints 373.")
    assert "more for Kiambu" in county("047", 2023).note


def test_police_units_are_given_to_no_county():
    result = published_counties(SUBJECT, 2024)
    units = dict(zip(result.units.place, result.units.value, strict=True))
    assert units == {"Railway Police": 108, "Airport Police": 87}
    counted = int(result.rows.crime_count.sum())
    assert counted == 39_375
    assert f"{counted}" in str(result.finding)
    assert not set(units) & set(result.rows.county_name)


def test_the_finding_says_how_much_of_the_country_is_known():
    assert str(published_counties(SUBJECT, 2022).finding) == (
        "Crimes recorded by the police in 2022 are known for 24 of 47 counties: 64748 of the 88083 in the whole "
        "country."
    )


def test_counties_and_units_never_exceed_what_the_whole_country_recorded():
    for year in published_counties(SUBJECT).known_by_year:
        result = published_counties(SUBJECT, year)
        assert result.rows.crime_count.sum() + result.units.value.sum() <= result.national


def test_classes_mean_the_same_in_every_year_and_rise_with_the_rate():
    results = [published_counties(SUBJECT, year) for year in (2021, 2022, 2023, 2024)]
    assert len({one.breaks for one in results}) == 1
    assert list(results[0].breaks) == sorted(results[0].breaks)
    assert len(results[0].breaks) == 5
    for one in results:
        known = one.rows[one.rows.map_class >= 0].sort_values("rate_per_100k")
        assert known.map_class.is_monotonic_increasing


def test_every_figure_names_its_source_with_a_date_and_is_real():
    for year in (2021, 2022, 2023, 2024):
        result = published_counties(SUBJECT, year)
        known = result.rows[result.rows.state != "unknown"]
        assert result.nature is Nature.REAL
        assert known.source.str.contains(r"\(20\d\d(?:-\d\d)*\)$").all()
        assert set(known.source) <= {one.words for one in result.sources}


def test_a_year_without_figures_is_refused_with_those_that_have_some():
    with pytest.raises(InputRefused, match="for 1999; there are figures for 2021, 2022, 2023, 2024"):
        published_counties(SUBJECT, 1999)


def test_a_country_without_published_figures_says_so(monkeypatch):
    monkeypatch.setattr(counties_module, "figures_of", lambda _: Figures(()))
    with pytest.raises(InputRefused, match="No figure about the counties of Kenya is at hand"):
        published_counties.__wrapped__(SUBJECT)


def test_no_report_takes_a_store_or_a_scope():
    for report in (published_counties, published_nation, published_about):
        assert not {"store", "scope"} & set(inspect.signature(report.__wrapped__).parameters)


def test_the_nation_s_newest_total_is_told_with_its_change():
    assert published_nation(SUBJECT).finding.template.startswith(
        "Crimes recorded in {place}: {count} in {year}, {change} fewer"
    )
    values = published_nation(SUBJECT).finding.values
    assert (values["count"], values["year"], values["change"]) == (101220, "2024", 3622)
    assert values["share"] == pytest.approx(100 * 3622 / 104842)


def test_each_kind_is_set_against_the_year_before_where_both_were_printed():
    rows = published_nation(SUBJECT).rows.set_index(["category", "year"])
    assert rows.loc[("robbery", 2023)].change == 3988 - 3125
    assert rows.loc[("homicide", 2024)].change_per_100 == pytest.approx(100 * (3015 - 3031) / 3031)
    assert math.isnan(rows.loc[("robbery", 2018)].change)
    assert ("robbery", 2024) not in rows.index
    assert rows.loc[("", 2023)].also_printed == (104881,)
    assert len(rows.index.levels[0]) == 11


def test_a_county_s_sheet_has_a_row_for_each_year_and_says_which_are_unknown():
    result = about("county:042")
    known = {int(row.year): row.value for row in result.rows.itertuples() if row.is_known}
    assert known == {2022: 2038, 2021: 2258}
    assert [(row.year, row.is_known) for row in result.rows.itertuples()] == [
        (2024, False),
        (2023, False),
        (2022, True),
        (2021, True),
    ]
    assert [str(one) for one in result.unknown] == [
        "Police officers here: no figure was found.",
        "How many victims tell the police here: no figure was found.",
    ]
    assert "Kisumu in 2022: 2038" in str(result.finding)


def test_a_county_of_which_nothing_is_published_is_said_to_be_unknown():
    result = about("county:010")
    assert str(result.finding) == "No figure about crimes recorded in Marsabit was found."
    assert not result.rows.is_known.any()


def test_a_survey_of_a_region_is_named_as_the_region_s():
    result = about("county:037")
    assert {(row.place, row.category, row.value) for row in result.around.itertuples()} == {
        ("Western", "any drug", 26.4),
        ("Western", "alcohol", 23.8),
    }
    assert not {"any drug", "alcohol"} & set(result.rows.category)
    assert "107" in str(result.finding)


def test_figures_that_disagree_stand_side_by_side_on_the_sheet():
    rows = about("county:008").rows
    assert list(rows[rows.year == 2024].value) == [358, 373]


def test_the_country_has_its_police_and_surveys_and_no_kinds_of_crime():
    rows = about("Kenya").rows
    assert set(rows[rows.name == "people_per_officer"].value) == {688, 512, 479}
    assert set(rows[rows.name == "police_officers"].value) == {104080, 108013}
    assert 51 in set(rows[rows.name == "victims_who_reported"].value)
    assert set(rows[rows.name == "crimes_reported"].category) == {""}
    assert list(rows[(rows.name == "crimes_reported") & (rows.year == 2023)].value) == [104842, 104881]


@pytest.mark.parametrize("place", ["city:kisumu", "city:nairobi"])
def test_nothing_of_a_county_is_given_to_a_city(place):
    result = about(place)
    assert result.rows.empty
    assert result.around.empty
    assert "look at the county" in str(result.unknown[0])


def test_every_published_figure_of_a_county_stands_on_its_sheet():
    on_sheets = sum(int(about(one.place.key).rows.is_known.sum()) for one in COUNTRY.counties)
    assert on_sheets == sum(1 for one in figures_of(COUNTRY).all if one.county_code)


def asked(tmp_path, *options: str) -> str:
    done = CliRunner().invoke(app, ["report", "published", *options], env={"USALAMA_STORE": str(tmp_path / "new")})
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_newcomer_s_empty_store_gives_the_figures_as_json(tmp_path):
    answer = json.loads(asked(tmp_path))
    assert answer["nature"] == "real"
    assert len(answer["rows"]) == 47
    assert {one["state"] for one in answer["rows"]} == {"count", "unknown"}
    assert answer["years"] == [2021, 2022, 2023, 2024]
    assert all(one["source"] and "note" in one for one in answer["sources"])


def test_the_file_is_the_same_for_the_public_and_the_operator(tmp_path):
    public = asked(tmp_path, "--year", "2022", "--format", "csv")
    assert public == asked(tmp_path, "--year", "2022", "--format", "csv", "--scope", "operator")
    rows = public.splitlines()
    assert rows[0].endswith("also_printed,nature,publication")
    assert all(row.endswith("real,public") for row in rows[1:])
    assert len(rows) == 48
