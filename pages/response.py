"""Who reaches people how fast, and at which hours is nobody on duty?"""

import streamlit as st

from components.incidents import day_ring, response, week_blocks
from components.shell import notices
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.incidents.response.cover_ring import cover_ring
from usalama.incidents.response.responders import responders
from usalama.incidents.response.waits_by import waits_by
from usalama.incidents.response.week_pattern import week_pattern

visit = start()
_ = visit._
with opened(visit, "response") as tab:
    if tab == "who":
        result = responders(visit.store, visit.scope, visit.choices, visit.subject)
        notices.show_cuts(visit, result.about)

        st.subheader(_("Who reaches people"))
        response.show_who_comes(visit, result)

        st.subheader(_("Who is sooner"))
        response.show_pairs(visit, result)
        notices.show_about(visit, result.about, result.method)
    elif tab == "groups":
        dimension = response.choose_dimension(visit)
        groups = waits_by(visit.store, visit.scope, visit.choices, visit.subject, dimension)
        response.show_waits_by(visit, groups)
        notices.show_about(visit, groups.about, groups.method)
    elif tab == "cover":
        ring = cover_ring(visit.store, visit.scope, visit.choices, visit.subject)
        day_ring.show_ring(visit, ring)
        notices.show_about(visit, ring.about, ring.method)
    elif tab == "week":
        week = week_pattern(visit.store, visit.scope, visit.choices, visit.subject)
        week_blocks.show_week(visit, week)
        notices.show_about(visit, week.about, week.method)
