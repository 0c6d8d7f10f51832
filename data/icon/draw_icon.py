"""Draw the icon of the site, a place mark whose head is a house, and the name beside it: components/static/*.png."""

import io
from pathlib import Path

import vl_convert
from PIL import Image, ImageDraw

SIZE = 512
BLUE, YELLOW, WHITE = "#0b5c8a", "#fdd835", "#ffffff"
STATIC = Path(__file__).resolve().parents[2] / "components" / "static"
# Stands out from a white ground and from a dark one.
NAME_BLUE = "#2f86b8"
NAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="64"><text x="0" y="46" font-size="40" '
    'font-weight="bold" font-family="Liberation Sans" fill="{colour}">Usalama Mitaani</text></svg>'
)


def draw() -> Image.Image:
    """The icon at eight times its size, for smooth edges when it is made small."""
    image = Image.new("RGBA", (SIZE, SIZE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((76, 16, 436, 376), fill=BLUE)
    pen.polygon([(104, 284), (408, 284), (256, 504)], fill=BLUE)
    pen.polygon([(256, 84), (376, 196), (136, 196)], fill=YELLOW)
    pen.rectangle((172, 196, 340, 300), fill=WHITE)
    pen.rectangle((232, 232, 280, 300), fill=BLUE)
    return image


def draw_name(icon: Image.Image) -> Image.Image:
    """The icon at the height of the letters, and the name after it."""
    letters = vl_convert.svg_to_png(NAME.format(width=340, colour=NAME_BLUE), scale=2)
    name = Image.open(io.BytesIO(letters))
    small = icon.resize((name.height, name.height), Image.Resampling.LANCZOS)
    image = Image.new("RGBA", (small.width + 16 + name.width, name.height), (0, 0, 0, 0))
    image.paste(small, (0, 0), small)
    image.paste(name, (small.width + 16, 0), name)
    return image.crop(image.getbbox())


if __name__ == "__main__":
    drawn = draw()
    drawn.resize((64, 64), Image.Resampling.LANCZOS).save(STATIC / "icon.png", optimize=True)
    draw_name(drawn).save(STATIC / "wordmark.png", optimize=True)
