"""A server as it runs and a browser that writes down everything a page asks for; for tests and benchmarks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
OWN_HOSTS = {"127.0.0.1", "localhost"}
ADDRESSLESS = {"data", "blob", "about"}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser() -> str:
    """The browser named by CHROME, else the first that is installed."""
    names = (os.environ.get("CHROME"), "google-chrome", "chromium", "chromium-browser")
    found = (shutil.which(name) for name in names if name)
    return next((path for path in found if path), "")


@dataclass
class Server:
    """A running server.

    Arguments:
        address: without a slash at the end.
        process: its process.
        log: what it has written.
    """

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def cpu_seconds(self) -> float:
        """Processor time of the whole process since it started."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Visit:
    """A page in the browser and everything it asked for.

    Arguments:
        page: the page.
        requests: addresses of all requests, in order.
        complaints: errors of scripts and of the content-security policy.
        received: bytes of each websocket message from the server.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    @property
    def foreign_requests(self) -> list[str]:
        """Requests to any host but this machine."""
        parts = [(urlsplit(address), address) for address in self.requests]
        return [address for part, address in parts if part.scheme not in ADDRESSLESS and part.hostname not in OWN_HOSTS]


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _answers_well(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until_ready(server: Server, seconds: float = 90) -> None:
    """Wait until the server has loaded everything, so that nothing else is measured.

    Raises:
        RuntimeError: it is not ready in time.
    """
    deadline = time.monotonic() + seconds
    while not _answers_well(f"{server.address}/readyz"):
        if time.monotonic() > deadline:
            raise RuntimeError("the server is not ready")
        time.sleep(0.5)


def start_server(app: Path, log: Path, environment: dict[str, str]) -> Server:
    """Start ``streamlit run app`` on a free port, with the project's settings, and wait for its health."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    variables = {**os.environ, **environment, "PYTHONPATH": str(PROJECT_FOLDER)}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=PROJECT_FOLDER, env=variables, stdout=output, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", process, log)
    deadline = time.monotonic() + 60
    while not _answers_well(f"{server.address}/_stcore/health"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise RuntimeError(f"the server did not start:\n{log.read_text()}")
        time.sleep(0.1)
    return server


def record(seen: Visit) -> None:
    page = seen.page
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda line: seen.complaints.append(line.text) if line.type == "error" else None)

    def listen(socket_: object) -> None:
        seen.requests.append(socket_.url)
        socket_.on("framereceived", lambda message: seen.received.append(len(message)))

    page.on("websocket", listen)
