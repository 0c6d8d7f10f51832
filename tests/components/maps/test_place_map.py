"""What travels to the browser for the map of places."""

import json
from dataclasses import replace

from components.maps.place_map import Circle, Legend, PlaceMap, build_place_message, map_words

WORDS = map_words(lambda english: english)
CODES = [f"{number:03d}" for number in range(1, 48)]
LEGEND = Legend("Rate", tuple((f"#00000{index}", f"class {index}") for index in range(6)), "few", "hidden", "none")
MAP = PlaceMap(
    name="Rates by county",
    geometry="/geometry/counties-abc.json",
    bounds=(33.9, -4.75, 41.95, 5.1),
    legend=LEGEND,
    credit="Boundaries: OpenStreetMap contributors, ODbL",
    values={code: int(code) % 6 for code in CODES},
    unstable=frozenset(CODES[:9]),
    hidden=frozenset({"010"}),
    tooltips={code: "1,234 incidents\n123.4 (110.2 to 137.0) per 100,000 a year" for code in CODES},
)


def test_a_change_of_forty_seven_places_is_about_six_kilobytes():
    assert len(json.dumps(build_place_message(MAP, WORDS, 520))) < 7_000


def test_shapes_travel_as_an_address():
    message = build_place_message(MAP, WORDS, 520)
    assert message["geometry"] == "/geometry/counties-abc.json"
    assert "coordinates" not in json.dumps(message)


def test_bounds_are_turned_to_latitude_first():
    assert build_place_message(MAP, WORDS, 520)["bounds"] == [[-4.75, 33.9], [5.1, 41.95]]


def test_the_same_map_is_the_same_message():
    other = replace(MAP, unstable=frozenset(reversed(CODES[:9])))
    assert build_place_message(other, WORDS, 520) == build_place_message(MAP, WORDS, 520)


def test_circles_travel_as_short_rows():
    circles = (
        Circle("constituency:238", 6.5, 2, "45 incidents"),
        Circle("city:kisumu", 3.0, 1, is_unstable=True),
        Circle("city:thika", 3.0, 1, is_hidden=True),
    )
    assert build_place_message(replace(MAP, circles=circles), WORDS, 520)["circles"] == [
        ["constituency:238", 6.5, 2, "", "45 incidents"],
        ["city:kisumu", 3.0, 1, "unstable", ""],
        ["city:thika", 3.0, 1, "hidden", ""],
    ]


def test_a_change_of_three_hundred_circles_is_under_twenty_kilobytes():
    circles = tuple(
        Circle(f"constituency:{number:03d}", 4.5, 3, "1,235 incidents, 1,100 mapped") for number in range(290)
    )
    message = build_place_message(replace(MAP, circles=circles, values={}, tooltips={}), WORDS, 520)
    assert len(json.dumps(message, separators=(",", ":"))) < 20_000


def test_a_map_knows_its_own_places_alone():
    circled = replace(MAP, circles=(Circle("constituency:238", 6.5),))
    assert circled.knows("042")
    assert circled.knows("constituency:238")
    assert not circled.knows("999")
    assert not circled.knows(None)
    assert not MAP.knows("constituency:238")


def test_a_picked_thing_that_is_no_code_is_unknown():
    assert not MAP.knows({"code": "042"})
    assert not MAP.knows(["042"])


def test_the_words_are_in_the_language_of_the_reader():
    assert map_words(str.upper)["zoom_in"] == "ZOOM IN"
