"""The block of Home: something true about the country before anything was imported."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.incidents.published.published_marks import LAYER, show_heading, show_sources
from components.shell import address_bar
from components.shell.anatomy import show_folds
from components.shell.menu import ENTRIES
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.asking.kept import kept_by
from usalama.incidents.published.published_counties import COUNT, PublishedCounties
from usalama.incidents.published.published_nation import PublishedNation
from usalama.model import N_, Sentence

# So many counties stand on Home; the map has all.
SHOWN_ON_HOME = 5
# Wider, the eye loses the line between a name and its number.
BLOCK_WIDTH = 720


@kept_by(lambda visit, result: (visit.language.code, result))
def build_largest(visit: Visit, result: PublishedCounties) -> tuple[pd.DataFrame, dict[str, str]]:
    """The few counties of which most crimes were printed, each with its rate and doubt."""
    _ = visit._
    known = result.rows[result.rows.state == COUNT]
    first = known.sort_values("crime_count", ascending=False, kind="stable").head(SHOWN_ON_HOME)
    columns = tables.columns(
        visit,
        "county_name crime_count rate_per_100k",
        crime_count=_("Crimes recorded"),
        rate_per_100k=_("For 100,000 people"),
    )
    if (first.note != "").any():
        columns |= {"note": _("What is doubtful")}
    return first.assign(note=[_(note) for note in first.note]), columns


def largest_caption(visit: Visit, result: PublishedCounties) -> str:
    """Of how many the largest are taken, and that others may be larger."""
    values = {"year": str(result.year), "known": result.n_known, "counties": len(result.rows)}
    return visit.say(
        Sentence(
            "The largest figures printed for {year}, of {known} of {counties} counties; one that was not printed may "
            "be larger. Counties with more people record more crimes.",
            values,
        )
    )


def show_published_block(visit: Visit, result: PublishedCounties, nation: PublishedNation) -> None:
    """The nation in a sentence, the largest figures that are known, who printed them, and the way to the map."""
    with st.container(width=BLOCK_WIDTH):
        _show_found(visit, result, nation)
        _show_largest(visit, result)


def show_published_in_short(visit: Visit, result: PublishedCounties, nation: PublishedNation) -> None:
    """The same where something else comes first: the sentence, and all the rest when asked for."""
    _show_found(visit, result, nation)
    show_folds(visit, "published", {N_("Largest figures, and who printed them"): lambda: _show_largest(visit, result)})


def _show_found(visit: Visit, result: PublishedCounties, nation: PublishedNation) -> None:
    show_heading(visit, visit._("Published about real counties"))
    st.markdown(plain(f"{visit.say(nation.finding)} {visit.say(result.finding)}"))


def _show_largest(visit: Visit, result: PublishedCounties) -> None:
    caption = largest_caption(visit, result)
    rows, columns = build_largest(visit, result)
    tables.show_rows(visit, rows, columns, caption=caption)
    st.caption(plain(caption))
    show_sources(visit, result.sources)
    _show_way_to_map(visit)


def _show_way_to_map(visit: Visit) -> None:
    if st.button(visit._("All known counties on the map"), key="published-to-map", icon=":material/map:"):
        address_bar.write("layer", LAYER)
        st.switch_page(ENTRIES["map"].file)
