"""What do months look like in which nothing changed?"""

import streamlit as st

from components.incidents import noise, trends
from components.shell import notices
from components.shell.session import start
from usalama.incidents.trends.noise import noise as draw_months

visit = start()
_ = visit._
st.title(_("What nothing looks like"))
st.markdown(
    _(
        "Counts go up and down by chance. Here are twenty months in which nothing changed at all: learn what that "
        "looks like before you read a rise into a real series."
    )
)

place = trends.choose_place(visit)
draw = noise.choose_draw(visit)
result = draw_months(visit.store, visit.scope, visit.choices, visit.subject, place, draw)
notices.show_cuts(visit, result.about)
noise.show_noise(visit, result)
notices.show_about(visit, result.about, result.method)
