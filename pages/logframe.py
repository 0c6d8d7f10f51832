"""Does the programme reach what it set out to reach?"""

import streamlit as st

from components import logframe, programme
from components.session import start
from usalama.reports.programme.logframe import logframe as logframe_report

visit = start()
_ = visit._
st.title(_("Logframe"))
st.markdown(_("Does the programme reach what it set out to reach, and how sure is that?"))

result = logframe_report(visit.store, visit.scope, visit.subject, visit.today)
programme.show_register_nature(visit, result.held)
if result.rows.empty:
    programme.show_empty_register(visit, "indicator")
else:
    logframe.show_indicators(visit, result)
    st.subheader(_("One indicator by quarter"))
    logframe.show_one(visit, result)

st.subheader(_("Acting before something happens"))
logframe.show_preventive(visit, result)

st.subheader(_("As a workbook"))
logframe.show_workbook(visit, result)
logframe.show_editors(visit)
programme.show_register_about(visit, result.held, result.method)
