"""How many people are there for one police officer, by whose count, and how many officers would a ratio ask for?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import police_cover
from components.shell.session import start
from usalama.programme.guards import guards
from usalama.programme.police_cover import police_cover as police_cover_of
from usalama.registers import OFFICER_COUNT

visit = start()
_ = visit._
st.title(_("Police cover"))
st.markdown(
    _("How many people are there for one police officer, by whose count, and how many officers would a ratio ask for?")
)
ratio = police_cover.choose_ratio(visit)
codes = visit.choices.county_codes
result = police_cover_of(visit.store, visit.scope, codes, visit.subject, visit.today, ratio)

st.subheader(_("The ratios side by side"))
police_cover.show_ratios(visit, result)

st.subheader(_("What a ratio asks of the whole country"))
police_cover.show_country(visit, result)

st.subheader(_("County by county"))
register_page.show_register_nature(visit, result.held)
police_cover.show_counties(visit, result)

st.subheader(_("Guards and stewards beside the police"))
police_cover.show_guards(visit, guards(visit.store, visit.scope, codes, visit.subject, visit.today))

show_editor(visit, OFFICER_COUNT)
register_page.show_register_about(visit, result.held, result.method)
