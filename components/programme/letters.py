"""The letter to a county government: for whom, read on the page, saved as PDF or DOCX."""

from __future__ import annotations

import streamlit as st

from components.shell.filters import choose_one, choose_one_or_all
from components.shell.visit import Visit
from usalama.briefs.letter import Letter, accreditation_letter
from usalama.briefs.letter_files import as_docx, as_pdf, as_text
from usalama.language import LANGUAGES
from usalama.model import Nature
from usalama.programme.associations import Associations, associations
from usalama.programme.progress.accreditation import Accreditation

DOCX_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show_letter(visit: Visit, result: Accreditation) -> None:
    """The letter to a county, chosen here, to read and to save."""
    every = associations(visit.store, visit.scope, visit.choices, visit.subject)
    _show(visit, _choose(visit, result, every), every)


def _choose(visit: Visit, result: Accreditation, every: Associations) -> Letter:
    """The letter for a county, or for one of its associations; both are kept in the address."""
    _ = visit._
    counties = dict(zip(result.counties.county_code, result.counties.county_name, strict=True))
    oldest = str(result.waiting.county_code.iloc[0]) if len(result.waiting) else next(iter(counties))
    left, right = st.columns(2)
    with left:
        code = choose_one(_("To the government of"), "letter_county", list(counties), counties, oldest, is_short=False)
    own = every.held.rows[every.held.rows.county_code == code]
    names = dict(zip(own.record_id, own.name, strict=True))
    every_own = _("all associations of the county")
    with right:
        association_id = choose_one_or_all(_("On behalf of"), "letter_association", names, every_own)
    return accreditation_letter(visit.store, visit.scope, visit.subject, visit.today, code, association_id)


def _show(visit: Visit, letter: Letter, every: Associations) -> None:
    """The letter to save, and its text to read before."""
    _ = visit._
    st.caption(_("What is not known is left as a line to fill in by hand. No person is named, no contact is printed."))
    st.caption(_("The Kiswahili of the letter has not been read by a native speaker yet."))
    if every.held.nature not in (None, Nature.REAL):
        st.caption(_("The records are not real: the letter says on each page that it is an example."))
    with st.container(horizontal=True):
        st.download_button(
            _("Letter as PDF"),
            lambda: as_pdf(letter),
            f"{letter.file_stem}.pdf",
            "application/pdf",
            key="letter-pdf",
            on_click="ignore",
        )
        st.download_button(
            _("Letter as DOCX"),
            lambda: as_docx(letter),
            f"{letter.file_stem}.docx",
            DOCX_KIND,
            key="letter-docx",
            on_click="ignore",
        )
    for part in letter.parts:
        with st.expander(f"{_('Read the letter')}: {LANGUAGES.get(part.language, part.language)}"):
            # As plain text: a name is never markup.
            st.text(as_text(part))
