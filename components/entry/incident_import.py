"""Files of incidents on a page, and what was imported before, to be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.drawing import tables
from components.entry.register_page import pick
from components.entry.uploads import (
    UPLOAD_MEGABYTES,
    can_be_stored,
    choose_file,
    clerk_at,
    look_and_store,
    upload_entry,
)
from components.shell.anatomy import show_finding, show_folds
from components.shell.visit import Visit
from usalama.actions.arrivals import undo_batch
from usalama.actions.import_incidents import describe_file, preview_file, shipped_mappings, store_file
from usalama.actions.receipt import Receipt
from usalama.asking.coverage import import_history
from usalama.model import N_, Sentence

UPLOAD_ROWS, UPLOAD_XLSX_ROWS = 200_000, 50_000
OWN_FORMAT = "usalama"
FILE_TYPES = ["csv", "txt", "tsv", "xlsx", "geojson", "json"]


# What is to be done next, in larger type over the fields.
CHOOSE = Sentence("Choose a file and say who it comes from. It is checked first; nothing is stored before you say so.")
CHECK = Sentence("Check the file: you see what it would change, and nothing is stored yet.")
STORE = Sentence(
    "Store it if what it would change is right. The whole import can be taken back under History and undo."
)


def show_incident_import(visit: Visit) -> None:
    """What to do next; a file of incidents, its source and how it is read in one row; what it would change."""
    _ = visit._
    next_step = st.container()
    file, source_of, mapping_of = st.columns([2, 1, 1])
    with file:
        upload = choose_file(visit, _("File"), FILE_TYPES, "upload")
    source, mapping = _choose_source(visit, source_of, mapping_of)
    is_clean = st.checkbox(_("Start clean: remove rows of another nature first"), key="import-clean")

    def keep(path: Path, is_trial: bool) -> Receipt:
        file = describe_file(path, upload.name if upload else "", source, mapping)
        with _progress(visit) as on_progress:
            if is_trial:
                return preview_file(clerk_at(visit), file, on_progress)
            return store_file(clerk_at(visit), file, start_clean=is_clean, on_progress=on_progress)

    entry = upload_entry(visit, upload, (source, mapping), keep) if source else None
    with next_step:
        show_finding(visit, STORE if can_be_stored("incidents", entry) else CHECK if entry else CHOOSE)
    look_and_store(visit, "incidents", entry, look=_("Check the file"))
    show_folds(visit, "import", {N_("Which files are read"): lambda: _show_limits(visit)})


def _show_limits(visit: Visit) -> None:
    limits = Sentence(
        "CSV, XLSX or GeoJSON; at most {megabytes} MB and {rows} rows ({xlsx_rows} in XLSX). "
        "Larger files: the command `usalama import` has no limit.",
        {"megabytes": UPLOAD_MEGABYTES, "rows": UPLOAD_ROWS, "xlsx_rows": UPLOAD_XLSX_ROWS},
    )
    st.markdown(visit.say(limits))


def _choose_source(visit: Visit, source_of: DeltaGenerator, mapping_of: DeltaGenerator) -> tuple[str, str]:
    """The name of the source and of the mapping, each in its place."""
    _, mappings = visit._, shipped_mappings()
    source = source_of.text_input(_("Source"), key="import-source", max_chars=60, help=_("Who the rows come from."))
    mapping = mapping_of.selectbox(
        _("Mapping"),
        sorted(mappings, key=lambda name: name != OWN_FORMAT),
        format_func=lambda name: _(mappings[name]),
        key="import-mapping",
    )
    return source.strip(), str(mapping)


@contextmanager
def _progress(visit: Visit) -> Iterator[Callable[[float], None]]:
    """A bar that fills while the file is read."""
    bar = st.progress(0.0, visit._("Reading the file"))

    def show(share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), visit._("Reading the file"))

    yield show
    bar.empty()


def show_imports(visit: Visit) -> None:
    """Every import, newest first; one is undone once the visitor has said so twice."""
    _ = visit._
    history = import_history(visit.store, visit.scope)
    st.subheader(_("Imports so far"), anchor=False)
    if history.empty:
        st.caption(_("Nothing was imported yet."))
        return
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
    tables.show_rows(visit, history.assign(**moments), names, caption=_("Imports so far"))
    _choose_undo(visit, history[history.undone_at.isna()])


def _choose_undo(visit: Visit, standing: pd.DataFrame) -> None:
    _ = visit._
    if standing.empty:
        st.caption(_("No import is left that could be taken back."))
        return
    labels = {
        row.batch_id: f"{_moment(visit, row.stored_at)} · {row.source_id} · {row.file_name}"
        for row in standing.itertuples()
    }
    chosen = pick(visit, _("Undo an import"), labels, "undo-import")
    is_sure = st.checkbox(_("Yes, take back the whole import"), key="undo-sure", disabled=chosen is None)
    if st.button(_("Undo"), disabled=not (chosen and is_sure)):
        undo_batch(visit.store, visit.scope, str(chosen), clerk_at(visit).author)
        st.rerun()


def _moment(visit: Visit, value: Any) -> str:
    return "" if pd.isna(value) else visit.language.moment(pd.Timestamp(value).to_pydatetime())
