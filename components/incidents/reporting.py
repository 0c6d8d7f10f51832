"""Reporting: two assumed shares, reports beside what they would stand for, the channels, and what others found."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import (
    DASHES,
    HALO,
    INK,
    OKABE_ITO,
    band,
    by_kind,
    dated,
    legend,
    month_tip,
    months,
    names_at,
    on_ground,
    stacked,
    tips,
)
from components.drawing.spoken import SAID, with_words
from components.incidents.others_found import show_published, surveyed_text
from components.shell import anatomy
from components.shell.filters import choose_number
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.incidents.rates.reporting import (
    NO_SURVEY,
    NOT_THE_SAME_PEOPLE,
    SHARE_UNKNOWN,
    ChannelBreak,
    Reporting,
    adjusted_change_sentence,
    scenario_sentence,
)
from usalama.model import N_, Month, Sentence
from usalama.surveys.survey_beside import beside_reports

LOWEST, HIGHEST, STEP, ASSUMED = 5, 100, 5, 40
REPORTS_COLOUR, INCIDENTS_COLOUR = on_ground("#0072B2", "#56B4E9"), on_ground("#A85400", "#f0965a")


def choose_shares(visit: Visit) -> tuple[float, float]:
    """How many of 100 incidents were reported a year before and are now: assumed by the reader, kept in the address."""
    _ = visit._
    left, right = st.columns(2, gap="small")
    with left:
        before = _choose_share(_("If so many in 100 were reported a year before"), "reported_before")
    with right:
        now = _choose_share(_("If so many in 100 are reported now"), "reported_now")
    return before / 100, now / 100


def _choose_share(label: str, name: str) -> int:
    return choose_number(label, name, LOWEST, HIGHEST, ASSUMED, step=STEP)


def show_reporting(visit: Visit, result: Reporting, share: float) -> None:
    """Reports and what they would stand for, what is left of the change, and in folds what else is known."""
    _ = visit._
    caption = Sentence(
        "Reports of each month, and the incidents they would stand for if {share} in 100 were reported, with the range "
        "that chance leaves. An upright dotted line: a channel began or ended.",
        {"share": round(100 * share)},
    )
    columns = tables.columns(
        visit,
        "occurred_month incident_count incidents incidents_lower incidents_upper flag",
        incident_count=_("Reports"),
        incidents=_("Incidents, if so many were reported"),
    )
    words = figures.Words(result.finding, caption, _origin(visit, result))
    drawn = build_reports_and_incidents(result.months, _breaks(result), visit)
    figures.figure(visit, drawn, result.months, columns, words, key="reporting-months")
    for one in result.breaks:
        st.warning(plain(visit.say(_break_in_words(one))))
    said = [scenario_sentence(result.report_count, share, result.incidents)]
    if str(result.recording):
        said.insert(0, result.recording)
    if result.even is not None:
        said.append(adjusted_change_sentence(result.reports_ratio, result.incidents_ratio))
    show_sentences(visit, said)
    folds = {
        N_("What people say when they are asked"): lambda: _show_surveyed(visit, result),
        N_("By which channel"): lambda: _show_channels(visit, result),
        N_("What others found about reporting"): lambda: _show_evidence(visit, result),
    }
    anatomy.show_folds(visit, "reporting", folds)


def _origin(visit: Visit, result: Reporting) -> figures.Origin:
    return figures.origin_of(visit, result.about, result.method)


def _break_in_words(one: ChannelBreak) -> Sentence:
    values = {"source": one.source_name, "month": Month(one.month)}
    if one.has_begun:
        return Sentence("{source} began in {month}: a break. Before and after cannot be compared.", values)
    return Sentence("{source} is missing from {month} on: a break. Before and after cannot be compared.", values)


def _show_surveyed(visit: Visit, result: Reporting) -> None:
    """What a survey says of what happened and of who told somebody, or that there is none."""
    _ = visit._
    found = beside_reports(visit.store, visit.scope, result.about.nature)
    happened, told = (surveyed_text(visit, one) for one in (found.happened, found.told))
    st.markdown(f"**{_('What happened, by a survey')}**: {happened or visit.say(NO_SURVEY)}")
    st.markdown(f"**{_('Share reported')}**: {told or visit.say(SHARE_UNKNOWN)}")
    if told:
        st.caption(visit.say(NOT_THE_SAME_PEOPLE))


def _show_channels(visit: Visit, result: Reporting) -> None:
    """Which part of the reports came by which source."""
    _ = visit._
    none = _("No channel began or ended in these months or the year before.")
    some = _("A channel began or ended: the series before and after cannot be compared.")
    columns = {
        "source_name": _("Source"),
        "occurred_month": _("Month"),
        "incident_count": _("Reports"),
        "share_per_100": _("In 100 reports of the month"),
    }
    caption = _("Each source's part of 100 reports of the month, of what is shown.")
    words = figures.Words(some if result.breaks else none, caption, _origin(visit, result))
    figures.figure(visit, build_channels(result.channels, visit), result.channels, columns, words, key="channels")


def _show_evidence(visit: Visit, result: Reporting) -> None:
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
    kinds, colours = list(names.values()), [REPORTS_COLOUR, INCIDENTS_COLOUR]
    shown = dated(rows.astype({"incident_count": float}))
    look, axis = {"opacity": 0.2, "color": INCIDENTS_COLOUR}, {"title": None, "scale": alt.Scale(zero=True)}
    ranges = band(months(), "incidents_lower", "incidents_upper", data=shown, mark=look, **axis)
    series = stacked(shown, names, along="occurred_month", kind="name", value="count").dropna(subset="count")
    said = with_words(
        series.assign(month=[Month(day) for day in series.occurred_month]), visit, N_("{month}, {name}: {count}")
    )
    lines = alt.Chart(said.drop(columns="month")).mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=18))
    drawn = lines.encode(
        months(),
        alt.Y("count:Q"),
        by_kind(alt.Color, "name:N", kinds, colours, legend=None),
        by_kind(alt.StrokeDash, "name:N", kinds, DASHES, legend=None),
        description=SAID,
        tooltip=tips(month_tip(_("Month")), ("name:N", " "), ("count:Q", " ", ",.0f")),
    )
    # Over the highest of the reports and under the lowest of the incidents nothing else is drawn.
    at = pd.DataFrame({"occurred_month": shown.occurred_month.max(), "name": kinds})
    at = at.assign(count=[shown.incident_count.max(), shown.incidents_lower.min()]).dropna()
    named = [
        layer
        for kind, colour, dy in zip(kinds, colours, (-14, 14), strict=True)
        for layer in names_at(
            at[at.name == kind], "occurred_month:T", "count:Q", "name:N", color=colour, align="right", dy=dy
        )
    ]
    # A layer without a mark would be announced, and have nothing to say.
    broken = [] if breaks.empty else [build_breaks(breaks)]
    return alt.LayerChart(layer=[ranges, drawn, *broken, *named], height=300)


def build_breaks(breaks: pd.DataFrame) -> alt.Chart:
    """An upright line where a channel begins; the page and the table name it."""
    shown = dated(breaks)[["occurred_month", "source_name"]]
    rules = alt.Chart(shown).mark_rule(strokeWidth=2, strokeDash=[2, 3], color=INK)
    return rules.encode(
        alt.X("occurred_month:T"), alt.Description("source_name:N"), tooltip=tips(("source_name:N", " "))
    )


def build_channels(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Each channel's part of the reports of a month.

    Arguments:
        rows: source_name, occurred_month, incident_count, share_per_100.
    """
    _ = visit._
    names = list(dict.fromkeys(rows.source_name))
    shown = dated(rows.dropna(subset="incident_count").astype({"incident_count": float, "share_per_100": float}))
    colours = [OKABE_ITO[place % len(OKABE_ITO)] for place in range(len(names))]
    bars = alt.Chart(shown).mark_bar(stroke=HALO, strokeWidth=0.5)
    drawn = bars.encode(
        months("yearmonth(occurred_month):T"),
        alt.Y("share_per_100:Q", title=None, scale=alt.Scale(domain=[0, 100], clamp=True)),
        by_kind(alt.Color, "source_name:N", names, colours, legend=legend(title=None)),
        tooltip=tips(
            month_tip(_("Month")),
            ("source_name:N", _("Source")),
            ("incident_count:Q", _("Incidents"), ","),
            ("share_per_100:Q", _("In 100"), ".0f"),
        ),
    )
    return drawn.properties(height=260)
