"""Hours of cover from the operator's desk: a table, a file, or the end of hours that are stored; looked at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.entry.register_page import pick
from components.entry.uploads import Entry, choose_file, clerk_at, identity, look_and_store, upload_entry
from components.shell import anatomy
from components.shell.visit import Visit
from usalama.actions.import_cover import COLUMNS, CoverFile, end_cover, enter_cover, import_cover
from usalama.actions.receipt import Receipt
from usalama.model import N_, Nature
from usalama.programme.assets import KIND_NAMES, cover_as_stated
from usalama.registers import COVER_KINDS

TABLES = "cover-tables-stored"
TABLE, FILE, END = "table", "file", "end"
UPLOAD_MEGABYTES = 5
TYPES = {"people": "Int64", "valid_from": "datetime64[ns]", "valid_to": "datetime64[ns]"}


def show_cover_entry(visit: Visit) -> None:
    """Where the operator enters hours; others see nothing of it."""
    if visit.scope.name != "operator":
        return
    fold = {N_("Enter, upload or end hours of cover"): lambda: _show_ways(visit)}
    anatomy.show_folds(visit, "enter-cover", fold)


def _show_ways(visit: Visit) -> None:
    _ = visit._
    told = _(
        "Hours that repeat every week, a row a shift: they feed the ring and the tables above from their first "
        "day on. Names of areas tell areas apart and are shown to nobody but you. What is stored can be taken "
        "back on the page Import data."
    )
    st.markdown(told)
    ways = {TABLE: _("In a table"), FILE: _("From a file"), END: _("End stored hours")}
    way = st.segmented_control(
        _("How"), list(ways), format_func=lambda code: ways[code], default=TABLE, required=True, key="cover-way"
    )
    entry = _end(visit) if way == END else _new(visit, way == FILE)
    if entry is None:
        st.caption(
            _("Name the source and enter a row, or choose a file or hours; then they can be checked and stored.")
        )
    look_and_store(visit, "cover", entry, look=_("Check"))


def rows_typed(key: str) -> list[dict[str, object]]:
    """The rows of a table as they were typed: the table itself leaves out what it cannot read."""
    return list(st.session_state[key]["added_rows"])


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
    rows = rows_entered(rows_typed(key))
    if not rows or not source:
        return None

    def keep(is_trial: bool) -> Receipt:
        receipt = enter_cover(clerk_at(visit), rows, source, nature, dry_run=is_trial)
        if not (is_trial or receipt.rejected):
            # What was stored leaves an empty table behind; refused rows stay to be mended.
            st.session_state[TABLES] = st.session_state.get(TABLES, 0) + 1
        return receipt

    return Entry("", identity(source, nature, rows), keep)


def _file(visit: Visit, source: str, nature: Nature) -> Entry | None:
    _ = visit._
    st.caption(_("CSV or XLSX with these columns, in this spelling:"))
    st.code(", ".join(COLUMNS), language=None)
    upload = choose_file(visit, _("File"), ["csv", "xlsx"], "cover-upload", UPLOAD_MEGABYTES)

    def keep(path: Path, is_trial: bool) -> Receipt:
        file = CoverFile(path, source, nature, upload.name if upload else "")
        return import_cover(clerk_at(visit), file, dry_run=is_trial)

    return upload_entry(visit, upload, (source, str(nature)), keep) if source else None


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
    chosen = pick(visit, _("Hours"), dict(enumerate(labels)), "cover-end")
    last_day = st.date_input(_("Last day"), value=visit.today, key="cover-last-day", format="YYYY-MM-DD")
    if chosen is None:
        return None
    shift = lasting.iloc[chosen].to_dict()
    return Entry(
        "",
        identity(labels[chosen], last_day),
        lambda is_trial: end_cover(clerk_at(visit), shift, last_day, dry_run=is_trial),
    )


def _label(visit: Visit, row: dict[Any, Any], counties: dict[str, str]) -> str:
    hours = f"{row['from_hour']:g}-{row['to_hour']:g}"
    area = row["area_name"] or row["constituency_code"] or "-"
    kind = visit._(KIND_NAMES[row["kind"]])
    return f"{counties[row['county_code']]} · {area} · {kind} · {row['weekdays']} · {hours} · {row['source_name']}"


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
