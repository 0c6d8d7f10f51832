"""Hours of cover a week, by county and kind, gates around the day, and what the ring makes of them."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from components.drawing import charts, tables
from components.drawing.charts import OKABE_ITO, tips
from components.shell.menu import ENTRIES
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.incidents.response.hours_of_week import hours_named
from usalama.model import N_, Nature, Sentence
from usalama.programme.assets import KIND_NAMES, Assets

IN_100 = 100
NATURES = {
    Nature.SYNTHETIC: N_("Synthetic hours of cover, invented to show how this page looks: {sources}."),
    Nature.TEST: N_("Test hours of cover, which say nothing about any place: {sources}."),
}


def show_hours(visit: Visit, result: Assets) -> None:
    """Hours a week of each kind and of each county that has any."""
    _ = visit._
    _show_nature(visit, result)
    show_sentences(visit, result.sentences)
    held = result.rows[(result.rows.area_count != 0).fillna(value=True)]
    if len(held):
        flags = tables.flag_names(visit)
        worded = held.assign(
            kind_name=[_(KIND_NAMES[kind]) for kind in held.kind], reliability=[flags[flag] for flag in held.flag]
        )
        columns = tables.columns(
            visit,
            "county_name kind_name area_count hours_a_week reliability",
            kind_name=_("Cover"),
            area_count=_("Areas"),
        )
        tables.show_list(worded, columns)
    st.caption(" ".join(visit.say(sentence) for sentence in _of_which_day(result)))


def show_gates(visit: Visit, result: Assets) -> None:
    """How many gates are manned at each hour of the day."""
    _ = visit._
    st.markdown(plain(visit.say(result.gate_sentence)))
    if result.gates.empty:
        return
    rows = result.gates.assign(
        manned_per_100=result.gates.manned_share * IN_100,
        hour_name=[hours_named(int(hour), int(hour) + 1) for hour in result.gates.hour],
    )
    text = Sentence(
        "Of 100 gates, those manned at each hour, over all days of the week. Areas with a gate: {gates}. Hours that "
        "hold on {day}.",
        {"gates": result.gate_count, "day": result.day},
    )
    caption = visit.say(text)
    columns = {"hour_name": _("Hour"), "manned_per_100": _("Manned, of 100 gates")}
    charts.show_figure(visit, build_gates(rows, visit), rows, columns, caption=caption, key="gates")


def build_gates(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Of 100 gates, how many are manned at each hour of the day.

    Arguments:
        rows: hour, manned_per_100.
    """
    return (
        alt.Chart(rows[["hour", "hour_name", "manned_per_100"]])
        .mark_bar(color=OKABE_ITO[0])
        .encode(
            alt.X("hour:O", title=visit._("Hour"), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            # The caption says what is counted; a title along so low an axis would be cut off on a phone.
            alt.Y("manned_per_100:Q", title=None, scale=alt.Scale(domain=[0, 100])),
            tooltip=tips(
                ("hour_name:N", visit._("Hour")), ("manned_per_100:Q", visit._("Manned, of 100 gates"), ".0f")
            ),
        )
        .properties(height=220)
    )


def show_ring_words(visit: Visit, result: Assets) -> None:
    """What the ring of the Response page says of these hours, with the way there."""
    _ = visit._
    st.markdown(_("The ring of the Response page lays these hours over the incidents of the chosen period. It says:"))
    show_sentences(visit, result.ring_sentences)
    try:
        page = ENTRIES["response"]
        st.page_link(page.file, label=_("Response: the ring of 24 hours"), icon=":material/clock_loader_60:")
    except StreamlitPageNotFoundError:
        # A page that runs without the frame has no menu, and so no other page to go to.
        st.caption(_("Response: the ring of 24 hours"))


def show_method(visit: Visit, result: Assets) -> None:
    """How the hours were counted, and of what."""
    with st.expander(visit._("How this was made")):
        st.write(visit.say(result.method))
        values = {"sources": ", ".join(result.source_names) or "-", "version": str(result.data_version)}
        st.write(plain(visit.say(Sentence("Sources: {sources}. Data version {version}.", values))))


def _show_nature(visit: Visit, result: Assets) -> None:
    """Say of hours that are not real what they are; beside real ones nothing needs to be said."""
    if result.nature not in NATURES:
        return
    text = Sentence(NATURES[result.nature], {"sources": ", ".join(result.source_names)})
    st.warning(plain(visit.say(text)), icon=":material/science:")


def _of_which_day(result: Assets) -> list[Sentence]:
    """On which day the hours hold, and in how many counties none are recorded."""
    said = [Sentence("Hours that hold on {day}.", {"day": result.day})]
    is_none = (result.rows.area_count == 0).fillna(value=False).groupby(result.rows.county_code).all()
    if is_none.any():
        values = {"none": int(is_none.sum()), "counties": len(is_none)}
        said.append(
            Sentence(
                "None are recorded in {none} of {counties} chosen counties, which does not mean that nobody is on duty "
                "there.",
                values,
            )
        )
    return said
