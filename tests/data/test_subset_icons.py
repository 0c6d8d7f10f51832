"""The icons that are sent are those in use, all of them, and few."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette

from components.shell import serving
from components.shell.small_icons import SMALL_FONT, STREAMLITS_FONT
from tests.asking_a_server import ask

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
SCRIPT = PROJECT_FOLDER / "data" / "icon" / "subset_icons.py"
MOST_BYTES = 20_000


@pytest.fixture(scope="module")
def script():
    module = module_from_spec(spec_from_file_location("subset_icons", SCRIPT))
    module.__spec__.loader.exec_module(module)
    return module


def test_the_installed_streamlit_has_its_font_where_ours_takes_its_place(script):
    assert (script.STREAMLIT / "static" / STREAMLITS_FONT.removeprefix("/")).is_file()


def test_every_icon_in_use_is_sent(script):
    whole = TTFont(script.STREAMLIT / "static" / STREAMLITS_FONT.removeprefix("/"))
    known = script.names_in_use() & script.names_in(whole)
    assert known >= {"link", "expand_more", "keyboard_double_arrow_left"}
    assert known - script.names_in(TTFont(SMALL_FONT)) == set(), "run data/icon/subset_icons.py"


def test_they_are_light():
    assert SMALL_FONT.stat().st_size < MOST_BYTES


def test_whoever_asks_for_the_whole_font_is_led_to_ours():
    application = Starlette(routes=serving.routes({}), middleware=serving.middleware())
    status, headers, _body = ask(application, STREAMLITS_FONT)
    assert (status, headers["cache-control"]) == (307, "no-cache")
    status, answered, body = ask(application, headers["location"], accept_encoding="gzip")
    assert (status, body) == (200, SMALL_FONT.read_bytes())
    assert answered["content-type"] == "font/woff2"
