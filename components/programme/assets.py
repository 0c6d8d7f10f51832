"""Hours of cover a week, by county and kind, gates around the day, and what the ring makes of them."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import OKABE_ITO, OUTLINE, by_kind, legend, names_down, tips
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.entry.register_page import show_register_nature
from components.shell import address_bar, anatomy
from components.shell.menu import ENTRIES
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.incidents.response.hours_of_week import hours_named
from usalama.model import N_, Sentence
from usalama.programme.assets import KIND_NAMES, Assets

COLOURS = [OKABE_ITO[0], OKABE_ITO[6], OKABE_ITO[7]]
IN_100 = 100


def show_assets(visit: Visit, result: Assets) -> None:
    """Hours of cover a week by county and kind; gates, the ring and every number in folds."""
    show_register_nature(visit, result.held)
    shown = result.rows[result.rows.hours_a_week > 0]
    if shown.empty:
        anatomy.show_finding(visit, *result.sentences)
    else:
        _show_hours(visit, result, shown)
    folds = {
        N_("Gates around the day"): lambda: _show_gates(visit, result),
        N_("Hours that nobody covers"): lambda: _show_ring_words(visit, result),
        N_("Every county and kind of cover"): lambda: _show_every(visit, result),
    }
    anatomy.show_folds(visit, "assets", folds)


def _show_hours(visit: Visit, result: Assets, shown: pd.DataFrame) -> None:
    """Hours a week of each kind in each county that has any."""
    counted = Sentence("Hours of cover a week, by county and kind, that hold on {day}.", {"day": result.day})
    words = register_page.words_of(visit, result, counted)
    rows = _worded(visit, shown)
    figures.figure(visit, build_hours(rows, visit), rows, _columns(visit), words, key="assets-hours")


def _worded(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(kind_name=[visit._(KIND_NAMES[kind]) for kind in rows.kind])


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit, "county_name kind_name area_count hours_a_week flag", kind_name=_("Cover"), area_count=_("Areas")
    )


def build_hours(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A bar a county, a part of it a kind; the kinds are named above the longest bar, which stands first.

    Arguments:
        rows: county_name, kind_name, hours_a_week above 0.
    """
    whole = rows.groupby("county_name").hours_a_week.transform("sum")
    shown = rows.assign(whole=whole).sort_values(["whole", "county_name"], ascending=[False, True], kind="stable")
    end = shown.groupby("county_name").hours_a_week.cumsum()
    shown = shown.assign(begin=end - shown.hours_a_week, end=end)
    shown = with_words(shown, visit, N_("{county_name}, {kind_name}: {hours_a_week} hours a week"))
    kinds = list(dict.fromkeys(shown.kind_name))
    county = names_down("county_name:N", 130, labelOverlap=False, labelFontSize=11)
    axis = alt.Axis(tickCount=5, format=",.0f")
    bars = alt.Chart().mark_bar(stroke=OUTLINE, strokeWidth=0.8)
    drawn = bars.encode(
        county,
        alt.X("begin:Q", title=None, axis=axis, scale=alt.Scale(domainMin=0)),
        alt.X2("end:Q"),
        by_kind(alt.Color, "kind_name:N", kinds, COLOURS, title=None, legend=legend(200, columns=len(kinds))),
        SAID,
    )
    names = ["county_name", "kind_name", "begin", "end", "said"]
    return alt.LayerChart(data=shown[names], layer=[drawn], height=alt.Step(15))


def _show_every(visit: Visit, result: Assets) -> None:
    """Every kind in words, and every county that has recorded hours, also those that are hidden."""
    show_sentences(visit, result.sentences)
    held = result.rows[(result.rows.area_count != 0).fillna(value=True)]
    tables.show_rows(visit, _worded(visit, held), _columns(visit), caption=visit.say(result.finding))


def _show_gates(visit: Visit, result: Assets) -> None:
    """How many gates are manned at each hour of the day."""
    _ = visit._
    if result.gates.empty:
        st.markdown(plain(visit.say(result.gate_sentence)))
        return
    rows = result.gates.assign(
        manned_per_100=result.gates.manned_share * IN_100,
        hour_name=[hours_named(int(hour), int(hour) + 1) for hour in result.gates.hour],
    )
    counted = Sentence(
        "Of 100 gates, those manned at each hour, over all days of the week. Areas with a gate: {gates}. Hours that "
        "hold on {day}.",
        {"gates": result.gate_count, "day": result.day},
    )
    columns = tables.columns(visit, "hour_name", manned_per_100=_("Manned, of 100 gates"))
    words = register_page.words_of(visit, result, counted, result.gate_sentence)
    figures.figure(visit, build_gates(rows, visit), rows, columns, words, key="gates")


def build_gates(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Of 100 gates, how many are manned at each hour of the day.

    Arguments:
        rows: hour, manned_per_100.
    """
    shown = with_words(rows, visit, N_("{hour_name}: {manned_per_100} of 100 gates are manned"))
    return (
        alt.Chart(shown[["hour", "hour_name", "manned_per_100", "said"]])
        .mark_bar(color=OKABE_ITO[0])
        .encode(
            alt.X("hour:O", title=visit._("Hour"), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            # The caption says what is counted; a title along so low an axis would be cut off on a phone.
            alt.Y("manned_per_100:Q", title=None, scale=alt.Scale(domain=[0, 100])),
            SAID,
            tooltip=tips(
                ("hour_name:N", visit._("Hour")), ("manned_per_100:Q", visit._("Manned, of 100 gates"), ".0f")
            ),
        )
        .properties(height=220)
    )


def _show_ring_words(visit: Visit, result: Assets) -> None:
    """What the ring of the Response page says of these hours, with the way there."""
    _ = visit._
    st.markdown(_("The ring of the Response page lays these hours over the incidents of the chosen period. It says:"))
    show_sentences(visit, result.ring_sentences)
    if st.button(_("Response: the ring of 24 hours"), key="to-ring", type="tertiary", icon=":material/arrow_forward:"):
        address_bar.lead("response", "cover")
        st.switch_page(ENTRIES["response"].file)
