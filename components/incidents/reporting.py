"""Reporting: two assumed shares, three series, the break-even, the channels, and what others found."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import DASHES, OKABE_ITO, band, by_kind, dated, legend, month_tip, months, stacked, tips
from components.incidents.others_found import show_published, surveyed_text
from components.shell.filters import choose_number
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.rates.reporting import (
    NO_SURVEY,
    NOT_THE_SAME_PEOPLE,
    SHARE_UNKNOWN,
    Reporting,
    adjusted_change_sentence,
    break_even_sentence,
    scenario_sentence,
)
from usalama.model import Sentence

LOWEST, HIGHEST, STEP, ASSUMED = 5, 100, 5, 40


def choose_shares(visit: Visit) -> tuple[float, float]:
    """How many of 100 incidents were reported a year before and are now: assumed by the reader, kept in the address."""
    _ = visit._
    left, right = st.columns(2, gap="large")
    with left:
        before = _choose_share(_("If so many in 100 were reported a year before"), "reported_before")
    with right:
        now = _choose_share(_("If so many in 100 are reported now"), "reported_now")
    return before / 100, now / 100


def _choose_share(label: str, name: str) -> int:
    return choose_number(label, name, LOWEST, HIGHEST, ASSUMED, step=STEP)


def show_three_series(visit: Visit, result: Reporting, share: float) -> None:
    """Survey, reports and share reported, each said to be there or not."""
    _ = visit._
    happened, told = (surveyed_text(visit, one) for one in (result.surveyed.happened, result.surveyed.told))
    st.markdown(f"**{_('What happened, by a survey')}**: {happened or visit.say(NO_SURVEY)}")
    st.markdown(f"**{_('Share reported')}**: {told or visit.say(SHARE_UNKNOWN)}")
    if told:
        st.caption(visit.say(NOT_THE_SAME_PEOPLE))
    st.markdown(f"**{_('Reports')}**: {visit.say(scenario_sentence(result.report_count, share, result.incidents))}")
    sentence = Sentence(
        "Reports of each month, and the incidents they would stand for if {share} in 100 were reported, with the range "
        "that chance leaves. An upright dotted line: a channel began or ended.",
        {"share": round(100 * share)},
    )
    caption = visit.say(sentence)
    drawn = build_reports_and_incidents(result.months, _breaks(result), visit)
    columns = tables.columns(
        visit,
        "occurred_month incident_count incidents incidents_lower incidents_upper flag",
        incident_count=_("Reports"),
        incidents=_("Incidents, if so many were reported"),
    )
    charts.show_figure(visit, drawn, result.months, columns, caption=caption, key="reporting-months")


def show_break_even(visit: Visit, result: Reporting) -> None:
    """What reporting would have had to do, and what is left if it did what the reader assumes."""
    if result.even is None or result.before_count is None:
        st.markdown(visit._("The data do not reach back to the same months a year before, so nothing can be compared."))
        return
    even = break_even_sentence(
        result.before_count, result.report_count, result.even.share_before, result.even.share_now
    )
    st.markdown(f"- {visit.say(even)}")
    st.markdown(f"- {visit.say(adjusted_change_sentence(result.reports_ratio, result.incidents_ratio))}")
    st.caption(
        visit._("Compared with the same months a year before. A reader who believes another share may move it above.")
    )


def show_channels(visit: Visit, result: Reporting) -> None:
    """Which part of the reports came by which source, and where one began."""
    _ = visit._
    for one in result.breaks:
        values = {"source": one.source_name, "month": visit.language.month(one.month)}
        begun = Sentence("{source} began in {month}: a break. Before and after cannot be compared.", values)
        ended = Sentence("{source} is missing from {month} on: a break. Before and after cannot be compared.", values)
        st.warning(plain(visit.say(begun if one.has_begun else ended)))
    if not result.breaks:
        st.markdown(_("No channel began or ended in these months or the year before."))
    caption = _("Each source's part of the reports of a month, of what is shown. Where one begins, the series breaks.")
    columns = {
        "source_name": _("Source"),
        "occurred_month": _("Month"),
        "incident_count": _("Reports"),
        "share_per_100": _("In 100 reports of the month"),
    }
    charts.show_figure(
        visit, build_channels(result.channels, visit), result.channels, columns, caption=caption, key="channels"
    )


def show_evidence(visit: Visit, result: Reporting) -> None:
    _ = visit._
    show_published(visit, result.published, _("What others found, as printed, each with its source and date:"))
    st.caption(_("Small and old: they say that much is not reported, not how much is reported here and now."))


def _breaks(result: Reporting) -> pd.DataFrame:
    """Breaks among the months drawn."""
    drawn = set(result.months.occurred_month)
    rows = [(one.month, one.source_name) for one in result.breaks if one.month in drawn]
    return pd.DataFrame(rows, columns=["occurred_month", "source_name"])


def build_reports_and_incidents(rows: pd.DataFrame, breaks: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Reports as counted, and incidents as they would be at the share assumed, with the likely range of the latter.

    Arguments:
        rows: occurred_month, incident_count, incidents, incidents_lower, incidents_upper.
        breaks: occurred_month, source_name: months in which a channel begins, drawn as a line.
    """
    _ = visit._
    names = {"incident_count": _("reports"), "incidents": _("incidents at that share")}
    kinds, colours = list(names.values()), [OKABE_ITO[0], OKABE_ITO[5]]
    shown = dated(rows.astype({"incident_count": float}))
    look, axis = {"opacity": 0.2, "color": colours[1]}, {"title": _("In the month"), "scale": alt.Scale(zero=True)}
    ranges = band(months(), "incidents_lower", "incidents_upper", data=shown, mark=look, **axis)
    series = stacked(shown, names, along="occurred_month", kind="name", value="count")
    lines = alt.Chart(series).mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=18))
    drawn = lines.encode(
        months(),
        alt.Y("count:Q"),
        by_kind(alt.Color, "name:N", kinds, colours, legend=legend(title=None)),
        by_kind(alt.StrokeDash, "name:N", kinds, DASHES, legend=legend(title=None)),
        tooltip=tips(month_tip(_("Month")), ("name:N", " "), ("count:Q", " ", ",.0f")),
    )
    return alt.LayerChart(layer=[ranges, drawn, build_breaks(breaks)], height=280)


def build_breaks(breaks: pd.DataFrame) -> alt.Chart:
    """An upright line where a channel begins; the caption and the table name it."""
    shown = dated(breaks)[["occurred_month", "source_name"]]
    rules = alt.Chart(shown).mark_rule(strokeWidth=2, strokeDash=[2, 3], color="#000000")
    return rules.encode(alt.X("occurred_month:T"), tooltip=tips(("source_name:N", " ")))


def build_channels(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Each channel's part of the reports of a month.

    Arguments:
        rows: source_name, occurred_month, incident_count, share_per_100.
    """
    _ = visit._
    names = list(dict.fromkeys(rows.source_name))
    shown = dated(rows.dropna(subset="incident_count").astype({"incident_count": float, "share_per_100": float}))
    colours = [OKABE_ITO[place % len(OKABE_ITO)] for place in range(len(names))]
    bars = alt.Chart(shown).mark_bar(stroke="white", strokeWidth=0.5)
    drawn = bars.encode(
        months("yearmonth(occurred_month):T"),
        alt.Y(
            "share_per_100:Q",
            title=_("In 100 reports of the month"),
            scale=alt.Scale(domain=[0, 100], clamp=True),
        ),
        by_kind(alt.Color, "source_name:N", names, colours, legend=legend(title=None)),
        tooltip=tips(
            month_tip(_("Month")),
            ("source_name:N", _("Source")),
            ("incident_count:Q", _("Incidents"), ","),
            ("share_per_100:Q", _("In 100"), ".0f"),
        ),
    )
    return drawn.properties(height=260)
