"""Where do incidents happen, for how many people, and how has it moved from month to month?"""

from functools import partial

import streamlit as st

from components.incidents import incident_map, map_controls
from components.shell import notices
from components.shell.session import start
from usalama.incidents.map.incident_map import county_detail, county_map, place_circles
from usalama.incidents.map.map_points import map_points

visit = start()
_ = visit._
asked = (visit.store, visit.scope, visit.choices, visit.subject)
st.title(_("Incident map"))
st.markdown(_("Where do incidents happen, for how many people, and how sure are we?"))

with st.container(horizontal=True, vertical_alignment="bottom"):
    layer = map_controls.choose_layer(visit)
    measure = map_controls.choose_measure(visit)
    focus = map_controls.choose_focus(visit)

result = county_map(*asked, measure)
notices.show_cuts(visit, result.about)
if layer == map_controls.COUNTIES:
    map_controls.show_county_map(visit, result, partial(county_map, *asked, measure), focus)
    incident_map.show_measure_note(visit, result)
elif layer in map_controls.LEVEL_OF_LAYER:
    map_controls.show_circles(visit, place_circles(*asked, map_controls.LEVEL_OF_LAYER[layer]), layer)
else:
    map_controls.show_points(visit, map_points(*asked), layer)

if layer not in map_controls.LEVEL_OF_LAYER:
    incident_map.show_measure_table(visit, result)
if focus:
    incident_map.show_county(visit, county_detail(*asked, focus))
incident_map.show_downloads(visit, result)
notices.show_about(visit, result.about, result.method)
