"""One association: its area's trend, what it plans, does and asks for, those near it and those like it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.drawing import figures, shared_charts, tables
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import N_, Sentence
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
    """One association: where it is and what is reported around it; everything else of it in folds."""
    _ = visit._
    st.subheader(plain(str(profile.record["name"])), anchor=False)
    st.markdown(plain(visit.say(_facts(profile))))
    _show_area(visit, profile)
    plan = tables.columns(
        visit, "pipeline stage planned_on reached_on reason", pipeline=_("Way"), planned_on=_("Planned"),
        reached_on=_("Reached"), reason=_("Reason"),
    )  # fmt: skip
    done = tables.columns(visit, "held_on kind attendance description")
    pledged = tables.columns(visit, "sector pledge_text due_on state")
    asked = tables.columns(
        visit, "kind addressed_to asked_on promised_on", addressed_to=_("Of whom"), delivered_on=_("Delivered")
    )
    of_stages = {"stage": STAGE_WORDS, "pipeline": PIPELINE_WORDS}
    of_pledges = {"sector": SECTOR_WORDS, "state": PLEDGE_WORDS}
    folds = {
        N_("Its plan: stages, planned and reached"): lambda: _show_rows(visit, profile.plan, plan, of_stages),
        N_("What it did"): lambda: _show_rows(visit, profile.activities, done, {"kind": ACTIVITY_WORDS}),
        N_("What was pledged for it"): lambda: _show_rows(visit, profile.pledges, pledged, of_pledges),
        N_("What it asked for"): lambda: _show_rows(visit, profile.asks, asked, {"kind": ASK_WORDS}),
        N_("Nearest associations"): lambda: _show_nearest(visit, profile),
        N_("Associations like it"): lambda: _show_twins(visit, profile),
    }
    anatomy.show_folds(visit, "association", folds)


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
    """The months of its county, and why the county stands for it."""
    whose, *count = profile.area_sentences
    if profile.trend is None:
        for sentence in (*profile.area_sentences, *([profile.no_trend] if profile.no_trend else [])):
            st.markdown(plain(visit.say(sentence)))
        return
    rows = profile.trend.rows
    what = Sentence("{place}: reported incidents of each month as a yearly rate.", {"place": profile.place.name})
    origin = figures.origin_of(visit, profile.trend.about, profile.trend.method, profile.place.name)
    words = figures.Words(count[0] if count else what, what, origin)
    figures.figure(
        visit,
        shared_charts.build_trend(rows, visit),
        rows,
        tables.trend_columns(visit),
        words,
        key="association-trend",
    )
    st.caption(plain(visit.say(whose)))


def _show_rows(
    visit: Visit, rows: pd.DataFrame, columns: Mapping[str, str], words: Mapping[str, Mapping[str, str]]
) -> None:
    """A list of records in words, or that there is none."""
    if rows.empty:
        st.markdown(visit._("Nothing is recorded."))
        return
    worded = {name: [visit.say(word_for(known, code)) for code in rows[name]] for name, known in words.items()}
    tables.show_rows(visit, rows.assign(**worded), columns)


def _show_nearest(visit: Visit, profile: Profile) -> None:
    st.caption(plain(visit.say(profile.nearest.sentence)))
    columns = tables.columns(visit, "name county_name constituency_name", distance_km=visit._("Kilometres"))
    if not profile.nearest.rows.empty:
        tables.show_rows(visit, profile.nearest.rows, columns)


def _show_twins(visit: Visit, profile: Profile) -> None:
    """Those like it, and by what they are."""
    st.markdown(plain(visit.say(profile.twins.sentence)))
    st.caption(plain(visit.say(profile.method)))
    if profile.twins.rows.empty:
        return
    alike = profile.twins.rows.assign(alike=[visit.say(one) for one in profile.twins.rows.alike])
    columns = tables.columns(
        visit, "name county_name settlement_type household_count member_count tools", alike=visit._("About the same")
    )
    _show_rows(visit, alike, columns, {"settlement_type": SETTLEMENT_WORDS})
