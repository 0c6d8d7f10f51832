"""Under every page: the version of the data and a link that brings back exactly this view."""

from __future__ import annotations

import streamlit as st

from components.shell.filters import link_to_view
from components.shell.notices import exactness
from components.shell.visit import Visit
from usalama.model import Sentence


def show_footer(visit: Visit) -> None:
    _ = visit._
    st.divider()
    version = Sentence("Data version {version}.", {"version": str(visit.held.data_version)})
    st.caption(f"{visit.say(version)} {exactness(visit)}")
    with st.popover(_("Link to this view"), icon=":material/link:"):
        st.caption(_("This address brings back every choice, with absolute dates:"))
        st.code(link_to_view(visit), language=None, wrap_lines=True)
