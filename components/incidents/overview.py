"""The overview: a few large numbers with their range, what changed most, and how fresh each source is."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.asking.between_years import UNKNOWN
from usalama.incidents.rates.overview import Overview
from usalama.incidents.rates.yearly_changes import Change
from usalama.incidents.response.waits import ResponseTime
from usalama.model import N_, Estimate, Flag, Sentence


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


def build_figures(result: Overview, response: ResponseTime, visit: Visit) -> list[Figure]:
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
        _waiting(response, visit),
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


def _waiting(response: ResponseTime, visit: Visit) -> Figure:
    _ = visit._
    median = response.median
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


def change_lines(result: Overview, visit: Visit) -> list[str]:
    """What changed most, each with its range, and out of how many comparisons it was picked."""
    if result.before is None:
        return [visit._("The data do not reach back to the same months a year before, so nothing can be compared.")]
    if not result.tested_count:
        return [visit.say(UNKNOWN)]
    lines = [f"- **{plain(_name(change, visit))}**: {visit.say(change.sentence)}" for change in result.changes]
    if not lines:
        nothing = N_("No county and no category changed more than such months usually differ, in {count} comparisons.")
        return [visit.say(Sentence(nothing, {"count": result.tested_count}))]
    looked = Sentence(
        "{count} comparisons were made; these stand out of all of them. Look first for a new station, "
        "a new app or a bulk entry.",
        {"count": result.tested_count},
    )
    return [*lines, visit.say(looked)]


def _name(change: Change, visit: Visit) -> str:
    if change.dimension == "county_code":
        return visit.subject.country.county(change.code).name
    groups = {group.code: group.name for group in visit.subject.categories.groups}
    return visit._(groups[change.code])


def source_rows(visit: Visit) -> pd.DataFrame:
    """Every source with its nature, newest month and last import."""
    _ = visit._
    natures = {"real": _("real"), "synthetic": _("synthetic"), "test": _("test")}
    return pd.DataFrame(
        [
            {
                _("Source"): source.source_name,
                _("Nature"): natures[source.nature],
                _("First month"): visit.language.month(source.first_month),
                _("Newest month"): visit.language.month(source.last_month),
                _("Last import"): visit.language.moment(source.stored_at) if source.stored_at else "–",
                _("Incidents"): source.incident_count,
            }
            for source in visit.held.sources
        ]
    )
