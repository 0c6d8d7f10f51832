"""The parts of What nothing looks like: another draw, the picture, and which rules cry wolf at it."""

from __future__ import annotations

import streamlit as st

from components.drawing import charts, tables
from components.incidents import charts_trends
from components.incidents.trends import named_place
from components.shell import address_bar
from components.shell.visit import Visit
from usalama.incidents.trends.noise import MOST_DRAWS, Noise
from usalama.model import Sentence

FIRST = 1


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
    caption = visit.say(
        Sentence(
            "{place}: twenty invented months, all with the same expected number of reports. Band: where 95 of 100 such "
            'months lie. Triangles: months that the rule "a fifth more than last month" would call a rise.',
            {"place": named_place(result.place, visit)},
        )
    )
    charts.show_chart(visit, charts_trends.build_noise(result, visit), caption=caption, key="noise")
    tables.show_table(visit, result.rows, noise_columns(visit), caption=caption, key="noise-table")
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


def noise_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "number": _("Month, invented"),
        "drawn_count": _("Reports, invented"),
        "usual_lower": _("Usual from"),
        "usual_upper": _("Usual to"),
    }


def rule_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"sentence": _("Rule"), "calls": _("In these twenty months"), "calls_per_100": _("In 100 months")}
