"""Hours of cover from the operator's desk: a table, a file, or the end of hours that are stored; looked at first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.drawing.tables import is_open
from components.entry.register_editor import edits_of
from components.entry.uploads import on_disk, show_refused
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.actions.clerk import clerk_of
from usalama.actions.import_cover import COLUMNS, CoverFile, end_cover, enter_cover, import_cover
from usalama.actions.receipt import Receipt
from usalama.model import Nature
from usalama.programme.assets import KIND_NAMES, cover_as_stated
from usalama.registers import COVER_KINDS

CHECKED, RECEIPT, TABLES = "checked-cover", "cover-receipt", "cover-tables-stored"
TABLE, FILE, END = "table", "file", "end"
UPLOAD_MEGABYTES = 5
TYPES = {"people": "Int64", "valid_from": "datetime64[ns]", "valid_to": "datetime64[ns]"}


@dataclass(frozen=True)
class Entry:
    """Something to be checked and then stored.

    Arguments:
        what: tells it from anything else; only what was checked can be stored.
        keep: does it; told whether to store nothing.
    """

    what: str
    keep: Callable[[bool], Receipt]


def show_cover_entry(visit: Visit) -> None:
    """Where the operator enters hours; others see nothing of it."""
    if visit.scope.name != "operator":
        return
    _ = visit._
    folded = st.expander(_("Enter, upload or end hours of cover"), key="enter-cover", on_change="rerun")
    if not is_open(folded):
        return
    with folded:
        show_cover_receipt(visit)
        st.markdown(
            _(
                "Hours that repeat every week, a row a shift: they feed the ring and the tables above from their first "
                "day on. Names of areas tell areas apart and are shown to nobody but you. What is stored can be taken "
                "back on the page Import data."
            )
        )
        ways = {TABLE: _("In a table"), FILE: _("From a file"), END: _("End stored hours")}
        way = st.segmented_control(
            _("How"), list(ways), format_func=lambda code: ways[code], default=TABLE, required=True, key="cover-way"
        )
        entry = _end(visit) if way == END else _new(visit, way == FILE)
        _show_buttons(visit, entry)


def show_cover_receipt(visit: Visit) -> None:
    """What the last check came to, or what was stored."""
    is_stored, receipt = st.session_state.get(RECEIPT, (False, None))
    if receipt is None:
        return
    heading = visit._("Stored") if is_stored else visit._("Checked, not stored yet")
    st.markdown(f"**{heading}**: {plain(visit.say(receipt.whole()))}")
    show_refused(visit, receipt.refused, receipt.rejections_file)


def rows_entered(added: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The rows of the table in which anything was written."""
    return [dict(row) for row in added if any(value is not None and str(value).strip() for value in row.values())]


def _new(visit: Visit, is_file: bool) -> Entry | None:
    """Hours that are not stored yet, of a source that the operator names."""
    _ = visit._
    source = st.text_input(_("Source"), key="cover-source", max_chars=60, help=_("Who keeps these hours.")).strip()
    nature = visit.held.nature or _choose_nature(visit)
    return (_file if is_file else _table)(visit, source, nature)


def _choose_nature(visit: Visit) -> Nature:
    """Only where no incidents say of which nature the store is."""
    names = {Nature.REAL: visit._("real"), Nature.TEST: visit._("test")}
    chosen = st.selectbox(
        visit._("Nature"), list(names), format_func=lambda one: names[one], key="cover-nature"
    )  # fmt: skip
    return Nature(chosen)


def blank_table() -> pd.DataFrame:
    """The table before anything is written into it; dates and people come back as what they are."""
    return pd.DataFrame({name: pd.Series(dtype=TYPES.get(name, object)) for name in COLUMNS})


def _table(visit: Visit, source: str, nature: Nature) -> Entry | None:
    key = f"cover-table-{st.session_state.get(TABLES, 0)}"
    st.data_editor(
        blank_table(),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        key=key,
        column_config=_column_config(visit),
    )
    rows = rows_entered(edits_of(key).added)
    if not rows or not source:
        return None
    what = json.dumps([source, str(nature), rows], default=str)
    return Entry(what, lambda is_dry: enter_cover(_clerk(visit), rows, source, nature, dry_run=is_dry))


def _file(visit: Visit, source: str, nature: Nature) -> Entry | None:
    _ = visit._
    st.caption(_("CSV or XLSX with these columns, in this spelling:"))
    st.code(", ".join(COLUMNS), language=None)
    upload = st.file_uploader(
        _("File"), type=["csv", "xlsx"], key="cover-upload", max_upload_size=UPLOAD_MEGABYTES
    )  # fmt: skip
    if upload is None or not source:
        return None

    def keep(is_dry: bool) -> Receipt:
        with on_disk(visit, upload) as path:
            return import_cover(_clerk(visit), CoverFile(path, source, nature, upload.name), dry_run=is_dry)

    return Entry(json.dumps([source, str(nature), upload.name, str(getattr(upload, "file_id", ""))]), keep)


def _end(visit: Visit) -> Entry | None:
    """The last day of hours that hold until further notice."""
    _ = visit._
    held = cover_as_stated(visit.store, visit.scope)
    lasting = held[held.valid_to.isna()].reset_index(drop=True)
    if lasting.empty:
        st.caption(_("No hours are stored that hold until further notice."))
        return None
    counties = {county.code: county.name for county in visit.subject.country.counties}
    labels = [_label(visit, row, counties) for row in lasting.to_dict("records")]
    chosen = st.selectbox(
        _("Hours"), range(len(labels)), index=None, format_func=lambda one: labels[one], key="cover-end"
    )  # fmt: skip
    last_day = st.date_input(_("Last day"), value=visit.today, key="cover-last-day", format="YYYY-MM-DD")
    if chosen is None:
        return None
    shift = lasting.iloc[chosen].to_dict()
    what = json.dumps([labels[chosen], str(last_day)])
    return Entry(what, lambda is_dry: end_cover(_clerk(visit), shift, last_day, dry_run=is_dry))


def _label(visit: Visit, row: dict[Any, Any], counties: dict[str, str]) -> str:
    hours = f"{row['from_hour']:g}-{row['to_hour']:g}"
    area = row["area_name"] or row["constituency_code"] or "-"
    kind = visit._(KIND_NAMES[row["kind"]])
    return f"{counties[row['county_code']]} · {area} · {kind} · {row['weekdays']} · {hours} · {row['source_name']}"


def _show_buttons(visit: Visit, entry: Entry | None) -> None:
    """Check first, store with a second click."""
    _ = visit._
    if entry is None:
        st.caption(
            _("Name the source and enter a row, or choose a file or hours; then they can be checked and stored.")
        )
    is_known = entry is not None and st.session_state.get(CHECKED) == entry.what
    with st.container(horizontal=True):
        is_checked = st.button(_("Check"), disabled=entry is None, key="cover-check")
        is_stored = st.button(_("Store"), type="primary", disabled=not is_known, key="cover-store")
    if entry and (is_checked or is_stored):
        receipt = entry.keep(not is_stored)
        if is_stored and not receipt.rejected:
            # What was stored leaves an empty table behind; refused rows stay to be mended.
            st.session_state[TABLES] = st.session_state.get(TABLES, 0) + 1
        st.session_state[RECEIPT] = (is_stored, receipt)
        st.session_state[CHECKED] = None if is_stored else entry.what
        st.rerun()


def _clerk(visit: Visit) -> Any:
    return clerk_of(visit.store, visit.scope, visit.today, visit.country_folder)


def _column_config(visit: Visit) -> dict[str, Any]:
    _, made = visit._, st.column_config
    counties = {county.code: county.name for county in visit.subject.country.counties}
    return {
        "county": made.SelectboxColumn(
            _("County"), options=list(counties), format_func=lambda code: counties.get(str(code), str(code))
        ),
        "constituency": made.TextColumn(_("Constituency")),
        "area_name": made.TextColumn(_("Estate, street or beat")),
        "kind": made.SelectboxColumn(
            _("Cover"), options=list(COVER_KINDS), format_func=lambda code: _(KIND_NAMES.get(str(code), str(code)))
        ),
        "weekdays": made.TextColumn(_("Weekdays"), help=_("daily, Mon-Fri, or Sat,Sun")),
        "from_hour": made.TextColumn(_("From hour"), help=_("Such as 22:00.")),
        "to_hour": made.TextColumn(
            _("To hour"), help=_("At or before the first hour is on the next day; a whole day is 00:00 to 24:00.")
        ),
        "people": made.NumberColumn(_("People on duty"), step=1),
        "valid_from": made.DateColumn(_("First day"), format="YYYY-MM-DD"),
        "valid_to": made.DateColumn(_("Last day"), format="YYYY-MM-DD"),
    }
