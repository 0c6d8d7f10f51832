"""Give the icons in use instead of the 4,000 that Streamlit brings: 375 kB of a first visit."""

from __future__ import annotations

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.shell.addresses import ASSETS_FOLDER, asset_address

# Where Streamlit 1.67.0 has its whole font. Another version has another address, and then sends the whole again.
STREAMLITS_FONT = "/static/media/MaterialSymbols-Rounded.nEdyypZU.woff2"
# Made by data/icon/subset_icons.py.
SMALL_FONT = ASSETS_FOLDER / "icons.woff2"


class SmallIcons:
    """Lead whoever asks for Streamlit's font of icons to ours, whose address changes with its content."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == STREAMLITS_FONT:
            # Kept by nobody: the next version may name other icons.
            answer = RedirectResponse(asset_address(SMALL_FONT.name), headers={"Cache-Control": "no-cache"})
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)
