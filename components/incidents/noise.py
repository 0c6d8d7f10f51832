"""What nothing looks like: another draw, the picture, and which rules cry wolf at it."""

from __future__ import annotations

import altair as alt
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import band, on_ground, tips
from components.incidents.trends import named_place
from components.shell import address_bar, anatomy
from components.shell.visit import Visit
from usalama.incidents.trends.noise import MOST_DRAWS, Noise

FIRST = 1
BLUE, ORANGE = on_ground("#0072B2", "#56B4E9"), on_ground("#A85400", "#f0965a")


def choose_draw(visit: Visit) -> int:
    """Which draw, kept in the address so that a link shows the same months."""
    draw = int(address_bar.read_one_of("draw", [str(one) for one in range(FIRST, MOST_DRAWS + 1)], str(FIRST)))
    st.button(
        visit._("Draw another twenty months"),
        icon=":material/casino:",
        key="another-draw",
        on_click=address_bar.write,
        args=("draw", str(draw % MOST_DRAWS + 1)),
    )
    return draw


def show_noise(visit: Visit, result: Noise) -> None:
    """The picture, and how often each rule is wrong."""
    _ = visit._
    if result.level is None:
        anatomy.show_finding(visit, result.finding)
        return
    caption = _(
        "Twenty invented months, all with the same expected number of reports. Band: where 95 of 100 such months lie. "
        'Triangles: months that the rule "a fifth more than last month" would call a rise.'
    )
    origin = figures.origin_of(visit, result.about, result.method, named_place(result.place, visit))
    words = figures.Words(result.finding, caption, origin)
    columns = tables.columns(
        visit,
        "number drawn_count usual_lower usual_upper",
        number=_("Month, invented"),
        drawn_count=_("Reports, invented"),
    )
    figures.figure(visit, build_noise(result, visit), result.rows, columns, words, key="noise")
    heading = _("How often common rules call a month a rise although nothing changed:")
    st.markdown(f"**{heading}**")
    rules = result.rules.assign(sentence=[visit.say(one) for one in result.rules.sentence])
    names = {"sentence": _("Rule"), "calls": _("In these twenty months"), "calls_per_100": _("In 100 months")}
    tables.show_rows(visit, rules, names, caption=heading)


def build_noise(result: Noise, visit: Visit) -> alt.LayerChart:
    """Twenty months in which nothing changed, the range they lie in, and those that a hasty rule calls a rise."""
    _ = visit._
    rows = result.rows
    scale = alt.Scale(domain=list(range(1, len(rows) + 1)))
    month = alt.X("number:O", title=_("Month, invented"), scale=scale, axis=alt.Axis(labelAngle=0))
    count = alt.Y("drawn_count:Q", title=None, scale=alt.Scale(zero=True))
    usual = band(month, "usual_lower", "usual_upper", mark={"opacity": 0.18, "color": BLUE})
    line = alt.Chart().mark_line(point=alt.OverlayMarkDef(size=50), color=BLUE)
    drawn = line.encode(
        month,
        count,
        description=alt.Description("said:N"),
        tooltip=tips(("number:O", _("Month")), ("drawn_count:Q", _("Reports"))),
    )
    rings = alt.Chart(rows.loc[rows.is_called, ["number", "drawn_count"]]).mark_point(
        shape="triangle-up", size=170, color=ORANGE, filled=False, strokeWidth=2
    )
    month_word = _("Month, invented")
    shown = rows[["number", "drawn_count", "usual_lower", "usual_upper"]].assign(
        said=[f"{month_word} {number}: {count}" for number, count in zip(rows.number, rows.drawn_count, strict=True)]
    )
    layers = [usual, drawn, rings.encode(month, alt.Y("drawn_count:Q"))]
    return alt.LayerChart(data=shown, layer=layers, height=300)
