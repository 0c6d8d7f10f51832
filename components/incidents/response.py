"""The parts of the page on response: who comes, how soon, and the ring of the day."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.incidents import charts_response, week_blocks
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.incidents.response.cover_ring import CoverRing
from usalama.incidents.response.responder_words import RESPONDER_NAMES
from usalama.incidents.response.responders import Responders, ResponderWaits
from usalama.incidents.response.response_words import response_sentence
from usalama.incidents.response.waits_by import HOURS_IN_BLOCK, Dimension, WaitsBy
from usalama.incidents.response.week_pattern import WeekPattern
from usalama.incidents.response.week_words import hours_named
from usalama.model import Flag, Sentence

IN_100 = 100


def show_who_comes(visit: Visit, result: Responders) -> None:
    """A sentence for each responder, the curves and their table."""
    _ = visit._
    for one in result.responders:
        st.markdown(f"- **{_name(one.responder, visit)}**: {_waits_in_words(one, visit)}")
    caption = _(
        "Of 100 calls of each responder, those reached after so many minutes, with the likely range. Calls that were "
        "closed without help are kept in as not reached."
    )
    if not result.curves.empty:
        curves = result.curves.assign(responder_name=[_name(one, visit) for one in result.curves.responder])
        shares = ["reached", "reached_lower", "reached_upper"]
        curves[shares] = (curves[shares] * IN_100).round(1)
        charts.show_chart(visit, charts_response.build_curves(curves, visit), caption=caption, key="curves")
    tables.show_table(
        visit, _responder_rows(result, visit), _responder_columns(visit), caption=caption, key="curves-table"
    )
    st.caption(
        _(
            "A call counts for whoever is recorded as its responder, and one that nobody came to for nobody. Who is "
            "only called when near looks quick: this compares calls, not people."
        )
    )
    if result.invalid_count:
        left_out = Sentence(
            "Left out, because the response stands before the report: {count} calls.", {"count": result.invalid_count}
        )
        st.caption(visit.say(left_out))


def show_pairs(visit: Visit, result: Responders) -> None:
    """Every two of those who come, in words."""
    for pair in result.pairs:
        st.markdown(f"- {visit.say(pair.sentence)}")
    if not result.pairs:
        st.markdown(visit._("There are no two responders to compare."))
    with st.expander(visit._("How sure are we?")):
        st.write(visit.say(result.test_sentence))


def choose_dimension(visit: Visit) -> Dimension:
    """Hours, counties or kinds of incident; kept in the address."""
    _ = visit._
    names = {
        Dimension.HOUR.value: _("Hour of the report"),
        Dimension.COUNTY.value: _("County"),
        Dimension.CATEGORY.value: _("Category"),
    }
    return Dimension(choose_one(_("Side by side"), "waits-by", list(names), names, Dimension.HOUR.value))


def show_waits_by(visit: Visit, result: WaitsBy) -> None:
    """Dots with their range, a row a group."""
    _ = visit._
    if result.rows.empty:
        st.markdown(_("No response times are recorded."))
        return
    names = _group_names(result.dimension, visit)
    rows = result.rows.assign(
        group_name=[names[code] for code in result.rows.group_code],
        responder_name=[_name(one, visit) for one in result.rows.responder],
        reliability=[_reliability(flag, visit) for flag in result.rows.flag],
    )
    shares = ["within_30", "within_30_lower", "within_30_upper"]
    rows[shares] = rows[shares].astype(float) * IN_100
    caption = _(
        "Of 100 calls in each group, those that each responder reached within 30 minutes, with the likely range; calls "
        "that nobody reached are kept in. Groups with fewer than 20 calls are hidden from the public."
    )
    charts.show_chart(visit, charts_response.build_waits_by(rows, visit), caption=caption, key="waits-by")
    columns = {
        "group_name": names[""],
        "responder_name": _("Responder"),
        "call_count": _("Calls"),
        "within_30": _("Within 30 minutes, of 100"),
        "within_30_lower": _("Likely from"),
        "within_30_upper": _("Likely to"),
        "median_minutes": _("Half reached within, minutes"),
        "reliability": _("Reliability"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key="waits-by-table")


def show_ring(visit: Visit, result: CoverRing) -> None:
    """What the ring says, the ring itself and its table."""
    _ = visit._
    for sentence in result.sentences:
        st.markdown(f"- {visit.say(sentence)}")
    names = {
        "covered": _("somebody on duty every day"),
        "some_days": _("nobody on duty on some days"),
        "uncovered": _("nobody on duty"),
        "not_recorded": _("no cover recorded"),
    }
    rows = result.rows.assign(hour_name=[hours_named(hour, hour + 1) for hour in result.rows.hour])
    caption = _(
        "The 24 hours, midnight on top. Inside: incidents of each hour, larger where there are more. Around them: "
        "whether anybody is recorded to be on duty in any of the areas."
    )
    charts.show_chart(visit, charts_response.build_ring(rows, names, visit), caption=caption, key="ring")
    worded = rows.assign(state_name=rows.state.map(names), covered_share=rows.covered_share * IN_100)
    columns = {
        "hour_name": _("Hour"),
        "incident_count": _("Incidents"),
        "covered_share": _("Areas with somebody on duty, of 100"),
        "state_name": _("Cover"),
        "flag": _("Reliability"),
    }
    tables.show_table(visit, worded, columns, caption=caption, key="ring-table")
    st.caption(visit.say(result.ranges))


def show_week(visit: Visit, result: WeekPattern) -> None:
    """Blocks that stand out, the week as a picture and its table, and the middle hour."""
    week_blocks.show_sentences(visit, result.blocks)
    st.markdown(f"- {visit.say(result.middle_sentence)}")
    caption = visit._(
        "Incidents with a known hour in blocks of four hours, against what the totals of the weekday and of the hours "
        "alone would give. A sign marks the blocks that stand out of all 42."
    )
    week_blocks.show_blocks(visit, result.blocks, caption=caption, key="week")
    st.caption(visit.say(result.ranges))


def _name(responder: str | None, visit: Visit) -> str:
    return visit._(RESPONDER_NAMES[responder]) if responder else visit._("All calls")


def _reliability(flag: str, visit: Visit) -> str:
    """How far a wait may be trusted; here a hidden number is one of few calls, not one of 1 to 7."""
    return visit._("hidden (too few calls)") if flag == Flag.HIDDEN else tables.flag_names(visit)[flag]


def _waits_in_words(one: ResponderWaits, visit: Visit) -> str:
    if one.responder == "none" and one.call_count is not None:
        return visit.say(Sentence("for {count} calls it is recorded that nobody came.", {"count": one.call_count}))
    said = visit.say(response_sentence(one.median, one.reached_share))
    if one.of_all.value is None or one.of_all.lower is None or one.of_all.upper is None or not one.reached_share:
        return said
    values = {
        "value": round(IN_100 * one.of_all.value),
        "lower": round(IN_100 * one.of_all.lower),
        "upper": round(IN_100 * one.of_all.upper),
    }
    of_all = Sentence(
        "Of 100 calls of any kind they reached {value} within 30 minutes (likely {lower} to {upper}).", values
    )
    return f"{said} {visit.say(of_all)}"


def _responder_rows(result: Responders, visit: Visit) -> pd.DataFrame:
    return pd.DataFrame([_responder_row(one, visit) for one in (*result.responders, result.whole)])


def _responder_row(one: ResponderWaits, visit: Visit) -> dict[str, object]:
    ten, thirty = one.within
    numbers = {
        "call_count": one.call_count,
        "median": one.median.value,
        "median_lower": one.median.lower,
        "median_upper": one.median.upper,
        "nine_in_ten": one.nine_in_ten.value,
        "within_10": _in_100(ten.value),
        "within_30": _in_100(thirty.value),
        "within_30_lower": _in_100(thirty.lower),
        "within_30_upper": _in_100(thirty.upper),
    }
    plain = {name: float("nan") if value is None else float(value) for name, value in numbers.items()}
    return {"responder_name": _name(one.responder, visit), **plain, "reliability": _reliability(one.median.flag, visit)}


def _in_100(share: float | None) -> float | None:
    return None if share is None else IN_100 * share


def _responder_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "responder_name": _("Responder"),
        "call_count": _("Calls"),
        "median": _("Half reached within, minutes"),
        "median_lower": _("Likely from"),
        "median_upper": _("Likely to"),
        "nine_in_ten": _("Nine in ten within, minutes"),
        "within_10": _("Within 10 minutes, of 100"),
        "within_30": _("Within 30 minutes, of 100"),
        "within_30_lower": _("Within 30, likely from"),
        "within_30_upper": _("Within 30, likely to"),
        "reliability": _("Reliability"),
    }


def _group_names(dimension: Dimension, visit: Visit) -> dict[str, str]:
    """Group code to name; the empty code names the column."""
    if dimension is Dimension.COUNTY:
        return {one.code: one.name for one in visit.subject.country.counties} | {"": visit._("County")}
    if dimension is Dimension.CATEGORY:
        groups = {one.code: visit._(one.name) for one in visit.subject.categories.groups}
        return groups | {"": visit._("Category")}
    blocks = {f"{hour:02d}": hours_named(hour, hour + HOURS_IN_BLOCK) for hour in range(0, 24, HOURS_IN_BLOCK)}
    return blocks | {"": visit._("Hour of the report")}
