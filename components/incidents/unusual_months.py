"""The list of unusual months: by which series, as a picture, what to look at first, and how far it can be trusted."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures
from components.drawing.charts import INK, names_down, on_ground, span, tips
from components.shell import address_bar, anatomy, filters
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.incidents.trends.alerts import FIRST_CHECKS, Alerts, Kind
from usalama.incidents.trends.neighbours import Neighbours
from usalama.model import counted

MOST_LISTED = 12
SERIES = "series"


def choose_kind(visit: Visit) -> Kind:
    """Whether alerts are by category group or by single category, kept in the address."""
    _ = visit._
    names = {str(Kind.GROUP): _("By category group"), str(Kind.CATEGORY): _("By single category")}
    return Kind(filters.choose_one(_("Series"), SERIES, list(names), names, str(Kind.GROUP)))


def chosen_kind() -> Kind:
    """The same without asking."""
    return Kind(address_bar.read_one_of(SERIES, [str(kind) for kind in Kind], str(Kind.GROUP)))


def show_alerts(visit: Visit, result: Alerts) -> None:
    """The series that stood out, and what to look at first."""
    if result.rows.empty:
        anatomy.show_finding(visit, result.finding)
    else:
        _show_figure(visit, result)
    if result.n_too_few:
        few = counted(
            "{count} series has too few reports, or too many hidden months, to be judged.",
            "{count} series have too few reports, or too many hidden months, to be judged.",
            result.n_too_few,
        )
        show_sentences(visit, [few])


def _show_figure(visit: Visit, result: Alerts) -> None:
    _ = visit._
    rows = result.rows.assign(name=_series_names(result, visit))
    own = [[visit.say(check) for check in checks if check not in FIRST_CHECKS] for checks in rows.checks]
    rows = rows.assign(checks=[" ".join(checks) for checks in own])
    caption = _(
        "Diamond: reports of the month; bar: from the expected number up to the highest usual one. An alert says: "
        "look. It does not say that crime rose."
    )
    words = figures.Words(result.finding, caption, figures.origin_of(visit, result.about, result.method))
    figures.figure(visit, build_alerts(rows.head(MOST_LISTED), visit), rows, _columns(visit), words, key="alerts")
    heading = _("Look first at")
    found = [f"{name}: {' '.join(checks)}" for name, checks in zip(rows.name, own, strict=True) if checks]
    lines = [*found[:MOST_LISTED], *(visit.say(check) for check in FIRST_CHECKS)]
    st.markdown(f"**{heading}**\n\n" + "\n".join(f"- {plain(line)}" for line in lines))


def show_neighbours(visit: Visit, result: Neighbours) -> None:
    """Whether neighbours stand out together, and how that was found."""
    anatomy.show_finding(visit, result.sentence)
    figures.show_origin(visit, figures.origin_of(visit, result.about, result.method), "neighbours")


def build_alerts(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Unusual months beside what would be usual: a bar from the expected number to the highest usual one.

    Arguments:
        rows: name, incident_count, expected, upper, sentence; most unusual first.
    """
    _ = visit._
    shown = rows[["name", "incident_count", "expected", "upper"]].astype({"incident_count": float})
    shown = shown.assign(
        said=[f"{row.name_}: {visit.say(row.sentence)}" for row in rows.rename(columns={"name": "name_"}).itertuples()]
    )
    series = names_down("name:N", 170)
    axis = {"title": _("Reports in the month"), "scale": alt.Scale(zero=True)}
    usual = span(series, "expected", "upper", width=8, opacity=0.4, color=on_ground("#0072B2", "#56B4E9"), **axis)
    dots = alt.Chart().mark_point(shape="diamond", size=110, filled=True, color=INK, opacity=1)
    drawn = dots.encode(
        series,
        alt.X("incident_count:Q"),
        description=alt.Description("said:N"),
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


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "name": _("Series"),
        "incident_count": _("Incidents"),
        "expected": _("Expected"),
        "upper": _("Up to"),
        "exceedance": _("Steps beyond the expected"),
        "checks": _("Look first at"),
    }
