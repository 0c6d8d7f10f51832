"""The way to recognition on its page: laws, map by stage, funnel, who waits, and the letter."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.maps import Legend, PlaceMap, class_colours
from components.maps.county_map import map_of_country, show_map_figure
from components.programme.register_parts import build_funnel
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.progress.accreditation import PROGRESS, Accreditation, case_name
from usalama.registers import STAGE_WORDS

LAPSED = "lapsed"
LAPSED_COLOUR = "#E69F00"
MOST_NAMED = 6


def show_laws(visit: Visit, result: Accreditation) -> None:
    """The counties with a law that was found, and what that means for the others."""
    _ = visit._
    counties = dict(zip(result.counties.county_code, result.counties.county_name, strict=True))
    for law in result.laws:
        sections = _("sections {sections}").format(sections=law.sections) if law.sections else ""
        cited = ", ".join(part for part in (law.law, str(law.year), sections) if part)
        st.markdown(f"- **{plain(counties[law.county_code])}**: {plain(cited)}")
        st.caption(plain(f"{_('Source')}: {law.source} ({law.source_date}). {_(law.note)}"))
    others = Sentence(
        "For the other {count} counties none was found. That is no proof that there is none.",
        {"count": len(counties) - len(result.laws)},
    )
    st.markdown(visit.say(others))


def show_map(visit: Visit, result: Accreditation) -> None:
    """Counties by the stage at which they stand."""
    drawn, rows = build_stage_map(visit, result), _worded(visit, result.counties)
    show_map_figure(visit, drawn, rows, _county_columns(visit), key="accreditation-map", table_key="stages-table")


def build_stage_map(visit: Visit, result: Accreditation) -> PlaceMap:
    """Stages from light to dark in their order; what has lapsed has a hatch of its own, and nothing is blank."""
    rows = _worded(visit, result.counties)
    ladder = [stage for stage in PROGRESS if stage != LAPSED]
    colours = dict(zip(ladder, class_colours(len(ladder)), strict=True)) | {LAPSED: LAPSED_COLOUR}
    order = [*ladder, LAPSED]
    return map_of_country(
        visit,
        name=map_caption(visit, result),
        legend=Legend(
            title=visit._("Stage of the county"),
            classes=tuple((colours[stage], visit._(STAGE_WORDS[stage])) for stage in order),
            missing=visit._("no data"),
            hatched=(order.index(LAPSED),),
        ),
        values={
            code: order.index(stage)
            for code, stage in zip(result.counties.county_code, result.counties.stage, strict=True)
        },
        unstable=frozenset(result.counties.county_code[result.counties.stage == LAPSED]),
        tooltips={row.county_code: "\n".join(_tooltip(visit, row)) for row in rows.itertuples()},
    )


def map_caption(visit: Visit, result: Accreditation) -> str:
    """What the map shows, of how many."""
    values = {"count": len(result.counties), "cases": len(result.cases)}
    return visit.say(Sentence("The stage at which each of {count} counties stands; {cases} cases have begun.", values))


def show_funnel(visit: Visit, result: Accreditation) -> None:
    """How many came how far, counties and associations apart."""
    _ = visit._
    rows = result.funnel.assign(stage=[_(STAGE_WORDS[stage]) for stage in result.funnel.stage])
    captions = {
        "county": _("Counties: how many ever came to each stage (bar), and how many stand there now (dot)."),
        "association": _("Associations: how many ever came to each stage (bar), and how many stand there now (dot)."),
    }
    columns = {"stage": _("Stage"), "reached_count": _("Came so far"), "here_count": _("Stand there now")}
    for kind, caption in captions.items():
        own = rows[rows.subject == kind]
        charts.show_figure(visit, build_funnel(own, visit), own, columns, caption=caption, key=f"funnel-{kind}")


def show_waiting(visit: Visit, result: Accreditation) -> None:
    """Who waits for an answer, the oldest first."""
    _ = visit._
    if result.waiting.empty:
        st.markdown(_("Nobody waits for an answer."))
    else:
        columns = tables.columns(visit, "case stage days_waiting since next_document office", case=_("Who"))
        tables.show_list(_worded(visit, result.waiting), columns)


def show_went_back(visit: Visit, result: Accreditation) -> None:
    """The cases that went back a stage, each with the reason that is recorded."""
    went_back = result.cases[result.cases.went_back]
    if went_back.empty:
        st.markdown(visit._("No case stands before a stage that it had reached."))
    for row in went_back.head(MOST_NAMED).itertuples():
        sentence = Sentence(
            "{case} went back from {furthest} to {stage}: {reason}",
            {
                "case": case_name(str(row.county_name), str(row.association_name)),
                "furthest": Sentence(STAGE_WORDS[row.furthest]),
                "stage": Sentence(STAGE_WORDS[row.stage]),
                "reason": row.reason or Sentence("no reason is recorded"),
            },
        )
        st.markdown(f"- {plain(visit.say(sentence))}")
    more = len(went_back) - MOST_NAMED
    if more > 0:
        st.caption(visit.say(Sentence("{count} more cases went back; choose counties to see them.", {"count": more})))


def _county_columns(visit: Visit) -> Mapping[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "county_code county_name law stage since days_waiting next_document office",
        law=_("Law"),
        association_count=_("Associations that have begun"),
    )


def _worded(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """Stages, laws and cases in words."""
    worded = rows.assign(stage=[visit._(STAGE_WORDS[stage]) for stage in rows.stage])
    if "law" in rows:
        return worded.assign(law=[law or visit._("none found") for law in rows.law])
    names = zip(rows.county_name, rows.association_name, strict=True)
    return worded.assign(case=[visit.say(case_name(county, association)) for county, association in names])


def _tooltip(visit: Visit, row: object) -> list[str]:
    values = vars(row) if not hasattr(row, "_asdict") else row._asdict()
    lines = [str(values["stage"]), f"{visit._('Law')}: {values['law']}"]
    if pd.notna(values["days_waiting"]):
        lines.append(visit.say(Sentence("{days} days of waiting", {"days": int(values["days_waiting"])})))
    return lines
