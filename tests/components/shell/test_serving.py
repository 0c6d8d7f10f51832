"""What the server answers besides the pages."""

import gc
import json
import sys
import time

import pytest
from starlette.applications import Starlette

from components.shell import serving
from components.shell.addresses import JQUERY, LEAFLET, LIBRARIES, MARKER_CLUSTER, asset_address, geometry_address
from components.shell.serving import LaterLoading
from tests.asking_a_server import ask, run

SHAPES = b'{"type":"FeatureCollection","features":[]}'


@pytest.fixture
def application():
    return Starlette(routes=serving.routes({"counties": SHAPES}), middleware=serving.middleware())


@pytest.mark.parametrize(
    "path",
    [
        f"{LEAFLET.root}/leaflet.js",
        f"{LEAFLET.root}/leaflet.css",
        f"{MARKER_CLUSTER.root}/leaflet.markercluster.js",
        f"{JQUERY.root}/jquery.min.js",
        f"{LIBRARIES[3].root}/leaflet_heat.min.js",
        asset_address("place_map/place_map.js"),
        asset_address("icon.png"),
        geometry_address("counties", SHAPES),
    ],
)
def test_files_with_a_versioned_address_are_kept_for_ever(application, path):
    status, headers, body = ask(application, path)
    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert body


def test_it_says_that_it_is_not_ready_for_everything_yet(application):
    assert ask(application, "/readyz")[::2] == (503, b"loading")


def test_shapes_come_as_they_are(application):
    status, headers, body = ask(application, geometry_address("counties", SHAPES))
    assert (status, headers["content-type"], json.loads(body)["features"]) == (200, "application/json", [])


def test_other_shapes_have_another_address():
    assert geometry_address("counties", SHAPES) != geometry_address("counties", SHAPES + b" ")


def test_an_address_of_the_past_is_not_answered(application):
    assert ask(application, "/geometry/counties-000000000000.json")[0] == 404


@pytest.mark.parametrize("path", ["/vendor/leaflet/1.9.3.0/../../../etc/passwd", "/vendor/leaflet/1.9.3.0//etc/passwd"])
def test_no_file_outside_the_libraries_is_given(application, path):
    assert ask(application, path)[0] == 404


def test_health_is_answered_and_never_kept(application):
    status, headers, body = ask(application, "/healthz")
    assert (status, body, headers["cache-control"]) == (200, b"ok", "no-store")


@pytest.mark.parametrize("path", ["/healthz", "/no-such-page", f"{LEAFLET.root}/leaflet.js"])
def test_every_answer_carries_the_security_headers(application, path):
    headers = ask(application, path)[1]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"].replace("https:", "")


def test_policy_names_no_other_host():
    sources = serving.CONTENT_SECURITY_POLICY.replace(";", " ").split()
    assert not [source for source in sources if "." in source or source in {"*", "http:", "https:"}]


def test_loading_at_start_freezes_what_was_loaded():
    async def start():
        async with serving.load_at_start(None):
            return gc.get_freeze_count()

    try:
        assert run(start()) > 10_000
    finally:
        gc.unfreeze()


def test_streamlit_folium_is_not_loaded_at_start():
    assert not any("streamlit" in name for name in serving.LOADED_AT_START)


def test_it_is_not_done_before_it_began():
    loading = LaterLoading(("json",), seconds=60)
    assert not loading.is_done
    loading.start()
    assert not loading.wait(0.05)
    loading.stop()


def test_it_is_done_when_everything_is_loaded():
    sys.modules.pop("wave", None)
    loading = LaterLoading(("wave",), seconds=0)
    loading.start()
    assert loading.wait(20)
    assert "wave" in sys.modules


def test_stopping_before_it_begins_loads_nothing():
    loading = LaterLoading(("json",), seconds=0.2)
    loading.start()
    loading.stop()
    time.sleep(0.4)
    assert not loading.is_done
