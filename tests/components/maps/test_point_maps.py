"""The preview of an import: numbers only, everything from this server, a base that does not change."""

import html

import numpy as np
import pytest
from hypothesis import example, given, strategies

from components.maps.place_map import map_words
from components.maps.point_maps import (
    PREVIEW_POINTS,
    PointMap,
    build_base_map,
    build_clusters,
    encode_for_markup,
    thin,
)

WORDS = map_words(lambda english: english)
HOSTILE = "</script><img src=x onerror=alert(1)>${alert(1)}`"
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`;alert(1);`",
    "\\`${alert(1)}",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "{{7*7}}{% raw %}",
    "\\u003cscript\\u003e",
    "&lt;b&gt;",
    "javascript:alert`1`",
]


def point_map(points=((-0.1, 34.75), (-1.29, 36.82)), **more):
    return PointMap(points, "/geometry/counties-abc.json", (33.9, -4.75, 41.95, 5.1), "OSM, ODbL", **more)


def script_of(base):
    base.get_root().render()
    return base.get_root().script.render()


def links(*elements):
    return [address for element in elements for _, address in element.default_js + element.default_css]


def test_every_library_comes_from_this_server():
    clusters = next(iter(build_clusters(point_map())._children.values()))
    found = links(build_base_map(point_map(), WORDS), clusters)
    assert len(found) == 4
    assert all(address.startswith("/vendor/") for address in found)


def test_the_base_is_the_same_for_all_points():
    one, other = point_map(), point_map([[0.5, 35.0]])
    assert script_of(build_base_map(one, WORDS)) == script_of(build_base_map(other, WORDS))


def test_the_base_sends_an_address_and_no_shapes():
    script = script_of(build_base_map(point_map(), WORDS))
    assert "/geometry/counties-abc.json" in script
    assert len(script) < 3_000


def test_a_greatest_zoom_is_stated_where_there_are_no_tiles():
    assert '"maxZoom": 12' in script_of(build_base_map(point_map(), WORDS))


def test_a_hostile_credit_and_hostile_words_are_only_text():
    hostile = PointMap([], "/geometry/x.json", (33.9, -4.75, 41.95, 5.1), HOSTILE)
    script = script_of(build_base_map(hostile, map_words(lambda _: HOSTILE)))
    assert "<img" not in script
    assert "</script" not in script


@pytest.mark.parametrize("points", [[[HOSTILE, 36.8]], [["-1.2", "36.8"]], [[None, 36.8]], [[float("nan"), 1.0]]])
def test_anything_but_finite_numbers_is_refused(points):
    with pytest.raises((ValueError, TypeError)):
        build_clusters(point_map(points))


def test_no_points_make_an_empty_layer():
    assert next(iter(build_clusters(point_map([]))._children.values())).data == []


def test_points_are_rounded_to_a_metre():
    clusters = build_clusters(point_map([[-1.2345678, 36.8765432]]))
    assert next(iter(clusters._children.values())).data == [[-1.23457, 36.87654]]


def test_a_preview_of_a_large_file_shows_its_first_and_last_point():
    many = np.column_stack([np.linspace(-4, 4, 60_000), np.linspace(34, 41, 60_000)])
    few = thin(many)
    assert len(few) == PREVIEW_POINTS
    assert (few[0] == many[0]).all()
    assert (few[-1] == many[-1]).all()


def test_a_preview_of_a_small_file_shows_all_of_it():
    assert len(thin([[0.0, 36.0]] * 7)) == 7


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_left_to_act_on(payload):
    assert not set(encode_for_markup(payload)) & set("<>\"'`${}\\")
    assert encode_for_markup(payload).replace("&#", "").count("&") == 0


@given(strategies.text())
@example(PAYLOADS[2])
@example(PAYLOADS[10])
def test_a_reader_sees_what_was_written(text):
    assert html.unescape(encode_for_markup(text)) == text


def test_plain_words_stay_as_they_are():
    assert encode_for_markup("Murang’a, Kĩrĩnyaga (Mashariki)") == "Murang’a, Kĩrĩnyaga (Mashariki)"
