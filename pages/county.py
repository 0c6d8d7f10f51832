"""What is known about one county, on one sheet?"""

from dataclasses import replace
from functools import partial

import streamlit as st

from components.incidents.published import published_sheet
from components.sheets import county_picture, county_sheet, decisions
from components.shell.anatomy import opened, show_finding, show_folds_of_sheet
from components.shell.session import start
from usalama.incidents.map.incident_map import Measure, county_detail, county_map
from usalama.incidents.published.published_place import published_about
from usalama.incidents.rates.overview import overview
from usalama.incidents.rates.similar_places import similar_places
from usalama.incidents.response.responders import responders
from usalama.model import N_
from usalama.programme.waiting import waiting

visit = start()
place = county_sheet.county_of(visit)
with opened(visit, "county", place.name):
    everywhere = (visit.store, visit.scope, replace(visit.choices, county_codes=()), visit.subject)
    asked = (visit.store, visit.scope, replace(visit.choices, county_codes=(place.code,)), visit.subject)
    result, detail = overview(*asked), county_detail(*everywhere, place.code)
    shown, like = county_map(*everywhere, Measure.RATE), similar_places(*everywhere, (place,))[0]
    waiting_now = waiting(visit.store, visit.scope, (place.code,), visit.subject, visit.today)
    found = county_sheet.findings(result, like, waiting_now)
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            county_sheet.choose_county(visit, place)
            county_picture.offer_picture(visit, shown, place, found)
            county_sheet.show_people(visit, place)
        show_finding(visit, *found)
        left, right = st.columns(2, gap="large")
    with left:
        county_sheet.show_map(visit, shown, place)
        county_sheet.show_months(visit, detail, result)
        show_folds_of_sheet(
            visit,
            "sheet",
            {
                N_("Drugs, youth and firearms"): partial(county_sheet.show_flags, visit, result),
                N_("What is known how well"): partial(county_sheet.show_known, visit, result, place),
            },
        )
        decisions.show_where_to_report(visit)
    with right:
        county_sheet.show_rates(visit, like, shown.counties.whole, result.about)
        county_sheet.show_responders(visit, responders(*asked))
        decisions.show_waits(visit, waiting_now)
        published_sheet.show_published_place(visit, published_about(visit.subject, place))
