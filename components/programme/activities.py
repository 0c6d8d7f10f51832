"""The parts of the page on activities: what was done, where, how much of it was preventive, and what came of it."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import OKABE_ITO, month_tip, months, names_down, numbers_beside, tips
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.programme.register_parts import choose_word, count_map, counties_figure, period_words, show_first
from components.shell import anatomy
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.model import N_, Sentence, counted
from usalama.programme.activities import Activities
from usalama.registers import ACTIVITY_WORDS

IN_100 = 100
ROW_HEIGHT = 46
# The longest bar leaves room below the row above it.
FULLEST = 0.82


def choose_kind(visit: Visit) -> str:
    """One kind of activity, or all; kept in the address."""
    return choose_word(visit, visit._("What"), "activity_kind", ACTIVITY_WORDS, visit._("all kinds"))


def show_activities(visit: Visit, result: Activities) -> None:
    """What was done, month by month; where, what came of it and each activity in folds."""
    if result.rows.empty:
        said = Sentence("No activity of this kind is recorded in the chosen counties and period.")
        anatomy.show_finding(visit, said, *result.notes)
    else:
        _show_months(visit, result)
        show_sentences(visit, (*result.sentences, *result.notes))
    folds = {
        N_("Where it was done"): lambda: _show_map(visit, result),
        N_("What came of it"): lambda: _show_outcomes(visit, result),
        N_("Work and training"): lambda: _show_employment(visit, result),
        N_("Awards"): lambda: _show_awards(visit, result),
        N_("The newest activities"): lambda: _show_newest(visit, result),
    }
    anatomy.show_folds(visit, "activities", folds)


def _show_months(visit: Visit, result: Activities) -> None:
    """What was done by month and kind."""
    _ = visit._
    scale = Sentence(
        "Activities by month, kind by kind; all bars are to one scale, the longest is {most}.",
        {"most": int(result.by_month.activity_count.max())},
    )
    rows = result.by_month.assign(kind_name=_names(visit, result.by_month.kind))
    names = list(dict.fromkeys(rows.kind_name))
    columns = tables.columns(visit, "month kind_name activity_count")
    words = register_page.words_of(visit, result, f"{visit.say(scale)} {_days(visit, result)}")
    figures.figure(visit, build_months(rows, names, visit), rows, columns, words, key="activity-months")


def build_months(rows: pd.DataFrame, names: list[str], visit: Visit) -> alt.Chart:
    """Activities by month, a row for each kind with bars on one scale, so that no colour is needed to tell them apart.

    Arguments:
        rows: month (its first day), kind_name, activity_count.
        names: of the kinds, from the top.
    """
    most = max(int(rows.activity_count.max()), 1)
    foot = {name: len(names) - 1 - position for position, name in enumerate(names)}
    first = pd.to_datetime(rows.month)
    shown = pd.DataFrame(
        {
            "month": first,
            "month_end": first + pd.offsets.MonthBegin(1) - pd.Timedelta(days=2),
            "kind_name": rows.kind_name,
            "activity_count": rows.activity_count.astype(float),
            "foot": rows.kind_name.map(foot).astype(float),
        }
    )
    shown = shown.assign(top=shown.foot + FULLEST * shown.activity_count / most)
    named = shown.assign(month_name=[visit.language.month(day) for day in rows.month])
    shown = shown.assign(said=with_words(named, visit, N_("{kind_name}, {month_name}: {activity_count}")).said)
    lowest_first = json.dumps(names[::-1])
    axis = alt.Axis(
        values=list(range(len(names))), labelExpr=f"{lowest_first}[datum.value]", labelBaseline="bottom",
        labelLimit=130, title=None, tickSize=0,
    )  # fmt: skip
    return (
        alt.Chart(shown)
        .mark_bar(color=OKABE_ITO[0])
        .encode(
            months("month:T", grid=False),
            alt.X2("month_end:T"),
            alt.Y("foot:Q", axis=axis, scale=alt.Scale(domain=[0, len(names)], nice=False)),
            alt.Y2("top:Q"),
            SAID,
            tooltip=tips(
                month_tip(visit._("Month"), "month:T"),
                ("kind_name:N", visit._("What")),
                ("activity_count:Q", visit._("Activities"), ","),
            ),
        )
        .properties(height=ROW_HEIGHT * len(names) + 40)
    )


def _how_many(count: int) -> Sentence:
    return counted("One activity", "{count} activities", count)


def _show_map(visit: Visit, result: Activities) -> None:
    """How many activities each county has."""
    _ = visit._
    title = _("Activities")
    drawn = count_map(visit, result.by_county, "activity_count", name=title, title=title, said=_how_many)
    columns = tables.columns(visit, "activity_count attendance")
    words = register_page.words_of(visit, result, _days(visit, result))
    counties_figure(visit, drawn, result.by_county, columns, words, key="activities-map")


def _show_outcomes(visit: Visit, result: Activities) -> None:
    """How much was preventive, and what became of what was agreed, kind by kind; of every kind together."""
    _ = visit._
    show_sentences(visit, (*result.preventive_sentences, result.closed_sentence))
    worded = result.by_kind.assign(kind_name=_names(visit, result.by_kind.kind))
    columns = tables.columns(
        visit,
        "kind_name activity_count attendance",
        actions_agreed=_("Actions agreed"),
        actions_closed=_("Actions closed"),
    )
    caption = _("Every kind, with the sums of what is stated; empty where nothing is.")
    tables.show_rows(visit, worded, columns, caption=caption)
    st.caption(f"{_('Of every kind of activity, whatever kind is chosen above.')} {_days(visit, result)}")


def _show_employment(visit: Visit, result: Activities) -> None:
    """From places offered to places filled to places retained."""
    _ = visit._
    finding, *others = result.employment_sentences
    if not result.employment.place_count.sum():
        st.markdown(plain(visit.say(finding)))
        return
    steps = {"places_offered": _("offered"), "places_filled": _("filled"), "places_retained": _("still held")}
    rows = result.employment.assign(step_name=result.employment.step.map(steps))
    shares = ["share", "lower", "upper"]
    rows[shares] = rows[shares] * IN_100
    caption = f"{_('Places offered, filled and still held, as the activities state them.')} {_days(visit, result)}"
    columns = tables.columns(
        visit,
        "step_name place_count of_count share lower upper flag",
        place_count=_("Places of work or training"),
        of_count=_("Of the step before"),
        share=_("Of every 100"),
    )
    words = register_page.words_of(visit, result, caption, finding)
    figures.figure(visit, build_places(rows, visit), rows, columns, words, key="places")
    show_sentences(visit, others)


def build_places(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Places offered, filled and retained as bars with their number.

    Arguments:
        rows: step_name, place_count.
    """
    step = names_down("step_name:N", 200)
    axis = alt.Axis(tickCount=5, format=",.0f")
    count = alt.X("place_count:Q", title=visit._("Places of work or training"), scale=alt.Scale(zero=True), axis=axis)
    bars = (
        alt.Chart()
        .mark_bar(color=OKABE_ITO[0])
        .encode(
            step,
            count,
            SAID,
            tooltip=tips(("step_name:N", " "), ("place_count:Q", visit._("Places of work or training"), ",")),
        )
    )
    numbers = numbers_beside(step, count, "place_count")
    shown = rows[["step_name", "place_count"]].astype({"place_count": float})
    shown = with_words(shown, visit, N_("{step_name}: {place_count}"))
    return alt.LayerChart(data=shown, layer=[bars, numbers], height=alt.Step(34))


def _show_awards(visit: Visit, result: Activities) -> None:
    """Awards with what they were given for."""
    _ = visit._
    if result.awards.empty:
        st.markdown(_("No award is recorded in the chosen counties and period."))
        return
    columns = tables.columns(
        visit, "held_on county_name association_name criteria description", criteria=_("By what it was given")
    )
    tables.show_rows(visit, result.awards, columns, caption=_("Awards"))


def _show_newest(visit: Visit, result: Activities) -> None:
    """The newest activities of the chosen kind, and all of them as a file."""
    columns = tables.columns(visit, "held_on kind_name county_name association_name attendance description")
    show_first(visit, result.rows.assign(kind_name=_names(visit, result.rows.kind)), columns, result.finding)
    register_page.offer_csv(visit, visit._("Activities as CSV"), "activities", result.rows, result.held)


def _names(visit: Visit, kinds: pd.Series) -> list[str]:
    return [visit._(ACTIVITY_WORDS[kind]) for kind in kinds]


def _days(visit: Visit, result: Activities) -> str:
    return period_words(visit, result.period)
