"""Names of rows that are too long for an axis: in a column where there is room, on a phone above what they name."""

from __future__ import annotations

from typing import Any

import altair as alt

from components.drawing.charts import HALO, INK, Layers

# A chart so many pixels wide has room for a column of names, which is so wide.
WIDE, COLUMN = 820, 310
LINE_HEIGHT = 15
# Pixels of a bar, and how far it stands under the middle of its row to leave room for what it says.
BAR, LETTERS_ABOVE = 16, 10
BAR_STEP = alt.Step(2 * BAR + 14)
EDGE = alt.ExprRef(f"width >= {WIDE} ? {COLUMN} : 0")


def beside_names(**look: Any) -> alt.Scale:
    """The scale of what is drawn along the rows: it leaves their column free.

    Arguments:
        look: domain and what else the scale has.
    """
    return alt.Scale(range=[EDGE, alt.ExprRef("width")], **look)


def bars_under(**look: Any) -> alt.Chart:
    """Bars with room above each for what it says.

    Arguments:
        look: colour, outline.
    """
    return alt.Chart().mark_bar(size=BAR, yOffset=LETTERS_ABOVE, **look)


def said_above(row: alt.Y) -> alt.Chart:
    """What each bar says, above it: a phone has no room for it beside."""
    text = alt.Chart().mark_text(align="left", baseline="bottom", fontSize=13, dy=-3, color=INK, aria=False)
    return text.encode(row, alt.XDatum(0), alt.Text("said:N"))


def written(row: alt.Y, field: str, *, rise: str) -> Layers:
    """The names, each on as many lines as it has.

    Arguments:
        field: holds the names, their lines apart.
        rise: on a phone, from the middle of a row up to that of the last line; pixels, or how they are found.
    """
    return lines_over(row, {"text": alt.Text(f"{field}:N")}, _dy(f"datum.{field}", rise), x=alt.XValue(0))


def written_by_width(row: alt.Y, wide: str, narrow: str, *, rise: str) -> Layers:
    """What stands above the mark of each row, another text on a phone.

    Arguments:
        wide, narrow: hold the texts, their lines apart.
    """
    text = f"(width >= {WIDE} ? datum.{wide} : datum.{narrow})"
    return lines_over(row, {}, alt.ExprRef(_up(text, rise)), x=alt.XValue(EDGE), text=alt.ExprRef(text), fontSize=12)


def lines_over(row: alt.Y, channels: dict[str, Any], dy: alt.ExprRef, *, x: alt.XValue, **look: Any) -> Layers:
    """Lines of text at an edge; a rim of the ground keeps what is drawn behind from crossing them."""
    letters = {"align": "left", "baseline": "middle", "dy": dy, "fontSize": 13, "lineHeight": LINE_HEIGHT,
               "lineBreak": "\n"} | look  # fmt: skip
    base: Any = alt.Chart()
    rim = base.mark_text(**letters, stroke=HALO, strokeWidth=4, color=HALO, aria=False)
    return [one.encode(row, x=x, **channels) for one in (rim, base.mark_text(**letters))]


def _dy(text: str, rise: str) -> alt.ExprRef:
    return alt.ExprRef(f"width >= {WIDE} ? -{_more(text)} / 2 : {_up(text, rise)}")


def _up(text: str, rise: str) -> str:
    return f"-({rise}) - {_more(text)}"


def _more(text: str) -> str:
    return f"{LINE_HEIGHT} * (length(split({text}, '\\n')) - 1)"
