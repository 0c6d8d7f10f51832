"""Heavy libraries come after the first answer, once, and the server says when they are there."""

import sys
import time

from components.shell.readiness import LaterLoading


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
