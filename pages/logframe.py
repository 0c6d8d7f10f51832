"""Does the programme reach what it set out to reach?"""

import streamlit as st

from components.entry import register_page
from components.programme import logframe
from components.shell.session import start
from usalama.programme.progress.logframe import logframe as logframe_report

visit = start()
_ = visit._
st.title(_("Logframe"))
st.markdown(_("Does the programme reach what it set out to reach, and how sure is that?"))

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
