"""Draw the icon of the site: a place mark whose head is a house. Writes components/static/icon.png."""

from pathlib import Path

from PIL import Image, ImageDraw

SIZE = 512
BLUE, YELLOW, WHITE = "#0b5c8a", "#fdd835", "#ffffff"
TARGET = Path(__file__).resolve().parents[2] / "components" / "static" / "icon.png"


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


if __name__ == "__main__":
    draw().resize((64, 64), Image.Resampling.LANCZOS).save(TARGET, optimize=True)
    print(TARGET)
