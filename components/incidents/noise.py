"""What nothing looks like: another draw, the picture, and which rules cry wolf at it."""

from __future__ import annotations

import altair as alt
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import OKABE_ITO, band, tips
from components.incidents.trends import named_place
from components.shell import address_bar
from components.shell.visit import Visit
from usalama.incidents.trends.noise import MOST_DRAWS, Noise
from usalama.model import Sentence

FIRST = 1
BLUE, DARK_ORANGE = OKABE_ITO[0], "#A85400"


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
    """Months in which nothing changed, and the rules that would call some of them a rise."""
    _ = visit._
    for sentence in result.sentences:
        st.markdown(visit.say(sentence))
    if result.level is None:
        return
    caption = Sentence(
        "{place}: twenty invented months, all with the same expected number of reports. Band: where 95 of 100 such "
        'months lie. Triangles: months that the rule "a fifth more than last month" would call a rise.',
        {"place": named_place(result.place, visit)},
    )
    charts.show_figure(
        visit, build_noise(result, visit), result.rows, noise_columns(visit), caption=caption, key="noise"
    )
    st.subheader(_("Which rules cry wolf?"))
    st.markdown(_("How often common rules call a month a rise although nothing changed:"))
    rules = result.rules.assign(sentence=[visit.say(one) for one in result.rules.sentence])
    shown = tables.build_table(rules, rule_columns(visit))
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        column_config={_("In 100 months"): st.column_config.NumberColumn(format="%.1f")},
    )


def build_noise(result: Noise, visit: Visit) -> alt.LayerChart:
    """Twenty months in which nothing changed, the range they lie in, and those that a hasty rule calls a rise."""
    _ = visit._
    rows = result.rows
    scale = alt.Scale(domain=list(range(1, len(rows) + 1)))
    month = alt.X("number:O", title=_("Month, invented"), scale=scale, axis=alt.Axis(labelAngle=0))
    count = alt.Y("drawn_count:Q", title=_("Reports, invented"), scale=alt.Scale(zero=True))
    usual = band(month, "usual_lower", "usual_upper", mark={"opacity": 0.15, "color": BLUE})
    tooltip = tips(("number:O", _("Month")), ("drawn_count:Q", _("Reports")))
    line = alt.Chart().mark_line(point=alt.OverlayMarkDef(size=50), color=BLUE).encode(month, count, tooltip=tooltip)
    rings = alt.Chart(rows.loc[rows.is_called, ["number", "drawn_count"]]).mark_point(
        shape="triangle-up", size=170, color=DARK_ORANGE, filled=False, strokeWidth=2
    )
    layers = [usual, line, rings.encode(month, alt.Y("drawn_count:Q"))]
    shown = rows[["number", "drawn_count", "usual_lower", "usual_upper"]]
    return alt.LayerChart(data=shown, layer=layers, height=300)


def noise_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "number drawn_count usual_lower usual_upper",
        number=_("Month, invented"),
        drawn_count=_("Reports, invented"),
    )


def rule_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"sentence": _("Rule"), "calls": _("In these twenty months"), "calls_per_100": _("In 100 months")}
