"""Pictures of the map: whole files that say what they show and what kind of rows they rest on."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from components.maps import Circle, Legend, PlaceMap, class_colours
from components.maps.geometries import geometries
from components.maps.palettes import LOOKS
from components.maps.picture_ground import Around
from components.maps.pictures import Caption, build_png, build_svg
from usalama.country import load_country
from usalama.model import Nature

COUNTRY = load_country(Path(__file__).resolve().parents[3] / "data" / "kenya")
FILES = geometries(COUNTRY)
CODES = [county.code for county in COUNTRY.counties]
LEGEND = Legend(
    "For every 100,000 people a year",
    tuple((colour, f"class {index}") for index, colour in enumerate(class_colours(5))),
    unstable="too few to be reliable",
    hidden="hidden (1 to 7)",
    silent="no channel",
    missing="no data",
    outside="not chosen",
)
MAP = PlaceMap(
    name="Rates",
    geometry="/geometry/counties.json",
    bounds=COUNTRY.bounds,
    legend=LEGEND,
    credit="Boundaries: ODbL",
    values={code: int(code) % 5 for code in CODES[2:]},
    unstable=frozenset(CODES[5:9]),
    hidden=frozenset(CODES[9:12]),
    silent=frozenset(CODES[12:14]),
    outside=frozenset(CODES[14:16]),
)
LABEL = "Synthetic demonstration data"
CAPTION = Caption(
    title="Reported incidents for every 100,000 people a year",
    subtitle="January 2025 – December 2025 · all counties · robbery",
    source="Source: demonstration",
    nature=Nature.SYNTHETIC,
    nature_label=LABEL,
    notes=("Counts of 1 to 7 are hidden.", "1,234 mapped of 1,300."),
    version="Data version 12",
)
NAME = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>&\"'${x}"


def drawn(place_map=MAP, caption=CAPTION, **more):
    return ElementTree.fromstring(build_svg(place_map, caption, FILES["counties"], **more))


def texts(svg):
    return [element.text for element in svg.iter(f"{NAME}text")]


def fills(svg):
    named = ((element.find(f"{NAME}title"), element.get("fill")) for element in svg.iter(f"{NAME}path"))
    return {title.text: fill for title, fill in named if title is not None}


def test_the_picture_says_what_it_shows_and_what_it_rests_on():
    said = texts(drawn())
    expected = [CAPTION.title, CAPTION.subtitle, LABEL, CAPTION.source, CAPTION.version, MAP.credit, *CAPTION.notes]
    assert set(expected) <= set(said)
    assert {"class 0", "too few to be reliable", "hidden (1 to 7)", "no channel", "no data", "not chosen"} <= set(said)


def test_the_legend_names_only_what_stands_on_the_map():
    said = texts(drawn(replace(MAP, values={code: 1 for code in CODES}, unstable=(), hidden=(), silent=(), outside=())))
    assert "class 0" in said
    assert not {"too few to be reliable", "hidden (1 to 7)", "no channel", "no data", "not chosen"} & set(said)


@pytest.mark.parametrize("nature", [Nature.SYNTHETIC, Nature.TEST])
def test_rows_that_are_not_real_are_never_drawn_without_a_label(nature):
    with pytest.raises(ValueError, match="not real"):
        replace(CAPTION, nature=nature, nature_label="")


def test_real_rows_need_no_label():
    assert LABEL not in texts(drawn(caption=replace(CAPTION, nature=Nature.REAL, nature_label="")))


def test_every_county_is_drawn_in_its_class():
    colour = fills(drawn())
    assert len(colour) == 47
    assert colour["Kisumu"] == LEGEND.classes[42 % 5][0]
    assert colour["Mombasa"] == "url(#missing)"
    assert colour[COUNTRY.counties[12].name] == "url(#silent)"
    assert colour[COUNTRY.counties[14].name] == LOOKS["outside"]["fill"]
    assert colour[COUNTRY.counties[5].name].startswith("url(#unstable-")
    assert colour[COUNTRY.counties[9].name] == "url(#hidden)"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_picture_lies_on_the_ground_that_people_know(language):
    svg = drawn(around=Around(COUNTRY, language))
    said = set(texts(svg))
    assert {"Nairobi", "Mombasa", "Turkana", "UGANDA", "TANZANIA"} <= said
    assert ({"en": "Lake Victoria", "sw": "Ziwa Victoria"}[language]) in said
    assert len(list(svg.iter(f"{NAME}path"))) > 47 + 30


def test_every_pattern_that_is_used_is_there():
    svg = drawn()
    there = {f"url(#{pattern.get('id')})" for pattern in svg.iter(f"{NAME}pattern")}
    used = {one.get("fill") for one in svg.iter() if (one.get("fill") or "").startswith("url")}
    assert used
    assert used <= there


def test_the_picture_refers_to_nothing_outside_itself():
    svg = build_svg(MAP, CAPTION, FILES["counties"])
    assert "href" not in svg
    assert svg.count("http") == 1  # the name of the format


def test_hostile_text_stays_text():
    hostile = replace(CAPTION, title=HOSTILE, source=HOSTILE, notes=(HOSTILE,))
    svg = drawn(replace(MAP, credit=HOSTILE), hostile)
    assert not list(svg.iter(f"{NAME}script"))
    assert any("<script>" in text for text in texts(svg))


def test_long_texts_stay_within_the_picture():
    caption = replace(CAPTION, title="a rather long title " * 12, notes=("a rather long note " * 30,))
    svg = drawn(caption=caption)
    assert max(len(text) for text in texts(svg)) < 140
    bottom = float(svg.get("height"))
    assert all(float(element.get("y")) < bottom for element in svg.iter(f"{NAME}text"))


def test_circles_stand_where_their_places_are():
    keys = [f"constituency:{one.code}" for one in COUNTRY.constituencies[:40]]
    circles = tuple(Circle(key, 4.0, 1, is_hidden=index == 0) for index, key in enumerate(keys))
    svg = drawn(replace(MAP, circles=circles), points=FILES["constituencies"])
    found = list(svg.iter(f"{NAME}circle"))
    assert sum(one.get("r") == "6.9" for one in found) == 40
    assert sum(one.get("fill") == "url(#hidden)" for one in found) == 1


def test_the_png_is_a_picture_of_the_same_shape():
    svg = build_svg(MAP, CAPTION, FILES["counties"])
    picture = Image.open(io.BytesIO(build_png(svg, scale=1.0)))
    assert picture.format == "PNG"
    assert picture.width == 1200
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000)}
    assert tuple(bytes.fromhex(LEGEND.classes[4][0][1:])) in colours


def test_the_label_is_seen_in_the_png():
    svg = build_svg(MAP, CAPTION, FILES["counties"])
    unlabelled = svg.replace(LABEL, "")
    assert build_png(svg, 0.5) != build_png(unlabelled, 0.5)
