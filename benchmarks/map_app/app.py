"""A server like the real one, whose page draws the same choropleth in several ways."""

import streamlit as st

from components.maps.geometries import geometries
from components.shell import serving
from usalama.country import load_country
from usalama.settings import PROJECT_FOLDER

app = st.App(
    "script.py",
    lifespan=serving.load_at_start,
    routes=serving.routes(geometries(load_country(PROJECT_FOLDER / "data" / "kenya"))),
    middleware=serving.middleware(),
)
