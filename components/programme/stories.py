"""Stories on their page: a timeline, a map of counties, and what was told, word by word and as text only."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures
from components.drawing.charts import OKABE_ITO, by_kind, months, tips
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme.register_parts import choose_word, count_map, counties_figure, period_words
from components.shell import anatomy
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.model import N_, Sentence, counted
from usalama.programme.stories import Stories
from usalama.registers import STORY, STORY_WORDS

FIRST_CARDS = 4
SHAPES = ["diamond", "circle", "triangle-up"]
# A word, a shape and a colour that is neither red nor green.
Badge: TypeAlias = tuple[str, Literal["blue", "orange", "violet"]]
BADGES: dict[str, Badge] = {
    "event": (":material/event:", "blue"),
    "success": (":material/star:", "violet"),
    "challenge": (":material/flag:", "orange"),
}


def choose_kind(visit: Visit) -> str:
    """One kind of story, or all; kept in the address."""
    return choose_word(visit, visit._("Kind"), "story_kind", STORY_WORDS, visit._("all kinds"), is_short=True)


def show_stories(visit: Visit, result: Stories) -> None:
    """When things happened, and what is told of them; where, in a fold."""
    _ = visit._
    if result.rows.empty:
        anatomy.show_finding(visit, Sentence("No story of this kind is told of the chosen counties and period."))
    else:
        _show_timeline(visit, result)
        _show_cards(visit, result)
    show_sentences(visit, (result.newest, *result.notes))
    anatomy.show_folds(visit, "stories", {N_("Where"): lambda: _show_map(visit, result)})


def _show_timeline(visit: Visit, result: Stories) -> None:
    """A mark a story, by day and kind."""
    _ = visit._
    rows = _worded(visit, result.rows)
    names = [_(STORY_WORDS[kind]) for kind in STORY_WORDS if kind in set(result.rows.kind)]
    columns = {
        "happened_on": _("When"),
        "kind_name": _("Kind"),
        "county_name": _("County"),
        "title": _("Title"),
        "days_since": _("Days since"),
    }
    words = _words(
        visit, result, _("A mark a story; shown with the consent of who tells it, and no count of incidents.")
    )
    figures.figure(visit, build_timeline(rows, names, visit), rows, columns, words, key="stories-timeline")


def _words(visit: Visit, result: Stories, caption: str) -> figures.Words:
    said = f"{caption} {period_words(visit, result.period)}"
    return register_page.words_of(visit, result, said)


def build_timeline(rows: pd.DataFrame, names: list[str], visit: Visit) -> alt.Chart:
    """A mark a story at its day, in the row of its kind; no text of people is in it.

    Arguments:
        rows: happened_on, kind_name, county_name.
        names: of the kinds, from the top.
    """
    days = pd.to_datetime(rows.happened_on)
    shown = rows[["kind_name", "county_name"]].assign(
        day=days, day_name=[visit.language.day(day.date()) for day in days]
    )
    shown = with_words(shown, visit, N_("{kind_name}, {county_name}, {day_name}"))
    return (
        alt.Chart(shown)
        .mark_point(filled=True, size=110, opacity=0.85)
        .encode(
            months("day:T"),
            alt.Y("kind_name:N", title=None, sort=names, scale=alt.Scale(domain=names), axis=alt.Axis(grid=True)),
            SAID,
            by_kind(alt.Shape, "kind_name:N", names, SHAPES, legend=None),
            by_kind(alt.Color, "kind_name:N", names, OKABE_ITO, legend=None),
            tooltip=tips(
                ("day:T", visit._("When"), "%d %b %Y"),
                ("kind_name:N", visit._("What")),
                ("county_name:N", visit._("County")),
            ),
        )
        .properties(height=64 * len(names) + 20)
    )


def _how_many(count: int) -> Sentence:
    return counted("One story", "{count} stories", count)


def _show_map(visit: Visit, result: Stories) -> None:
    """How many stories each county has."""
    title = visit._("Stories")
    drawn = count_map(visit, result.by_county, "story_count", name=title, title=title, said=_how_many)
    words = _words(visit, result, title)
    counties_figure(visit, drawn, result.by_county, {"story_count": title}, words, key="stories-map")


def _show_cards(visit: Visit, result: Stories) -> None:
    """The newest stories, the older ones folded, and all of them as a file."""
    cards = list(result.rows.itertuples())
    # A row of its own for each two: on a phone, where columns stand under each other, the newest stay first.
    for first in range(0, min(len(cards), FIRST_CARDS), 2):
        for place, row in zip(st.columns(2), cards[first : first + 2], strict=False):
            with place:
                _show_card(visit, row)
    if cards[FIRST_CARDS:]:
        anatomy.show_folds(visit, "older", {N_("Older stories"): lambda: _show_older(visit, cards[FIRST_CARDS:])})
    register_page.offer_csv(visit, visit._("Stories as CSV"), "stories", result.rows, result.held)


def _show_older(visit: Visit, cards: list[Any]) -> None:
    for row in cards:
        _show_card(visit, row)


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
