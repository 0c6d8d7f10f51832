"""What did associations ask for, how far has the answer come, and which asks wait longest?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import ask_waits, asks
from components.shell import notices
from components.shell.session import start
from usalama.programme.asks import asks as asks_of
from usalama.registers import ASK

visit = start()
_ = visit._
st.title(_("Asks"))
st.markdown(_("What did associations ask for, how far has the answer come, and which asks wait longest?"))

result = asks_of(visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
register_page.show_register_nature(visit, result.held)
if result.held.nature is None:
    register_page.show_empty_register(visit, "ask")
else:
    notices.show_sentences(visit, result.sentences)
    st.subheader(_("The oldest that are still open"))
    asks.show_board(visit, result)

    st.subheader(_("Promised and not delivered"))
    asks.show_promised(visit, result)

    st.subheader(_("From asking to delivery"))
    ask_waits.show_funnel(visit, result)

    st.subheader(_("How long it takes"))
    ask_waits.show_waiting(visit, result)
    ask_waits.show_kinds(visit, result)

    st.subheader(_("Where asks are open"))
    asks.show_map(visit, result)

show_editor(visit, ASK)
register_page.show_register_about(visit, result.held, result.method)
