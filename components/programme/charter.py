"""The ledger of the charter on its page: by sector, by county, what is due, and the pledges one by one."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import OKABE_ITO, OUTLINE, by_kind, legend, names_down
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.maps import PlaceMap
from components.programme.register_parts import choose_sector, choose_word, count_map, counties_figure
from components.shell.anatomy import show_folds
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import N_, Sentence, counted
from usalama.programme.charter import (
    KEPT,
    LATE,
    NO_COUNTY,
    OVERDUE,
    PARTLY,
    STANDINGS,
    WAITING,
    Charter,
    signatories_sentence,
)
from usalama.registers import SECTOR_WORDS

NO_TEXT = N_(
    "The full text of the charter is not held here, so none is shown and nothing here was made up in its place. This "
    "page holds what signatories pledged, as it was entered or imported."
)
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
WIDE_ENOUGH, VISIBLE = 0.1, 0.05


def show_charter(visit: Visit, result: Charter) -> None:
    """Which share is kept, what became of the pledges by sector, what is due; the rest in folds."""
    if register_page.holds_records(visit, result.held, "pledge"):
        _show_sectors(visit, result)
        folds = {
            N_("Day passed without word"): lambda: _show_days(visit, result.overdue, N_("Days over")),
            N_("Due within two months"): lambda: _show_days(visit, result.soon, N_("Days left")),
            N_("The pledges one by one"): lambda: _show_pledges(visit, result),
            N_("Where signatories are"): lambda: _show_map(visit, result),
            N_("Every number in words"): lambda: show_sentences(visit, result.sentences),
        }
        show_folds(visit, "charter", folds)
    st.caption(visit._(NO_TEXT))


def _show_sectors(visit: Visit, result: Charter) -> None:
    """What became of the pledges of each sector."""
    _ = visit._
    rows = result.by_sector.assign(sector_name=[_(SECTOR_WORDS[code]) for code in result.by_sector.sector])
    caption = Sentence(
        "Pledges of each sector by what became of them, as somebody stated it or, where nobody did, as the day "
        "tells; of {count} pledges signed by {day}.",
        {"count": len(result.rows), "day": visit.today},
    )
    columns = {"sector_name": _("Sector")} | _count_columns(visit)
    words = register_page.words_of(visit, result, caption)
    figures.figure(
        visit, build_standings(rows, visit), _worded_shares(rows, visit), columns, words, key="charter-sectors"
    )


def build_standings(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A bar a sector, in parts by what became of its pledges; each part has a colour, a sign and its number.

    Arguments:
        rows: sector_name and a count for each standing.
    """
    names = [_name(standing, visit) for standing in STANDINGS]
    across = legend(300, symbolType="square", symbolSize=180, symbolStrokeWidth=0.8)
    across.columns = alt.ExprRef("width > 600 ? 5 : 1")
    colours = [LOOKS[standing][0] for standing in STANDINGS]
    colour = by_kind(alt.Color, "standing:N", names, colours, title=None, legend=across)
    shown = with_words(_parts(rows, visit), visit, N_("Pledges of {sector_name}, {standing}: {pledge_count}"))
    sector = names_down("sector_name:N", 150)
    bars = alt.Chart().mark_bar(stroke=OUTLINE, strokeWidth=0.8)
    axis = alt.Axis(tickMinStep=1, tickCount=6, format=",d")
    drawn = bars.encode(sector, alt.X("start:Q", title=visit._("Pledges"), axis=axis), alt.X2("end:Q"), colour, SAID)
    signs = alt.Chart().mark_text(fontSize=12, aria=False)
    ink = alt.Color("ink:N", scale=None, legend=None)
    written = signs.encode(sector, alt.X("middle:Q"), alt.Text("label:N"), ink)
    resolved = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    return alt.LayerChart(data=shown, layer=[drawn, written], resolve=resolved, height=alt.Step(30))


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


def _show_map(visit: Visit, result: Charter) -> None:
    """Pledges by county."""
    drawn = build_signatory_map(visit, result)
    caption = Sentence("Where more associations are at work more sign: it is no judgement of a county.")
    words = register_page.words_of(visit, result, caption, signatories_sentence(result))
    rows, columns = _worded_shares(result.by_county, visit), _count_columns(visit)
    counties_figure(visit, drawn, rows, columns, words, key="charter-map")


def build_signatory_map(visit: Visit, result: Charter) -> PlaceMap:
    """Counties by their number of signatories; none is a class of its own."""
    title = visit._("Signatories")
    return count_map(visit, result.by_county, "pledge_count", name=title, title=title, said=_how_many)


def _how_many(count: int) -> Sentence:
    return counted("{count} signatory", "{count} signatories", count)


def _show_days(visit: Visit, rows: pd.DataFrame, label: str) -> None:
    """Pledges by their day, with the days that are left or over."""
    _ = visit._
    if rows.empty:
        st.markdown(_("There are none."))
        return
    columns = _pledge_columns(visit)
    shown = {"due_on": columns.pop("due_on"), "days": _(label)} | columns
    worded = _worded(rows.assign(days=rows.days.abs()), visit)
    tables.show_rows(visit, worded, shown, caption=_("Pledges by the day on which they are due."))


def choose_standing(visit: Visit) -> str:
    """One state of a pledge, or all; kept in the address."""
    return choose_word(visit, visit._("State"), "pledge_state", STANDINGS, visit._("all states"))


def _show_pledges(visit: Visit, result: Charter) -> None:
    """The pledges of the chosen sector and state one by one, and as a file."""
    _ = visit._
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector, standing = choose_sector(visit), choose_standing(visit)
        rows = result.rows_of(sector, standing)
        if len(rows):
            register_page.offer_csv(visit, _("Pledges as CSV"), "charter", rows, result.held)
    said = Sentence("{count} of {all} pledges.", {"count": len(rows), "all": len(result.rows)})
    st.markdown(visit.say(said))
    if len(rows):
        tables.show_rows(visit, _worded(rows, visit), _pledge_columns(visit), caption=visit.say(said))
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
