"""What pages of several registers draw alike: a choice of one code, counties by their records, a funnel of steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import row_names, tables
from components.drawing.charts import OKABE_ITO
from components.drawing.figures import Words
from components.drawing.spoken import SAID, with_words
from components.maps import PlaceMap
from components.maps.county_map import build_count_map
from components.maps.map_figures import map_figure
from components.shell.filters import choose_one_or_all
from components.shell.visit import Visit
from usalama.model import N_, Period, Sentence
from usalama.registers import SECTOR_WORDS

# Records of a long list that a page shows at once.
FIRST = 6
WIDEST_CHOICE = 320


def choose_word(
    visit: Visit, label: str, name: str, words: Mapping[str, str], everything: str, *, is_short: bool = False
) -> str:
    """One code, or "" for all of them; kept in the address.

    Arguments:
        name: in the address.
        words: code -> how it is read, in English.
    """
    names = {code: visit._(word) for code, word in words.items()}
    # A list as wide as the page would look like the page's title.
    with st.container(width="stretch" if is_short else WIDEST_CHOICE):
        return choose_one_or_all(label, name, names, everything, is_short=is_short)


def choose_sector(visit: Visit) -> str:
    """One sector, or all; kept in the address."""
    return choose_word(visit, visit._("Sector"), "sector", SECTOR_WORDS, visit._("all sectors"))


def period_words(visit: Visit, period: Period | None) -> str:
    """The days that a picture counts."""
    if period is None:
        return visit._("All days of the register.")
    return visit.say(Sentence("From {start} to {end}.", {"start": period.start, "end": period.end}))


def count_map(
    visit: Visit, rows: pd.DataFrame, count: str, *, name: str, title: str, said: Callable[[int], Sentence]
) -> PlaceMap:
    """Counties by how many records they have; one without any is 0, and a point is never drawn.

    Arguments:
        rows: county_code and the count, of every chosen county.
        count: the column that is counted.
        name: what the map shows, of how many.
        title: of the legend.
        said: the tooltip of a count.
    """
    counts = {str(code): int(number) for code, number in zip(rows.county_code, rows[count], strict=True)}
    return build_count_map(visit, counts, name=name, title=title, in_words=said)


def counties_figure(
    visit: Visit, drawn: PlaceMap, rows: pd.DataFrame, columns: Mapping[str, str], words: Words, *, key: str
) -> None:
    """A map of counties as a figure.

    Arguments:
        columns: beside the county's number and name.
    """
    map_figure(visit, drawn, rows, tables.columns(visit, "county_code county_name") | dict(columns), words, key=key)


def show_first(
    visit: Visit, rows: pd.DataFrame, columns: Mapping[str, str], caption: Sentence, *, most: int = FIRST
) -> None:
    """The first records of a long list, of how many; a file beside it holds all.

    Arguments:
        caption: what the rows are, read out before them.
    """
    tables.show_rows(visit, rows.head(most), columns, caption=visit.say(caption))
    if len(rows) > most:
        st.caption(visit.say(Sentence("The first {shown} of {count}.", {"shown": most, "count": len(rows)})))


def build_funnel(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Steps as bars, the dark part those who stand there now; each says so above it.

    Arguments:
        rows: stage in words, reached_count, here_count.
    """
    counted = rows[["stage", "reached_count", "here_count"]]
    shown = with_words(counted, visit, N_("{stage}: {reached_count}, of which {here_count} stand there now"))
    # At the last step all stand there, which would be said twice.
    whole = with_words(counted, visit, N_("{stage}: {reached_count}"))
    shown = shown.assign(said=shown.said.where(rows.here_count < rows.reached_count, whole.said))
    stage = alt.Y("stage:N", title=None, sort=list(rows.stage), axis=None)
    axis = alt.Axis(tickMinStep=1, tickCount=6, format=",d")
    bars = row_names.bars_under()
    reached = bars.encode(
        stage, alt.X("reached_count:Q", title=None, axis=axis), SAID, color=alt.ColorValue(OKABE_ITO[7])
    )
    here = row_names.bars_under(aria=False).encode(stage, alt.X("here_count:Q"), color=alt.ColorValue(OKABE_ITO[0]))
    return alt.LayerChart(data=shown, layer=[reached, here, row_names.said_above(stage)], height=row_names.BAR_STEP)
