"""One association: its area's trend, what it plans, does and asks for, those near it and those like it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.association_profile import Profile
from usalama.programme.associations import Associations
from usalama.registers import (
    ACTIVITY_WORDS,
    ASK_WORDS,
    PIPELINE_WORDS,
    PLEDGE_WORDS,
    SECTOR_WORDS,
    STAGE_WORDS,
    word_for,
)
from usalama.schema import SETTLEMENT_WORDS

NONE = "none"


def choose_association(visit: Visit, result: Associations) -> str:
    """The record_id of one association, kept in the address; empty where none is chosen."""
    _ = visit._
    rows = result.held.rows
    names = {NONE: _("Choose one")} | {
        str(row.record_id): f"{row.name} ({row.county_name})" for row in rows.itertuples(index=False)
    }
    chosen = choose_one(_("Association"), "association", list(names), names, NONE, is_short=False)
    return "" if chosen == NONE else chosen


def show_profile(visit: Visit, profile: Profile) -> None:
    """Draw everything about one association."""
    _ = visit._
    record = profile.record
    st.subheader(plain(str(record["name"])))
    st.markdown(plain(visit.say(_facts(profile))))
    _show_area(visit, profile)
    st.subheader(_("Its plan: stages, planned and reached"))
    _show_rows(visit, profile.plan, {"pipeline": _("Way"), "stage": _("Stage"), "planned_on": _("Planned"),
        "reached_on": _("Reached"), "reason": _("Reason")},
        {"stage": STAGE_WORDS, "pipeline": PIPELINE_WORDS})  # fmt: skip
    st.subheader(_("What it did"))
    _show_rows(visit, profile.activities, {"held_on": _("When"), "kind": _("What"), "attendance": _("Who came"),
        "description": _("Description")}, {"kind": ACTIVITY_WORDS})  # fmt: skip
    st.subheader(_("What was pledged for it"))
    _show_rows(visit, profile.pledges, {"sector": _("Sector"), "pledge_text": _("Pledge"), "due_on": _("Due"),
        "state": _("State")}, {"sector": SECTOR_WORDS, "state": PLEDGE_WORDS})  # fmt: skip
    st.subheader(_("What it asked for"))
    _show_rows(visit, profile.asks, {"kind": _("What"), "addressed_to": _("Of whom"), "asked_on": _("Asked"),
        "promised_on": _("Promised"), "delivered_on": _("Delivered")}, {"kind": ASK_WORDS})  # fmt: skip
    _show_others(visit, profile)


def _facts(profile: Profile) -> Sentence:
    record = profile.record
    values = {
        "kind": word_for(SETTLEMENT_WORDS, record.settlement_type),
        "place": ", ".join(part for part in (record.constituency_name, record.county_name) if part),
        "households": _number(record.household_count),
        "members": _number(record.member_count),
        "tools": record.tools if isinstance(record.tools, str) else Sentence("not known"),
    }
    return Sentence(
        "{place}. Settlement: {kind}. Households: {households}. Members: {members}. Tools: {tools}.", values
    )


def _number(value: object) -> object:
    return Sentence("not known") if value is None or pd.isna(value) else int(float(str(value)))


def _show_area(visit: Visit, profile: Profile) -> None:
    _ = visit._
    st.subheader(_("What is reported around it"))
    for sentence in profile.area_sentences:
        st.markdown(plain(visit.say(sentence)))
    if profile.trend is None:
        if profile.no_trend:
            st.info(plain(visit.say(profile.no_trend)))
        return
    caption = visit.say(
        Sentence("{place}: reported incidents of each month as a yearly rate.", {"place": profile.place.name})
    )
    rows = profile.trend.rows
    charts.show_chart(visit, shared_charts.build_trend(rows, visit), caption=caption, key="association-trend")
    tables.show_table(visit, rows, tables.trend_columns(visit), caption=caption, key="association-trend-table")


def _show_rows(
    visit: Visit, rows: pd.DataFrame, columns: Mapping[str, str], words: Mapping[str, Mapping[str, str]]
) -> None:
    """A list of records in words, or that there is none."""
    if rows.empty:
        st.markdown(visit._("Nothing is recorded."))
        return
    worded = {name: [visit.say(word_for(known, code)) for code in rows[name]] for name, known in words.items()}
    tables.show_list(rows.assign(**worded), columns)


def _show_others(visit: Visit, profile: Profile) -> None:
    _ = visit._
    st.subheader(_("Nearest associations"))
    st.caption(visit.say(profile.nearest.sentence))
    columns = {
        "name": _("Name"),
        "county_name": _("County"),
        "constituency_name": _("Constituency"),
        "distance_km": _("Kilometres"),
    }
    if not profile.nearest.rows.empty:
        tables.show_list(profile.nearest.rows, columns)
    st.subheader(_("Associations like it"))
    st.markdown(plain(visit.say(profile.twins.sentence)))
    if profile.twins.rows.empty:
        return
    alike = profile.twins.rows.assign(alike=[visit.say(one) for one in profile.twins.rows.alike])
    columns = {
        "name": _("Name"),
        "county_name": _("County"),
        "settlement_type": _("Kind of settlement"),
        "household_count": _("Households"),
        "member_count": _("Members"),
        "tools": _("Tools"),
        "alike": _("About the same"),
    }
    _show_rows(visit, alike, columns, {"settlement_type": SETTLEMENT_WORDS})
