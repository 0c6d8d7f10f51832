"""A figure: a picture with its finding and its question inside it, and one line of what else it can tell.

Under it, closed until asked for and costing nothing until then: the same numbers as a table, how it was made, the
numbers as a file, the picture as a file, and an address that brings it back.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
import vl_convert

from components.drawing.charts import AsBuilt, Chart
from components.drawing.tables import Caption, in_words, show_rows
from components.shell import address_bar, chips, filters, notices
from components.shell.menu import ENTRIES
from components.shell.visit import Visit
from usalama.asking.declared_reports import method_code
from usalama.asking.export import as_csv
from usalama.asking.held_records import RegisterRows, register_csv
from usalama.asking.selection import About
from usalama.model import N_, Nature, Period, Sentence, counted

TABLE, HOW, FILE, PICTURE, LINK = "table", "how", "file", "picture", "link"
PARTS = {TABLE: N_("Table"), HOW: N_("How made"), FILE: N_("File"), PICTURE: N_("Picture"), LINK: N_("Link")}
MARKS = {Nature.SYNTHETIC: N_("Synthetic data"), Nature.TEST: N_("Test data"), Nature.REAL: ""}
# Letters of a title and of what stands under it that fit a chart whose inside has so many pixels, from the widest.
WIDTHS = ((820, 104, 140), (680, 80, 110), (540, 62, 86), (400, 44, 56), (0, 36, 48))
TITLE_SIZE, SUBTITLE_SIZE = 17, 13
PICTURE_WIDTH = 900


@dataclass(frozen=True)
class Origin:
    """What a figure's numbers were made from.

    Arguments:
        mark: "Synthetic data", in the reader's language; empty for real rows.
        question: what was chosen, in words: period, places, kinds.
        sources: who the rows come from.
        notes: what was cut from the question.
        data_version: of the store that was read; None where others printed the numbers.
        write: rows as CSV that says all this.
    """

    mark: str
    question: tuple[str, ...]
    sources: tuple[str, ...]
    method: Sentence
    notes: tuple[Sentence, ...]
    data_version: int | None
    period: Period | None
    write: Callable[[pd.DataFrame], str]

    @property
    def line(self) -> str:
        """Question, nature and source, for the foot inside a picture."""
        return " · ".join(part for part in (*self.question, self.mark, *self.sources) if part)


def origin_of(visit: Visit, made: About | RegisterRows, method: Sentence, place: str = "") -> Origin:
    """What the rows of a report were made from.

    Arguments:
        made: how it was selected: of incidents, or of a register.
        place: the one place that a figure is about; empty for those that are chosen.
    """
    words = chips.chosen_words(visit)
    mark = visit._(MARKS[made.nature]) if made.nature else ""
    question: tuple[str, ...]
    if isinstance(made, About):
        question = (visit.language.period(made.period_used), place or words["place"], words["category"])
        period, write = made.period_used, lambda rows: as_csv(rows, made)
    else:
        question, period, write = (place or words["place"],), None, lambda rows: register_csv(rows, made, visit.scope)
    return Origin(mark, question, made.source_names, method, made.notes, made.data_version, period, write)


@dataclass(frozen=True)
class Words:
    """What a figure says of itself.

    Arguments:
        finding: what the picture shows, as a sentence; its title.
        caption: what is counted, with its unit.
        origin: what its numbers were made from.
    """

    finding: Caption
    caption: Caption
    origin: Origin


def figure(
    visit: Visit,
    picture: Chart,
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    words: Words,
    *,
    key: str,
    decimals: int = 1,
) -> None:
    """Draw a chart with all that it must say, and its foot.

    Arguments:
        rows, columns, decimals: of the table and the file: name in the data -> name for people.
        key: of the chart; those of its parts are made from it.
    """
    title, counted, line = in_words(visit, words.finding), in_words(visit, words.caption), words.origin.line
    drawn, said = titled(AsBuilt(picture, visit.language), title, (counted, line)), f"{title} {counted} {line}"
    as_streamlit_takes_it: Any = drawn
    st.altair_chart(as_streamlit_takes_it, width="stretch", key=key, alt=said)
    twin = Twin(rows, columns, said, decimals)
    show_foot(visit, twin, words.origin, key=key, pictures=chart_files(drawn))


@dataclass(frozen=True)
class Titled:
    """A chart with its title and what stands under it, broken into lines for the width it is drawn in."""

    chart: AsBuilt
    title: str
    under: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        made = self.chart.to_dict()
        look = {"anchor": "start", "frame": "bounds", "offset": 14}
        sizes = {"fontSize": TITLE_SIZE, "subtitleFontSize": SUBTITLE_SIZE, "subtitlePadding": 6}
        words = {"text": {"expr": self._broken(0)}, "subtitle": {"expr": self._broken(1)}}
        # The height is that of the picture itself: lines of a title on a phone take nothing from it.
        return made | {"title": look | sizes | words, "autosize": {"type": "fit-x", "contains": "padding"}}

    def fixed(self, width: int) -> dict[str, Any]:
        """The chart as a picture of its own: as wide as said."""
        return self.to_dict() | {"width": width}

    def _broken(self, part: int) -> str:
        """An expression of the chart's width, for the title or for what stands under it."""
        *wider, (_least, *narrow) = WIDTHS
        written = _lines(self._texts(part), narrow[part])
        for least, *letters in reversed(wider):
            written = f"width >= {least} ? {_lines(self._texts(part), letters[part])} : {written}"
        return written

    def _texts(self, part: int) -> tuple[str, ...]:
        return self.under if part else (self.title,)


def titled(chart: AsBuilt, title: str, under: tuple[str, ...]) -> Titled:
    """A chart that carries its finding, its question and its source."""
    return Titled(chart, title, tuple(text for text in under if text))


def _lines(texts: tuple[str, ...], letters: int) -> str:
    return json.dumps([line for text in texts for line in textwrap.wrap(text, letters)])


def chart_files(drawn: Titled) -> dict[str, Callable[[], str | bytes]]:
    """The picture as files, made when asked for: the same picture as on the screen, with all that it says."""
    return {
        "svg": lambda: vl_convert.vegalite_to_svg(drawn.fixed(PICTURE_WIDTH)),
        "png": lambda: vl_convert.vegalite_to_png(drawn.fixed(PICTURE_WIDTH), scale=2),
    }


@dataclass(frozen=True)
class Twin:
    """The numbers of a picture.

    Arguments:
        rows, columns: of the table: name in the data -> name for people; the file holds all columns.
        caption: what they count, for whom and when.
        decimals: of numbers that are not whole.
    """

    rows: pd.DataFrame
    columns: Mapping[str, str]
    caption: str
    decimals: int = 1


def show_foot(
    visit: Visit,
    twin: Twin,
    origin: Origin,
    *,
    key: str,
    pictures: Mapping[str, Callable[[], str | bytes]] | None = None,
    files: Mapping[str, Callable[[], str | bytes]] | None = None,
) -> None:
    """One line under a picture; what is chosen in it is drawn beneath, and nothing before.

    Arguments:
        pictures: ending of the file -> what makes it; where there are none the picture has no file.
        files: of the numbers, besides CSV.
    """
    offered = [part for part in PARTS if part != PICTURE or pictures]
    st.pills(
        visit._("More about this figure"),
        offered,
        format_func=lambda part: visit._(PARTS[part]),
        key=f"{key}-foot",
        label_visibility="collapsed",
    )
    parts = open_parts(f"{key}-foot", offered)
    if TABLE in parts:
        show_rows(visit, twin.rows, twin.columns, caption=twin.caption, decimals=twin.decimals)
    if HOW in parts:
        show_origin(visit, origin, key)
    if FILE in parts:
        _offer(visit, key, {"csv": lambda: origin.write(twin.rows)} | dict(files or {}))
    if PICTURE in parts:
        _offer(visit, f"{key}-picture", pictures or {})
    if LINK in parts:
        st.code(filters.link_to_view(visit), language=None, wrap_lines=True)


def open_parts(key: str, _offered: list[str]) -> tuple[str, ...]:
    """Which parts of a foot the visitor has opened."""
    chosen = st.session_state.get(key)
    return (chosen,) if chosen else ()


def show_origin(visit: Visit, origin: Origin, key: str) -> None:
    """How a figure was made: of what, for which question, with what left out; and the way to its own method.

    Arguments:
        key: of the figure.
    """
    st.markdown(notices.plain(visit.say(origin.method)))
    said = [*_read(visit, origin), *map(visit.say, origin.notes)]
    if origin.period:
        used = counted(
            "Period used: {start} to {end}, {count} day.",
            "Period used: {start} to {end}, {count} days.",
            origin.period.days,
            {"start": origin.period.start, "end": origin.period.end},
        )
        said.insert(0, visit.say(used))
    for text in (" · ".join(origin.question), *said):
        st.caption(notices.plain(text))
    if st.button(visit._("Beside all methods"), key=f"{key}-method", type="tertiary", icon=":material/menu_book:"):
        address_bar.lead("methods", "methods")
        address_bar.write("method", method_code(origin.method))
        st.switch_page(ENTRIES["methods"].file)


def _read(visit: Visit, origin: Origin) -> tuple[str, ...]:
    """Whose numbers these are, and how exact; what others printed has no version and is as exact as they made it."""
    values = {"sources": ", ".join(origin.sources), "version": str(origin.data_version)}
    if origin.data_version is None:
        return (visit.say(Sentence("Sources: {sources}.", values)),)
    said = Sentence("Sources: {sources}. Data version {version}.", values)
    return visit.say(said), notices.exactness(visit)


MIME = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "html": "text/html",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _offer(visit: Visit, name: str, files: Mapping[str, Callable[[], str | bytes]]) -> None:
    with st.container(horizontal=True):
        for ending, make in files.items():
            values = {"kind": ending.upper()}
            st.download_button(
                visit.say(Sentence("Download {kind}", values)),
                make,
                f"{name}.{ending}",
                MIME[ending],
                key=f"download-{name}-{ending}",
                on_click="ignore",
            )
