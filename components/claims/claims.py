"""The parts of the Claim checker: each claim in a fold, with its verdict, its answer and what would settle it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeAlias

import pandas as pd
import streamlit as st

from components.drawing import charts, figures, shared_charts, tables
from components.shell import anatomy
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.claims import Answer, Chart, CheckedClaims, Claim, ClaimBook, Finding, Verdict
from usalama.incidents.response.responders import RESPONDER_NAMES
from usalama.model import N_, Period, Sentence

# A word, a shape and a colour that is neither red nor green.
Badge: TypeAlias = tuple[str, str, str]
VERDICTS: dict[Verdict, Badge] = {
    Verdict.SUPPORTED: (N_("Supported by these reports"), ":material/check_circle:", "blue"),
    Verdict.CONTESTED: (N_("Contested by these reports"), ":material/balance:", "orange"),
    Verdict.NOT_MEASURABLE: (N_("Not measurable yet"), ":material/help:", "gray"),
}


def show_claims(visit: Visit, book: ClaimBook, result: CheckedClaims) -> None:
    """How the claims stand together, and each in a fold; every file or claim that was left out is named."""
    for fault in book.faults:
        st.warning(plain(visit.say(fault)))
    anatomy.show_finding(visit, result.finding)
    _show_scope(visit, result.about.period_used)
    for answer in result.answers:
        fold = st.expander(_label(visit, answer), key=f"claim-{answer.claim.id}", on_change="rerun")
        if anatomy.is_open(fold):
            with fold:
                _show_claim(visit, answer, result)
    st.caption(
        visit._(
            "Supported: the range of the answer lies wholly on the side of the claim. Contested: it does not, which is "
            "not the same as false. Not measurable yet: the data cannot tell, and what would settle it is named. "
            "Places are answered with ranges; no place is called safe or dangerous here."
        )
    )


def _label(visit: Visit, answer: Answer) -> str:
    words, icon, colour = VERDICTS[answer.verdict]
    return f"{plain(visit._(answer.claim.claim))} :{colour}-badge[{icon} {visit._(words)}]"


def _show_claim(visit: Visit, answer: Answer, result: CheckedClaims) -> None:
    _, claim = visit._, answer.claim
    st.caption(plain(said_line(claim, visit)))
    if answer.unreal is not None:
        words, _icon, _colour = VERDICTS[answer.finding.verdict]
        likeness = _("With real reports like these rows it would read:")
        st.markdown(f"{likeness} **{_(words)}**")
    _show_finding(visit, answer, result)
    settled, caveats = _("What would settle it"), _("What an answer from reports cannot tell")
    st.markdown(f"**{settled}**: {plain(_(claim.settled_by))}")
    if claim.caveats:
        lines = [f"- {plain(_(caveat))}" for caveat in claim.caveats]
        st.markdown("\n".join([f"**{caveats}**", "", *lines]))


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


def _show_finding(visit: Visit, answer: Answer, result: CheckedClaims) -> None:
    """The answer with its range and what a reader must know with it, as a picture where there is one."""
    finding = answer.finding
    if finding.chart is Chart.NONE:
        st.markdown(plain(visit.say(finding.sentence)))
        if basis := _basis(visit, finding):
            st.caption(basis)
    else:
        _show_figure(visit, answer, result)
    show_sentences(visit, finding.notes)


def _basis(visit: Visit, finding: Finding) -> str:
    """Of how many reports, of which months."""
    if finding.period is None:
        return ""
    months = {"start": finding.period.start, "end": finding.period.end}
    if finding.estimate is None or finding.estimate.n is None:
        return visit.say(Sentence("{start} to {end}.", months))
    return visit.say(Sentence("Of {n} reports, {start} to {end}.", months | {"n": finding.estimate.n}))


def _show_figure(visit: Visit, answer: Answer, result: CheckedClaims) -> None:
    finding = answer.finding
    rows, drawn, reading, columns = _parts(visit, finding)
    origin = figures.origin_of(visit, result.about, result.method)
    # A claim brings its own place and kind: what is chosen for the pages is no part of its question.
    question = (visit._(answer.claim.claim), *((visit.language.period(finding.period),) if finding.period else ()))
    origin = replace(origin, question=question, period=finding.period)
    like = N_("Not measurable on rows like these; with real reports the answer would read: {said}")
    said = Sentence(like, {"said": finding.sentence}) if answer.unreal else finding.sentence
    words = figures.Words(said, f"{reading} {_basis(visit, finding)}", origin)
    figures.figure(visit, drawn, rows, columns, words, key=f"claim-{answer.claim.id}-chart")


def _parts(visit: Visit, finding: Finding) -> tuple[pd.DataFrame, charts.Chart, str, dict[str, str]]:
    """Rows, picture, how to read it, and columns of its table."""
    _ = visit._
    if finding.chart is Chart.SHARES:
        names = [_(RESPONDER_NAMES[one]) for one in finding.rows.responder]
        nothing = float("nan")
        rows = finding.rows.assign(label=names, lowest_per_100=nothing, highest_per_100=nothing)
        reading = _("Calls reached in time, of 100 that each was sent to or came to; the bar is the likely range.")
        names_of = "label call_count share_per_100 share_lower share_upper flag"
        called = {"label": _("Responder"), "share_per_100": _("In 100 calls")}
        drawn: charts.Chart = shared_charts.build_share_dots(rows, visit, _("In 100 calls"))
        return rows, drawn, reading, tables.columns(visit, names_of, **called)
    if finding.chart is Chart.MONTHS:
        reading = _("Reports of this kind by month, as a yearly rate for every 100,000 people, with the likely range.")
        return finding.rows, shared_charts.build_trend(finding.rows, visit), reading, tables.trend_columns(visit)
    reading = _("Reported incidents for every 100,000 people a year; the bar is the likely range.")
    columns = tables.columns(visit, f"place_name incident_count {tables.RATE} flag")
    return finding.rows, shared_charts.build_rate_dots(finding.rows, visit), reading, columns


def _show_scope(visit: Visit, period: Period) -> None:
    """What the claims are checked on, whatever the filters say."""
    sentence = Sentence(
        "Claims bring their own place, kind and time. Held: {start} to {end}.",
        {"start": period.start, "end": period.end},
    )
    st.caption(visit.say(sentence))
