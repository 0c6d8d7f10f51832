"""Who works in the programme, what do they cover, and which sectors are missing where?"""

import streamlit as st

from components import partners, programme
from components.session import start
from usalama.reports.programme.partners import partners as partners_of

visit = start()
_ = visit._
st.title(_("Partners"))
st.markdown(_("Who works in the programme, what do they cover, and which sectors are missing where?"))

asked = (visit.store, visit.scope, visit.choices.county_codes, visit.subject)
result = partners_of(*asked, partners.choose_sector(visit))
programme.show_register_nature(visit, result.held)
if result.held.nature is None:
    programme.show_empty_register(visit, "partner")
else:
    st.subheader(_("The partners"))
    partners.show_list(visit, result)

    st.subheader(_("Who covers what"))
    partners.show_grid(visit, result)

    st.subheader(_("Sectors that are missing"))
    partners.show_missing(visit, result)

partners.show_partner_editor(visit)
programme.show_register_about(visit, result.held, result.method)
