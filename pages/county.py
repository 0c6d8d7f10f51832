"""What is known about one county, on one sheet?"""

from dataclasses import replace

import streamlit as st

from components.incidents.published import published_sheet
from components.sheets import county_picture, county_sheet, decisions
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.incidents.map.incident_map import Measure, county_detail, county_map
from usalama.incidents.published.published_place import published_about
from usalama.incidents.rates.overview import overview
from usalama.incidents.rates.similar_places import similar_places
from usalama.incidents.response.responders import responders
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
    with st.container(horizontal=True, vertical_alignment="center"):
        county_sheet.choose_county(visit, place)
        county_picture.offer_picture(visit, shown, place, found)
    county_sheet.show_findings(visit, like, found)
    left, right = st.columns(2, gap="large")
    with left:
        county_sheet.show_map(visit, shown, place)
        county_sheet.show_months(visit, detail, result)
        county_sheet.show_known(visit, result, place)
        decisions.show_where_to_report(visit)
    with right:
        county_sheet.show_rates(visit, like, shown.counties.whole, result.about)
        county_sheet.show_responders(visit, responders(*asked))
        county_sheet.show_flags(visit, result)
        decisions.show_waits(visit, waiting_now)
        published_sheet.show_published_place(visit, published_about(visit.subject, place))
