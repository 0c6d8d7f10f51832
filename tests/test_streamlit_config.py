"""The server's settings: every name is one that the installed Streamlit knows, and texts can be read."""

import tomllib
from pathlib import Path

import pytest
import streamlit.config

CONFIG = tomllib.loads((Path(__file__).resolve().parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES = ("light", "dark")
PALES = ("blue", "yellow", "orange", "red", "green", "gray")


def option_names(section, options):
    """Dotted names of all options, those of nested sections included."""
    for name, value in options.items():
        full = f"{section}.{name}"
        yield from option_names(full, value) if isinstance(value, dict) else [full]


NAMES = [name for section, options in CONFIG.items() for name in option_names(section, options)]


def colours(theme):
    return CONFIG["theme"][theme]


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour, ground, share):
    """The colour laid over a ground with so much of it."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + bytes(round(share * one + (1 - share) * other) for one, other in pairs).hex()


@pytest.mark.parametrize("name", NAMES)
def test_streamlit_knows_the_option(name):
    assert name in streamlit.config._config_options_template


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor", *(f"{name}Color" for name in PALES)])
def test_text_stands_out_from_its_background(theme, text, background):
    assert contrast(colours(theme)[text], colours(theme)[background]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
def test_captions_stand_out_though_streamlit_fades_them(theme, background):
    faded = mixed(colours(theme)["textColor"], colours(theme)[background], 0.6)
    assert contrast(faded, colours(theme)[background]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
def test_a_chosen_button_can_be_read_on_its_tint(theme, background):
    accent = colours(theme)["primaryColor"]
    assert contrast(accent, mixed(accent, colours(theme)[background], 0.1)) >= 4.5


@pytest.mark.parametrize(("theme", "least"), [("light", 4.5), ("dark", 3)])
def test_white_can_be_read_on_the_accent(theme, least):
    """Streamlit writes white on it in both; in the dark theme, text in the accent itself leaves no room for more."""
    assert contrast("#ffffff", colours(theme)["primaryColor"]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PALES)
def test_text_of_a_notice_stands_out_from_its_box(theme, name):
    assert contrast(colours(theme)[f"{name}TextColor"], colours(theme)[f"{name}BackgroundColor"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_code_stands_out_from_its_box(theme):
    assert contrast(colours(theme)["codeTextColor"], colours(theme)["codeBackgroundColor"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_lines_of_charts_stand_out_from_the_page(theme):
    background = colours(theme)["backgroundColor"]
    assert [colour for colour in colours(theme)["chartCategoricalColors"] if contrast(colour, background) < 3] == []


def test_dark_knows_every_colour_that_light_knows():
    assert set(colours("light")) == set(colours("dark"))
    assert len(colours("light")["chartCategoricalColors"]) == len(colours("dark")["chartCategoricalColors"])


def test_the_reader_s_machine_decides_between_light_and_dark():
    assert "base" not in CONFIG["theme"]


def test_letters_come_with_streamlit_or_the_machine():
    assert CONFIG["theme"]["font"] == "sans-serif"
    assert not any("http" in CONFIG["theme"][name] for name in ("font", "codeFont"))
    assert "fontFaces" not in CONFIG["theme"]


def test_nothing_is_told_to_anybody():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_only_this_machine_is_served():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert set(CONFIG["server"]["allowedHosts"]) == {"localhost", "127.0.0.1", "::1"}
