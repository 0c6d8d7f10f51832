"""Home: what changed, where, what waits; the map; the programme; and what is published about the real country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import pandas as pd
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

# One strip that wraps: seven steps across a wide column, four on a telephone.
_STRIP = (
    '<p style="margin:0 0 0.4rem">{label}</p><ol aria-label="{label}" style="display:grid;list-style:none;margin:0;'
    'padding:0;gap:0.6rem 0.5rem;grid-template-columns:repeat(auto-fill,minmax(7rem,1fr))">{steps}</ol>'
)
_STEP = (
    '<li style="margin:0;line-height:1.25;font-size:0.9rem"><strong style="font-size:1.25rem">{count}</strong> '
    "({here})<br>{step}</li>"
)


def show_findings(visit: Visit, result: Overview, waits: Waiting) -> None:
    """Three sentences: what changed, where, what waits; and which sources began or ended, where some did."""
    show_finding(visit, result.change_sentence, result.where, result.recording, oldest(waits))


def show_map(visit: Visit, shown: CountyMap, finding: Sentence) -> None:
    """Rates by county under what they say; what the picture can tell besides stands in one line under it."""
    drawn = build_county_map(shown, visit, title=visit.say(finding))
    show_place_map(drawn, map_words(visit._), key="home-map", height=MAP_HEIGHT)
    origin = figures.origin_of(visit, shown.about, shown.method)
    twin = figures.Twin(shown.counties.rows, tables.county_columns(visit), map_caption(shown, visit))
    figures.show_foot(visit, twin, origin, key="home-map")


def show_map_and_blocks(visit: Visit, show: Callable[[], None], blocks: Mapping[str, Callable[[], None]]) -> None:
    """The map with two blocks beside it and two under it, in the order of who reads.

    Arguments:
        show: draws the map.
        blocks: DECISIONS, PROGRAMME, PUBLISHED, REPORT -> what draws it.
    """
    first, second, third, fourth = (blocks[block] for block in ORDER[address_bar.read_one_of("as", READERS, "leader")])
    left, right = st.columns((3, 2), gap="large")
    with left:
        show()
    with right:
        first()
        second()
    left, right = st.columns((3, 2), gap="large")
    with left:
        third()
    with right:
        fourth()
        choose_reader(visit)


def choose_reader(visit: Visit) -> None:
    """For whom the blocks are ordered, and a way around the product."""
    names = {code: visit._(name) for code, name in READERS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose_one(visit._("What stands first here suits"), "as", list(READERS), names, "leader", is_short=False)
        offer_tour(visit)


def show_programme(visit: Visit, result: Rollout) -> None:
    """How many associations came how far, against the plan, in one strip."""
    _ = visit._
    st.subheader(_("The programme"), anchor=False)
    reached = result.funnel[result.funnel.reached_count > 0]
    if reached.empty:
        st.markdown(_("Nothing of the rollout is recorded yet."))
        return
    st.html(build_strip(visit, reached))


def build_strip(visit: Visit, reached: pd.DataFrame) -> str:
    """The steps side by side, each with how many associations ever came so far and how many stand there.

    Arguments:
        reached: stage, reached_count, here_count, in the order of the steps.
    """
    steps = [
        _STEP.format(
            count=visit.language.number(int(row.reached_count)),
            step=escape(visit._(STAGE_WORDS[str(row.stage)])),
            here=visit.language.number(int(row.here_count)),
        )
        for row in reached.itertuples()
    ]
    label = visit._("Associations that came so far (in brackets, those that stand there now)")
    return _STRIP.format(label=escape(label), steps="".join(steps))


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


def show_meaning(visit: Visit) -> None:
    """What the numbers do and do not mean, and how fresh each source is."""
    st.markdown(
        visit._(
            "They count reports, not everything that happened. More reports can mean more trust, a new station or a "
            "new app, not more crime. Small numbers jump by chance. A rate compares places of different size; it does "
            "not say that a place or its people are dangerous."
        )
    )
    rows = source_rows(visit)
    tables.show_rows(visit, rows, {name: name for name in rows}, caption=visit._("How fresh is each source?"))


def show_nothing_yet(visit: Visit) -> None:
    """An empty store: what to do next."""
    show_finding(visit, Sentence("Nothing is imported yet. Below stands what others publish about real counties."))
    st.markdown(
        visit._("Bring in a file of incidents under Workbench, or fill the store with invented rows to look around:")
    )
    st.code("usalama demo", language=None)
