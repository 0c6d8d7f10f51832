"""What do people say when they are asked, how sure is that, and did it change?"""

import streamlit as st

from components.entry import register_page
from components.shell.session import start
from components.surveys import early_help, survey_changes, survey_forms, survey_groups, survey_plan, surveys
from usalama.surveys.surveys import NO_SURVEY_YET, wave_result
from usalama.surveys.surveys import surveys as surveys_of

visit = start()
_ = visit._
st.title(_("Surveys"))
st.markdown(_("What do people say when they are asked, how sure is that, and did it change?"))

result = surveys_of(visit.store, visit.scope)
held = result.held
if result.answered:
    survey, wave = surveys.choose_wave(visit, result)
    held = result.register_of(survey)
    register_page.show_register_nature(visit, held)
    found = wave_result(visit.store, visit.scope, survey.survey_id, wave)
    surveys.show_wave(visit, survey, wave, found)

    st.subheader(_("What people say"))
    topic = surveys.choose_topic(visit, survey)
    surveys.show_measures(visit, survey, wave, found, topic)

    st.subheader(_("Who says so"))
    survey_groups.show_groups(visit, survey, wave)

    st.subheader(_("What changed since the wave before"))
    survey_changes.show_changes(visit, survey, found, topic)

    st.subheader(_("How the answers fall"))
    survey_changes.show_choices(visit, survey, wave)
    survey_forms.show_file(visit, result, survey, wave, found)
else:
    register_page.show_register_nature(visit, held)
    st.info(visit.say(NO_SURVEY_YET), icon=":material/info:")
    st.markdown(_("Answers come in as KoboToolbox exports them; the operator can also bring them in on this page."))

st.subheader(_("Early help against drugs"))
early_help.show_early_help(visit)

st.subheader(_("How many people to ask"))
survey_plan.show_sample_size(visit)

st.subheader(_("The questionnaires"))
survey_forms.show_forms(visit, result)
survey_forms.show_survey_entry(visit)
survey_forms.show_about(visit, held)
