"""How far is each county towards recognising its associations, and who waits for an answer?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import accreditation, letters
from components.shell.notices import plain
from components.shell.session import start
from usalama.programme.associations import associations
from usalama.programme.progress.accreditation import accreditation as accreditation_of
from usalama.registers import STAGE

visit = start()
_ = visit._
st.title(_("Accreditation"))
st.markdown(_("How far is each county towards recognising its associations, and who waits for an answer?"))

codes = visit.choices.county_codes
result = accreditation_of(visit.store, visit.scope, codes, visit.subject, visit.today)
every = associations(visit.store, visit.scope, visit.choices, visit.subject)
register_page.show_register_nature(visit, result.held)
if result.cases.empty:
    register_page.show_empty_register(visit, "stage")
else:
    for sentence in result.sentences:
        st.markdown(plain(visit.say(sentence)))

st.subheader(_("Where there is a law"))
accreditation.show_laws(visit, result)

st.subheader(_("Where the counties stand"))
accreditation.show_map(visit, result)

if not result.cases.empty:
    st.subheader(_("How many came how far"))
    accreditation.show_funnel(visit, result)

    st.subheader(_("Who waits for an answer, the oldest first"))
    accreditation.show_waiting(visit, result)

    st.subheader(_("Who went back, and why"))
    accreditation.show_went_back(visit, result)

st.subheader(_("Letter to the county government"))
letters.show_letter(visit, letters.choose_letter(visit, result, every), every)

show_editor(visit, STAGE)
register_page.show_register_about(visit, result.held, result.method)
