"""Who comes and how soon: in words, as curves, side by side by hour, county or category, and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import DASHES, OKABE_ITO, band, by_kind, legend, names_down, span, tips
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.incidents.response.hours_of_week import hours_named
from usalama.incidents.response.responders import RESPONDER_NAMES, Responders, ResponderWaits
from usalama.incidents.response.waits import response_sentence
from usalama.incidents.response.waits_by import HOURS_IN_BLOCK, Dimension, WaitsBy
from usalama.model import Flag, Sentence

IN_100 = 100
# A colour, a dash and a shape for each responder, the same in every picture.
RESPONDERS = ("residents", "private_security", "police", "unknown", "none")
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
Sign = TypeVar("Sign")


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
        charts.show_chart(visit, build_curves(curves, visit), caption=caption, key="curves")
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


def build_curves(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Calls reached after so many minutes, a colour and a dash for each responder, with the likely range.

    Arguments:
        rows: responder, responder_name, minutes, reached, reached_lower, reached_upper (in 100).
    """
    _ = visit._
    names, title = _names(rows), _("Calls reached, of 100")
    minutes = alt.X("minutes:Q", title=_("Minutes since the report"), scale=alt.Scale(domainMin=0))
    colour, look = _colour(names), {"opacity": 0.2, "interpolate": "step-after"}
    of_100 = {"title": title, "scale": alt.Scale(domain=[0, 100])}
    ranges = band(minutes, "reached_lower", "reached_upper", colour, mark=look, **of_100)
    lines = alt.Chart().mark_line(strokeWidth=2, interpolate="step-after")
    drawn = lines.encode(
        minutes,
        alt.Y("reached:Q"),
        colour,
        by_kind(alt.StrokeDash, "responder_name:N", list(names.values()), _own(DASHES, names), legend=None),
        tooltip=tips(
            ("responder_name:N", _("Responder")),
            ("minutes:Q", _("Minutes")),
            ("reached:Q", title, ".0f"),
            ("reached_lower:Q", _("Likely from"), ".0f"),
            ("reached_upper:Q", _("Likely to"), ".0f"),
        ),
    )
    return alt.LayerChart(data=rows, layer=[ranges, drawn], height=400)


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
    columns = tables.columns(
        visit,
        "group_name responder_name call_count within_30 within_30_lower within_30_upper median_minutes reliability",
        group_name=names[""],
        median_minutes=_("Half reached within, minutes"),
    )
    charts.show_figure(visit, build_waits_by(rows, visit), rows, columns, caption=caption, key="waits-by")


def build_waits_by(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Calls reached within half an hour, a row a group and a dot a responder, with the likely range.

    Arguments:
        rows: group_name, responder, responder_name, within_30, within_30_lower, within_30_upper (in 100), call_count.
    """
    _ = visit._
    names, title = _names(rows), _("Within 30 minutes, of 100")
    responders, colour = list(names.values()), _colour(names)
    group, offset = names_down("group_name:N", 150), alt.YOffset("responder_name:N", sort=responders)
    of_100 = {"title": title, "scale": alt.Scale(domain=[0, 100])}
    ranges = span(group, "within_30_lower", "within_30_upper", offset, colour, width=4, opacity=0.4, **of_100)
    dots = alt.Chart().mark_point(size=55, filled=True, opacity=1)
    drawn = dots.encode(
        group,
        offset,
        alt.X("within_30:Q"),
        colour,
        by_kind(alt.Shape, "responder_name:N", responders, _own(SHAPES, names), legend=None),
        tooltip=tips(
            ("group_name:N", " "),
            ("responder_name:N", _("Responder")),
            ("within_30:Q", title, ".0f"),
            ("within_30_lower:Q", _("Likely from"), ".0f"),
            ("within_30_upper:Q", _("Likely to"), ".0f"),
            ("call_count:Q", _("Calls"), ","),
        ),
    )
    shown = rows.dropna(subset="within_30").astype({"call_count": float})
    return alt.LayerChart(data=shown, layer=[ranges, drawn], height=alt.Step(11))


def _names(rows: pd.DataFrame) -> dict[str, str]:
    """The responders of the rows, in the one order of all pictures, with their names."""
    named = dict(zip(rows.responder, rows.responder_name, strict=True))
    return {one: named[one] for one in RESPONDERS if one in named}


def _own(signs: Sequence[Sign], names: dict[str, str]) -> list[Sign]:
    return [signs[RESPONDERS.index(one)] for one in names]


def _colour(names: dict[str, str]) -> alt.Color:
    several, responders = legend(240, columns=2), list(names.values())
    colour: alt.Color = by_kind(
        alt.Color, "responder_name:N", responders, _own(OKABE_ITO, names), title=None, legend=several
    )
    return colour


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
    return tables.columns(
        visit,
        "responder_name call_count median median_lower median_upper nine_in_ten within_10 within_30 "
        "within_30_lower within_30_upper reliability",
        median=_("Half reached within, minutes"),
        nine_in_ten=_("Nine in ten within, minutes"),
        within_10=_("Within 10 minutes, of 100"),
        within_30_lower=_("Within 30, likely from"),
        within_30_upper=_("Within 30, likely to"),
    )


def _group_names(dimension: Dimension, visit: Visit) -> dict[str, str]:
    """Group code to name; the empty code names the column."""
    if dimension is Dimension.COUNTY:
        return {one.code: one.name for one in visit.subject.country.counties} | {"": visit._("County")}
    if dimension is Dimension.CATEGORY:
        groups = {one.code: visit._(one.name) for one in visit.subject.categories.groups}
        return groups | {"": visit._("Category")}
    blocks = {f"{hour:02d}": hours_named(hour, hour + HOURS_IN_BLOCK) for hour in range(0, 24, HOURS_IN_BLOCK)}
    return blocks | {"": visit._("Hour of the report")}
