"""Early help against drugs: the steps, by quarter and by county."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.drawing.charts import OKABE_ITO, OUTLINE, names_down, numbers_beside, tips
from components.entry import register_page
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.registers import HELP_STEP_WORDS
from usalama.surveys.early_help import EarlyHelp, early_help_steps


def show_early_help(visit: Visit) -> None:
    """The funnel of the chosen counties, or how its records come in."""
    result = early_help_steps(visit.store, visit.scope, visit.choices.county_codes, visit.subject)
    if result.held.nature is None:
        register_page.show_empty_register(visit, "early_help")
        return
    register_page.show_register_nature(visit, result.held)
    show_sentences(visit, result.sentences)
    _show_steps(visit, result)
    _show_quarters(visit, result)
    _show_counties(visit, result)
    with st.expander(visit._("How the steps were counted")):
        st.write(visit.say(result.method))


def _step_names(visit: Visit) -> dict[str, str]:
    return {step: visit._(word) for step, word in HELP_STEP_WORDS.items()}


def _show_steps(visit: Visit, result: EarlyHelp) -> None:
    _ = visit._
    rows = result.steps.assign(step_name=result.steps.step.map(_step_names(visit)))
    caption = Sentence(
        "People who came as far as each step of early help, from {first} to {last} together, of the {count} chosen "
        "counties that show all five steps. The range of those who went on is of chance only.",
        {
            "count": len(result.by_county) - result.counties_left_out,
            "first": _quarter(visit, result.by_quarter.quarter_start.min()),
            "last": _quarter(visit, result.by_quarter.quarter_start.max()),
        },
    )
    columns = tables.columns(
        visit,
        "step_name people went_on_per_100 went_on_lower went_on_upper flag",
        went_on_per_100=_("Of 100 at the step before"),
    )
    charts.show_figure(visit, build_steps(rows, visit), rows, columns, caption=caption, key="early-help-steps")


def _show_quarters(visit: Visit, result: EarlyHelp) -> None:
    rows = result.by_quarter.assign(
        quarter_name=[_quarter(visit, day) for day in result.by_quarter.quarter_start],
        value=result.by_quarter.completed_per_100,
        lower=result.by_quarter.completed_lower,
        upper=result.by_quarter.completed_upper,
    )
    caption = visit._(
        "Of 100 people screened in each quarter, those who went through with the help, with the likely range, chance "
        "only."
    )
    if rows.value.notna().any():
        unit = visit._("In 100")
        charts.show_chart(
            visit, shared_charts.build_quarters(rows, unit, visit), caption=caption, key="early-help-quarters"
        )
    columns = {"quarter_name": visit._("Quarter"), **_columns(visit)}
    tables.show_table(visit, rows, columns, caption=caption, key="early-help-quarters-table")


def _quarter(visit: Visit, day: object) -> str:
    start = pd.Timestamp(str(day))
    return f"{start.year} Q{start.quarter}"


def _show_counties(visit: Visit, result: EarlyHelp) -> None:
    caption = visit._(
        "People at each step by county, in the order of their numbers; of 100 screened, those who completed."
    )
    st.markdown(f"**{visit._('By county')}**")
    columns = {"county_name": visit._("County"), **_columns(visit)}
    tables.show_table(visit, result.by_county, columns, caption=caption, key="early-help-counties-table")


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    shares = tables.columns(
        visit,
        "completed_per_100 completed_lower completed_upper flag",
        completed_per_100=_("Completed, of 100 screened"),
    )
    return _step_names(visit) | shares


def build_steps(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """People at each step of early help, with their number.

    Arguments:
        rows: step_name, people.
    """
    shown = rows[["step_name", "people"]].astype({"people": float})
    step = names_down("step_name:N", 160)
    bars = alt.Chart().mark_bar(color=OKABE_ITO[7], stroke=OUTLINE, strokeWidth=0.8)
    drawn = bars.encode(
        step,
        alt.X("people:Q", title=visit._("People")),
        tooltip=tips(("step_name:N", " "), ("people:Q", visit._("People"), ",")),
    )
    numbers = numbers_beside(step, alt.X("people:Q"), "people")
    return alt.LayerChart(data=shown, layer=[drawn, numbers], height=alt.Step(30))
