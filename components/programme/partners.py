"""Partners on their page: who they are, what they cover, and which sectors are missing where."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import OKABE_ITO, tips
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.programme.register_parts import choose_sector
from components.shell import anatomy
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import N_
from usalama.programme.partners import Partners
from usalama.registers import SECTOR_WORDS

# No partner is no amount: it belongs to no scale.
NOBODY = "#f2f2f2"
# As on the maps: darker is more.
FEW_TO_MANY = ["#dcebea", "#073a5a"]
# The part of the highest number from which on white is read better than black.
DARK_FROM = 0.7


def show_partners(visit: Visit, result: Partners, ask: Callable[[str], Partners]) -> None:
    """Who covers what, as a picture; the partners and the sectors that are missing in folds.

    Arguments:
        ask: for the partners of one sector, or of all where it is empty.
    """
    _show_grid(visit, result)
    folds = {
        N_("The partners"): lambda: _show_list(visit, ask(choose_sector(visit))),
        N_("Sectors that are missing"): lambda: _show_missing(visit, result),
    }
    anatomy.show_folds(visit, "partners", folds)


def _show_list(visit: Visit, result: Partners) -> None:
    """The partners, one a row, and as a file."""
    _ = visit._
    show_sentences(visit, (*result.sentences, *result.notes))
    if result.rows.empty:
        st.markdown(_("No partner of this sector is recorded in the chosen counties."))
        return
    columns = tables.columns(
        visit,
        "name sector counties licence guards_committed hours_a_week liaison since",
        counties=_("Counties"),
        licence=_("Licence"),
        liaison=_("Office to turn to"),
    )
    worded = result.rows.assign(sector=[_(SECTOR_WORDS[code]) for code in result.rows.sector])
    tables.show_rows(visit, worded, columns, caption=visit.say(result.finding))
    st.caption(_("Guards and hours are committed in all counties of a partner together."))
    register_page.offer_csv(visit, _("Partners as CSV"), "partners", result.rows, result.held)


def _show_grid(visit: Visit, result: Partners) -> None:
    """Counties by sectors, with the number of partners."""
    _ = visit._
    caption = _("Partners of each sector in each chosen county; a dot is a sector without a partner.")
    rows = result.grid.assign(sector_name=[_(SECTOR_WORDS[code]) for code in result.grid.sector])
    wide = rows.pivot(index=["county_code", "county_name"], columns="sector_name", values="partner_count")
    wide = wide[[_(name) for name in SECTOR_WORDS.values()]].reset_index()
    columns = tables.columns(visit, "county_code county_name") | {_(name): _(name) for name in SECTOR_WORDS.values()}
    words = register_page.words_of(visit, result, caption)
    figures.figure(visit, build_grid(rows, visit), wide, columns, words, key="partners-grid")


def build_grid(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A square a county and sector, darker with more partners and with the number in it.

    Arguments:
        rows: county_name, sector_name, partner_count.
    """
    # The number is text on a dark or a light square, so that the colour is never alone.
    spoken = with_words(rows, visit, N_("Partners in {county_name}, {sector_name}: {partner_count}"))
    shown = spoken.assign(
        label=[str(count) if count else "·" for count in rows.partner_count],
        is_dark=rows.partner_count >= max(1, DARK_FROM * rows.partner_count.max()),
    )
    county = alt.Y("county_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=130, labelOverlap=False))
    sector = alt.X(
        "sector_name:N",
        title=None,
        sort=[visit._(name) for name in SECTOR_WORDS.values()],
        axis=alt.Axis(orient="top", labelAngle=-60, labelLimit=130, labelOverlap=False),
    )
    base = alt.Chart().encode(county, sector)
    squares = base.mark_rect(stroke="#ffffff").encode(
        alt.Color(
            "partner_count:Q",
            scale=alt.Scale(range=FEW_TO_MANY, domainMin=0),
            legend=None,
            condition={"test": "datum.partner_count == 0", "value": NOBODY},
        ),
        SAID,
        tooltip=tips(
            ("county_name:N", visit._("County")),
            ("sector_name:N", visit._("Sector")),
            ("partner_count:Q", visit._("Partners")),
        ),
    )
    numbers = base.mark_text(fontSize=12, aria=False).encode(
        text=alt.Text("label:N"),
        color=alt.ColorValue(OKABE_ITO[3], condition={"test": "datum.is_dark", "value": "#ffffff"}),
    )
    data = shown[["county_name", "sector_name", "partner_count", "label", "is_dark", "said"]]
    return alt.LayerChart(data=data, layer=[squares, numbers], height=alt.Step(18))


def _show_missing(visit: Visit, result: Partners) -> None:
    """Who is missing where, a county a row."""
    _ = visit._
    missing = [", ".join(_(SECTOR_WORDS[code]) for code in codes) for codes in result.missing.sectors]
    rows = result.missing.assign(sector_names=[names or tables.MISSING for names in missing])
    caption = _("No partner is recorded for")
    tables.show_rows(visit, rows, tables.columns(visit, "county_name", sector_names=caption), caption=caption)
