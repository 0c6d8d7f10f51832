"""What happened, what was reported, and what share is that?"""

import streamlit as st

from components.incidents import reporting
from components.shell import notices
from components.shell.session import start
from usalama.incidents.rates.reporting import reporting_panel

visit = start()
_ = visit._
st.title(_("Reporting"))
st.markdown(_("What happened, what was reported, and could the change be in the reporting alone?"))

before, now = reporting.choose_shares(visit)
result = reporting_panel(visit.store, visit.scope, visit.choices, visit.subject, before, now)
notices.show_cuts(visit, result.about)

st.subheader(_("Three series together"))
reporting.show_three_series(visit, result, now)

st.subheader(_("What would change your mind"))
reporting.show_break_even(visit, result)

st.subheader(_("By which channel"))
reporting.show_channels(visit, result)

st.subheader(_("What others found about reporting"))
reporting.show_evidence(visit, result)
notices.show_about(visit, result.about, result.method)
