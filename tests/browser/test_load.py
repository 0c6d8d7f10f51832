"""The viewers of the load test against a real server: they open a page and their choices are taken."""

import pytest

from benchmarks.load import PageFailed, load
from tests.asking_a_server import run
from tests.browser.running import PROJECT_FOLDER


@pytest.fixture
def server(serve, demonstration_store):
    app = PROJECT_FOLDER / "app.py"
    return serve(app, USALAMA_STORE=str(demonstration_store), USALAMA_LOCAL_OPERATOR="1")


def test_viewers_open_a_page_and_choose_again_and_again(server):
    met = run(load(server, "map", viewers=2, seconds=3, every=1))
    assert len(met.opened) == 2
    assert len(met.answers) >= 4
    assert max(met.answers) < 30
    assert min(met.received) > 1000
    assert met.processor_seconds > 0


def test_a_page_that_is_none_is_no_page_to_choose_on(server):
    with pytest.raises(PageFailed, match="no-such-page"):
        run(load(server, "no-such-page", viewers=1, seconds=1, every=1))
