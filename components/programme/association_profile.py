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
    plan = tables.columns(
        visit, "pipeline stage planned_on reached_on reason", pipeline=_("Way"), planned_on=_("Planned"),
        reached_on=_("Reached"), reason=_("Reason"),
    )  # fmt: skip
    _show_rows(visit, profile.plan, plan, {"stage": STAGE_WORDS, "pipeline": PIPELINE_WORDS})
    st.subheader(_("What it did"))
    done = tables.columns(visit, "held_on kind attendance description")
    _show_rows(visit, profile.activities, done, {"kind": ACTIVITY_WORDS})
    st.subheader(_("What was pledged for it"))
    pledged = tables.columns(visit, "sector pledge_text due_on state")
    _show_rows(visit, profile.pledges, pledged, {"sector": SECTOR_WORDS, "state": PLEDGE_WORDS})
    st.subheader(_("What it asked for"))
    asked = tables.columns(
        visit, "kind addressed_to asked_on promised_on", addressed_to=_("Of whom"), delivered_on=_("Delivered")
    )
    _show_rows(visit, profile.asks, asked, {"kind": ASK_WORDS})
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
    caption = Sentence("{place}: reported incidents of each month as a yearly rate.", {"place": profile.place.name})
    rows = profile.trend.rows
    charts.show_figure(
        visit,
        shared_charts.build_trend(rows, visit),
        rows,
        tables.trend_columns(visit),
        caption=caption,
        key="association-trend",
    )


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
    columns = tables.columns(visit, "name county_name constituency_name", distance_km=_("Kilometres"))
    if not profile.nearest.rows.empty:
        tables.show_list(profile.nearest.rows, columns)
    st.subheader(_("Associations like it"))
    st.markdown(plain(visit.say(profile.twins.sentence)))
    if profile.twins.rows.empty:
        return
    alike = profile.twins.rows.assign(alike=[visit.say(one) for one in profile.twins.rows.alike])
    columns = tables.columns(
        visit, "name county_name settlement_type household_count member_count tools", alike=_("About the same")
    )
    _show_rows(visit, alike, columns, {"settlement_type": SETTLEMENT_WORDS})
