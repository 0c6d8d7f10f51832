"""Take the icons that pages use out of the font that Streamlit brings: components/static/icons.woff2.

The font is Material Symbols Rounded by Google (Apache-2.0). It holds 4,000 icons in 375 kB, a quarter of a first visit;
ours and those that Streamlit's own buttons name are a hundred. Run again after a new version of Streamlit, and after
another icon was named in the code: a test says when.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
# So that the script runs from anywhere, as the others here do.
sys.path.insert(0, str(PROJECT_FOLDER))

from components.shell.small_icons import SMALL_FONT, STREAMLITS_FONT  # noqa: E402

STREAMLIT = Path(streamlit.__file__).parent
NAME = re.compile(r":material/([a-z0-9_]+):")


def names_in_use() -> set[str]:
    """Every icon that our code or Streamlit's own code and scripts name."""
    ours = [path for room in ("components", "pages") for path in (PROJECT_FOLDER / room).rglob("*.py")]
    texts = [*ours, *STREAMLIT.rglob("*.py"), *(STREAMLIT / "static" / "static" / "js").glob("*.js")]
    return {name for path in texts for name in NAME.findall(path.read_text(encoding="utf-8"))}


def names_in(font: TTFont) -> set[str]:
    """The icons that a font draws for a word."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        letters.get(first, "") + "".join(letters.get(part, "") for part in ligature.Component)
        for table in _ligature_tables(font)
        for first, ligatures in table.ligatures.items()
        for ligature in ligatures
    }


def small_font(names: Iterable[str]) -> TTFont:
    """Streamlit's font with these icons alone; names that it does not know are left out."""
    font = TTFont(STREAMLIT / "static" / STREAMLITS_FONT.removeprefix("/"))
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    wanted = set(names)
    for table in _ligature_tables(font):
        for first, ligatures in table.ligatures.items():
            table.ligatures[first] = [
                one for one in ligatures if letters.get(first, "") + "".join(map(letters.get, one.Component)) in wanted
            ]
    options = subset.Options(layout_features=["*"], flavor="woff2", notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(wanted))
    cutter.subset(font)
    font.flavor = "woff2"
    return font


def _ligature_tables(font: TTFont) -> list:
    lookups = font["GSUB"].table.LookupList.Lookup
    tables = [getattr(table, "ExtSubTable", table) for lookup in lookups for table in lookup.SubTable]
    return [table for table in tables if hasattr(table, "ligatures")]


if __name__ == "__main__":
    small_font(names_in_use()).save(SMALL_FONT)
