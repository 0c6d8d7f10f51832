"""What part do drugs and alcohol, young people and firearms play, in reports and when people are asked?"""

import streamlit as st

from components.entry import register_page
from components.incidents import drugs
from components.shell import notices
from components.shell.anatomy import opened
from components.shell.session import start
from components.surveys import early_help, survey_changes, survey_forms, survey_groups, surveys
from usalama.incidents.rates.drugs_and_youth import drugs_and_youth
from usalama.surveys.surveys import NO_SURVEY_YET, wave_result
from usalama.surveys.surveys import surveys as surveys_of

visit = start()
_ = visit._
with opened(visit, "drugs_and_youth") as tab:
    if tab == "reports":
        flag = drugs.choose_flag(visit)
        result = drugs_and_youth(visit.store, visit.scope, visit.choices, visit.subject, flag)
        notices.show_cuts(visit, result.about)

        st.subheader(_("In all"))
        drugs.show_totals(visit, result)

        st.subheader(_("By category"))
        drugs.show_groups(visit, result)

        st.subheader(_("Month by month"))
        drugs.show_months(visit, result)

        st.subheader(_("By county"))
        drugs.show_counties(visit, result)

        st.subheader(_("By settlement type"))
        drugs.show_settlements(visit, result)

        st.subheader(_("Beside what others found"))
        drugs.show_substances(visit, result)
        notices.show_about(visit, result.about, result.method)
    elif tab == "surveys":
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
            st.markdown(
                _("Answers come in as KoboToolbox exports them; the operator can also bring them in on this page.")
            )
        survey_forms.show_about(visit, held)
    elif tab == "early_help":
        early_help.show_early_help(visit)
