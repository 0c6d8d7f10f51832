"""How do a few cities or counties compare, and what are they too different for?"""

import streamlit as st

from components.incidents import comparing, comparing_rates
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.rates.compared_months import compared_months
from usalama.incidents.rates.comparison import compare_places
from usalama.incidents.rates.similar_places import similar_places
from usalama.incidents.response.compared_hours import compared_weeks

visit = start()
asked = (visit.store, visit.scope, visit.choices, visit.subject)
with opened(visit, "compare") as tab:
    controls = st.container(horizontal=True, vertical_alignment="bottom")
    with controls:
        places = comparing.choose_places(visit)
    if tab == "rates":
        comparing_rates.show_rates(visit, compare_places(*asked, places))
    elif tab == "months":
        comparing.show_months(visit, compared_months(*asked, places))
    elif tab == "like":
        with controls:
            chosen = comparing.choose_like(visit, places)
        comparing_rates.show_similar(visit, similar_places(*asked, (chosen,)))
    elif tab == "week":
        comparing.show_weeks(visit, compared_weeks(*asked, places))
    elif tab == "maps":
        comparing.show_two_maps(visit, places, county_map(*asked, Measure.RATE))
