"""How far has the programme come, against its plan, and where may it go next?"""

import streamlit as st

from components.entry import register_page
from components.programme import rollout, rollout_stages
from components.shell import notices
from components.shell.session import start
from usalama.programme.progress.next_counties import next_counties
from usalama.programme.progress.rollout import rollout as rollout_report

visit = start()
_ = visit._
st.title(_("Rollout"))
st.markdown(_("How far have associations and counties come, against the plan, and where may the programme go next?"))

codes = visit.choices.county_codes
result = rollout_report(visit.store, visit.scope, codes, visit.subject, visit.today)
register_page.show_register_nature(visit, result.held)
if result.steps.empty:
    register_page.show_empty_register(visit, "stage")
else:
    notices.show_sentences(visit, result.sentences)
    st.subheader(_("Where it stands"))
    rollout.show_map(visit, result)

    st.subheader(_("Planned and reached"))
    rollout_stages.show_plan(visit, result)

    st.subheader(_("From stage to stage"))
    rollout_stages.show_funnel(visit, result)
    rollout_stages.show_associations(visit, result)

st.subheader(_("Which counties may be next"))
st.markdown(_("The order follows the weights that you give. It is an aid for a talk, not a judgement of any county."))
weights = rollout.choose_weights(visit)
coming = next_counties(visit.store, visit.scope, visit.choices, visit.subject, visit.today, weights)
rollout.show_next_counties(visit, coming)

rollout.show_register_editor(visit)
register_page.show_register_about(visit, result.held, result.method)
