"""The ledger of the charter on its page: by sector, by county, what is due, and the pledges one by one."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import OKABE_ITO, OUTLINE, by_kind, legend, tips
from components.entry import register_page
from components.maps import PlaceMap
from components.programme.register_parts import choose_sector, choose_word, count_map, show_counties
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import N_, Sentence
from usalama.programme.charter import KEPT, LATE, NO_COUNTY, OVERDUE, PARTLY, SOON_DAYS, STANDINGS, WAITING, Charter
from usalama.registers import SECTOR_WORDS

# A colour and a sign for each, so that neither speaks alone; and the colour of the text on it.
DARK, LIGHT = "#000000", "#ffffff"
LOOKS = {
    KEPT: (OKABE_ITO[0], "✓", LIGHT),
    PARTLY: (OKABE_ITO[7], "½", DARK),
    LATE: (OKABE_ITO[6], "→", DARK),
    OVERDUE: ("#3b2a1a", "!", LIGHT),
    WAITING: ("#eeeeee", "…", DARK),
}
# Parts of the longest bar under which the number, and then the sign too, would not fit in.
WIDE_ENOUGH, VISIBLE = 0.14, 0.05


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
    caption = Sentence(
        "Pledges of each sector by what became of them, as somebody stated it or, where nobody did, as the day "
        "tells; of {count} pledges signed by {day}.",
        {"count": len(result.rows), "day": visit.today},
    )
    columns = {"sector_name": _("Sector")} | _count_columns(visit)
    charts.show_figure(
        visit,
        build_standings(rows, visit),
        _worded_shares(rows, visit),
        columns,
        caption=caption,
        key="charter-sectors",
    )


def build_standings(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A bar a sector, in parts by what became of its pledges; each part has a colour, a sign and its number.

    Arguments:
        rows: sector_name and a count for each standing.
    """
    _ = visit._
    names = [_name(standing, visit) for standing in STANDINGS]
    base = alt.Chart().encode(
        alt.Y("sector_name:N", title=None, sort=list(rows.sector_name), axis=alt.Axis(labelLimit=150))
    )
    bars = base.mark_bar(stroke=OUTLINE, strokeWidth=0.8).encode(
        alt.X("start:Q", title=_("Pledges"), axis=alt.Axis(tickMinStep=1)),
        alt.X2("end:Q"),
        by_kind(
            alt.Color,
            "standing:N",
            names,
            [LOOKS[standing][0] for standing in STANDINGS],
            title=None,
            legend=legend(300, symbolType="square", symbolSize=180, symbolStrokeWidth=0.8),
        ),
        tooltip=tips(("sector_name:N", _("Sector")), ("standing:N", _("State")), ("pledge_count:Q", _("Pledges"), ",")),
    )
    signs = base.mark_text(fontSize=12).encode(
        alt.X("middle:Q"), text=alt.Text("label:N"), color=alt.Color("ink:N", scale=None, legend=None)
    )
    resolved = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    return alt.LayerChart(data=_parts(rows, visit), layer=[bars, signs], resolve=resolved, height=alt.Step(30))


def _parts(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """Each part of each bar: where it begins and ends, and what is written in it."""
    longest = max(int(rows[list(STANDINGS)].sum(axis=1).max()), 1)
    found = []
    for row in rows.to_dict("records"):
        start = 0
        for standing, (_colour, sign, ink) in LOOKS.items():
            count = int(row[standing])
            part = {"sector_name": row["sector_name"], "standing": _name(standing, visit), "pledge_count": count}
            ends = {"start": start, "end": start + count, "middle": start + count / 2}
            found.append(part | ends | {"label": _label(sign, count, longest), "ink": ink})
            start += count
    return pd.DataFrame(found)


def _label(sign: str, count: int, longest: int) -> str:
    if count < VISIBLE * longest:
        return ""
    return f"{sign} {count}" if count >= WIDE_ENOUGH * longest else sign


def _name(standing: str, visit: Visit) -> str:
    return f"{LOOKS[standing][1]} {visit._(STANDINGS[standing])}"


def show_map(visit: Visit, result: Charter) -> None:
    """Signatories by county."""
    drawn, rows = build_signatory_map(visit, result), _worded_shares(result.by_county, visit)
    show_counties(visit, drawn, rows, _count_columns(visit), key="charter-map")


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
    return count_map(
        visit, rows, "pledge_count", name=caption, title=visit._("Signatories"), said=N_("{count} signatories")
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
    return choose_word(visit, visit._("State"), "pledge_state", STANDINGS, visit._("all states"))


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
    return tables.columns(
        visit,
        "signatory sector_name county_name pledge_text due_on standing_name evidence",
        signatory=_("Signatory"),
        standing_name=_("State"),
    )


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
