"""Who comes and how soon: at one glance, minute by minute, and two by two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import DASHES, INK, OKABE_ITO, band, by_kind, names_at, names_down, span, tips
from components.drawing.spoken import SAID, with_words
from components.shell import anatomy
from components.shell.visit import Visit
from usalama.incidents.response.responders import RESPONDER_NAMES, Pair, Responders, ResponderWaits
from usalama.model import N_, Flag, counted

IN_100 = 100
# A colour and a dash for each responder, the same in every picture.
RESPONDERS = ("residents", "private_security", "police", "unknown", "none")
COLOURS = [*OKABE_ITO[:3], "#8a9096", OKABE_ITO[4]]
# All calls together, beside those of each responder.
EVERYBODY, EVERYBODY_COLOUR = "", "#5f6b75"
# Of 100: gridlines at round steps.
STEPS = alt.Axis(values=[0, 20, 40, 60, 80, 100])
WITHIN_30 = ["within_30", "within_30_lower", "within_30_upper"]
Sign = TypeVar("Sign")


def show_who_comes(visit: Visit, result: Responders) -> None:
    """Of 100 calls, how many each responder reaches within half an hour; the rest folded under it."""
    rows, origin = _responder_rows(result, visit), _origin(visit, result)
    if rows.within_30.isna().all():
        anatomy.show_finding(visit, result.finding)
        return
    figures.figure(
        visit,
        build_reached(rows, visit),
        rows,
        _responder_columns(visit),
        figures.Words(
            result.finding,
            visit._(
                "Of 100 calls of each responder, those reached within 30 minutes, with the likely range. Calls closed "
                "without help are kept in as not reached."
            ),
            origin,
        ),
        key="who",
    )
    folds = {
        N_("Minute by minute"): lambda: _show_curves(visit, result, origin),
        N_("Who is sooner, two by two"): lambda: _show_pairs(visit, result),
    }
    anatomy.show_folds(visit, "who", folds)


def _origin(visit: Visit, result: Responders) -> figures.Origin:
    origin = figures.origin_of(visit, result.about, result.method)
    if not result.invalid_count:
        return origin
    left_out = counted(
        "Left out, because the response stands before the report: {count} call.",
        "Left out, because the response stands before the report: {count} calls.",
        result.invalid_count,
    )
    return replace(origin, notes=(*origin.notes, left_out))


def build_reached(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Bars from 0 to 100: of the calls of each responder, those reached within half an hour, with the likely range.

    Arguments:
        rows: responder, responder_name, within_30, within_30_lower, within_30_upper (in 100).
    """
    drawn = rows[rows.responder != "none"].dropna(subset=WITHIN_30)
    template = N_(
        "{responder_name}: {within_30} of 100 calls reached within 30 minutes, likely {within_30_lower} to "
        "{within_30_upper}"
    )
    shown = with_words(drawn, visit, template)[["responder", "responder_name", *WITHIN_30, "said"]]
    names = responders_of(shown)
    colours = [EVERYBODY_COLOUR if one == EVERYBODY else COLOURS[RESPONDERS.index(one)] for one in names]
    row = names_down("responder_name:N", 200, labelFontSize=15, ticks=False, domain=False)
    scale = alt.Scale(domain=[0, IN_100])
    reached = alt.X("within_30:Q", title=visit._("Within 30 minutes, of 100"), scale=scale, axis=STEPS)
    colour = by_kind(alt.Color, "responder_name:N", list(names.values()), colours, legend=None)
    bars = alt.Chart().mark_bar(height={"band": 0.62}).encode(row, reached, colour, SAID)
    ranges = span(row, "within_30_lower", "within_30_upper", width=2, opacity=1, color=INK)
    numbers = (
        alt.Chart()
        .mark_text(align="left", dx=6, fontSize=17, fontWeight="bold")
        .encode(row, alt.X("within_30_upper:Q"), alt.Text("within_30:Q", format=".0f"))
    )
    return alt.LayerChart(data=shown, layer=[bars, ranges, numbers], height=alt.Step(62))


def _show_curves(visit: Visit, result: Responders, origin: figures.Origin) -> None:
    """Minute by minute; the table is that of the figure above."""
    curves = result.curves.assign(responder_name=[name_of(one, visit) for one in result.curves.responder])
    if curves.empty:
        st.markdown(visit._("No response times are recorded."))
        return
    shares = ["reached", "reached_lower", "reached_upper"]
    curves[shares] = (curves[shares] * IN_100).round(1)
    _ = visit._
    columns = tables.columns(
        visit,
        "responder_name",
        minutes=_("Minutes"),
        reached=_("Calls reached, of 100"),
        reached_lower=_("Likely from"),
        reached_upper=_("Likely to"),
    )
    caption = _(
        "Of 100 calls of each responder, those reached after so many minutes, with the likely range. Calls that were "
        "closed without help are kept in as not reached."
    )
    words = figures.Words(_("Minute by minute"), caption, origin)
    figures.figure(visit, build_curves(curves, visit), curves, columns, words, key="curves")


def build_curves(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Calls reached after so many minutes, a colour and a dash for each responder, named at its end, with its range.

    Arguments:
        rows: responder, responder_name, minutes, reached, reached_lower, reached_upper (in 100).
    """
    _ = visit._
    names, title = responders_of(rows), _("Calls reached, of 100")
    minutes = alt.X("minutes:Q", title=_("Minutes since the report"), scale=alt.Scale(domainMin=0))
    colour, look = colour_of(names, legend=None), {"opacity": 0.2, "interpolate": "step-after"}
    of_100 = {"title": title, "scale": alt.Scale(domain=[0, 100]), "axis": STEPS}
    ranges = band(minutes, "reached_lower", "reached_upper", colour, mark=look, **of_100)
    lines = alt.Chart().mark_line(strokeWidth=2, interpolate="step-after")
    drawn = lines.encode(
        minutes,
        alt.Y("reached:Q"),
        colour,
        by_kind(alt.StrokeDash, "responder_name:N", list(names.values()), own_signs(DASHES, names), legend=None),
        tooltip=tips(
            ("responder_name:N", _("Responder")),
            ("minutes:Q", _("Minutes")),
            ("reached:Q", title, ".0f"),
            ("reached_lower:Q", _("Likely from"), ".0f"),
            ("reached_upper:Q", _("Likely to"), ".0f"),
        ),
    )
    ends = rows.sort_values("minutes").drop_duplicates("responder", keep="last")[
        ["responder_name", "minutes", "reached"]
    ]
    named = names_at(ends, "minutes:Q", "reached:Q", "responder_name:N", align="right", dy=-9)
    return alt.LayerChart(data=rows, layer=[ranges, drawn, *named], height=360)


def _show_pairs(visit: Visit, result: Responders) -> None:
    """Every two of those who come as rows of one table, and whether all of them may be equally fast."""
    _ = visit._
    if not result.pairs:
        st.markdown(_("There are no two responders to compare."))
        return
    columns = tables.columns(
        visit,
        "pair sooner lower upper n verdict_text",
        pair=_("Responders"),
        sooner=_("Minutes that the first waits longer"),
        n=_("Calls"),
    )
    caption = _("Mean minutes waited within the first hour for the first of the two, less those for the second.")
    tables.show_rows(visit, pd.DataFrame([_pair_row(pair, visit) for pair in result.pairs]), columns, caption=caption)
    st.caption(f"{caption} {visit.say(result.test_sentence)}")
    st.caption(
        _(
            "A call counts for whoever is recorded as its responder, and one that nobody came to for nobody. Who is "
            "only called when near looks quick: this compares calls, not people."
        )
    )


def _pair_row(pair: Pair, visit: Visit) -> dict[str, object]:
    difference = pair.difference
    numbers = {"sooner": difference.value, "lower": difference.lower, "upper": difference.upper, "n": difference.n}
    plain = {name: float("nan") if number is None else float(number) for name, number in numbers.items()}
    names = f"{name_of(pair.responder, visit)} – {name_of(pair.other, visit)}"
    return {"pair": names, **plain, "verdict_text": visit.say(pair.sentence)}


def responders_of(rows: pd.DataFrame) -> dict[str, str]:
    """The responders of the rows, in the one order of all pictures, with their names; all calls first."""
    named = dict(zip(rows.responder, rows.responder_name, strict=True))
    return {one: named[one] for one in (EVERYBODY, *RESPONDERS) if one in named}


def own_signs(signs: Sequence[Sign], names: dict[str, str]) -> list[Sign]:
    """Of the signs of all responders those of the ones that are there."""
    return [signs[RESPONDERS.index(one)] for one in names]


def colour_of(names: dict[str, str], **look: Any) -> alt.Color:
    """Each responder in the one colour that it has in every picture."""
    colour: alt.Color = by_kind(
        alt.Color, "responder_name:N", list(names.values()), own_signs(COLOURS, names), title=None, **look
    )
    return colour


def name_of(responder: str | None, visit: Visit) -> str:
    """A responder as people read it; all calls where it is none."""
    return visit._(RESPONDER_NAMES[responder]) if responder else visit._("All calls")


def reliability_of(flag: str, visit: Visit) -> str:
    """How far a wait may be trusted; here a hidden number is one of few calls, not one of 1 to 7."""
    return visit._("hidden (too few calls)") if flag == Flag.HIDDEN else tables.flag_names(visit)[flag]


def _responder_rows(result: Responders, visit: Visit) -> pd.DataFrame:
    return pd.DataFrame([_responder_row(one, visit) for one in (result.whole, *result.responders)])


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
        "of_all": _in_100(one.of_all.value),
        "of_all_lower": _in_100(one.of_all.lower),
        "of_all_upper": _in_100(one.of_all.upper),
    }
    plain = {name: float("nan") if value is None else float(value) for name, value in numbers.items()}
    return {
        "responder": one.responder or EVERYBODY,
        "responder_name": name_of(one.responder, visit),
        **plain,
        "reliability": reliability_of(one.median.flag, visit),
    }


def _in_100(share: float | None) -> float | None:
    return None if share is None else IN_100 * share


def _responder_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "responder_name call_count median median_lower median_upper nine_in_ten within_10 within_30 "
        "within_30_lower within_30_upper of_all of_all_lower of_all_upper reliability",
        median=_("Half reached within, minutes"),
        nine_in_ten=_("Nine in ten within, minutes"),
        within_10=_("Within 10 minutes, of 100"),
        within_30_lower=_("Within 30, likely from"),
        within_30_upper=_("Within 30, likely to"),
        of_all=_("Of 100 calls of any kind, within 30 minutes"),
    )
