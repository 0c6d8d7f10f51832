"""The server's settings: every name is one that the installed Streamlit knows, and texts can be read."""

import tomllib
from pathlib import Path

import pytest
import streamlit.config

CONFIG = tomllib.loads((Path(__file__).resolve().parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
NAMES = [f"{section}.{name}" for section, options in CONFIG.items() for name in options]


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", NAMES)
def test_streamlit_knows_the_option(name):
    assert name in streamlit.config._config_options_template


@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor"])
def test_text_stands_out_from_its_background(text, background):
    assert contrast(CONFIG["theme"][text], CONFIG["theme"][background]) >= 4.5


@pytest.mark.parametrize("colour", CONFIG["theme"]["chartCategoricalColors"])
def test_lines_of_charts_stand_out_from_the_page(colour):
    assert contrast(colour, CONFIG["theme"]["backgroundColor"]) >= 3


def test_fonts_are_those_of_the_machine():
    assert not any("http" in CONFIG["theme"][name] for name in ("font", "headingFont", "codeFont"))
    assert "fontFaces" not in CONFIG["theme"]


def test_nothing_is_told_to_anybody():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_only_this_machine_is_served():
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert set(CONFIG["server"]["allowedHosts"]) == {"localhost", "127.0.0.1", "::1"}
