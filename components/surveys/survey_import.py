"""Forms and submissions of surveys come up, are looked through, and are stored on the second click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import streamlit as st

from components.drawing.tables import is_open
from components.entry.register_editor import OWN_SOURCE
from components.entry.uploads import UPLOAD_MEGABYTES, on_disk, show_refused
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.actions.clerk import Source, clerk_of
from usalama.actions.import_survey import import_form, import_submissions
from usalama.actions.receipt import Receipt
from usalama.asking.held_records import register_rows
from usalama.model import Choices, Nature, Sentence
from usalama.questionnaire.form import shipped_form
from usalama.registers import SURVEY
from usalama.surveys.form_workbook import form_xlsx

LAST = "survey-import"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_REFUSED = 200
Deed = Callable[[Path, bool], Receipt]


@dataclass(frozen=True)
class Seen:
    """A file that was looked through, as what, and what came of it."""

    key: tuple[str, ...]
    name: str
    receipt: Receipt
    is_stored: bool


def show_survey_import(visit: Visit) -> None:
    """Where the operator brings in a form and the submissions to it; others see nothing of it."""
    _ = visit._
    if visit.scope.name != "operator":
        return
    folded = st.expander(_("Bring in a questionnaire or its submissions"), key="survey-import-fold", on_change="rerun")
    if not is_open(folded):
        return
    with folded:
        _show_shipped(visit)
        source = _choose_source(visit)
        form, submissions = st.tabs([_("Questionnaire"), _("Submissions")])
        with form:
            _show_form(visit, source)
        with submissions:
            _show_submissions(visit, source)


def _show_shipped(visit: Visit) -> None:
    st.download_button(
        visit._("The shipped draft as XLSForm"),
        lambda: form_xlsx(shipped_form()),
        "drug-and-safety.xlsx",
        XLSX,
        key="download-shipped-form",
        on_click="ignore",
    )


def _choose_source(visit: Visit) -> Source:
    """Who asks; what comes in is of the nature of what the store holds."""
    _ = visit._
    nature = visit.held.nature or Nature.REAL
    name = st.text_input(_("Source"), OWN_SOURCE[nature], key="survey-source", max_chars=60, help=_("Who asks people."))
    st.caption(visit.say(Sentence("What comes in here counts as {nature}.", {"nature": Sentence(str(nature))})))
    return Source(name.strip() or OWN_SOURCE[nature], nature)


def _show_form(visit: Visit, source: Source) -> None:
    _ = visit._
    st.caption(_("An XLSForm workbook, or KoboToolbox's JSON of a form. A form with the id of one replaces it."))
    st.caption(
        _(
            "Everybody can read and download a form that is held, with all its choices: leave names of interviewers "
            "and telephone numbers out of it."
        )
    )
    titles = _titles(visit)
    taken = st.selectbox(
        _("Takes the place of"),
        ["", *titles],
        format_func=lambda one: titles[one] if one else _("what has its own id"),
        key="survey-of-form",
    )
    upload = st.file_uploader(_("A form"), type=["xlsx", "json"], key="upload-form", max_upload_size=UPLOAD_MEGABYTES)
    if upload is None:
        return
    clerk = clerk_of(visit.store, visit.scope, visit.today, visit.country_folder)
    look_and_store(
        visit,
        upload,
        ("form", source.name, taken),
        lambda path, is_trial: import_form(
            clerk, path, source, record_id=taken or None, name=upload.name, dry_run=is_trial
        ),
    )


def _show_submissions(visit: Visit, source: Source) -> None:
    _ = visit._
    titles = _titles(visit)
    if not titles:
        st.info(_("Bring in the questionnaire first."), icon=":material/info:")
        return
    st.caption(
        _(
            "An export of KoboToolbox: CSV or XLSX, best with XML values and headings, or JSON. What people wrote, "
            "where they stood, names and devices are left out while the file is read, and nothing is kept "
            "without consent."
        )
    )
    survey_id = st.selectbox(
        _("Questionnaire"), list(titles), format_func=lambda one: titles[one], key="survey-of-submissions"
    )
    wave = st.text_input(
        _("Wave"),
        f"{visit.today:%Y-%m}",
        key="wave-of-submissions",
        max_chars=40,
        help=_("The round of asking that they belong to."),
    )
    upload = st.file_uploader(
        _("Submissions"), type=["csv", "xlsx", "json"], key="upload-submissions", max_upload_size=UPLOAD_MEGABYTES
    )
    if upload is None:
        return
    clerk = clerk_of(visit.store, visit.scope, visit.today, visit.country_folder)
    look_and_store(
        visit,
        upload,
        ("submissions", source.name, str(survey_id), wave),
        lambda path, is_trial: import_submissions(
            clerk, path, str(survey_id), wave, source, name=upload.name, dry_run=is_trial
        ),
    )


def _titles(visit: Visit) -> dict[str, str]:
    """What the surveys that are held are called, by their ids; an id tells two of one title apart."""
    held = register_rows(visit.store, visit.scope, Choices(), SURVEY).rows
    return {str(row.record_id): f"{row.title} ({row.record_id})" for row in held.itertuples()}


def look_and_store(visit: Visit, upload: IO[bytes], options: tuple[str, ...], deed: Deed) -> None:
    """What would become of a file; it is stored on a second click, and the receipt stays.

    Arguments:
        options: what the outcome depends on besides the file.
        deed: reads the file at a path, and stores it unless it is a trial.
    """
    key = (*options, str(getattr(upload, "file_id", upload.name)))
    seen: Seen | None = st.session_state.get(f"{LAST}-{options[0]}")
    if seen is None or seen.key != key:
        seen = _run(visit, upload, key, deed, is_trial=True)
    heading = visit._("Stored") if seen.is_stored else visit._("Checked, not stored yet")
    st.markdown(f"**{heading}: {plain(seen.name)}**")
    show_survey_receipt(visit, seen.receipt)
    if seen.is_stored or not seen.receipt.accepted:
        return
    if st.button(visit._("Store"), key=f"store-{options[0]}", type="primary"):
        _run(visit, upload, key, deed, is_trial=False)
        st.rerun()


def show_survey_receipt(visit: Visit, receipt: Receipt) -> None:
    """What became of the rows, what there is to know, and the refused ones with their reasons."""
    whole = receipt.whole()
    show_sentences(visit, (whole, *receipt.notices))
    show_refused(visit, receipt.refused.head(MOST_REFUSED), receipt.rejections_file)


def _run(visit: Visit, upload: Any, key: tuple[str, ...], deed: Deed, *, is_trial: bool) -> Seen:
    with on_disk(visit, upload) as path:
        receipt = deed(path, is_trial)
    seen = Seen(key, upload.name, receipt, not is_trial)
    st.session_state[f"{LAST}-{key[0]}"] = seen
    return seen
