"""Where do incidents happen, for how many people, and how sure is that?"""

import streamlit as st

from components.incidents import hot_spots, incident_map, map_controls, near_repeats
from components.incidents.foretelling import show_foretelling
from components.incidents.published import published_layer
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.incidents.hot_spots.density_picture import density_picture
from usalama.incidents.hot_spots.foretelling import foretelling
from usalama.incidents.hot_spots.hot_spots import beside_all_reports, hot_spot_map
from usalama.incidents.hot_spots.near_repeats import repeat_table
from usalama.incidents.map.incident_map import county_detail, county_map, place_circles
from usalama.incidents.map.map_finding import map_finding
from usalama.incidents.map.map_points import map_points
from usalama.incidents.published.published_counties import published_counties
from usalama.incidents.rates.county_rates import METHOD

visit = start()
with opened(visit, "map") as tab:
    if tab == "map":
        asked = (visit.store, visit.scope, visit.choices, visit.subject)
        focus = map_controls.read_focus(visit)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            layer = map_controls.choose_layer(visit)
            measure = map_controls.choose_measure(visit, layer)
        if layer == map_controls.PUBLISHED:
            year = published_layer.choose_year(visit, published_counties(visit.subject).known_by_year)
            published_layer.show_published_map(visit, published_counties(visit.subject, year), focus=focus)
        elif layer == map_controls.COUNTIES:
            incident_map.show_counties(visit, county_map(*asked, measure), focus, map_finding(*asked))
        elif layer in map_controls.LEVEL_OF_LAYER:
            map_controls.show_circles(visit, place_circles(*asked, map_controls.LEVEL_OF_LAYER[layer]), layer, METHOD)
        else:
            map_controls.show_points(visit, map_points(*asked), layer)
        if focus and layer == map_controls.COUNTIES:
            incident_map.show_county(visit, county_detail(*asked, focus), METHOD)
    elif tab == "hot_spots":
        controls = st.container(horizontal=True, vertical_alignment="bottom")
        with controls:
            place, view = hot_spots.choose_place(visit), hot_spots.choose_view(visit)
            choices = hot_spots.choose_kind(visit, view)
        asked_of = (visit.store, visit.scope, choices, visit.subject, place)
        if view == hot_spots.REPEATS:
            near_repeats.show_repeats(visit, repeat_table(*asked_of))
        elif view == hot_spots.FORETELLING:
            show_foretelling(visit, foretelling(*asked_of))
        elif view == hot_spots.PICTURE:
            hot_spots.show_picture(visit, density_picture(*asked_of))
        else:
            report = beside_all_reports if view == hot_spots.BESIDE else hot_spot_map
            hot_spots.show_cells(visit, report(*asked_of), choices, controls)
