"""The list of unusual months: by which series, as a picture, in words, and how far it can be trusted."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.drawing import charts, tables
from components.drawing.charts import OKABE_ITO, names_down, span, tips
from components.shell import filters
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.trends.alerts import Alerts, Kind
from usalama.model import Sentence

MOST_LISTED = 12


def choose_kind(visit: Visit) -> Kind:
    """Whether alerts are by category group or by single category, kept in the address."""
    _ = visit._
    names = {str(Kind.GROUP): _("By category group"), str(Kind.CATEGORY): _("By single category")}
    return Kind(filters.choose_one(_("Series"), "series", list(names), names, str(Kind.GROUP)))


def show_alerts(visit: Visit, result: Alerts) -> None:
    """The list, with what to look at first."""
    _ = visit._
    month = visit.language.month(result.month)
    if result.n_too_few:
        few = Sentence(
            "{count} series have too few reports, or too many hidden months, to be judged.", {"count": result.n_too_few}
        )
        st.caption(visit.say(few))
    caption = Sentence(
        "Series that were unusual in {month}, most unusual first; diamond: reports, bar: from the expected number "
        "up to the highest usual one. An alert says: look. It does not say that crime rose.",
        {"month": month},
    )
    if result.rows.empty:
        st.info(visit.say(Sentence("In {month} no series stood out.", {"month": month})))
        return
    rows = result.rows.assign(name=_series_names(result, visit))
    charts.show_chart(visit, build_alerts(rows.head(MOST_LISTED), visit), caption=caption, key="alerts")
    for row in rows.head(MOST_LISTED).itertuples():
        with st.expander(f"{plain(row.name)}: {plain(visit.say(row.sentence))}"):
            heading = _("Look first at")
            st.markdown(f"**{heading}**\n\n" + "\n".join(f"- {plain(visit.say(check))}" for check in row.checks))
    tables.show_table(visit, rows, alert_columns(visit), caption=caption, key="alerts-table")


def build_alerts(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Unusual months beside what would be usual: a bar from the expected number to the highest usual one.

    Arguments:
        rows: name, incident_count, expected, upper; most unusual first.
    """
    _ = visit._
    shown = rows[["name", "incident_count", "expected", "upper"]].astype({"incident_count": float})
    series = names_down("name:N", 170)
    axis = {"title": _("Reports in the month"), "scale": alt.Scale(zero=True)}
    usual = span(series, "expected", "upper", width=8, opacity=0.3, color=OKABE_ITO[0], **axis)
    dots = alt.Chart().mark_point(shape="diamond", size=110, filled=True, color="#000000", opacity=1)
    drawn = dots.encode(
        series,
        alt.X("incident_count:Q"),
        tooltip=tips(
            ("name:N", " "),
            ("incident_count:Q", _("Reports"), ",.0f"),
            ("expected:Q", _("Expected"), ",.1f"),
            ("upper:Q", _("Up to"), ",.0f"),
        ),
    )
    return alt.LayerChart(data=shown, layer=[usual, drawn], height=alt.Step(34))


def _series_names(result: Alerts, visit: Visit) -> list[str]:
    categories = visit.subject.categories
    return [f"{row.place_name}: {visit._(categories.name(row.category))}" for row in result.rows.itertuples()]


def alert_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "name": _("Series"),
        "incident_count": _("Incidents"),
        "expected": _("Expected"),
        "upper": _("Up to"),
        "exceedance": _("Steps beyond the expected"),
    }


def fold_of_worth(visit: Visit) -> DeltaGenerator:
    """What says how far the list can be trusted, for the page to fill when it is opened: that takes seconds."""
    label = visit._("How often is such a list wrong, and what does it miss?")
    return st.expander(label, key="alert-worth", on_change="rerun")
