"""Early help against drugs: the steps, by quarter and by county."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing import figures, row_names, shared_charts, tables
from components.drawing.charts import OKABE_ITO, OUTLINE, tips
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.shell import anatomy
from components.shell.visit import Visit
from usalama.model import N_, Sentence
from usalama.registers import HELP_STEP_WORDS
from usalama.surveys.early_help import EarlyHelp, early_help_steps


def show_early_help(visit: Visit) -> None:
    """The steps in the chosen counties with what follows from them, or how their records come in."""
    result = early_help_steps(visit.store, visit.scope, visit.choices.county_codes, visit.subject)
    if result.held.nature is None:
        register_page.show_empty_register(visit, "early_help")
        return
    register_page.show_register_nature(visit, result.held)
    _show_steps(visit, result)
    folds = {
        N_("Quarter by quarter"): lambda: _show_quarters(visit, result),
        N_("By county"): lambda: _show_counties(visit, result),
    }
    anatomy.show_folds(visit, "early-help", folds)


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
    said = [visit.say(sentence) for sentence in result.sentences[: len(rows)]]
    worded = rows.assign(verdict_text=said if len(said) == len(rows) else "")
    columns = tables.columns(
        visit,
        "step_name people went_on_per_100 went_on_lower went_on_upper flag verdict_text",
        went_on_per_100=_("Of 100 at the step before"),
    )
    words = register_page.words_of(visit, result, caption)
    figures.figure(visit, build_steps(rows, visit), worded, columns, words, key="early-help-steps")


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
    columns = {"quarter_name": visit._("Quarter"), **_columns(visit)}
    if rows.value.isna().all():
        tables.show_rows(visit, rows, columns, caption=caption)
        return
    chart = shared_charts.build_quarters(rows, visit._("In 100"), visit)
    words = register_page.words_of(visit, result, caption, visit._("Quarter by quarter"))
    figures.figure(visit, chart, rows, columns, words, key="early-help-quarters")


def _quarter(visit: Visit, day: object) -> str:
    start = pd.Timestamp(str(day))
    return f"{start.year} Q{start.quarter}"


def _show_counties(visit: Visit, result: EarlyHelp) -> None:
    caption = visit._(
        "People at each step by county, in the order of their numbers; of 100 screened, those who completed."
    )
    columns = {"county_name": visit._("County"), **_columns(visit)}
    tables.show_rows(visit, result.by_county, columns, caption=caption)


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    shares = tables.columns(
        visit,
        "completed_per_100 completed_lower completed_upper flag",
        completed_per_100=_("Completed, of 100 screened"),
    )
    return _step_names(visit) | shares


def build_steps(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """People at each step of early help; above each bar how many, and how many of 100 came from the step before.

    Arguments:
        rows: step_name, people, went_on_per_100 and its limits.
    """
    template = Sentence("{share} of 100 of the step before").template
    beside = [
        f"{people:,}" if pd.isna(share) else f"{people:,} · {visit.say(Sentence(template, {'share': round(share)}))}"
        for people, share in zip(rows.people, rows.went_on_per_100, strict=True)
    ]
    shown = rows[["step_name", "people"]].astype({"people": float}).assign(beside=beside)
    shown = with_words(shown, visit, N_("{step_name}: {beside}"))
    step = alt.Y("step_name:N", title=None, sort=None, axis=None)
    people = alt.X("people:Q", title=visit._("People"), axis=alt.Axis(tickCount=5))
    bars = row_names.bars_under(color=OKABE_ITO[7], stroke=OUTLINE, strokeWidth=0.8)
    drawn = bars.encode(step, people, SAID, tooltip=tips(("said:N", " ")))
    return alt.LayerChart(data=shown, layer=[drawn, row_names.said_above(step)], height=row_names.BAR_STEP)
