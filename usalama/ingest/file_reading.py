"""Reading a file from others: done by the limited process, handed over in checked chunks."""

from __future__ import annotations

import json
import logging
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from usalama.errors import InputRefused
from usalama.ingest.check import PARTS, Checked
from usalama.ingest.files.file_kind import MEGABYTE, Limits, kind_of
from usalama.ingest.incident_rows import Notice
from usalama.ingest.mapping import Mapping
from usalama.ingest.register_rows import RegisterShape
from usalama.ingest.server import reading_server
from usalama.ingest.surveys.form_file import FormShape, SubmissionShape, SurveyShape
from usalama.model import Sentence

logger = logging.getLogger(__name__)

# Folders with this beginning hold chunks; one that is left over belongs to a process that was killed.
FOLDER_PREFIX = "reading-"
# No import takes so long; what is older was left behind and holds rows in plain text.
OLDEST_LIVING_SECONDS = 24 * 3600

Chunk = Checked
Progress = Callable[[float], None]
# How to read incidents, or the shape of a register, a form or its submissions; None is hours of cover, which have one
# shape.
Shape: TypeAlias = Mapping | RegisterShape | SurveyShape | None


@dataclass(frozen=True)
class _Reading:
    """One file on its way: its name, its folder of chunks and its line to the fork that reads it."""

    name: str
    folder: Path
    limits: Limits
    seconds: int
    channel: socket.socket


def read_chunks(
    path: Path,
    mapping: Shape,
    country_folder: Path,
    limits: Limits,
    work_folder: Path | None = None,
    on_progress: Progress | None = None,
    *,
    now: datetime | None = None,
) -> Iterator[Chunk]:
    """The rows of a file in chunks, read and checked by a process of limited means while earlier ones are used.

    Arguments:
        path: a CSV, XLSX, GeoJSON or JSON file; its name must say which.
        mapping: what it holds, and how that is written.
        country_folder: counties, constituencies and categories to check against.
        work_folder: where chunks may lie on their way, in a folder for the owner only that is removed at the end
            and after any failure; the system's own folder for such things if left out.
        on_progress: told the share of the file that is read, 0 to 1.
        now: nothing can have happened later; this moment if left out.

    Raises:
        InputRefused: the file cannot be used as a whole: at the first chunk or at a later one, so nothing may be
            stored before the last.
    """
    kind_of(path, limits)
    with _reading(path, limits, country_folder, work_folder) as reading:
        request = {
            "path": str(path.resolve()),
            "mapping": mapping.model_dump(mode="json") if isinstance(mapping, Mapping) else None,
            "register": mapping.as_request() if isinstance(mapping, RegisterShape) else None,
            "survey": mapping.as_request() if isinstance(mapping, FormShape | SubmissionShape) else None,
            "country_folder": str(country_folder),
            "limits": asdict(limits),
            "folder": str(reading.folder),
            "now": (now or datetime.now(UTC)).astimezone(UTC).isoformat(),
        }
        _send(reading.channel, json.dumps(request))
        for event in _events(reading):
            if on_progress is not None:
                on_progress(event["share"])
            chunk = _chunk(reading.folder, event)
            _send(reading.channel, "taken")
            yield chunk


@contextmanager
def _reading(path: Path, limits: Limits, country_folder: Path, work_folder: Path | None) -> Iterator[_Reading]:
    if work_folder is not None:
        work_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(work_folder)
    folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX, dir=work_folder)).resolve()
    seconds = limits.cpu_seconds_for(path.stat().st_size)
    try:
        with reading_server(country_folder).connect() as channel:
            yield _Reading(path.name, folder, limits, seconds, channel)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(work_folder: Path) -> None:
    """Remove what processes that were killed left behind."""
    for folder in work_folder.glob(f"{FOLDER_PREFIX}*"):
        # Another process may be sweeping too.
        with suppress(FileNotFoundError):
            if time.time() - folder.stat().st_mtime > OLDEST_LIVING_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _events(reading: _Reading) -> Iterator[dict[str, Any]]:
    """The events of chunks; returns when the file is done.

    Raises:
        InputRefused: by whatever else came, or when nothing more comes.
    """
    with reading.channel.makefile("rb") as lines:
        for line in lines:
            event = _event(line)
            if event.get("event") == "chunk":
                yield event
            elif event.get("event") == "done":
                return
            elif event:
                raise _failure(reading, event)
    raise _failure(reading, {"event": "ended", "exit_code": None})


def _event(line: bytes) -> dict[str, Any]:
    """A line as an event; a fork that is killed may leave half a line behind, which is none."""
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _failure(reading: _Reading, event: dict[str, Any]) -> InputRefused:
    if event["event"] == "refused":
        return InputRefused(event["template"], **event["values"])
    # A process without memory may be ended from outside, or abort in code that is not Python's.
    if event["event"] == "exhausted" or event.get("exit_code") in {-signal.SIGKILL, -signal.SIGABRT}:
        return InputRefused(
            "{name} needs more than {megabytes} MB of memory to be read, so reading it was given up. Split it.",
            name=reading.name,
            megabytes=reading.limits.memory_bytes // MEGABYTE,
        )
    if event.get("exit_code") == -signal.SIGXCPU:
        return InputRefused(
            "{name} takes more than {seconds} s of processor time to be read, so reading it was given up. Split it.",
            name=reading.name,
            seconds=reading.seconds,
        )
    logger.error("reading broke off: %s", event)
    return InputRefused(
        "{name} could not be read: it is damaged, or too unusual. Save it anew as plain CSV in UTF-8.",
        name=reading.name,
    )


def _chunk(folder: Path, event: dict[str, Any]) -> Chunk:
    notices = tuple(
        Notice(Sentence(notice["template"], notice["values"]), notice["row_count"]) for notice in event["notices"]
    )
    accepted, refused, raw = (_taken(folder / f"{event['number']}-{part}.arrow") for part in PARTS)
    return Chunk(accepted, refused, raw, notices)


def _taken(path: Path) -> pa.Table:
    """A table of a chunk; the file's name goes at once, its pages when the table is let go."""
    with pa.memory_map(str(path)) as source:
        table = pa.ipc.open_file(source).read_all()
    path.unlink()
    return table


def _send(channel: socket.socket, line: str) -> None:
    # A fork that has ended hears nothing more; why it ended is on its way in the events.
    with suppress(BrokenPipeError, ConnectionResetError):
        channel.sendall(line.encode() + b"\n")
