"""The parts of the Claim checker: each claim in a frame, with its verdict, its answer and what would settle it."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import pandas as pd
import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.shell import anatomy
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.claims import Answer, Chart, CheckedClaims, Claim, ClaimBook, Finding, Verdict
from usalama.incidents.response.responders import RESPONDER_NAMES
from usalama.model import N_, Period, Sentence

# A word, a shape and a colour that is neither red nor green.
Badge: TypeAlias = tuple[str, str, Literal["blue", "orange", "gray"]]
VERDICTS: dict[Verdict, Badge] = {
    Verdict.SUPPORTED: (N_("Supported by these reports"), ":material/check_circle:", "blue"),
    Verdict.CONTESTED: (N_("Contested by these reports"), ":material/balance:", "orange"),
    Verdict.NOT_MEASURABLE: (N_("Not measurable yet"), ":material/help:", "gray"),
}


def show_faults(visit: Visit, book: ClaimBook) -> None:
    """Name every file or claim that was left out."""
    for fault in book.faults:
        st.warning(plain(visit.say(fault)))


def show_claims(visit: Visit, result: CheckedClaims) -> None:
    for answer in result.answers:
        with st.container(border=True, key=f"claim-{answer.claim.id}"):
            _show_claim(visit, answer)


def _show_claim(visit: Visit, answer: Answer) -> None:
    _, claim = visit._, answer.claim
    st.markdown(f"#### {plain(_(claim.claim))}")
    st.caption(plain(said_line(claim, visit)))
    words, icon, colour = VERDICTS[answer.verdict]
    st.badge(_(words), icon=icon, color=colour)
    if answer.unreal is None:
        _show_finding(visit, answer.finding, claim.id)
    else:
        st.markdown(visit.say(answer.unreal))
        _show_likeness(visit, answer)
    settled, caveats = _("What would settle it"), _("What an answer from reports cannot tell")
    st.markdown(f"**{settled}**: {plain(_(claim.settled_by))}")
    if claim.caveats:
        lines = [f"- {plain(_(caveat))}" for caveat in claim.caveats]
        st.markdown("\n".join([f"**{caveats}**", "", *lines]))


def _show_likeness(visit: Visit, answer: Answer) -> None:
    """The answer that rows like these would give; made when opened."""
    twin = st.expander(visit._("What the answer would look like"), key=f"likeness-{answer.claim.id}", on_change="rerun")
    if not anatomy.is_open(twin):
        return
    with twin:
        words, _icon, _colour = VERDICTS[answer.finding.verdict]
        likeness = visit._("With real reports like these rows it would read:")
        st.markdown(f"{likeness} **{visit._(words)}**")
        _show_finding(visit, answer.finding, answer.claim.id)


def said_line(claim: Claim, visit: Visit) -> str:
    """Who said it and when, and that these are our words."""
    _ = visit._
    values = {"who": _(claim.said_by), "when": said_on(claim, visit), "source": _(claim.source)}
    return visit.say(Sentence("In our own words, not a quotation. {who}, {when}. Source: {source}.", values))


def said_on(claim: Claim, visit: Visit) -> str:
    """The day, month or year, as precise as it is known."""
    parts = [int(part) for part in claim.said_on.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    whole = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return visit.language.day(whole) if len(parts) > 2 else visit.language.month(whole)


def _show_finding(visit: Visit, finding: Finding, key: str) -> None:
    """The sentence with its range, of how many and when, and the chart."""
    st.markdown(plain(visit.say(finding.sentence)))
    caption = _basis(visit, finding)
    if finding.chart is Chart.NONE:
        if caption:
            st.caption(caption)
    else:
        _show_chart(visit, finding, caption, key)
    show_sentences(visit, finding.notes)


def _basis(visit: Visit, finding: Finding) -> str:
    """Of how many reports, of which months."""
    if finding.period is None:
        return ""
    months = {"start": finding.period.start, "end": finding.period.end}
    if finding.estimate is None or finding.estimate.n is None:
        return visit.say(Sentence("{start} to {end}.", months))
    return visit.say(Sentence("Of {n} reports, {start} to {end}.", months | {"n": finding.estimate.n}))


def _show_chart(visit: Visit, finding: Finding, basis: str, key: str) -> None:
    _ = visit._
    if finding.chart is Chart.SHARES:
        _show_shares(visit, finding, basis, key)
        return
    is_months = finding.chart is Chart.MONTHS
    reading = (
        _("Reports of this kind by month, as a yearly rate for every 100,000 people, with the likely range.")
        if is_months
        else _("Reported incidents for every 100,000 people a year; the bar is the likely range.")
    )
    caption = f"{reading} {basis}"
    drawn = (
        shared_charts.build_trend(finding.rows, visit)
        if is_months
        else shared_charts.build_rate_dots(finding.rows, visit)
    )
    charts.show_chart(visit, drawn, caption=caption, key=f"claim-{key}-chart")
    columns = {"place_name": _("Place")} | ({"occurred_month": _("Month")} if is_months else {})
    columns |= {"incident_count": _("Incidents"), **tables.columns(visit, tables.RATE), "flag": _("Reliability")}
    tables.show_table(visit, finding.rows, columns, caption=caption, key=f"claim-{key}-table")


def _show_shares(visit: Visit, finding: Finding, basis: str, key: str) -> None:
    _ = visit._
    names = [_(RESPONDER_NAMES[one]) for one in finding.rows.responder]
    rows = finding.rows.assign(label=names, lowest_per_100=float("nan"), highest_per_100=float("nan"))
    reading = _("Calls reached in time, of 100 that each was sent to or came to; the bar is the likely range.")
    caption = f"{reading} {basis}"
    drawn = shared_charts.build_share_dots(rows, visit, _("In 100 calls"))
    charts.show_chart(visit, drawn, caption=caption, key=f"claim-{key}-chart")
    columns = tables.columns(
        visit,
        "label call_count share_per_100 share_lower share_upper flag",
        label=_("Responder"),
        share_per_100=_("In 100 calls"),
    )
    tables.show_table(visit, pd.DataFrame(rows), columns, caption=caption, key=f"claim-{key}-table")


def show_scope(visit: Visit, period: Period) -> None:
    """What the claims are checked on, whatever the filters say."""
    sentence = Sentence(
        "Claims bring their own place, kind and time: the period, place and category chosen at the side do not change "
        "them. Held: {start} to {end}.",
        {"start": period.start, "end": period.end},
    )
    st.caption(visit.say(sentence))
