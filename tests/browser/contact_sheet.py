"""All pages of one look on a single sheet, as one picture and as a page whose pictures open when clicked."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

COLUMNS = 6
THUMB_WIDTH, THUMB_HEIGHT = 300, 420
GAP, LABEL_HEIGHT = 16, 40
GROUND, INK, QUIET, EDGE = "#ffffff", "#17212b", "#4a5661", "#c3ccd5"
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; color: {ink}; margin: 16px }}
main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax({width}px, 1fr)); gap: 16px }}
figure {{ margin: 0 }}
img {{ width: 100%; height: {height}px; object-fit: cover; object-position: top; border: 1px solid {edge} }}
figcaption span {{ color: {quiet}; display: block }}
</style>
<h1>{title}</h1>
<main>
{figures}
</main>
</html>
"""
FIGURE = (
    '<figure><a href="{file}"><img src="{file}" alt="{name}"></a>'
    "<figcaption>{name}<span>{line}</span></figcaption></figure>"
)


@dataclass(frozen=True)
class Picture:
    """A picture of a page: the page's name, one line on it, and the file."""

    name: str
    line: str
    path: Path


def write_sheet(pictures: list[Picture], title: str, folder: Path) -> None:
    """Write ``contact-TITLE.html`` and ``contact-TITLE.png`` into the folder of the pictures."""
    figures = "\n".join(
        FIGURE.format(file=escape(picture.path.name), name=escape(picture.name), line=escape(picture.line))
        for picture in pictures
    )
    page = PAGE.format(
        title=escape(title), figures=figures, ink=INK, quiet=QUIET, edge=EDGE, width=THUMB_WIDTH, height=THUMB_HEIGHT
    )
    (folder / f"contact-{title}.html").write_text(page, encoding="utf-8")
    build_sheet(pictures).save(folder / f"contact-{title}.png")


def build_sheet(pictures: list[Picture]) -> Image.Image:
    """Every picture from its top, all at one scale, with its name and its line under it."""
    columns = max(1, min(COLUMNS, len(pictures)))
    cell_width, cell_height = THUMB_WIDTH + GAP, THUMB_HEIGHT + LABEL_HEIGHT + GAP
    rows = ceil(len(pictures) / columns)
    sheet = Image.new("RGB", (columns * cell_width + GAP, rows * cell_height + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    for number, picture in enumerate(pictures):
        left, top = GAP + number % columns * cell_width, GAP + number // columns * cell_height
        sheet.paste(_thumb(picture.path), (left, top))
        draw.rectangle((left, top, left + THUMB_WIDTH, top + THUMB_HEIGHT), outline=EDGE)
        draw.text((left, top + THUMB_HEIGHT + 4), picture.name, INK, ImageFont.load_default(14))
        draw.text((left, top + THUMB_HEIGHT + 22), picture.line, QUIET, ImageFont.load_default(12))
    return sheet


def _thumb(path: Path) -> Image.Image:
    with Image.open(path) as whole:
        scale = THUMB_WIDTH / whole.width
        part = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, round(THUMB_HEIGHT / scale))))
    return part.resize((THUMB_WIDTH, round(part.height * scale)), Image.Resampling.LANCZOS)
