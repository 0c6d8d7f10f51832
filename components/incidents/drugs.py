"""The parts of Drugs and youth: one mark in all and by category; by month, county and settlement; what others found."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.drawing import figures, shared_charts, tables
from components.drawing.charts import Chart
from components.incidents.others_found import show_published, show_use
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.asking.selection import About
from usalama.incidents.rates.drugs_and_youth import (
    METHOD,
    SETTLEMENT_UNKNOWN,
    UNKNOWN,
    Dimension,
    DrugsAndYouth,
    flag_by,
    flag_totals,
    substances,
)
from usalama.incidents.rates.flag_shares import FLAG_NAMES, FLAGS, FlagTotal
from usalama.model import N_, Sentence
from usalama.schema import SETTLEMENT_WORDS

IN_100 = 100
READING = Sentence(
    "Dot: share of the reports for which it is known. Bar: likely range, chance only. Dotted line: the share of all if "
    "every unknown were no, or yes."
)


def flag_labels(visit: Visit) -> dict[str, str]:
    """The marks as people read them."""
    return {name: visit._(words) for name, words in FLAG_NAMES.items()}


def choose_flag(visit: Visit) -> str:
    """Which mark to look at closely; kept in the address."""
    return choose_one(visit._("Look closely at"), "flag", FLAGS, flag_labels(visit), FLAGS[0])


def show_reports(visit: Visit, result: DrugsAndYouth) -> None:
    """The share in all and in each category group; everything else is folded under it."""
    names = {group.code: visit._(group.name) for group in visit.subject.categories.groups}
    rows = result.by_group.assign(label=[names[code] for code in result.by_group.category_group])
    whole = pd.DataFrame([_total_row(result.total, visit._("all reports"))])
    heading = Sentence("By category: {flag}. {reading}", {"flag": _flag(result.flag), "reading": READING})
    _show_dots(visit, pd.concat([whole, rows]), (result.finding, heading), result.about, "groups")
    st.caption(
        visit._(
            "Shares of reports, not of people or of all crime. Drugs and alcohol are one mark in the records: which of "
            "the two it was is not written down."
        )
    )
    anatomy.show_folds(visit, "flag", _folds(visit, result.flag))


def _folds(visit: Visit, flag: str) -> dict[str, Callable[[], None]]:
    return {
        N_("All three marks"): lambda: _show_totals(visit),
        N_("Month by month"): lambda: _show_months(visit, flag),
        N_("By county"): lambda: _show_counties(visit, flag),
        N_("By settlement type"): lambda: _show_settlements(visit, flag),
        N_("Beside what others found"): lambda: _show_substances(visit),
    }


def _asked(visit: Visit, flag: str, dimension: Dimension) -> tuple[pd.DataFrame, Sentence, About]:
    found = flag_by(visit.store, visit.scope, visit.choices, visit.subject, flag, dimension)
    return found.rows, found.finding, found.about


def _flag(flag: str) -> Sentence:
    return Sentence(FLAG_NAMES[flag])


def _show_totals(visit: Visit) -> None:
    """Each mark as a row: its share, and in words how far the unknown could move it."""
    totals = flag_totals(visit.store, visit.scope, visit.choices, visit.subject)
    rows = pd.DataFrame([_total_row(one, flag_labels(visit)[one.name]) for one in totals])
    rows = rows.assign(verdict_text=[visit.say(one.sentence) for one in totals])
    columns = share_columns(visit, label=visit._("What")) | {"verdict_text": visit._("What may be said")}
    tables.show_rows(visit, rows, columns, caption=visit._("All three marks"))


def _total_row(total: FlagTotal, label: str) -> dict[str, object]:
    one = total.share
    shares = {
        "share_per_100": one.share.value,
        "share_lower": one.share.lower,
        "share_upper": one.share.upper,
        "lowest_per_100": one.lowest,
        "highest_per_100": one.highest,
    }
    return {
        "label": label,
        "incident_count": total.incident_count,
        "flagged_count": one.count,
        "unknown_count": one.unknown,
        **{name: float("nan") if share is None else IN_100 * share for name, share in shares.items()},
        "flag": str(one.share.flag),
    }


def _show_dots(visit: Visit, rows: pd.DataFrame, said: tuple[Sentence, Sentence], about: About, key: str) -> None:
    """Shares as dots under what they say and what they are; where none may be shown, a sentence and the table."""
    finding, heading = said
    columns, origin = share_columns(visit, label=visit._("Category or place")), figures.origin_of(visit, about, METHOD)
    if rows.share_per_100.notna().any():
        drawn = shared_charts.build_share_dots(rows, visit, visit._("In 100 reports"))
        words = figures.Words(finding, heading, origin)
        figures.figure(visit, drawn, rows, columns, words, key=f"flag-{key}")
        return
    anatomy.show_finding(visit, finding)
    tables.show_rows(visit, rows, columns, caption=visit.say(heading))


def _show_months(visit: Visit, flag: str) -> None:
    """The share by month, with how many are unknown."""
    rows, finding, about = _asked(visit, flag, Dimension.MONTH)
    unknown = rows.unknown_count.astype("Float64") / rows.incident_count.astype("Float64").where(
        rows.incident_count > 0
    )
    rows = rows.assign(unknown_per_100=(IN_100 * unknown).to_numpy(dtype=float, na_value=float("nan")))
    caption = Sentence(
        "{flag}, month by month: share of the reports for which it is known, with its likely range; dashed, how many "
        "in 100 are unknown. Where the dashed line moves, the share may move with it and mean nothing.",
        {"flag": _flag(flag)},
    )
    chart: Chart = shared_charts.build_share_months(rows, visit)
    columns = {"occurred_month": visit._("Month"), **share_columns(visit)}
    words = figures.Words(finding, caption, figures.origin_of(visit, about, METHOD))
    figures.figure(visit, chart, rows, columns, words, key="flag-months")


def _show_counties(visit: Visit, flag: str) -> None:
    """The share in each county, in the order of their numbers."""
    rows, finding, about = _asked(visit, flag, Dimension.COUNTY)
    heading = Sentence(
        "By county, in the order of their numbers: {flag}. {reading}", {"flag": _flag(flag), "reading": READING}
    )
    _show_dots(visit, rows.assign(label=rows.county_name), (finding, heading), about, "counties")


def _show_settlements(visit: Visit, flag: str) -> None:
    """The share in each settlement type where any is stated, the unknown beside them."""
    rows, finding, about = _asked(visit, flag, Dimension.SETTLEMENT)
    if (rows.incident_count[rows.settlement_type != UNKNOWN] == 0).fillna(value=False).all():
        anatomy.show_finding(visit, finding)
        return
    words = {**SETTLEMENT_WORDS, UNKNOWN: SETTLEMENT_UNKNOWN}
    heading = Sentence("By settlement type: {flag}. {reading}", {"flag": _flag(flag), "reading": READING})
    rows = rows.assign(label=[visit._(words[code]) for code in rows.settlement_type])
    _show_dots(visit, rows, (finding, heading), about, "settlements")


def _show_substances(visit: Visit) -> None:
    """What the categories tell apart, what a survey says, and what others printed."""
    _ = visit._
    found = substances(visit.store, visit.scope, visit.choices, visit.subject)
    if len(found.reported):
        rows = found.reported.assign(
            label=[_(visit.subject.categories.name(code)) for code in found.reported.category_code]
        )
        caption = _("Reports of these categories, the only ones that tell drugs and alcohol apart:")
        st.markdown(caption)
        tables.show_rows(visit, rows, tables.columns(visit, "label incident_count"), caption=caption)
    show_use(visit, found.about.nature)
    show_published(visit, found.published, _("What others found, as printed, each with its source and date:"))


def share_columns(visit: Visit, *, label: str = "") -> dict[str, str]:
    """A share never stands without its range, its unknown and its bounds."""
    _ = visit._
    return ({"label": label} if label else {}) | {
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
