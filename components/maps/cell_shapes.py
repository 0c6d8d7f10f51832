"""Shapes of H3 cells by address: made of the country's boundaries alone when a browser first asks, then kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from components.shell.serving import KEEP_FOR_EVER
from usalama.country import Country
from usalama.country.cells import cell_middle, cell_outline, cells_of_place
from usalama.errors import InputRefused
from usalama.model import Place

OUTLINES, MIDDLES = "cells", "middles"
# The id of the mark on a cell; that of the cell is its place in the list of cells.
MARK = "mark-"
# 0.0001 degrees are 11 metres.
_DECIMALS = 4
_ADDRESS = "/geometry/{kind}/{level}/{code}/{resolution:int}/{version}.json"
_KEPT = 64


@lru_cache(maxsize=_KEPT)
def cell_geometry(country: Country, place: Place, resolution: int, kind: str) -> bytes:
    """GeoJSON of the cells of a place, in the order of ``cells_of_place``; the name of each is its H3 code.

    Arguments:
        kind: ``OUTLINES``, areas with their number as id, or ``MIDDLES``, points with ``MARK`` and their number.

    Raises:
        InputRefused: the place has no cells, or they are not known at this resolution.
    """
    make = {OUTLINES: _outline, MIDDLES: _middle}[kind]
    cells = cells_of_place(country, place, resolution)
    features = [make(number, cell) for number, cell in enumerate(cells)]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


@lru_cache(maxsize=_KEPT)
def cell_address(country: Country, place: Place, resolution: int, kind: str) -> str:
    """Where the browser finds them; another content is another address."""
    version = sha256(cell_geometry(country, place, resolution, kind)).hexdigest()[:12]
    return _ADDRESS.replace("{resolution:int}", str(resolution)).format(
        kind=kind, level=place.level, code=place.code, version=version
    )


@lru_cache(maxsize=_KEPT)
def cell_bounds(country: Country, place: Place, resolution: int) -> tuple[float, float, float, float]:
    """West, south, east and north of all cells, in degrees."""
    corners = [corner for cell in cells_of_place(country, place, resolution) for corner in cell_outline(cell)]
    longitudes, latitudes = zip(*corners, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def cell_routes(country: Country) -> list[BaseRoute]:
    """What the server answers for the cells; nothing of it comes from incidents."""
    return [Route(_ADDRESS, _answer_for(country))]


def _answer_for(country: Country) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = request.path_params
        try:
            place = country.place(f"{asked['level']}:{asked['code']}")
            kind = {OUTLINES: OUTLINES, MIDDLES: MIDDLES}[asked["kind"]]
            address = cell_address(country, place, asked["resolution"], kind)
        except (InputRefused, KeyError):
            return PlainTextResponse("not found", status_code=404)
        # A copy of another version would be kept for ever under the wrong name.
        if request.url.path != address:
            return PlainTextResponse("not found", status_code=404)
        content = cell_geometry(country, place, asked["resolution"], kind)
        return Response(content, media_type="application/json", headers={"Cache-Control": KEEP_FOR_EVER})

    return answer


def _outline(number: int, cell: str) -> dict[str, object]:
    corners = [[round(part, _DECIMALS) for part in corner] for corner in cell_outline(cell)]
    geometry = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    return {"type": "Feature", "id": str(number), "properties": {"name": cell}, "geometry": geometry}


def _middle(number: int, cell: str) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": [round(part, _DECIMALS) for part in cell_middle(cell)]}
    return {"type": "Feature", "id": f"{MARK}{number}", "properties": {"name": cell}, "geometry": geometry}
