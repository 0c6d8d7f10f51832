"""An address that is no page answers in the reader's language."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components.maps.geometries import cell_routes
from components.shell import not_found, serving
from components.shell.menu import ENTRIES, FORMER
from components.shell.not_found import ANSWERED_BY_US, FILES_OF_STREAMLIT, KnownPages
from tests.asking_a_server import ask
from tests.examples import KENYA
from tests.test_streamlit_config import CONFIG
from usalama.country import load_country

HTML = "text/html,application/xhtml+xml"


@pytest.fixture
def application():
    async def pass_on(_request):
        return PlainTextResponse("passed on")

    methods = ["GET", "POST"]
    return Starlette(routes=[Route("/{path:path}", pass_on, methods=methods)], middleware=[Middleware(KnownPages)])


def asked(application, address, method="GET", accept=HTML, **headers):
    return ask(application, address, method, accept=accept, **headers)


@pytest.mark.parametrize(
    "path", ["/nothing", "/nothing/", "/a/b/c", "/methods/more", "//nothing", "/%2e%2e", "/Karibu sana"]
)
def test_an_unknown_address_is_said_to_be_none(application, path):
    status, headers, body = asked(application, path)
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"This page does not exist" in body
    assert 'href="/?lang=en"' in body.decode()


@pytest.mark.parametrize(
    ("address", "preferred", "language"),
    [
        ("/nothing?lang=sw", "en", "sw"),
        ("/nothing", "sw-KE,en;q=0.5", "sw"),
        ("/nothing", "en;q=0.3, sw;q=0.9", "sw"),
        ("/nothing?lang=xx", "fr, sw;q=broken, en;q=0.1", "en"),
        ("/nothing?lang=%00<script>", "", "en"),
        ("/nothing", "fr", "en"),
    ],
)
def test_it_speaks_the_reader_s_language(application, address, preferred, language):
    body = asked(application, address, accept_language=preferred)[2].decode()
    assert f'<html lang="{language}">' in body
    assert ("Ukurasa huu haupo" in body) == (language == "sw")


def test_it_repeats_nothing_of_what_was_asked(application):
    body = asked(application, "/<script>alert(1)</script>?lang=<b>")[2].decode()
    assert "<script" not in body
    assert "<b>" not in body


@pytest.mark.parametrize("name", ["", *ENTRIES, *FORMER])
def test_pages_of_today_and_of_before_pass(application, name):
    assert asked(application, f"/{name}")[0] == 200
    assert asked(application, f"/{name}/")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/health",
        "/_stcore/stream",
        "/media/a.csv",
        "/component/streamlit_folium.st_folium/index.html",
        "/static/js/index.js",
        "/stage",
        "/healthz",
    ],
)
def test_what_others_answer_passes(application, path):
    assert asked(application, path)[2] == b"passed on"


def test_programs_and_forms_get_the_server_s_own_answer(application):
    assert asked(application, "/nothing", accept="*/*")[2] == b"passed on"
    assert asked(application, "/nothing", method="POST")[2] == b"passed on"


def test_no_route_of_ours_is_hidden():
    routes = [*serving.routes({"counties": b"{}"}), *cell_routes(load_country(KENYA))]
    assert {route.path.split("/")[1] for route in routes} <= ANSWERED_BY_US | set(ENTRIES)


def test_no_file_of_streamlit_is_hidden():
    static = Path(streamlit.__file__).parent / "static"
    assert {path.name for path in static.iterdir() if path.is_file()} == FILES_OF_STREAMLIT


@pytest.mark.parametrize(("theme", "own"), [("light", not_found.LIGHT), ("dark", not_found.DARK)])
def test_its_colours_are_those_of_the_pages(theme, own):
    pages = CONFIG["theme"][theme]
    assert own == {"ground": pages["backgroundColor"], "ink": pages["textColor"], "accent": pages["linkColor"]}


def test_it_fetches_nothing(application):
    body = asked(application, "/nothing")[2].decode()
    assert not re.search(r"src=|url\(|https?://", body)
