"""What pages of several registers draw alike: a choice of one code, counties by their records, a funnel of steps."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from components.drawing import tables
from components.drawing.charts import OKABE_ITO, OUTLINE, tips
from components.maps import PlaceMap
from components.maps.county_map import build_count_map, show_map_figure
from components.shell.filters import choose_one_or_all
from components.shell.visit import Visit
from usalama.model import Period, Sentence
from usalama.registers import SECTOR_WORDS


def choose_word(
    visit: Visit, label: str, name: str, words: Mapping[str, str], everything: str, *, is_short: bool = False
) -> str:
    """One code, or "" for all of them; kept in the address.

    Arguments:
        name: in the address.
        words: code -> how it is read, in English.
    """
    names = {code: visit._(word) for code, word in words.items()}
    return choose_one_or_all(label, name, names, everything, is_short=is_short)


def choose_sector(visit: Visit) -> str:
    """One sector, or all; kept in the address."""
    return choose_word(visit, visit._("Sector"), "sector", SECTOR_WORDS, visit._("all sectors"))


def period_words(visit: Visit, period: Period | None) -> str:
    """The days that a picture counts."""
    if period is None:
        return visit._("All days of the register.")
    return visit.say(Sentence("From {start} to {end}.", {"start": period.start, "end": period.end}))


def count_map(visit: Visit, rows: pd.DataFrame, count: str, *, name: str, title: str, said: str) -> PlaceMap:
    """Counties by how many records they have; one without any is 0, and a point is never drawn.

    Arguments:
        rows: county_code and the count, of every chosen county.
        count: the column that is counted.
        name: what the map shows, of how many.
        title: of the legend.
        said: the template of a tooltip, with the gap ``count``.
    """
    counts = {str(code): int(number) for code, number in zip(rows.county_code, rows[count], strict=True)}
    return build_count_map(
        visit, counts, name=name, title=title, in_words=lambda number: Sentence(said, {"count": number})
    )


def show_counties(
    visit: Visit, drawn: PlaceMap, rows: pd.DataFrame, columns: Mapping[str, str], *, key: str, caption: str = ""
) -> None:
    """A map of counties with what it shows, and its table.

    Arguments:
        columns: beside the county's number and name.
        caption: of the table, where it holds more than the map shows.
    """
    named = tables.columns(visit, "county_code county_name") | dict(columns)
    show_map_figure(visit, drawn, rows, named, key=key, caption=caption)


def build_funnel(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Steps as bars, and those who stand there now as a dot in them.

    Arguments:
        rows: stage in words, reached_count, here_count.
    """
    stage = alt.Y("stage:N", title=None, sort=list(rows.stage), axis=alt.Axis(labelLimit=180))
    base = alt.Chart().encode(stage)
    reached = base.mark_bar(color=OKABE_ITO[7], stroke=OUTLINE, strokeWidth=0.8).encode(
        alt.X("reached_count:Q", title=None, axis=alt.Axis(tickMinStep=1)),
        tooltip=tips(
            ("stage:N", visit._("Stage")),
            ("reached_count:Q", visit._("Came so far")),
            ("here_count:Q", visit._("Stand there now")),
        ),
    )
    here = base.mark_point(filled=True, size=90, color=OKABE_ITO[3], opacity=1).encode(alt.X("here_count:Q"))
    return alt.LayerChart(data=rows, layer=[reached, here], height=alt.Step(30))
