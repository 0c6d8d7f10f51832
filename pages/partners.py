"""Who works in the programme, what do they cover, and which sectors are missing where?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import partners, register_parts
from components.shell.session import start
from usalama.programme.partners import partners as partners_of
from usalama.registers import PARTNER

visit = start()
_ = visit._
st.title(_("Partners"))
st.markdown(_("Who works in the programme, what do they cover, and which sectors are missing where?"))

asked = (visit.store, visit.scope, visit.choices.county_codes, visit.subject)
result = partners_of(*asked, register_parts.choose_sector(visit))
register_page.show_register_nature(visit, result.held)
if result.held.nature is None:
    register_page.show_empty_register(visit, "partner")
else:
    st.subheader(_("The partners"))
    partners.show_list(visit, result)

    st.subheader(_("Who covers what"))
    partners.show_grid(visit, result)

    st.subheader(_("Sectors that are missing"))
    partners.show_missing(visit, result)

show_editor(visit, PARTNER)
register_page.show_register_about(visit, result.held, result.method)
