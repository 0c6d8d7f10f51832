"""Who leads an association: kept apart, shown to the operator alone and only when asked for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

import streamlit as st

from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.actions.clerk import Clerk, Source, clerk_of
from usalama.actions.keep_records import keep_records, remove_records
from usalama.errors import InputRefused
from usalama.model import Nature
from usalama.programme.association_profile import Profile, contacts_of
from usalama.registers import CONTACT

LONGEST = 200
SOURCE = {
    Nature.REAL: "Contacts entered here",
    Nature.SYNTHETIC: "Contacts entered beside synthetic rows",
    Nature.TEST: "Contacts entered as a test",
}


def show_contacts(visit: Visit, profile: Profile) -> None:
    """Who leads the association: for the operator only, when asked for, and as text that no button saves as a file."""
    if visit.scope.name != "operator":
        return
    _ = visit._
    record_id = str(profile.record.record_id)
    st.subheader(_(CONTACT.title))
    st.caption(_("Kept apart. They stand in no table, file, letter or export."))
    if not st.toggle(_("Show the contacts of this association"), key=f"reveal-{record_id}"):
        return
    held = contacts_of(visit.store, visit.scope, record_id)
    if held.empty:
        st.markdown(_("Nothing is recorded."))
    for row in held.itertuples():
        parts = (row.person_name, row.role, row.phone, row.email)
        st.markdown(f"- {plain(', '.join(part for part in parts if isinstance(part, str)))}")
        if st.button(_("Remove this contact"), key=f"remove-{row.record_id}"):
            remove_records(_clerk(visit), CONTACT, [str(row.record_id)])
            st.rerun()
    _show_form(visit, record_id, profile.held.nature or Nature.REAL)


def _show_form(visit: Visit, record_id: str, nature: Nature) -> None:
    _ = visit._
    with st.form(f"contact-{record_id}", clear_on_submit=True):
        given = {
            name: st.text_input(_(label), max_chars=LONGEST, key=f"contact-{name}-{record_id}").strip()
            for name, label in CONTACT.labels.items()
        }
        if st.form_submit_button(_("Add a contact")):
            save_contact(visit, record_id, given, nature)
            st.rerun()


def save_contact(visit: Visit, record_id: str, given: Mapping[str, str], nature: Nature) -> None:
    """Store one contact.

    Arguments:
        nature: that of its association: a contact is as real as whom it belongs to.

    Raises:
        InputRefused: it has no name.
    """
    if not given["person_name"]:
        raise InputRefused("A contact needs a name.")
    names = (name for name in CONTACT.column_names if name != "source_id")
    values = {name: value or None for name, value in given.items()}
    record = dict.fromkeys(names) | values | {"record_id": uuid.uuid4().hex[:12], "association_id": record_id}
    keep_records(_clerk(visit), CONTACT, [record], Source(SOURCE[nature], nature))


def _clerk(visit: Visit) -> Clerk:
    return clerk_of(visit.store, visit.scope, visit.today, visit.country_folder)
