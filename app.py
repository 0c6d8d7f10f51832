"""The server: one application that serves the pages, the map libraries and the shapes of the country."""

import streamlit as st

from components.maps.geometries import cell_routes, geometries
from components.shell import serving
from usalama.country import load_country
from usalama.settings import Settings

country = load_country(Settings().country)

# The frame, not this file, is the script of every page: no ``pages/`` folder stands beside it, so that
# no page can be asked for past the frame.
app = st.App(
    "components/shell/frame.py",
    lifespan=serving.load_at_start,
    routes=[*serving.routes(geometries(country)), *cell_routes(country)],
    middleware=serving.middleware(),
)
