"""A server like the real one, whose page draws the same choropleth in several ways."""

import streamlit as st

from components import serving
from components.geometries import geometries
from usalama.geography import load_country
from usalama.settings import PROJECT_FOLDER

app = st.App(
    "script.py",
    lifespan=serving.load_at_start,
    routes=serving.routes(geometries(load_country(PROJECT_FOLDER / "data" / "kenya"))),
    middleware=serving.middleware(),
)
