"""Ask an application for one answer, without a network."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(coroutine):
    """Run in a thread of its own: browser tests of the same process leave a loop running in this one."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(asyncio.run, coroutine).result(timeout=60)


def ask(application, address, method="GET", **asked_with):
    """The status, headers and body of one answer; ``accept_language="sw"`` is a header of the request."""
    messages = []

    async def receive():
        await asyncio.Event().wait()  # the visitor stays and says no more

    async def send(message):
        messages.append(message)

    path, _mark, query = address.partition("?")
    headers = {"host": "localhost", **{name.replace("_", "-"): value for name, value in asked_with.items()}}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "scheme": "http",
        "server": ("localhost", 80),
    }
    run(application(scope, receive, send))
    answered = {name.decode().lower(): value.decode() for name, value in messages[0]["headers"]}
    return messages[0]["status"], answered, b"".join(message.get("body", b"") for message in messages[1:])
