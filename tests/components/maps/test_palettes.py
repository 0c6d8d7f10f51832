"""Colours can be told apart, by people who see fewer of them too, and what must be seen stands out from white."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from components.drawing.charts import OKABE_ITO, OUTLINE
from components.drawing.shared_charts import build_mix
from components.incidents.funnel import HIGHER_COLOUR, INSIDE_COLOUR, LOWER_COLOUR
from components.maps.palettes import (
    LOOKS,
    OTHERS,
    certainty_colours,
    change_colours,
    class_colours,
    class_labels,
    is_dark,
    luminance,
)
from components.maps.pictures import BORDER, BORDER_ON_DARK, INK
from tests.components.maps.palette_report import VISIONS, contrast, difference, lab, nearest, palettes, report

# Of lightness (WCAG's ratio): what a projector still shows.
LEAST_FOR_NEIGHBOURS = 1.35
# What is drawn without an outline, and so must stand out from white by itself (WCAG 1.4.11), and text (1.4.3).
LEAST_FOR_MARKS, LEAST_FOR_TEXT = 3.0, 4.5
# CIEDE2000 is about 1 where two colours are just told apart; every category has a second cue besides.
LEAST_DIFFERENCE = 9.0


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("palette", palettes(), ids=lambda palette: palette.name)
def test_colours_that_stand_beside_each_other_can_be_told_apart(palette, vision):
    assert nearest(palette, vision) >= LEAST_DIFFERENCE


@pytest.mark.parametrize("colour", [*OKABE_ITO[:6], HIGHER_COLOUR, INSIDE_COLOUR, LOWER_COLOUR, OUTLINE, BORDER])
def test_marks_stand_out_from_white(colour):
    assert contrast(colour) >= LEAST_FOR_MARKS


def test_text_stands_out_from_white():
    assert contrast(INK) >= LEAST_FOR_TEXT
    assert contrast("#000000") >= LEAST_FOR_TEXT


def test_bars_have_an_outline_since_some_of_their_fills_are_faint():
    faint = [colour for colour in OKABE_ITO if contrast(colour) < LEAST_FOR_MARKS]
    assert faint == ["#E69F00", "#56B4E9"]
    rows = pd.DataFrame({"place_name": ["a"], "category_name": ["b"], "incident_count": [3]})
    mark = build_mix(rows, type("Visit", (), {"_": staticmethod(str)})()).to_dict()["mark"]
    assert contrast(mark["stroke"]) >= LEAST_FOR_MARKS


def test_lines_of_places_stand_out_from_white_and_from_the_fills_they_are_drawn_around():
    assert contrast(BORDER, LOOKS["outside"]["fill"]) >= LEAST_FOR_MARKS
    for fill in (*class_colours(6), *(LOOKS[kind]["fill"] for kind in OTHERS)):
        assert contrast(BORDER_ON_DARK if is_dark(fill) else BORDER, fill) >= LEAST_FOR_MARKS


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 7])
def test_neighbouring_classes_are_told_apart_on_a_projector(count):
    colours = class_colours(count)
    assert len(set(colours)) == count
    ratios = [(luminance(light) + 0.05) / (luminance(dark) + 0.05) for light, dark in itertools.pairwise(colours)]
    assert min(ratios) >= LEAST_FOR_NEIGHBOURS


@pytest.mark.parametrize("vision", VISIONS)
def test_what_is_no_number_is_no_colour_of_the_scale_and_each_has_a_look_of_its_own(vision):
    looks = [(LOOKS[kind]["fill"], LOOKS[kind].get("path"), LOOKS[kind].get("turn")) for kind in OTHERS]
    assert len(set(looks)) == len(OTHERS)
    for kind in OTHERS:
        # Without a pattern the colour alone must tell.
        if "path" in LOOKS[kind]:
            assert contrast(LOOKS[kind]["ink"], LOOKS[kind]["fill"]) >= 2.5
        else:
            shades = (LOOKS[kind]["fill"], *class_colours(6), LOOKS["ground"]["land"])
            first, *others = (lab(shade, vision) for shade in shades)
            assert min(difference(first, other) for other in others) > 4


def test_a_change_has_a_grey_middle_and_two_sides_that_everybody_tells_apart():
    colours = change_colours(2)
    red, green, blue = (int(colours[2][start : start + 2], 16) for start in (1, 3, 5))
    assert max(red, green, blue) - min(red, green, blue) < 16
    for vision in VISIONS:
        assert difference(lab(colours[0], vision), lab(colours[-1], vision)) > 30
    with pytest.raises(ValueError, match="at least one shade"):
        change_colours(0)


def test_a_darker_class_is_more_for_everybody():
    for vision in VISIONS:
        lightness = [lab(colour, vision)[0] for colour in class_colours(6)]
        assert lightness == sorted(lightness, reverse=True)
        sure = [lab(colour, vision)[0] for colour in certainty_colours(3)[::2]]
        assert sure == sorted(sure, reverse=True)


def test_hatches_are_seen_on_every_fill_that_is_hatched():
    for fill in (*certainty_colours(3)[1::2], *class_colours(6)):
        assert contrast(LOOKS["few"]["onDark" if is_dark(fill) else "onLight"], fill) >= LEAST_FOR_MARKS


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_difference_equals_the_published_one(one, other, published):
    # Sharma, Wu & Dalal (2005), Color Res Appl 30:21-30, table 1.
    assert difference(np.array(one), np.array(other)) == pytest.approx(published, abs=1e-4)


def test_black_and_white_are_the_greatest_contrast():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)


def test_the_report_names_every_palette():
    assert all(palette.name in report() for palette in palettes())


def brightness(colour):
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_higher_class_is_always_darker():
    shades = [brightness(colour) for colour in class_colours(7)]
    assert shades == sorted(shades, reverse=True)
    assert shades[0] > 200 > 60 > shades[-1]


def test_one_class_has_one_colour():
    assert len(class_colours(1)) == 1


def test_no_class_is_refused():
    with pytest.raises(ValueError, match="at least one class"):
        class_colours(0)


def test_there_is_a_label_for_each_class():
    labels = class_labels((10, 50, 100), lambda number: f"{number:g}")
    assert labels == ("< 10", "10 – 50", "50 – 100", "≥ 100")


def test_a_single_class_has_a_label():
    assert class_labels((), lambda number: f"{number:g}") == ("≥ 0",)
