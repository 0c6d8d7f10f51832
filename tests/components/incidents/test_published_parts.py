"""What others published, as it is drawn: marked real, the unknown named, every doubt and source beside its figure."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest

from components.drawing.tables import html_table
from components.incidents.published.published_block import build_largest, largest_caption
from components.incidents.published.published_layer import (
    build_county_table,
    build_published_map,
    build_published_picture,
)
from components.incidents.published.published_sheet import build_nation_table, build_place_table
from components.maps.place_map import build_place_message
from components.shell.visit import Visit
from tests.examples import KENYA, OPERATOR, PUBLIC, subject
from usalama.asking.coverage import covered
from usalama.incidents.published.published_counties import published_counties
from usalama.incidents.published.published_nation import published_nation
from usalama.incidents.published.published_place import published_about
from usalama.language import load_language
from usalama.model import Choices

SUBJECT = subject()
COUNTRY = SUBJECT.country


def visit_of(store, scope=PUBLIC, language="en", choices=None) -> Visit:
    return Visit(
        store=store,
        scope=scope,
        held=covered(store, scope),
        language=load_language(language),
        subject=SUBJECT,
        today=date(2026, 11, 30),
        may_be_operator=False,
        country_folder=KENYA,
        choices=choices or Choices(),
    )


@pytest.fixture
def visit(store) -> Visit:
    """A newcomer's: the store has no rows."""
    return visit_of(store)


def place_rows(visit, key):
    result = published_about(SUBJECT, COUNTRY.place(key))
    rows, columns = build_place_table(visit, result.rows, result.sources)
    return rows[list(columns)].rename(columns=columns)


def test_the_map_has_the_known_counties_in_classes_and_no_other(visit):
    result = published_counties(SUBJECT, 2024)
    drawn = build_published_map(visit, result)
    assert len(drawn.values) == 16
    assert set(drawn.values.values()) <= set(range(len(drawn.legend.classes)))
    assert drawn.values["012"] == 5
    assert "042" not in drawn.values


def test_an_unknown_county_is_named_as_such_and_never_as_not_chosen(store):
    drawn = build_published_map(
        visit_of(store, choices=Choices(county_codes=("047",))), published_counties(SUBJECT, 2024)
    )
    assert drawn.outside == frozenset()
    assert drawn.legend.missing == drawn.tooltips["042"] == "not published, or not found"
    assert len(drawn.values) == 16


def test_the_map_says_inside_that_it_is_real_whatever_the_store_holds(known_store):
    drawn = build_published_map(visit_of(known_store), published_counties(SUBJECT, 2024))
    assert drawn.subtitle.startswith("Real figures")
    assert drawn.nature == ""
    assert drawn.name.startswith("Real figures")
    assert "16 of 47 counties: 39,375 of the 101,220" in drawn.title
    assert "Economic Survey 2025 (2025)" in drawn.source


def test_what_is_doubtful_is_hatched_and_told_with_its_source(visit):
    drawn = build_published_map(visit, published_counties(SUBJECT, 2024))
    assert drawn.unstable == {"007", "008", "009"}
    count, note, source = drawn.tooltips["008"].split("\n")
    assert count.startswith("358 crimes recorded in 2024: 42")
    assert note == "One outlet prints 373."
    assert source.endswith("press reports (2026-11)")


def test_a_rate_that_was_printed_says_so(visit):
    drawn = build_published_map(visit, published_counties(SUBJECT, 2021))
    assert "037" not in drawn.unstable
    assert drawn.tooltips["037"].startswith("107 for every 100,000 people in 2021, as printed")


def test_public_and_operator_see_the_same_map(known_store):
    public, operator = (
        build_place_message(build_published_map(visit_of(known_store, scope), published_counties(SUBJECT)), {}, 500)
        for scope in (PUBLIC, OPERATOR)
    )
    assert public == operator


def test_the_picture_says_all_by_itself_without_a_network(visit):
    svg = build_published_picture(visit, published_counties(SUBJECT, 2022))
    said = " ".join(text.strip() for text in ElementTree.fromstring(svg).itertext())
    said = " ".join(said.split())
    for words in (
        "known for 24 of 47 counties: 64,748 of the 88,083 in the whole country.",
        "Real figures",
        "for every 100,000 people, 2022",
        "Economic Survey 2023 (2023); Nairobi News (2023-05-05)",
        "not published, or not found",
        "Railway Police: 142; Kenya Airport Police Unit: 46",
        "Printed by police command",
    ):
        assert words in said
    assert "Synthetic" not in said


def test_the_table_has_every_county_with_its_doubt_and_source(visit):
    rows, columns = build_county_table(visit, published_counties(SUBJECT, 2024))
    shown = rows.set_index("county_name")
    assert len(rows) == 47
    assert list(columns)[-2:] == ["note", "source"]
    assert shown.loc["Kisumu"].note == "not published, or not found"
    assert (shown.loc["Wajir"].also_printed, shown.loc["Wajir"].crime_count) == ("373", 358)
    assert "also_printed" in columns
    assert (shown.loc["Nairobi City"].rate_made, shown.loc["Kisumu"].rate_made) == ("from the count", "")


def test_home_names_the_largest_that_are_known_and_that_others_may_be_larger(visit):
    result = published_counties(SUBJECT)
    rows, columns = build_largest(visit, result)
    assert list(zip(rows.county_name, rows.crime_count, strict=True)) == [
        ("Nairobi City", 9717),
        ("Kiambu", 8865),
        ("Meru", 5487),
        ("Machakos", 4028),
        ("Kilifi", 2725),
    ]
    assert "note" not in columns
    assert "of 16 of 47 counties; one that was not printed may be larger" in largest_caption(visit, result)


def test_home_says_what_is_doubtful_where_anything_is(visit):
    rows, columns = build_largest(visit, published_counties(SUBJECT, 2023))
    assert "note" in columns
    assert "more for Kiambu" in rows.note.iloc[0]


def test_columns_that_say_nothing_are_left_out(visit):
    _, of_2021 = build_county_table(visit, published_counties(SUBJECT, 2021))
    _, of_2022 = build_county_table(visit, published_counties(SUBJECT, 2022))
    assert {"rate_made"} == {"rate_made", "also_printed"} & set(of_2021)
    assert not {"rate_made", "also_printed"} & set(of_2022)


def test_years_without_a_figure_that_follow_each_other_share_a_line(visit):
    assert list(place_rows(visit, "county:010")["Year"]) == ["2024, 2023, 2022, 2021"]
    assert list(place_rows(visit, "county:008")["Year"]) == ["2024", "2024", "2023", "2022", "2021"]


def test_a_figure_without_a_year_has_a_dash(visit):
    rows = published_about(SUBJECT, COUNTRY.place("county:042")).rows.assign(year=pd.NA)
    assert set(build_place_table(visit, rows[rows.is_known], ())[0].year) == {"–"}


def test_a_sheet_has_a_line_for_the_years_that_were_not_found(visit):
    shown = place_rows(visit, "county:042")
    assert list(zip(shown["Year"], shown["Figure"], strict=True)) == [
        ("2024, 2023", "not published, or not found"),
        ("2022", "2,038 crimes"),
        ("2021", "2,258 crimes"),
    ]
    sources = published_about(SUBJECT, COUNTRY.place("county:042")).sources
    assert list(shown["Source"]) == ["", "1", "2"]
    assert sources[0].words.endswith("Nairobi News (2023-05-05)")


def test_a_figure_keeps_the_decimals_that_were_printed(visit):
    result = published_about(SUBJECT, COUNTRY.place("county:037"))
    rows, columns = build_place_table(visit, result.around, result.sources)
    assert list(rows.value) == ["26.4 percent", "23.8 percent"]
    assert "rate_per_100k" not in columns


def test_figures_that_disagree_stand_in_two_lines(visit):
    shown = place_rows(visit, "county:007")
    assert list(shown["Figure"][shown["Year"] == "2024"]) == ["646 crimes", "358 crimes"]
    assert list(shown["What is doubtful"])[:2] == ["One outlet prints 358.", "Printed by one outlet; elsewhere 646."]


def test_the_nation_has_a_row_a_kind_and_leaves_open_what_was_not_printed(visit):
    rows, columns = build_nation_table(visit, published_nation(SUBJECT))
    table = rows.set_index("kind")
    assert list(columns)[1:8] == [str(year) for year in range(2018, 2025)]
    assert (table.loc["all kinds", "2024"], table.loc["all kinds", "change"]) == (101220, "−3.5 (2024)")
    assert table.loc["robbery", "change"] == "+28 (2023)"
    assert table.loc["all kinds", "note"] == "2023: Another page of the survey gives 104,881."
    assert table.loc["rape", "note"] == "Taken to be part of offences against morality."
    made = html_table(visit, rows, columns)
    assert ">104,842<" in made
    assert ">–<" in made


def test_everything_is_said_in_kiswahili_too(store):
    visit = visit_of(store, language="sw")
    drawn = build_published_map(visit, published_counties(SUBJECT, 2024))
    assert drawn.subtitle.startswith("Takwimu halisi")
    assert drawn.tooltips["042"] == "haikuchapishwa, au haikupatikana"
    assert drawn.tooltips["008"].split("\n")[1] == "Chombo kimoja cha habari kinachapisha 373."
    western = published_about(SUBJECT, COUNTRY.place("county:037"))
    rows, _ = build_place_table(visit, western.around, western.sources)
    assert rows.value.iloc[0] == "asilimia 26.4"
