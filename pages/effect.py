"""Did the programme help where it began, compared with the counties in which it had not begun?"""

import streamlit as st

from components.drawing import tables
from components.effect import effect, effect_alone, effect_power
from components.entry import register_page
from components.shell import notices
from components.shell.session import start
from usalama.effect.effect import effect as effect_report
from usalama.effect.effect import effect_study
from usalama.effect.effect_power import planned_power
from usalama.effect.effect_single import METHOD as ONE_COUNTY
from usalama.effect.effect_single import effect_of_one

visit = start()
_ = visit._
st.title(_("Effect"))
st.markdown(_("Did the programme help where it began, compared with the counties in which it had not begun?"))

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
if tables.is_open(around):
    with around:
        effect.show_study(visit, result, effect_study(*asked, stage))

st.subheader(_("Does the answer hold?"))
effect.show_checks(visit, result)

st.subheader(_("Who joined when"))
effect.show_joined(visit, result)

st.subheader(_("One county alone"))
st.markdown(
    _("A number and a range, never a verdict: one county cannot tell the programme from all else that happened.")
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
