"""The parts of Drugs and youth: three figures, one flag closely, and what others found."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.incidents.others_found import show_published, show_use
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.rates.drugs_and_youth import (
    FLAGS,
    NO_SETTLEMENT_TYPE,
    SETTLEMENT_UNKNOWN,
    UNKNOWN,
    DrugsAndYouth,
    FlagTotal,
    counties_left_out_sentence,
    flag_sentence,
)
from usalama.model import Sentence
from usalama.schema import SETTLEMENT_WORDS


def flag_labels(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"drug": _("Drugs or alcohol"), "youth": _("Young people"), "firearm": _("Firearms")}


def choose_flag(visit: Visit) -> str:
    """Which flag to look at closely; kept in the address."""
    return choose_one(visit._("Look closely at"), "flag", FLAGS, flag_labels(visit), FLAGS[0])


def total_line(total: FlagTotal, visit: Visit) -> str:
    """One flag in a sentence, with what is unknown and what was left out."""
    one = total.share
    sentence = flag_sentence(one.share, one.unknown, (one.lowest, one.highest), is_mostly_unknown=one.is_mostly_unknown)
    left_out = counties_left_out_sentence(total.counties_left_out) if total.counties_left_out else None
    text = f"**{flag_labels(visit)[total.name]}**: {visit.say(sentence)}"
    return f"{text} {visit.say(left_out)}" if left_out else text


def show_totals(visit: Visit, result: DrugsAndYouth) -> None:
    for total in result.totals:
        st.markdown(f"- {total_line(total, visit)}")
    st.caption(
        visit._(
            "Shares of reports, not of people or of all crime. Drugs and alcohol are one mark in the records: which of "
            "the two it was is not written down."
        )
    )


def show_groups(visit: Visit, result: DrugsAndYouth) -> None:
    """The share in each category group, with the bounds."""
    names = {group.code: visit._(group.name) for group in visit.subject.categories.groups}
    rows = result.by_group.assign(label=[names[code] for code in result.by_group.category_group])
    _show_dots(visit, rows, visit._("By category: {flag}"), result.flag, "groups")


def show_counties(visit: Visit, result: DrugsAndYouth) -> None:
    """The share in each county, in the order of their numbers."""
    rows = result.by_county.assign(label=result.by_county.county_name)
    _show_dots(visit, rows, visit._("By county, in the order of their numbers: {flag}"), result.flag, "counties")


def _show_dots(visit: Visit, rows: pd.DataFrame, heading: str, flag: str, key: str) -> None:
    _ = visit._
    reading = _(
        "Dot: share of the reports for which it is known. Bar: likely range, chance only. Dotted line: the share of "
        "all if every unknown were no, or yes."
    )
    caption = f"{heading.format(flag=flag_labels(visit)[flag])}. {reading}"
    if rows.share_per_100.notna().any():
        drawn = shared_charts.build_share_dots(rows, visit, _("In 100 reports for which it is known"))
        charts.show_chart(visit, drawn, caption=caption, key=f"flag-{key}")
    else:
        st.caption(_("Too few to be shown without risk to somebody."))
    tables.show_table(visit, rows, share_columns(visit), caption=caption, key=f"flag-{key}-table")


def show_months(visit: Visit, result: DrugsAndYouth) -> None:
    """The share by month, with how many are unknown."""
    rows = result.by_month
    unknown = (
        100
        * rows.unknown_count.astype("Float64")
        / rows.incident_count.astype("Float64").where(rows.incident_count > 0)
    )
    rows = rows.assign(unknown_per_100=unknown.to_numpy(dtype=float, na_value=float("nan")))
    label = flag_labels(visit)[result.flag]
    sentence = Sentence(
        "{flag}, month by month: share of the reports for which it is known, with its likely range; dashed, how many "
        "in 100 are unknown. Where the dashed line moves, the share may move with it and mean nothing.",
        {"flag": label},
    )
    caption = visit.say(sentence)
    columns = {"occurred_month": visit._("Month"), **share_columns(visit, label=False)}
    charts.show_figure(
        visit, shared_charts.build_share_months(rows, visit), rows, columns, caption=caption, key="flag-months"
    )


def show_settlements(visit: Visit, result: DrugsAndYouth) -> None:
    """The share in each settlement type where any is stated, the unknown beside them."""
    if result.settlements == NO_SETTLEMENT_TYPE:
        st.info(visit.say(NO_SETTLEMENT_TYPE))
        return
    st.markdown(visit.say(result.settlements))
    names = {code: visit._(word) for code, word in {**SETTLEMENT_WORDS, UNKNOWN: SETTLEMENT_UNKNOWN}.items()}
    rows = result.by_settlement.assign(label=[names[code] for code in result.by_settlement.settlement_type])
    _show_dots(visit, rows, visit._("By settlement type: {flag}"), result.flag, "settlements")


def show_substances(visit: Visit, result: DrugsAndYouth) -> None:
    """What the categories tell apart, and what a national survey found."""
    _ = visit._
    if len(result.substances):
        names = [_(visit.subject.categories.name(code)) for code in result.substances.category_code]
        st.markdown(_("Reports of these categories, the only ones that tell drugs and alcohol apart:"))
        shown = [_("1 to 7") if pd.isna(n) else visit.language.number(n) for n in result.substances.incident_count]
        for name, count in zip(names, shown, strict=True):
            st.markdown(f"- {plain(name)}: {count}")
    show_use(visit, result.about.nature)
    show_published(visit, result.published, _("What others found, as printed, each with its source and date:"))


def share_columns(visit: Visit, *, label: bool = True) -> dict[str, str]:
    """A share never stands without its range, its unknown and its bounds."""
    _ = visit._
    return ({"label": _("Category or place")} if label else {}) | {
        "incident_count": _("Incidents"),
        "flagged_count": _("Known to be so"),
        "unknown_count": _("Unknown"),
        "share_per_100": _("In 100 known"),
        "share_lower": _("Likely from"),
        "share_upper": _("Likely to"),
        "lowest_per_100": _("If no unknown were"),
        "highest_per_100": _("If every unknown were"),
        "flag": _("Reliability"),
    }
