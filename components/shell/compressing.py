"""Compress what is sent: what never changes once and for all, everything else as it goes."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Below, the header of an answer costs more than is saved.
LEAST_BYTES = 1000
# All scripts of Streamlit and of the maps are about 4 MB when compressed.
MOST_KEPT_BYTES = 32_000_000
# Whoever asks like this may be answered without the whole file.
_PARTLY = ("range", "if-none-match", "if-modified-since")


@dataclass(frozen=True)
class _Answer:
    start: Message
    body: bytes

    async def send_by(self, send: Send) -> None:
        # A copy, since whoever stands in front adds headers of their own.
        headers = MutableHeaders(raw=list(self.start["headers"]))
        headers["Content-Length"] = str(len(self.body))
        await send({**self.start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": self.body})


class CompressedOnce:
    """Send answers with gzip to browsers that take it; websockets and what is compressed already stay as they are.

    Compressing Streamlit's scripts costs half a second of processor, so an answer that calls itself immutable is kept
    as it was sent.

    Arguments:
        app: what answers.
        most_bytes: how much is kept in all; beyond it, answers are compressed again and again.
    """

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_KEPT_BYTES) -> None:
        self._compress = GZipMiddleware(app, minimum_size=LEAST_BYTES)
        self._kept: dict[str, _Answer] = {}
        self._room = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _takes_whole_files_compressed(scope):
            await self._compress(scope, receive, send)
        elif kept := self._kept.get(scope["path"]):
            await kept.send_by(send)
        else:
            await self._compress_and_keep(scope, receive, send)

    async def _compress_and_keep(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message = {}
        parts: list[bytes] = []

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message, headers=list(message["headers"]))
            elif _never_changes(start):
                parts.append(message.get("body", b""))
            await send(message)

        await self._compress(scope, receive, send_and_note)
        if _never_changes(start):
            self._keep(scope["path"], _Answer(start, b"".join(parts)))

    def _keep(self, path: str, answer: _Answer) -> None:
        if path not in self._kept and len(answer.body) <= self._room:
            self._kept[path] = answer
            self._room -= len(answer.body)


def _takes_whole_files_compressed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and not any(name in headers for name in _PARTLY)


def _never_changes(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_immutable = "immutable" in headers.get("cache-control", "")
    return bool(start["status"] == 200) and is_immutable and headers.get("content-encoding") == "gzip"
