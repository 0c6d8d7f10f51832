"""Which resident associations have joined, where are they, and which are like each other?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import association_contacts, association_maps, association_profile, associations
from components.shell.session import start
from usalama.country.figures import ALLIANCE, published_figures
from usalama.programme.association_profile import association_profile as profile_of
from usalama.programme.associations import associations as find_associations
from usalama.registers import ASSOCIATION

visit = start()
_ = visit._
st.title(_("Associations"))
st.markdown(_("Which resident associations have joined, where are they, and which are like each other?"))

asked = (visit.store, visit.scope, visit.choices, visit.subject)
every = find_associations(*asked)
register_page.show_register_nature(visit, every.held)
if every.n_held:
    result = find_associations(*asked, associations.choose_search(visit, every.tools))
    st.subheader(_("The register"))
    associations.show_registry(visit, result)

    st.subheader(_("Where they are"))
    association_maps.show_map(visit, result)

    st.subheader(_("Likely the same association twice"))
    associations.show_doubles(visit, result)
else:
    register_page.show_empty_register(visit, "association")

st.subheader(_("What the alliance publishes"))
associations.show_published(visit, published_figures(ALLIANCE), every)

if every.n_held:
    st.subheader(_("One association"))
    record_id = association_profile.choose_association(visit, every)
    if record_id:
        profile = profile_of(*asked, record_id)
        association_profile.show_profile(visit, profile)
        association_contacts.show_contacts(visit, profile)
        register_page.show_register_about(visit, profile.held, profile.method)

show_editor(visit, ASSOCIATION)
register_page.show_register_about(visit, every.held, every.method)
