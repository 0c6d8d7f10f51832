"""``python -m benchmarks.load --page home --viewers 10 25 50 100 --store PATH``: many viewers of one page at once.

Each opens the page as a browser does, over Streamlit's websocket, and then chooses another county every few seconds.
It speaks to this machine alone, with at most ``MOST_VIEWERS`` viewers and for at most ``MOST_SECONDS``.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.MultiSelect_pb2 import MultiSelect
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.__main__ import FOLDER
from benchmarks.rows import store_to_time
from components.shell.menu import ENTRIES
from tests.browser.running import PROJECT_FOLDER, Server, start_server, wait_until_ready

MOST_VIEWERS, MOST_SECONDS = 200, 300
# So many open the page at the same moment; the others wait for their turn.
OPENED_AT_ONCE = 4
PATIENCE_SECONDS = 120
# How Streamlit ends the id of the widget that has this key.
PLACE_WIDGET = "-choice-place"


class PageFailed(RuntimeError):
    """The page is none, showed an error, or does not let a viewer choose a place."""


class NotThisMachine(ValueError):
    """The address is one of another machine."""


@dataclass(frozen=True)
class Load:
    """What so many viewers of a page met.

    Arguments:
        viewers: how many there were.
        opened: seconds until each had the whole page.
        answers: seconds from each choice until the page was whole again.
        received: bytes that the server sent for each choice.
        processor_seconds: of the server, in all threads, while they chose.
        seconds: how long they chose.
    """

    viewers: int
    opened: Sequence[float]
    answers: Sequence[float]
    received: Sequence[int]
    processor_seconds: float
    seconds: float

    def __str__(self) -> str:
        middle, nearly_all = 1000 * np.percentile(self.answers, (50, 95))
        each = 1000 * self.processor_seconds / len(self.answers)
        cells = (
            f"{self.viewers}",
            f"{np.median(self.opened):.1f}",
            f"{len(self.answers)}",
            f"{middle:,.0f}",
            f"{nearly_all:,.0f}",
            f"{each:,.0f}",
            f"{self.processor_seconds / self.seconds:.2f}",
            f"{np.median(self.received) / 1000:,.1f}",
        )
        return f"| {' | '.join(cells)} |"


HEAD = (
    "| viewers | to open, s | choices | answer p50, ms | p95, ms | processor each, ms | cores busy | kB a choice |\n"
    "|---:|---:|---:|---:|---:|---:|---:|---:|"
)


@dataclass
class Viewer:
    """One session on a page.

    Arguments:
        socket: to the server.
        page: the last part of its address; "" for the first page.
        query: of the address.
    """

    socket: ClientConnection
    page: str
    query: str
    place: MultiSelect | None = None
    address: str = ""
    kept: set[str] = field(default_factory=set)

    async def run(self, chosen: str | None = None) -> int:
        """Ask for the page, with a place chosen, and wait until it is whole.

        Returns:
            Bytes received.

        Raises:
            PageFailed: the page shows an exception.
            TimeoutError: it is not whole in time.
        """
        await self.socket.send(self._question(chosen).SerializeToString())
        received = 0
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                content = await self.socket.recv(decode=False)
                received += len(content)
                message = ForwardMsg.FromString(content)
                self._note(message)
                if message.WhichOneof("type") == "script_finished":
                    return received

    def _question(self, chosen: str | None) -> BackMsg:
        question = BackMsg()
        asked = question.rerun_script
        asked.query_string, asked.page_name = self.query, self.page
        # What a browser still has is not sent to it again.
        asked.cached_message_hashes.extend(self.kept)
        if chosen is not None and self.place is not None:
            state = asked.widget_states.widgets.add(id=self.place.id)
            state.string_array_value.data.append(chosen)
        return question

    def _note(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable and message.hash:
            self.kept.add(message.hash)
        if message.HasField("page_info_changed"):
            self.address = message.page_info_changed.query_string
        if message.HasField("page_not_found"):
            raise PageFailed(f"There is no page {self.page}.")
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise PageFailed(element.exception.message)
        if element.WhichOneof("type") == "multiselect" and element.multiselect.id.endswith(PLACE_WIDGET):
            self.place = element.multiselect


async def load(server: Server, page: str, viewers: int, seconds: float, every: float, query: str = "") -> Load:
    """Let so many viewers open a page, then choose for so long.

    Arguments:
        page: the last part of its address; "" for the first page.
        seconds: how long they choose.
        every: seconds from one choice of a viewer to the next.
        query: of the address that each opens.

    Raises:
        NotThisMachine: the server is elsewhere.
        PageFailed: the page shows an exception, or no places can be chosen on it.
    """
    turns = asyncio.Semaphore(OPENED_AT_ONCE)
    address = only_this_machine(server.address)
    opening = [_open(address, page, query, turns) for _viewer in range(viewers)]
    opened = await asyncio.gather(*opening)
    before, began = server.cpu_seconds(), time.monotonic()
    choosing = [
        _choose(viewer, number, every, number * every / viewers, began + seconds)
        for number, (viewer, _seconds) in enumerate(opened)
    ]
    answers = [answer for own in await asyncio.gather(*choosing) for answer in own]
    took, processor = time.monotonic() - began, server.cpu_seconds() - before
    await asyncio.gather(*(viewer.socket.close() for viewer, _seconds in opened))
    waited, received = zip(*answers, strict=True)
    return Load(viewers, [one for _viewer, one in opened], waited, received, processor, took)


async def _open(address: str, page: str, query: str, turns: asyncio.Semaphore) -> tuple[Viewer, float]:
    async with turns:
        began = time.monotonic()
        stream = f"ws{address.removeprefix('http')}/_stcore/stream"
        viewer = Viewer(await connect(stream, subprotocols=["streamlit"], max_size=None), page, query)
        await viewer.run()
        if viewer.place is None:
            raise PageFailed("No place can be chosen on this page.")
        return viewer, time.monotonic() - began


async def _choose(viewer: Viewer, number: int, every: float, first: float, until: float) -> list[tuple[float, int]]:
    """Choose one place after the other, each viewer beginning with another; seconds and bytes of each answer."""
    await asyncio.sleep(first)
    places = viewer.place.options if viewer.place else []
    answers = []
    for place in islice(cycle(places), number, None):
        began = time.monotonic()
        if began >= until:
            break
        received = await viewer.run(place)
        waited = time.monotonic() - began
        if "place=" not in viewer.address:
            raise PageFailed(f"{place} was chosen and not taken.")
        answers.append((waited, received))
        await asyncio.sleep(max(0.0, every - waited))
    return answers


def only_this_machine(address: str) -> str:
    """The address, when it is one of this machine.

    Raises:
        NotThisMachine: it is any other; nobody else's server is put under load.
    """
    host = urlsplit(address).hostname or ""
    if host == "localhost" or (host.replace(".", "").isdigit() and ip_address(host).is_loopback):
        return address
    raise NotThisMachine(f"{address} is not this machine.")


def _at_most(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(f"from 1 to {most}")
        return number

    return read


def read_arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.load", description=__doc__)
    parser.add_argument("--page", nargs="+", choices=list(ENTRIES), default=["home", "map"])
    parser.add_argument("--viewers", nargs="+", type=_at_most(MOST_VIEWERS), default=[10, 25, 50, 100])
    parser.add_argument("--store", type=Path, help="a filled store, instead of one that is made")
    parser.add_argument("--view", choices=("operator", "public"), default="operator")
    parser.add_argument("--seconds", type=_at_most(MOST_SECONDS), default=30)
    parser.add_argument("--every", type=_at_most(60), default=5, help="seconds between two choices of a viewer")
    return parser.parse_args(words)


def main() -> None:
    asked = read_arguments()
    environment = {"USALAMA_STORE": str(store_to_time(asked.store, FOLDER)), "USALAMA_LOCAL_OPERATOR": "1"}
    with tempfile.TemporaryDirectory() as folder:
        server = start_server(PROJECT_FOLDER / "app.py", Path(folder) / "log.txt", environment)
        try:
            wait_until_ready(server)
            for page in asked.page:
                show(server, page, asked)
        finally:
            server.process.terminate()
            server.process.wait(timeout=20)


def show(server: Server, page: str, asked: argparse.Namespace) -> None:
    """Measure one page with each number of viewers, and print a line as soon as it is known."""
    print(
        f"\n{page}, {asked.view}: each viewer chooses every {asked.every} s for {asked.seconds} s\n{HEAD}", flush=True
    )
    path = "" if page == next(iter(ENTRIES)) else page
    for viewers in asked.viewers:
        print(asyncio.run(load(server, path, viewers, asked.seconds, asked.every, f"view={asked.view}")), flush=True)


if __name__ == "__main__":
    main()
