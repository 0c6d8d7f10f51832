"""Where the browser finds what it fetches once: map libraries, our own scripts, the shapes of places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import folium
import xstatic.pkg.jquery
import xstatic.pkg.leaflet
import xstatic.pkg.leaflet_markercluster

ASSETS_FOLDER = Path(__file__).resolve().parents[1] / "static"


@dataclass(frozen=True)
class Library:
    """A map library that an installed package brings as files.

    Arguments:
        name: the first part of its address after ``/vendor/``.
        version: the second part; a new version is a new address, so that an old copy is never used.
        folder: where its files lie.
    """

    name: str
    version: str
    folder: Path

    @property
    def root(self) -> str:
        return f"/vendor/{self.name}/{self.version}"


def _packaged(name: str, package: object) -> Library:
    return Library(name, str(vars(package)["PACKAGE_VERSION"]), Path(vars(package)["BASE_DIR"]))


LEAFLET = _packaged("leaflet", xstatic.pkg.leaflet)
MARKER_CLUSTER = _packaged("markercluster", xstatic.pkg.leaflet_markercluster)
JQUERY = _packaged("jquery", xstatic.pkg.jquery)
# folium brings the script of the heat layer among its templates.
FOLIUM = Library("folium", version("folium"), Path(folium.__file__).parent / "templates")
LIBRARIES = (LEAFLET, MARKER_CLUSTER, JQUERY, FOLIUM)


@cache
def assets_version() -> str:
    """A short name for the present content of our own assets: another content, another address."""
    digest = sha256()
    for path in sorted(ASSETS_FOLDER.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(ASSETS_FOLDER)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def asset_address(name: str) -> str:
    """The address of one of our own files, such as ``place_map/place_map.js``."""
    return f"/assets/{assets_version()}/{name}"


def geometry_address(name: str, content: bytes) -> str:
    """The address of a file of shapes or points; it changes with the content and never otherwise."""
    return f"/geometry/{name}-{sha256(content).hexdigest()[:12]}.json"
