"""The limited process that reads files from others.

``python -m usalama.ingest.child`` starts it. It imports everything once and then forks for each file, so that a
file costs milliseconds, not seconds, and whatever goes wrong with one file ends with that fork. Each file has a
socket of its own, handed over by the parent: the request comes in on it, events go out, one JSON object a line.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa

from usalama.country import load_country
from usalama.country.categories import load_categories
from usalama.errors import InputRefused
from usalama.ingest.check import PARTS, Checked
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.files.readers import read_cover, read_file, read_register, read_submissions
from usalama.ingest.mapping import Mapping
from usalama.ingest.register_rows import shape_of_request
from usalama.ingest.surveys.form_file import FormShape, read_form, shape_of_survey

# The reader stays this many chunks ahead of the parent, so that no disk fills up with them.
CHUNKS_AHEAD = 2
FILE_BYTES = 2 << 30
OPEN_FILES = 64
# The kernel kills a process that goes on for so long after its processor time is over.
GRACE_SECONDS = 5


class Waiter:
    """Waits for files, forks for each, and tells the parent how a fork ended that could not say so itself."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._channels: dict[int, socket.socket] = {}
        self._wake, wake = socket.socketpair()
        for end in (self._wake, wake):
            end.setblocking(False)
        self._wake_writer = wake
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)

    def next_file(self) -> socket.socket | None:
        """In a fork: the channel of a file to read. In the waiting process: None, once the parent is gone."""
        while True:
            ready, _, _ = select.select([self._control, self._wake], [], [])
            if self._wake in ready:
                self._wake.recv(4096)
                self._reap()
            if self._control in ready:
                _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
                if not descriptors:
                    self._end()
                    return None
                channel = socket.socket(fileno=descriptors[0])
                process = os.fork()
                if process == 0:
                    self._forget()
                    return channel
                self._channels[process] = channel

    def _reap(self) -> None:
        for process in list(self._channels):
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                self._report(self._channels.pop(process), os.waitstatus_to_exitcode(status))

    def _report(self, channel: socket.socket, exit_code: int) -> None:
        if exit_code != 0:
            # The fork may have ended in the middle of a line.
            message = b"\n" + json.dumps({"event": "ended", "exit_code": exit_code}).encode() + b"\n"
            with contextlib.suppress(OSError):
                channel.send(message, socket.MSG_DONTWAIT)
        channel.close()

    def _end(self) -> None:
        for process in self._channels:
            os.kill(process, signal.SIGKILL)

    def _forget(self) -> None:
        """In a fork: let go of what belongs to the waiting process."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for held in (self._control, self._wake, self._wake_writer, *self._channels.values()):
            held.close()


class Channel:
    """One file's line to the parent."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("rb")

    def request(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._lines.readline())
        return found

    def send(self, event: str, **values: object) -> None:
        self._connection.sendall(json.dumps({"event": event, **values}, default=str).encode() + b"\n")

    def wait_for_parent(self) -> None:
        """Until the parent has taken a chunk; ends the process if it is gone."""
        if not self._lines.readline():
            raise BrokenPipeError

    def report_crash(self, kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        """Say what went wrong and where, without any value: those may be somebody's data."""
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        with contextlib.suppress(OSError):
            self.send("crashed", error=kind.__name__, where=where)


def limit_this_process(limits: Limits, file_bytes: int) -> None:
    """From here on the process cannot take more than it is allowed."""
    seconds = limits.cpu_seconds_for(file_bytes)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    # Nothing that a library writes about a file reaches anybody's terminal.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    os.dup2(silence, sys.stderr.fileno())


def answer(channel: Channel) -> None:
    """Read the file that the parent asks for and send what becomes of it."""
    request = channel.request()
    path, limits = Path(request["path"]), Limits(**request["limits"])
    limit_this_process(limits, path.stat().st_size if path.is_file() else 0)
    try:
        rows_read = _send_chunks(channel, path, limits, request)
    except InputRefused as refusal:
        channel.send("refused", template=refusal.sentence.template, values=dict(refusal.sentence.values))
    except MemoryError:
        channel.send("exhausted")
    else:
        channel.send("done", rows_read=rows_read)


def _send_chunks(channel: Channel, path: Path, limits: Limits, request: dict[str, Any]) -> int:
    rows_read = 0
    for number, (checked, share) in enumerate(_blocks(path, limits, request)):
        if number >= CHUNKS_AHEAD:
            channel.wait_for_parent()
        _write(Path(request["folder"]), number, checked)
        rows_read += checked.raw.num_rows
        notices = [
            {
                "template": notice.sentence.template,
                "values": dict(notice.sentence.values),
                "row_count": notice.row_count,
            }
            for notice in checked.notices
        ]
        channel.send("chunk", number=number, share=share, notices=notices)
    return rows_read


def _blocks(path: Path, limits: Limits, request: dict[str, Any]) -> Iterator[tuple[Checked, float]]:
    """The rows of a file of incidents, of a register, of a survey, or of one of cover, which needs no mapping."""
    country_folder, now = Path(request["country_folder"]), datetime.fromisoformat(request["now"])
    if request["survey"] is not None:
        shape = shape_of_survey(request["survey"])
        if isinstance(shape, FormShape):
            return iter([(read_form(path, limits), 1.0)])
        return read_submissions(path, shape, country_folder, limits, now)
    if request["register"] is not None:
        return read_register(path, shape_of_request(request["register"]), country_folder, limits)
    if request["mapping"] is None:
        return read_cover(path, country_folder, limits)
    mapping = Mapping.model_validate(request["mapping"])
    return read_file(path, mapping, country_folder, limits, now)


def _write(folder: Path, number: int, checked: Checked) -> None:
    for name in PARTS:
        table: pa.Table = getattr(checked, name)
        path = folder / f"{number}-{name}.arrow"
        options = pa.ipc.IpcWriteOptions(use_threads=False)
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema, options=options) as writer:
            writer.write_table(table)


def warm(country_folder: Path) -> None:
    """Do once what every file needs; a folder that is wrong is reported when a file asks for it."""
    pa.set_cpu_count(1)
    with contextlib.suppress(InputRefused):
        load_categories(country_folder)
        load_country(country_folder).locate(np.zeros(1), np.zeros(1))
    gc.collect()
    gc.freeze()


def main(control_descriptor: int, country_folder: Path) -> None:
    """Wait for files until the parent is gone."""
    os.umask(0o077)
    waiter = Waiter(socket.socket(fileno=control_descriptor))
    warm(country_folder)
    connection = waiter.next_file()
    if connection is None:
        return
    # Rows make no cycles; looking for some among hundreds of thousands of them would take a third of the time.
    gc.disable()
    channel = Channel(connection)
    sys.excepthook = channel.report_crash
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        answer(channel)
    # Nothing is left to do that the end of the process does not do faster.
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
