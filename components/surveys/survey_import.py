"""Forms and submissions of surveys come up, are looked through, and are stored on the second click."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.entry.register_page import offer_file
from components.entry.uploads import choose_file, clerk_at, look_and_store, own_source, upload_entry
from components.shell import anatomy
from components.shell.visit import Visit
from usalama.actions.clerk import Source
from usalama.actions.import_survey import import_form, import_submissions
from usalama.actions.receipt import Receipt
from usalama.asking.held_records import register_rows
from usalama.model import N_, Choices, Sentence
from usalama.questionnaire.form import shipped_form
from usalama.registers import SURVEY
from usalama.surveys.form_workbook import form_xlsx


def show_survey_import(visit: Visit) -> None:
    """Where the operator brings in a form and the submissions to it; others see nothing of it."""
    if visit.scope.name == "operator":
        fold = {N_("Bring in a questionnaire or its submissions"): lambda: _show_both(visit)}
        anatomy.show_folds(visit, "survey-import", fold)


def _show_both(visit: Visit) -> None:
    _show_shipped(visit)
    source = _choose_source(visit)
    form, submissions = st.tabs([visit._("Questionnaire"), visit._("Submissions")])
    with form:
        _show_form(visit, source)
    with submissions:
        _show_submissions(visit, source)


def _show_shipped(visit: Visit) -> None:
    label, make = visit._("The shipped draft as XLSForm"), lambda: form_xlsx(shipped_form())
    offer_file(label, make, "drug-and-safety.xlsx", "download-shipped-form")


def _choose_source(visit: Visit) -> Source:
    """Who asks; what comes in is of the nature of what the store holds."""
    _ = visit._
    usual = own_source(visit)
    name = st.text_input(_("Source"), usual.name, key="survey-source", max_chars=60, help=_("Who asks people."))
    said = {"nature": Sentence(str(usual.nature))}
    st.caption(visit.say(Sentence("What comes in here counts as {nature}.", said)))
    return own_source(visit, name=name)


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
    upload = choose_file(visit, _("A form"), ["xlsx", "json"], "upload-form")

    def keep(path: Path, is_trial: bool) -> Receipt:
        name = upload.name if upload else ""
        return import_form(clerk_at(visit), path, source, record_id=taken or None, name=name, dry_run=is_trial)

    look_and_store(visit, "form", upload_entry(visit, upload, (source.name, str(taken)), keep))


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
    upload = choose_file(visit, _("Submissions"), ["csv", "xlsx", "json"], "upload-submissions")

    def keep(path: Path, is_trial: bool) -> Receipt:
        name = upload.name if upload else ""
        return import_submissions(clerk_at(visit), path, str(survey_id), wave, source, name=name, dry_run=is_trial)

    look_and_store(visit, "submissions", upload_entry(visit, upload, (source.name, str(survey_id), wave), keep))


def _titles(visit: Visit) -> dict[str, str]:
    """What the surveys that are held are called, by their ids; an id tells two of one title apart."""
    held = register_rows(visit.store, visit.scope, Choices(), SURVEY).rows
    return {str(row.record_id): f"{row.title} ({row.record_id})" for row in held.itertuples()}
