"""The parent's side of the limited process: started when first needed, then used for every file."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

PACKAGE_PARENT = Path(__file__).resolve().parents[2]
# The reader gets no more of the environment than this, so no secret in it can be read out of a file's fork.
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TZDIR", "LD_LIBRARY_PATH", "COVERAGE_PROCESS_START")
SINGLE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    # Arrow's own allocators reserve address space that the limit counts.
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OPENPYXL_LXML": "False",
    "OPENPYXL_DEFUSEDXML": "True",
}


class ReadingServer:
    """One waiting process for this process; safe to use from several threads.

    Arguments:
        country_folder: the country it prepares for; other folders work, but slower.
    """

    def __init__(self, country_folder: Path) -> None:
        self._country_folder = country_folder
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def start(self) -> None:
        """Start it now, so that the first file need not wait for it."""
        with self._lock:
            self._running()

    def connect(self) -> socket.socket:
        """A new channel, the other end of which a fork for one file has."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                socket.send_fds(self._running(), [b"f"], [theirs.fileno()])
            except (BrokenPipeError, ConnectionResetError):
                # It was killed since the last file.
                self._stop()
                socket.send_fds(self._running(), [b"f"], [theirs.fileno()])
        return ours

    def stop(self) -> None:
        """End it together with whatever it reads."""
        with self._lock:
            self._stop()

    def _running(self) -> socket.socket:
        # After a fork of this process the waiting one still belongs to the first.
        if self._control is None or self._owner != os.getpid():
            self._control = self._launch()
            self._owner = os.getpid()
        return self._control

    def _launch(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        with theirs:
            # -P: nothing is imported from the folder that happens to be the current one.
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-P", "-m", "usalama.ingest.child", str(theirs.fileno()), self._country_folder],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=kept | SINGLE_THREAD | {"PYTHONPATH": str(PACKAGE_PARENT)},
                start_new_session=True,
            )
        return ours

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
            self._process = None


_SERVERS: dict[Path, ReadingServer] = {}
_SERVERS_LOCK = threading.Lock()


def reading_server(country_folder: Path) -> ReadingServer:
    """The one server of this process for a country; processes are what they are, so this is kept per process."""
    with _SERVERS_LOCK:
        return _SERVERS.setdefault(country_folder, ReadingServer(country_folder))
