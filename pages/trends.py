"""What changed over the years, what was unusual last month, and is it more than chance?"""

import streamlit as st

from components.drawing import tables
from components.incidents import county_lines, trends, unusual_months
from components.shell import notices
from components.shell.session import start
from usalama.incidents.trends.alert_worth import alert_worth
from usalama.incidents.trends.alerts import alerts
from usalama.incidents.trends.neighbours import neighbours
from usalama.incidents.trends.seasonal_trend import seasonal_trend
from usalama.incidents.trends.small_multiples import small_multiples

visit = start()
_ = visit._
st.title(_("Trends and alerts"))
st.markdown(_("What changed over the years, what was unusual last month, and is it more than chance?"))

place = trends.choose_place(visit)
result = seasonal_trend(visit.store, visit.scope, visit.choices, visit.subject, place)
notices.show_cuts(visit, result.about)
st.caption(_("All data up to the end of the chosen period are used: what is usual is learnt from years."))

st.subheader(_("One place over the years"))
trends.show_series(visit, result)

st.subheader(_("Unusual months"))
kind = unusual_months.choose_kind(visit)
listed = alerts(visit.store, visit.scope, visit.choices, visit.subject, kind)
unusual_months.show_alerts(visit, listed)
worth = unusual_months.fold_of_worth(visit)
if tables.is_open(worth):
    told = alert_worth(visit.store, visit.scope, visit.choices, visit.subject, kind)
    worth.markdown(visit.say(told.sentence))

st.subheader(_("Neighbouring counties together"))
together = neighbours(visit.store, visit.scope, visit.choices, visit.subject)
st.markdown(notices.plain(visit.say(together.sentence)))

st.subheader(_("Every county on one axis"))
lines = small_multiples(visit.store, visit.scope, visit.choices, visit.subject)
county_lines.show_multiples(visit, lines)

notices.show_about(visit, result.about, result.method)
trends.show_methods(visit, (listed.method, together.method, lines.method))
