"""How far has the programme come, where may it go next, and did it help?"""

import streamlit as st

from components.effect import effect, effect_alone, effect_power
from components.entry import register_page
from components.programme import logframe, rollout, rollout_stages
from components.shell import anatomy, notices
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.effect.effect import effect as effect_report
from usalama.effect.effect import effect_study
from usalama.effect.effect_power import planned_power
from usalama.effect.effect_single import METHOD as ONE_COUNTY
from usalama.effect.effect_single import effect_of_one
from usalama.programme.progress.logframe import logframe as logframe_report
from usalama.programme.progress.next_counties import next_counties
from usalama.programme.progress.rollout import rollout as rollout_report

visit = start()
_ = visit._
with opened(visit, "rollout") as tab:
    if tab == "next":
        st.markdown(
            _("The order follows the weights that you give. It is an aid for a talk, not a judgement of any county.")
        )
        weights = rollout.choose_weights(visit)
        coming = next_counties(visit.store, visit.scope, visit.choices, visit.subject, visit.today, weights)
        rollout.show_next_counties(visit, coming)
    elif tab == "stages":
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

        rollout.show_register_editor(visit)
        register_page.show_register_about(visit, result.held, result.method)
    elif tab == "targets":
        result = logframe_report(visit.store, visit.scope, visit.subject, visit.today)
        register_page.show_register_nature(visit, result.held)
        if result.rows.empty:
            register_page.show_empty_register(visit, "indicator")
        else:
            logframe.show_indicators(visit, result)
            st.subheader(_("One indicator by quarter"))
            logframe.show_one(visit, result)

        st.subheader(_("Acting before something happens"))
        logframe.show_preventive(visit, result)

        st.subheader(_("As a workbook"))
        logframe.show_workbook(visit, result)
        logframe.show_editors(visit)
        register_page.show_register_about(visit, result.held, result.method)
    elif tab == "effect":
        asked = (visit.store, visit.scope, visit.choices, visit.subject, visit.today)
        stage = effect.choose_stage(visit)
        with effect.working(visit):
            result = effect_report(*asked, stage)
        notices.show_cuts(visit, result.about)
        register_page.show_register_nature(visit, result.held)

        st.subheader(_("What is compared"))
        effect.show_card(visit, result)

        st.subheader(_("Did it help?"))
        effect.show_verdict(visit, result)

        around = st.expander(_("Month by month around joining"), key="effect-study", on_change="rerun")
        if anatomy.is_open(around):
            with around:
                effect.show_study(visit, result, effect_study(*asked, stage))

        st.subheader(_("Does the answer hold?"))
        effect.show_checks(visit, result)

        st.subheader(_("Who joined when"))
        effect.show_joined(visit, result)

        st.subheader(_("One county alone"))
        st.markdown(
            _(
                "A number and a range, never a verdict: one county cannot tell the programme from all else that happened."
            )
        )
        code = effect_alone.choose_county(visit, result)
        if code:
            alone = effect_of_one(*asked, code, stage=stage)
            control = effect_alone.choose_control(visit, alone)
            effect_alone.show_alone(visit, effect_of_one(*asked, code, control, stage=stage))

        st.subheader(_("Before a rollout: what would be enough?"))
        fall, months = effect_power.choose_plan(visit)
        planned = planned_power(*asked, fall, months, stage)
        effect_power.show_power(visit, planned, fall)

        notices.show_about(visit, result.about, result.method)
        effect.show_methods(visit, (ONE_COUNTY, planned.method))
