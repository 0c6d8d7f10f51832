"""An address that is no page is answered in the reader's language, with the way home."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.shell.menu import ENTRIES, FORMER, Entry
from usalama.language import DEFAULT_LANGUAGE, LANGUAGES, Language, load_language

# First parts of addresses that others answer: Streamlit, and the routes of the server.
ANSWERED_BY_STREAMLIT = {"_stcore", "media", "component", "static", "auth", "oauth2callback"}
FILES_OF_STREAMLIT = {"index.html", "favicon.png", "manifest.json"}
ANSWERED_BY_US = {"vendor", "assets", "geometry", "healthz", "readyz", "stage"}
_ELSEWHERE = ANSWERED_BY_STREAMLIT | FILES_OF_STREAMLIT | ANSWERED_BY_US

# The colours of .streamlit/config.toml, which a test compares.
LIGHT = {"ground": "#ffffff", "ink": "#0a1118", "accent": "#0b5c8a"}
DARK = {"ground": "#12181f", "ink": "#e8edf2", "accent": "#7cc0ea"}
_STYLE = """
:root {{ color-scheme: light dark; {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 0 auto; max-width: 36rem; padding: 12vh 1.5rem; background: var(--ground); color: var(--ink);
    font: 1.05rem/1.6 system-ui, "Noto Sans", "Liberation Sans", sans-serif }}
h1 {{ font-size: 1.8rem; line-height: 1.25 }}
a {{ color: var(--accent) }}
ul {{ display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; list-style: none; padding: 0 }}
"""
_PAGE = """<!doctype html>
<html lang="{code}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Usalama Mitaani</title>
<style>{style}</style>
<main>
<p>Usalama Mitaani</p>
<h1>{title}</h1>
<p>{explanation}</p>
<nav aria-label="{pages}"><ul>
{links}
</ul></nav>
</main>
</html>
"""


class KnownPages:
    """Answer a browser that asks for a page that does not exist; everything else passes.

    Arguments:
        app: what answers all other addresses.
        names: last parts of the addresses of pages, those of former ones included.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str] = (*ENTRIES, *FORMER)) -> None:
        self._app = app
        self._known = {"", *names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._is_lost(scope):
            page = build_page(read_language(scope))
            await HTMLResponse(page, 404, {"Cache-Control": "no-store"})(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_lost(self, scope: Scope) -> bool:
        first, *rest = scope["path"].strip("/").split("/")
        is_known = first in _ELSEWHERE or (first in self._known and not rest)
        wants_page = "text/html" in Headers(scope=scope).get("accept", "")
        return wants_page and scope["method"] in {"GET", "HEAD"} and not is_known


def read_language(scope: Scope) -> Language:
    """The language in the address, else the first of ours that the browser prefers, else English."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [])
    preferred = Headers(scope=scope).get("accept-language", "")
    ordered = sorted(preferred.split(","), key=_weight, reverse=True)
    codes = [*asked, *(part.split(";")[0].strip()[:2].lower() for part in ordered)]
    return load_language(next((code for code in codes if code in LANGUAGES), DEFAULT_LANGUAGE))


def build_page(language: Language) -> str:
    """The whole page: what happened, and a link to each page of the menu."""
    _ = language.text
    style = _STYLE.format(light=_variables(LIGHT), dark=_variables(DARK))
    return _PAGE.format(
        code=language.code,
        style=style,
        title=escape(_("This page does not exist")),
        explanation=escape(_("The link may be old, or a part of it is missing. Every page can be reached from here:")),
        pages=escape(_("Pages")),
        links="\n".join(_link(entry, language) for entry in ENTRIES.values()),
    )


def _link(entry: Entry, language: Language) -> str:
    # The first page answers at the root.
    path = "" if entry.name == next(iter(ENTRIES)) else entry.name
    address = f"/{path}?{urlencode({'lang': language.code})}"
    return f'<li><a href="{escape(address)}">{escape(language.text(entry.title))}</a></li>'


def _variables(colours: dict[str, str]) -> str:
    return "; ".join(f"--{name}: {colour}" for name, colour in colours.items())


def _weight(part: str) -> float:
    """How much a browser wants a language: ``sw;q=0.8`` is 0.8; what is no number counts nothing."""
    _code, marked, weight = part.partition(";q=")
    try:
        return float(weight) if marked else 1.0
    except ValueError:
        return 0.0
