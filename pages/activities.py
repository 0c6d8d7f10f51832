"""What was done in the programme, what came of it, and which hours are covered?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import activities, assets, cover_entry
from components.shell import notices
from components.shell.session import start
from usalama.programme.activities import activities as activities_of
from usalama.programme.assets import assets as assets_of
from usalama.registers import ACTIVITY

visit = start()
_ = visit._
st.title(_("Activities"))
st.markdown(_("What was done in the programme, what came of it, and which hours are covered?"))

asked = (visit.store, visit.scope, visit.choices, visit.subject)
result = activities_of(*asked, visit.today, activities.choose_kind(visit))
register_page.show_register_nature(visit, result.held)
if result.held.nature is None:
    register_page.show_empty_register(visit, "activity")
else:
    notices.show_sentences(visit, (*result.sentences, *result.notes))
    st.subheader(_("What was done, month by month"))
    activities.show_months(visit, result)

    st.subheader(_("Where it was done"))
    activities.show_map(visit, result)

    st.subheader(_("What came of it"))
    activities.show_outcomes(visit, result)

    st.subheader(_("Work and training"))
    activities.show_employment(visit, result)

    st.subheader(_("Awards"))
    activities.show_awards(visit, result)

    st.subheader(_("The newest activities"))
    activities.show_newest(visit, result)
show_editor(visit, ACTIVITY)
register_page.show_register_about(visit, result.held, result.method)

st.header(_("Assets"))
held = assets_of(*asked, visit.today)
st.subheader(_("Hours of cover a week"))
assets.show_hours(visit, held)

st.subheader(_("Gates around the day"))
assets.show_gates(visit, held)

st.subheader(_("Hours that nobody covers"))
assets.show_ring_words(visit, held)
cover_entry.show_cover_entry(visit)
assets.show_method(visit, held)
