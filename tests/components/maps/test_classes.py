"""Classes: legible limits, colours in order."""

import itertools

import pytest

from components.maps.classes import class_colours, class_labels


def lightness(colour):
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_higher_class_is_always_darker():
    shades = [lightness(colour) for colour in class_colours(7)]
    assert shades == sorted(shades, reverse=True)
    assert shades[0] > 200 > 40 > shades[-1]


def test_neighbouring_classes_can_be_told_apart():
    shades = [lightness(colour) for colour in class_colours(6)]
    assert min(one - other for one, other in itertools.pairwise(shades)) > 20


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
