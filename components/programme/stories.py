"""Stories on their page: a timeline, a map of counties, and what was told, word by word and as text only."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.entry import register_page
from components.entry.register_editor import show_editor
from components.maps import PlaceMap, map_words, show_place_map
from components.maps.county_map import build_count_map
from components.programme import charts_stories
from components.programme.activities import period_words
from components.shell.filters import choose_one_or_all
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.stories import Stories
from usalama.registers import STORY, STORY_WORDS

FIRST_CARDS = 10
# A word, a shape and a colour that is neither red nor green.
Badge: TypeAlias = tuple[str, Literal["blue", "orange", "violet"]]
BADGES: dict[str, Badge] = {
    "event": (":material/event:", "blue"),
    "success": (":material/star:", "violet"),
    "challenge": (":material/flag:", "orange"),
}


def choose_kind(visit: Visit) -> str:
    """One kind of story, or all; kept in the address."""
    names = {code: visit._(name) for code, name in STORY_WORDS.items()}
    return choose_one_or_all(visit._("Kind"), "story_kind", names, visit._("all kinds"), is_short=True)


def show_timeline(visit: Visit, result: Stories) -> None:
    """A mark a story, by day and kind."""
    _ = visit._
    if result.rows.empty:
        return
    caption = f"{_('Stories by day and kind, a mark a story.')} {_of_what(visit, result)}"
    rows = _worded(visit, result.rows)
    names = [_(STORY_WORDS[kind]) for kind in STORY_WORDS if kind in set(result.rows.kind)]
    charts.show_chart(visit, charts_stories.build_timeline(rows, names, visit), caption=caption, key="stories-timeline")
    columns = {
        "happened_on": _("When"),
        "kind_name": _("Kind"),
        "county_name": _("County"),
        "title": _("Title"),
        "days_since": _("Days since"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key="stories-timeline-table")


def show_map(visit: Visit, result: Stories) -> None:
    """How many stories each county has."""
    _ = visit._
    show_place_map(build_map(visit, result), map_words(_), key="stories-map")
    text = _of_what(visit, result)
    st.caption(text)
    columns = {"county_code": _("Number"), "county_name": _("County"), "story_count": _("Stories")}
    tables.show_table(visit, result.by_county, columns, caption=text, key="stories-map-table")


def build_map(visit: Visit, result: Stories) -> PlaceMap:
    """Counties by their number of stories; a point is never drawn."""
    counts = dict(zip(result.by_county.county_code, result.by_county.story_count, strict=True))
    return build_count_map(
        visit,
        counts,
        name=_of_what(visit, result),
        title=visit._("Stories"),
        in_words=lambda count: Sentence("{count} stories", {"count": int(count)}),
    )


def show_cards(visit: Visit, result: Stories) -> None:
    """The stories, newest first, and as a file."""
    _ = visit._
    if result.rows.empty:
        st.markdown(_("No story of this kind is told of the chosen counties and period."))
        return
    cards = list(result.rows.itertuples())
    for row in cards[:FIRST_CARDS]:
        _show_card(visit, row)
    if cards[FIRST_CARDS:]:
        older = st.expander(_("Older stories"), key="older-stories", on_change="rerun")
        if tables.is_open(older):
            with older:
                for row in cards[FIRST_CARDS:]:
                    _show_card(visit, row)
    register_page.offer_csv(visit, _("Stories as CSV"), "stories", result.rows, result.held)


def show_story_editor(visit: Visit) -> None:
    """The register to edit in, for the operator, with what may not be written."""
    show_editor(visit, STORY)


def _show_card(visit: Visit, row: Any) -> None:
    _ = visit._
    with st.container(border=True):
        icon, colour = BADGES[row.kind]
        st.markdown(f"**{plain(row.title)}**")
        with st.container(horizontal=True, gap="small"):
            st.badge(_(STORY_WORDS[row.kind]), icon=icon, color=colour)
            st.markdown(plain(" · ".join(_facts(visit, row))))
        if not pd.isna(row.text):
            st.text(row.text)
        if not pd.isna(row.stated_in):
            st.caption(plain(visit.say(Sentence("Written in: {where}", {"where": row.stated_in}))))


def _facts(visit: Visit, row: Any) -> list[str]:
    """Day, county, age, and which association tells it."""
    facts = [visit.language.day(pd.Timestamp(row.happened_on).date()), str(row.county_name)]
    if not pd.isna(row.days_since):
        facts.append(visit.say(Sentence("days since: {days}", {"days": int(row.days_since)})))
    if not pd.isna(row.association_name):
        facts.append(visit.say(Sentence("told by {association}", {"association": row.association_name})))
    return facts


def _worded(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(kind_name=[visit._(STORY_WORDS[kind]) for kind in rows.kind])


def _of_what(visit: Visit, result: Stories) -> str:
    values = {"count": len(result.rows), "counties": len(result.by_county)}
    counted = visit.say(Sentence("{count} stories of the chosen counties ({counties}).", values))
    return f"{counted} {period_words(visit, result.period)}"
