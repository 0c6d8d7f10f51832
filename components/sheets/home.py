"""Home: what changed, where, what waits; the map; the programme; and what is published about the real country."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from components.drawing import figures, shared_charts, tables
from components.incidents.overview import build_figures, change_lines, show_figures, source_rows
from components.maps import map_words, show_place_map
from components.maps.county_map import build_county_map, map_caption
from components.sheets.decisions import oldest
from components.shell import address_bar
from components.shell.anatomy import show_finding
from components.shell.filters import choose_one
from components.shell.tour import offer_tour
from components.shell.visit import Visit
from usalama.incidents.map.incident_map import CountyMap
from usalama.incidents.rates.overview import Overview
from usalama.incidents.response.waits import ResponseTime
from usalama.incidents.trends.trend import Trend
from usalama.model import N_, Sentence
from usalama.programme.progress.rollout import Rollout
from usalama.programme.waiting import Waiting
from usalama.registers import STAGE_WORDS

MAP_HEIGHT = 460
DECISIONS, PROGRAMME, PUBLISHED, REPORT = "decisions", "programme", "published", "report"
# What each kind of reader sees first; roles with accounts come later.
ORDER = {
    "leader": (DECISIONS, PROGRAMME, PUBLISHED, REPORT),
    "moderator": (PUBLISHED, PROGRAMME, DECISIONS, REPORT),
    "partner": (PROGRAMME, DECISIONS, PUBLISHED, REPORT),
    "officer": (REPORT, DECISIONS, PROGRAMME, PUBLISHED),
}
READERS = {
    "leader": N_("Leadership"),
    "moderator": N_("Moderator"),
    "partner": N_("Partner"),
    "officer": N_("Association officer"),
}


def show_findings(visit: Visit, result: Overview, waits: Waiting) -> None:
    """Three sentences: what changed, where, what waits."""
    show_finding(visit, result.change_sentence, result.where, oldest(waits))


def show_map(visit: Visit, shown: CountyMap) -> None:
    """Rates by county; what the picture can tell besides stands in one line under it."""
    drawn = build_county_map(shown, visit)
    show_place_map(drawn, map_words(visit._), key="home-map", height=MAP_HEIGHT)
    origin = figures.origin_of(visit, shown.about, shown.method)
    twin = figures.Twin(shown.counties.rows, tables.county_columns(visit), map_caption(shown, visit))
    figures.show_foot(visit, twin, origin, key="home-map")


def show_blocks(visit: Visit, blocks: Mapping[str, Callable[[], None]]) -> None:
    """The blocks beside the map, in the order of who reads.

    Arguments:
        blocks: DECISIONS, PROGRAMME, PUBLISHED, REPORT -> what draws it.
    """
    reader = address_bar.read_one_of("as", READERS, "leader")
    for block in ORDER[reader]:
        blocks[block]()
    offer_tour(visit)
    names = {code: visit._(name) for code, name in READERS.items()}
    choose_one(visit._("What stands first here suits"), "as", list(READERS), names, "leader", is_short=False)


def show_programme(visit: Visit, result: Rollout) -> None:
    """How many associations came how far, against the plan, in one strip."""
    _ = visit._
    st.subheader(_("The programme"), anchor=False)
    reached = result.funnel[result.funnel.reached_count > 0]
    if reached.empty:
        st.markdown(_("Nothing of the rollout is recorded yet."))
        return
    columns = {"step": _("Associations"), "reached_count": _("Came so far"), "here_count": _("Stand there now")}
    rows = reached.assign(step=[_(STAGE_WORDS[code]) for code in reached.stage])
    tables.show_rows(visit, rows, columns, caption=_("The programme"))


def show_months(visit: Visit, months: Trend, result: Overview) -> None:
    """All months as a line."""
    figures.figure(
        visit,
        shared_charts.build_trend(months.rows, visit),
        months.rows,
        tables.trend_columns(visit),
        figures.Words(
            result.change_sentence,
            visit._("Reported incidents of each month as a yearly rate for 100,000 people, with the likely range."),
            figures.origin_of(visit, months.about, months.method),
        ),
        key="home-months",
    )


def show_changes(visit: Visit, result: Overview) -> None:
    """What changed most, of how many comparisons."""
    for line in change_lines(result, visit):
        st.markdown(line)


def show_more_figures(visit: Visit, result: Overview, response: ResponseTime) -> None:
    """Seven figures with their ranges."""
    show_figures(build_figures(result, response, visit))


def show_sources(visit: Visit) -> None:
    """How fresh each source is."""
    rows = source_rows(visit)
    tables.show_rows(visit, rows, {name: name for name in rows}, caption=visit._("How fresh is each source?"))


def show_meaning(visit: Visit) -> None:
    """What the numbers do and do not mean."""
    st.markdown(
        visit._(
            "They count reports, not everything that happened. More reports can mean more trust, a new station or a "
            "new app, not more crime. Small numbers jump by chance. A rate compares places of different size; it does "
            "not say that a place or its people are dangerous."
        )
    )


def show_nothing_yet(visit: Visit) -> None:
    """An empty store: what to do next."""
    show_finding(visit, Sentence("Nothing is imported yet. Below stands what others publish about real counties."))
    st.markdown(
        visit._("Bring in a file of incidents under Workbench, or fill the store with invented rows to look around:")
    )
    st.code("usalama demo", language=None)
