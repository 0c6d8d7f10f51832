"""Who signed the charter, what did they pledge, and what became of it?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import charter
from components.shell import notices
from components.shell.session import start
from usalama.programme.charter import charter as charter_of
from usalama.registers import PLEDGE

visit = start()
_ = visit._
st.title(_("Charter"))
st.markdown(_("Who signed the charter, what did they pledge, and what became of it?"))
charter.show_what_it_is(visit)

result = charter_of(visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
register_page.show_register_nature(visit, result.held)
if result.held.nature is None:
    register_page.show_empty_register(visit, "pledge")
else:
    notices.show_sentences(visit, result.sentences)
    st.subheader(_("What became of the pledges, by sector"))
    charter.show_sectors(visit, result)

    st.subheader(_("Where signatories are"))
    charter.show_map(visit, result)

    st.subheader(_("What is due"))
    charter.show_due(visit, result)

    st.subheader(_("The ledger"))
    charter.show_ledger(visit, result)

show_editor(visit, PLEDGE)
register_page.show_register_about(visit, result.held, result.method)
