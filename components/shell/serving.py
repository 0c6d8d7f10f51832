"""What the server gives beside the pages: map libraries, shapes of places, headers, and whether all is loaded."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from threading import Event, Timer
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.shell.addresses import ASSETS_FOLDER, LIBRARIES, assets_version, geometry_address
from components.shell.compressing import CompressedOnce
from components.shell.not_found import KnownPages
from components.shell.small_icons import SmallIcons

KEEP_FOR_EVER = "public, max-age=31536000, immutable"

# Loaded before the first visitor comes. Never streamlit_folium: outside a script run it registers
# nothing and every map of the process answers 404.
LOADED_AT_START = ("pandas", "folium", "ibis")
# Seconds of loading and hundreds of megabytes, needed by Trends and alerts and by Effect alone.
LOADED_LATER = ("statsmodels.tsa.seasonal", "diff_diff")
# Whoever opens the page as soon as the server stands is served before this begins.
SECONDS_AFTER_START = 15.0

# unsafe-eval: streamlit-folium evaluates the script that folium writes, and Vega compiles expressions.
# blob: the maps' component is mounted from a blob address.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob: 'unsafe-eval' 'unsafe-inline' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)

SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


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


_LATER = LaterLoading()


class SecurityHeaders:
    """Put the security headers on every answer of the application, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class KeptFiles(StaticFiles):
    """Files whose address changes with their content, so that a browser may keep them for ever."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = KEEP_FOR_EVER
        return response


def routes(geometries: Mapping[str, bytes]) -> list[BaseRoute]:
    """Which addresses does the server answer besides the pages?

    Arguments:
        geometries: GeoJSON by name; each is served at its ``addresses.geometry_address``.

    Returns:
        Routes for health and readiness, shapes, map libraries and our own assets.
    """
    shapes = [_kept_json(geometry_address(name, content), content) for name, content in geometries.items()]
    libraries = [_kept_folder(library.root, library.folder) for library in LIBRARIES]
    own = _kept_folder(f"/assets/{assets_version()}", ASSETS_FOLDER)
    return [
        Route("/healthz", _answer_healthy),
        Route("/readyz", _answer_ready),
        Route("/home", _lead_home),
        *shapes,
        *libraries,
        own,
    ]


def middleware() -> list[Middleware]:
    """What stands before every answer."""
    return [Middleware(SecurityHeaders), Middleware(CompressedOnce), Middleware(SmallIcons), Middleware(KnownPages)]


@asynccontextmanager
async def load_at_start(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Load what every page needs, then keep the garbage collector from walking over it again; the rest comes later."""
    for name in LOADED_AT_START:
        import_module(name)
    gc.collect()
    gc.freeze()
    _LATER.start()
    yield {}
    _LATER.stop()


async def _answer_healthy(_request: Request) -> Response:
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


async def _lead_home(request: Request) -> Response:
    """The first page stands at the root of the site, whatever its name is."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


async def _answer_ready(_request: Request) -> Response:
    text, status = ("ready", 200) if _LATER.is_done else ("loading", 503)
    return PlainTextResponse(text, status, headers={"Cache-Control": "no-store"})


def _kept_folder(address: str, folder: Path) -> BaseRoute:
    return Mount(address, KeptFiles(directory=folder))


def _kept_json(address: str, content: bytes) -> BaseRoute:
    async def answer(_request: Request) -> Response:
        headers = {"Cache-Control": KEEP_FOR_EVER}
        return Response(content, media_type="application/json", headers=headers)

    return Route(address, answer)
