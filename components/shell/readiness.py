"""What the server loads only after it has begun to answer, and whether it is done."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from importlib import import_module
from threading import Event, Timer

# Seconds of loading and hundreds of megabytes, needed by Trends and alerts and by Effect alone.
LOADED_LATER = ("statsmodels.tsa.seasonal", "diff_diff")
# Whoever opens the page as soon as the server stands is served before this begins.
SECONDS_AFTER_START = 15.0


class LaterLoading:
    """Load libraries in the background, once.

    Arguments:
        names: modules to import.
        seconds: how long to wait first.
    """

    def __init__(self, names: Sequence[str] = LOADED_LATER, seconds: float = SECONDS_AFTER_START) -> None:
        self._names = names
        self._done = Event()
        self._timer = Timer(seconds, self._load)
        self._timer.daemon = True

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        """Do not begin, if it has not begun yet."""
        self._timer.cancel()

    def wait(self, seconds: float) -> bool:
        """Whether it is done within so many seconds."""
        return self._done.wait(seconds)

    def _load(self) -> None:
        for name in self._names:
            import_module(name)
        # What is loaded for good need not be walked over by every later collection.
        gc.collect()
        gc.freeze()
        self._done.set()
