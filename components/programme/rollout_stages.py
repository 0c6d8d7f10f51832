"""From stage to stage on the page Rollout: planned against reached, the funnel, and every association."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing import figures, tables
from components.drawing.charts import (
    OKABE_ITO,
    OUTLINE,
    QUIET,
    by_kind,
    month_tip,
    months,
    names_at,
    names_down,
    numbers_beside,
    tips,
)
from components.entry import register_page
from components.shell.filters import choose_one
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.progress.rollout import Rollout
from usalama.registers import ROLLOUT_STAGES, STAGE_WORDS

BAR_HEIGHT = 34
DEFAULT_STAGE = "trained"


def show_plan(visit: Visit, result: Rollout) -> None:
    """Planned against reached for one stage, which is kept in the address."""
    _ = visit._
    names = {stage: _(STAGE_WORDS[stage]) for stage in ROLLOUT_STAGES}
    stage = choose_one(_("Stage"), "stage", ROLLOUT_STAGES, names, DEFAULT_STAGE)
    rows = result.curve[result.curve.stage == stage]
    caption = Sentence(
        "Associations that were planned to have come as far as {stage} by the end of each month, dashed, and those "
        "that have, with dots; of {count} associations.",
        {"stage": names[stage], "count": len(result.associations)},
    )
    columns = {"month": _("Month"), "planned_count": _("Planned"), "reached_count": _("Reached")}
    words = register_page.words_of(visit, result, caption, result.plans[stage])
    figures.figure(visit, build_planned_and_reached(rows, visit), rows, columns, words, key="rollout-curve")


def build_planned_and_reached(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Associations that were to have come so far by each month, dashed, and those that have, as a line with dots.

    Arguments:
        rows: month, planned_count, reached_count (missing for months to come).
    """
    planned, reached = visit._("planned"), visit._("reached")
    long = pd.concat(
        [
            pd.DataFrame({"month": pd.to_datetime(rows.month), "count": rows[name].astype(float), "kind": label})
            for name, label in (("planned_count", planned), ("reached_count", reached))
        ]
    ).dropna(subset="count")
    kinds = [planned, reached]
    said = [
        f"{kind}, {visit.language.month(month)}: {count:,.0f}" for month, count, kind in long.itertuples(index=False)
    ]
    long = long.assign(said=said)
    encoding = {
        "x": months("month:T"),
        "y": alt.Y("count:Q", title=visit._("Associations, by the end of the month"), scale=alt.Scale(zero=True)),
        "color": by_kind(alt.Color, "kind:N", kinds, [QUIET, OKABE_ITO[0]], legend=None),
        "description": alt.Description("said:N"),
        "tooltip": tips(
            month_tip(visit._("Month"), "month:T"),
            ("kind:N", " "),
            ("count:Q", visit._("Associations"), ",.0f"),
        ),
    }
    dashes = by_kind(alt.StrokeDash, "kind:N", kinds, [[6, 4], [1, 0]], legend=None)
    lines = alt.Chart(long).mark_line(strokeWidth=2.5).encode(strokeDash=dashes, **encoding)
    dots = alt.Chart(long[long.kind == reached]).mark_point(filled=True, size=22, opacity=1).encode(**encoding)
    names: list[alt.Chart] = []
    for kind, colour, over in ((planned, QUIET, -12), (reached, OKABE_ITO[0], 16)):
        last = long[long.kind == kind].tail(1)
        names += names_at(last, "month:T", "count:Q", "kind:N", color=colour, align="right", dy=over)
    return alt.LayerChart(layer=[lines, dots, *names], height=320)


def show_funnel(visit: Visit, result: Rollout) -> None:
    """How many come as far as each stage, and how long they stay."""
    _ = visit._
    rows = with_stage_names(result.funnel, visit)
    caption = Sentence(
        "Associations that ever came as far as each stage; the narrow dark part stands there now. Of {count} "
        "associations.",
        {"count": len(result.associations)},
    )
    columns = tables.columns(
        visit,
        "stage_name reached_count went_on_count here_count days days_lower days_upper half_year "
        "half_year_lower half_year_upper flag",
        days=_("Days for half to go on"),
        half_year=_("Went on within half a year, of 100"),
        half_year_lower=_("At least"),
        half_year_upper=_("At most"),
    )
    words = register_page.words_of(visit, result, caption, result.way_finding)
    figures.figure(visit, build_stages(rows, visit), rows, columns, words, key="rollout-funnel")
    show_sentences(visit, result.step_sentences)


def build_stages(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """How many ever came as far as each stage, the darker part those that stand there now.

    Arguments:
        rows: stage_name, reached_count, here_count.
    """
    shown = rows[["stage_name", "reached_count", "here_count"]].astype({"reached_count": float, "here_count": float})
    counts = zip(shown.stage_name, shown.reached_count, shown.here_count, strict=True)
    here = visit._("Stand there now")
    shown = shown.assign(said=[f"{name}: {came:,.0f}; {here}: {now:,.0f}" for name, came, now in counts])
    stage = names_down("stage_name:N", 200)
    tooltip = tips(
        ("stage_name:N", visit._("Stage")),
        ("reached_count:Q", visit._("Came so far"), ","),
        ("here_count:Q", visit._("Stand there now"), ","),
    )
    base = alt.Chart()
    came = base.mark_bar(color=OKABE_ITO[7], stroke=OUTLINE, strokeWidth=0.8).encode(
        stage,
        alt.X("reached_count:Q", title=visit._("Associations")),
        description=alt.Description("said:N"),
        tooltip=tooltip,
    )
    here = base.mark_bar(color=OKABE_ITO[0], size=10).encode(stage, alt.X("here_count:Q"), tooltip=tooltip)
    numbers = numbers_beside(stage, alt.X("reached_count:Q"), "reached_count")
    return alt.LayerChart(data=shown, layer=[came, here, numbers], height=alt.Step(BAR_HEIGHT))


def show_associations(visit: Visit, result: Rollout) -> None:
    """Every association with its stage and what is planned next."""
    _ = visit._
    columns = tables.columns(
        visit,
        "association_name county_name stage_name since reason next_stage_name planned_on days_late",
        reason=_("Why it went back, or waits"),
        next_stage_name=_("Next stage"),
        planned_on=_("Planned for"),
        days_late=_("Days past the plan"),
    )
    rows = with_stage_names(result.associations, visit).rename(columns={"name": "association_name"})
    tables.show_rows(visit, rows.fillna({"reason": ""}), columns, caption=_("Every association with its stage"))


def with_stage_names(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The rows with stage_name, and next_stage_name where there is a next stage."""
    names = {"": visit._("none yet")} | {stage: visit._(word) for stage, word in STAGE_WORDS.items()}
    made = rows.assign(stage_name=rows.stage.map(names))
    return made.assign(next_stage_name=rows.next_stage.map(names | {"": ""})) if "next_stage" in rows else made
