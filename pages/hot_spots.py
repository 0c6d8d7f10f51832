"""In which parts of a county or city are there more reports than expected, and what does that not mean?"""

import streamlit as st

from components.incidents import hot_spots, near_repeats
from components.incidents.foretelling import show_foretelling
from components.shell import notices
from components.shell.session import start
from usalama.incidents.hot_spots.density_picture import density_picture
from usalama.incidents.hot_spots.foretelling import foretelling
from usalama.incidents.hot_spots.hot_spots import beside_all_reports, hot_spot_map
from usalama.incidents.hot_spots.near_repeats import repeat_table

visit = start()
_ = visit._
st.title(_("Hot spots"))
st.markdown(_("Where are there more reports than the surroundings lead one to expect, and what does that not mean?"))

place = hot_spots.choose_place(visit)
view = hot_spots.choose_view(visit)
asked = (visit.store, visit.scope, visit.choices, visit.subject, place)

if view == hot_spots.BESIDE:
    choices = hot_spots.choose_kind(visit)
    result = beside_all_reports(visit.store, visit.scope, choices, visit.subject, place)
    hot_spots.show_cells(visit, result)
elif view == hot_spots.REPEATS:
    result = repeat_table(*asked)
    near_repeats.show_repeats(visit, result)
elif view == hot_spots.FORETELLING:
    result = foretelling(*asked)
    show_foretelling(visit, result)
elif view == hot_spots.PICTURE:
    result = density_picture(*asked)
    hot_spots.show_picture(visit, result)
else:
    result = hot_spot_map(*asked)
    hot_spots.show_cells(visit, result)

hot_spots.show_warnings(visit)
notices.show_about(visit, result.about, result.method)
