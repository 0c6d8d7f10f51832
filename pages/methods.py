"""How is each number made, from what, and what is known to be wrong with it?"""

import streamlit as st

from components.shell.session import start
from components.workbench import methods
from usalama.country.figures import published_figures

visit = start()
_ = visit._
st.title(_("Methods"))
st.markdown(_("How each number is made, from what, and what is known to be wrong with it."))

methods.show_numbers(visit)
methods.show_reports(visit)
methods.show_two_levels(visit)
methods.show_places(visit)
methods.show_published_figures(visit, published_figures())
methods.show_faults(visit)
methods.show_changes(visit)
