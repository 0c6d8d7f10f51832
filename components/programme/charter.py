"""The ledger of the charter on its page: by sector, by county, what is due, and the pledges one by one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.entry import register_page
from components.entry.register_editor import show_editor
from components.maps import PlaceMap, map_words, show_place_map
from components.maps.county_map import build_count_map
from components.programme import charts_charter
from components.programme.partners import choose_sector
from components.shell.filters import choose_one_or_all
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.charter import NO_COUNTY, SOON_DAYS, STANDINGS, Charter
from usalama.registers import PLEDGE, SECTOR_WORDS


def show_what_it_is(visit: Visit) -> None:
    """What the charter is, and that its text is not at hand."""
    _ = visit._
    st.caption(
        _(
            "The full text of the charter is not held here, so none is shown and nothing here was made up in its "
            "place. This page holds what signatories pledged, as it was entered or imported."
        )
    )


def show_sectors(visit: Visit, result: Charter) -> None:
    """What became of the pledges of each sector."""
    _ = visit._
    rows = result.by_sector.assign(sector_name=[_(SECTOR_WORDS[code]) for code in result.by_sector.sector])
    caption = visit.say(
        Sentence(
            "Pledges of each sector by what became of them, as somebody stated it or, where nobody did, as the day "
            "tells; of {count} pledges signed by {day}.",
            {"count": len(result.rows), "day": visit.today},
        )
    )
    charts.show_chart(visit, charts_charter.build_standings(rows, visit), caption=caption, key="charter-sectors")
    columns = {"sector_name": _("Sector")} | _count_columns(visit)
    tables.show_table(visit, _worded_shares(rows, visit), columns, caption=caption, key="charter-sectors-table")


def show_map(visit: Visit, result: Charter) -> None:
    """Signatories by county."""
    _ = visit._
    drawn = build_signatory_map(visit, result)
    show_place_map(drawn, map_words(_), key="charter-map")
    st.caption(drawn.name)
    columns = {"county_code": _("Number"), "county_name": _("County")} | _count_columns(visit)
    rows = _worded_shares(result.by_county, visit)
    tables.show_table(visit, rows, columns, caption=drawn.name, key="charter-counties-table")


def build_signatory_map(visit: Visit, result: Charter) -> PlaceMap:
    """Counties by their number of signatories; none is a class of its own."""
    rows = result.by_county
    caption = visit.say(
        Sentence(
            "Signatories by county, one for each pledge, signed by {day}; {count} in {counties} of {all} counties. "
            "Where more associations are at work more sign: it is no judgement of a county.",
            {
                "day": visit.today,
                "count": int(rows.pledge_count.sum()),
                "counties": int((rows.pledge_count > 0).sum()),
                "all": len(rows),
            },
        )
    )
    return build_count_map(
        visit,
        dict(zip(rows.county_code, rows.pledge_count.tolist(), strict=True)),
        name=caption,
        title=visit._("Signatories"),
        in_words=lambda count: Sentence("{count} signatories", {"count": count}),
    )


def show_due(visit: Visit, result: Charter) -> None:
    """What falls due soon, and what passed without word; the nearest day first."""
    _ = visit._
    days = {"days": SOON_DAYS}
    parts = (
        (Sentence("Due within {days} days", days), result.soon, _("Nothing falls due."), _("Days left")),
        (Sentence("Day passed without word"), result.overdue, _("No day has passed without word."), _("Days over")),
    )
    for title, rows, nothing, label in parts:
        st.markdown(f"**{plain(visit.say(title))}**")
        if rows.empty:
            st.markdown(nothing)
            continue
        columns = _pledge_columns(visit)
        shown = {"due_on": columns.pop("due_on"), "days": label} | columns
        tables.show_list(_worded(rows.assign(days=rows.days.abs()), visit), shown)


def choose_standing(visit: Visit) -> str:
    """One state of a pledge, or all; kept in the address."""
    names = {code: visit._(name) for code, name in STANDINGS.items()}
    return choose_one_or_all(visit._("State"), "pledge_state", names, visit._("all states"))


def show_ledger(visit: Visit, result: Charter) -> None:
    """The pledges of the chosen sector and state one by one, and as a file."""
    _ = visit._
    left, right = st.columns(2)
    with left:
        sector = choose_sector(visit)
    with right:
        standing = choose_standing(visit)
    rows = result.rows_of(sector, standing)
    values = {"count": len(rows), "all": len(result.rows)}
    st.markdown(visit.say(Sentence("{count} of {all} pledges.", values)))
    if len(rows):
        tables.show_list(_worded(rows, visit), _pledge_columns(visit))
        register_page.offer_csv(visit, _("Pledges as CSV"), "charter", rows, result.held)
    st.caption(_("Names stand here only where consent to be named is recorded; in the file too."))


def show_pledge_editor(visit: Visit) -> None:
    """The register to edit in, for the operator, who alone sees names without consent there."""
    show_editor(visit, PLEDGE)


def _count_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    standings = {code: _(name) for code, name in STANDINGS.items()}
    return (
        {"pledge_count": _("Pledges")}
        | standings
        | {"due_count": _("Day passed"), "kept_due_count": _("Of these, kept"), "share": _("Kept, of 100 due")}
    )


def _worded_shares(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The rows with the share kept in words: a number never stands without its range."""
    said = [visit.say(_share_in_words(row)) for row in rows.to_dict("records")]
    return rows.drop(columns="flag").assign(share=pd.Series(said, index=rows.index, dtype=object))


def _share_in_words(row: dict[str, object]) -> Sentence:
    if not row["due_count"]:
        return Sentence("none due")
    if row["flag"] != "ok":
        return Sentence("too few to say")
    values = {"share": row["share_kept"], "lower": row["share_lower"], "upper": row["share_upper"]}
    return Sentence("{share} ({lower} to {upper})", values)


def _pledge_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "signatory": _("Signatory"),
        "sector_name": _("Sector"),
        "county_name": _("County"),
        "pledge_text": _("Pledge"),
        "due_on": _("Due"),
        "standing_name": _("State"),
        "evidence": _("Evidence"),
    }


def _worded(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The pledges with codes, and what stands for a name or a text, in the reader's language."""
    _ = visit._
    names = [name if is_named else _(name) for name, is_named in zip(rows.signatory, rows.is_named, strict=True)]
    texts = [
        _(text) if is_withheld else text for text, is_withheld in zip(rows.pledge_text, rows.is_withheld, strict=True)
    ]
    return rows.assign(
        signatory=pd.Series(names, index=rows.index, dtype=object),
        pledge_text=pd.Series(texts, index=rows.index, dtype=object),
        sector_name=[_(SECTOR_WORDS[code]) for code in rows.sector],
        standing_name=[_(STANDINGS[code]) for code in rows.standing],
        county_name=rows.county_name.replace(NO_COUNTY, _(NO_COUNTY)),
    )
