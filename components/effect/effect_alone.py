"""One county alone on Effect: its series, another county beside it, and its neighbours."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures
from components.drawing.charts import INK, OUTLINE, by_kind, dated, legend, month_tip, months, stacked, tips
from components.drawing.shared_charts import BLUE
from components.shell.filters import choose_one
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.effect.effect_card import Card
from usalama.effect.effect_single import Single, effect_of_one
from usalama.model import Sentence

NONE = "none"


def choose_county(visit: Visit, card: Card) -> str:
    """A county to look at alone; the only one that joined, or the only one chosen, by default. "" for none."""
    codes = [county.code for county in visit.subject.country.counties if _is_seen(visit, county.code)]
    names = {NONE: visit._("none")} | {code: visit.subject.country.county(code).name for code in codes}
    joined = list(card.rows.county_code[card.rows.months_after > 0])
    chosen = list(visit.choices.county_codes)
    default = next((own[0] for own in (chosen, joined) if len(own) == 1), NONE)
    picked = choose_one(visit._("County to look at alone"), "alone", [NONE, *codes], names, default, is_short=False)
    return "" if picked == NONE else picked


def _is_seen(visit: Visit, code: str) -> bool:
    return visit.scope.county_codes is None or code in visit.scope.county_codes


def choose_control(visit: Visit, found: Single) -> str:
    """The county to compare with, of those with about as many reports."""
    if not found.controls:
        return ""
    first = next(iter(found.controls))
    label = visit._("Compared with (about as many reports, not joined)")
    return choose_one(label, "beside", list(found.controls), found.controls, first, is_short=False)


def show_one(visit: Visit, card: Card) -> None:
    """One county that the reader chooses, beside another."""
    caution = visit._(
        "A number and a range, never a verdict: one county cannot tell the programme from all else that happened."
    )
    st.caption(caution)
    code = choose_county(visit, card)
    if not code:
        return
    asked = (visit.store, visit.scope, visit.choices, visit.subject, visit.today, code)
    control = choose_control(visit, effect_of_one(*asked, stage=card.stage))
    show_alone(visit, card, effect_of_one(*asked, control, stage=card.stage))


def show_alone(visit: Visit, card: Card, found: Single) -> None:
    """The county's series, and the numbers in words: never a verdict."""
    _ = visit._
    if found.first_after is None or found.rows.expected.isna().all():
        show_sentences(visit, found.sentences)
        return
    joined, step, *others = found.sentences
    caption = Sentence(
        "{county}: reports of each month as dots, the fit with trend and season, and the same had nothing changed "
        "in {month} (dashed). Counts of reports in the county, {start} to {end}.",
        {
            "county": visit.subject.country.county(found.county_code).name,
            "month": visit.language.month(found.first_after),
            "start": found.rows.occurred_month.iloc[0],
            "end": visit.language.month(found.rows.occurred_month.iloc[-1]),
        },
    )
    chart = build_alone(found.rows, visit, str(found.first_after))
    columns = {
        "occurred_month": _("Month"),
        "incident_count": _("Reports"),
        "expected": _("As fitted"),
        "without": _("As if nothing had changed"),
    }
    county = visit.subject.country.county(found.county_code).name
    words = figures.Words(step, caption, figures.origin_of(visit, card.about, found.method, county))
    figures.figure(visit, chart, found.rows, columns, words, key="effect-alone")
    show_sentences(visit, (joined, *others))


def build_alone(rows: pd.DataFrame, visit: Visit, joined: str) -> alt.LayerChart:
    """One county's reports as dots, what its trend and season let one expect, and the same without the step, dashed.

    Arguments:
        rows: occurred_month, incident_count, expected, without.
        joined: the first day of its month of joining, as text.
    """
    _ = visit._
    names = {"expected": _("as fitted"), "without": _("as if nothing had changed")}
    shown, kinds = dated(rows).astype({"incident_count": float}), list(names.values())
    lines = stacked(shown, names, along="occurred_month", kind="kind", value="count").dropna()
    drawn = alt.Chart(lines).mark_line(strokeWidth=2)
    drawn = drawn.encode(
        months(),
        alt.Y("count:Q", title=_("Reports a month"), scale=alt.Scale(zero=True)),
        by_kind(alt.Color, "kind:N", kinds, [BLUE, OUTLINE], title=None, legend=legend(260, symbolType="stroke")),
        by_kind(alt.StrokeDash, "kind:N", kinds, [[1, 0], [6, 4]], legend=None),
    )
    dots = alt.Chart(shown[["occurred_month", "incident_count"]].dropna())
    dots = dots.mark_circle(size=22, color=INK, opacity=0.7).encode(
        months(),
        alt.Y("incident_count:Q"),
        tooltip=tips(month_tip(_("Month")), ("incident_count:Q", _("Reports"), ",.0f")),
    )
    start = pd.DataFrame({"occurred_month": pd.to_datetime([joined]), "label": [_("joined")]})
    rule = alt.Chart(start).mark_rule(strokeDash=[2, 2], color=INK).encode(alt.X("occurred_month:T"))
    word = alt.Chart(start).mark_text(align="right", dx=-4, fontSize=12, baseline="top")
    label = word.encode(alt.X("occurred_month:T"), y=alt.YValue(2), text=alt.Text("label:N"))
    return alt.LayerChart(layer=[drawn, dots, rule, label], height=300)
