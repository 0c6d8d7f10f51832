"""What part do drugs and alcohol, young people and firearms play, where that is known?"""

import streamlit as st

from components.incidents import drugs
from components.shell import notices
from components.shell.session import start
from usalama.incidents.rates.drugs_and_youth import drugs_and_youth

visit = start()
_ = visit._
st.title(_("Drugs and youth"))
st.markdown(_("In how many reports did drugs or alcohol, young people or firearms play a part, where that is known?"))

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
