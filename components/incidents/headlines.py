"""The few large numbers of a page, each with its range and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.shell.visit import Visit
from usalama.incidents.rates.overview import Overview
from usalama.model import Estimate, Flag, Sentence


@dataclass(frozen=True)
class Figure:
    """A number, already in words.

    Arguments:
        range: how sure it is, or what it is of; never empty.
    """

    label: str
    value: str
    range: str
    help: str = ""


def build_figures(result: Overview, visit: Visit) -> list[Figure]:
    """The figures of the overview, in the order in which they are read."""
    _ = visit._
    return [
        Figure(_("Reported incidents"), _count(visit, result.incident_count), visit.say(result.change_sentence)),
        Figure(
            _("Rate for 100,000 people"),
            _value(visit, result.counties.whole),
            _range(visit, result.counties.whole),
            _("For every 100,000 people a year. Reports, not crimes: many incidents are never reported."),
        ),
        _waiting(result, visit),
        _share(visit, _("Still open"), result.unresolved_share),
        *(
            _share(visit, label, one.share, one.unknown_count)
            for one, label in zip(result.flags, (_("Drugs or alcohol"), _("Young people"), _("Firearms")), strict=True)
        ),
    ]


def show_figures(figures: list[Figure]) -> None:
    """Draw the figures side by side; on a phone they stand under each other."""
    with st.container(horizontal=True, gap="small"):
        for figure in figures:
            with st.container(border=True, width=232):
                st.metric(figure.label, figure.value, help=figure.help or None)
                st.caption(figure.range)


def _waiting(result: Overview, visit: Visit) -> Figure:
    _ = visit._
    median = result.response.median
    value = _("hidden") if median.flag is Flag.HIDDEN else _value(visit, median)
    label = _("Median wait, minutes")
    return Figure(
        label,
        value,
        _range(visit, median),
        _("Half of the reports got help within this time. Those whom nobody reached are kept in."),
    )


def _share(visit: Visit, label: str, share: Estimate, unknown: int | None = None) -> Figure:
    if share.value is None or share.lower is None or share.upper is None:
        return Figure(label, "–", visit._("Too few, or not recorded."))
    parts = {"lower": round(100 * share.lower), "upper": round(100 * share.upper)}
    text = visit.say(Sentence("Likely {lower} to {upper} in 100 of those recorded.", parts))
    if unknown:
        text += " " + visit.say(Sentence("Unknown for {count}.", {"count": unknown}))
    return Figure(label, visit.say(Sentence("{value} in 100", {"value": round(100 * share.value)})), text)


def _count(visit: Visit, count: int | None) -> str:
    return visit._("1 to 7") if count is None else visit.language.number(count)


def _value(visit: Visit, estimate: Estimate) -> str:
    return "–" if estimate.value is None else visit.language.number(estimate.value)


def _range(visit: Visit, estimate: Estimate) -> str:
    if estimate.lower is None or estimate.upper is None:
        return visit._("Too few, or not recorded.")
    return visit.say(
        Sentence("Likely between {lower} and {upper}.", {"lower": estimate.lower, "upper": estimate.upper})
    )
