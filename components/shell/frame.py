"""The frame of every page: settings, language, menu, shared filters, and one place for known errors."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.shell import filters, notices, session
from components.shell.footer import show_footer
from components.shell.visit import Visit
from usalama.errors import StoreUnavailable, UsalamaError

ICON = Path(__file__).parents[1] / "static" / "icon.png"


def _menu(visit: Visit) -> dict[str, list[st.Page]]:
    _ = visit._
    return {
        _("See"): [
            st.Page("../../pages/overview.py", title=_("Overview"), icon=":material/dashboard:", default=True),
            st.Page("../../pages/incident_map.py", title=_("Incident map"), icon=":material/map:"),
            st.Page("../../pages/compare_cities.py", title=_("Compare cities"), icon=":material/compare_arrows:"),
            st.Page("../../pages/response.py", title=_("Response"), icon=":material/emergency:"),
            st.Page("../../pages/trends.py", title=_("Trends and alerts"), icon=":material/trending_up:"),
            st.Page("../../pages/hot_spots.py", title=_("Hot spots"), icon=":material/hexagon:"),
            st.Page("../../pages/drugs_and_youth.py", title=_("Drugs and youth"), icon=":material/groups:"),
        ],
        _("Programme"): [
            st.Page("../../pages/associations.py", title=_("Associations"), icon=":material/holiday_village:"),
            st.Page("../../pages/accreditation.py", title=_("Accreditation"), icon=":material/verified:"),
            st.Page("../../pages/rollout.py", title=_("Rollout"), icon=":material/rocket_launch:"),
            st.Page("../../pages/logframe.py", title=_("Logframe"), icon=":material/checklist:"),
            st.Page("../../pages/charter.py", title=_("Charter"), icon=":material/history_edu:"),
            st.Page("../../pages/asks.py", title=_("Asks"), icon=":material/front_hand:"),
            st.Page("../../pages/activities.py", title=_("Activities"), icon=":material/directions_walk:"),
            st.Page("../../pages/partners.py", title=_("Partners"), icon=":material/handshake:"),
            st.Page("../../pages/effect.py", title=_("Effect"), icon=":material/troubleshoot:"),
            st.Page("../../pages/stories.py", title=_("Stories"), icon=":material/auto_stories:"),
            st.Page("../../pages/surveys.py", title=_("Surveys"), icon=":material/ballot:"),
            st.Page("../../pages/police_cover.py", title=_("Police cover"), icon=":material/local_police:"),
        ],
        _("Manage"): [st.Page("../../pages/import_data.py", title=_("Import data"), icon=":material/upload_file:")],
        _("Understand"): [
            st.Page("../../pages/reporting.py", title=_("Reporting"), icon=":material/campaign:"),
            st.Page("../../pages/claims.py", title=_("Claim checker"), icon=":material/fact_check:"),
            st.Page("../../pages/noise.py", title=_("What nothing looks like"), icon=":material/casino:"),
            st.Page("../../pages/methods.py", title=_("Methods"), icon=":material/menu_book:"),
        ],
    }


def show() -> None:
    """Run the page that was asked for, within the frame."""
    st.set_page_config(page_title="Usalama Mitaani", page_icon=str(ICON), layout="wide")
    try:
        visit = session.start()
    except StoreUnavailable as error:
        notices.show_error(None, error)
        return
    page = st.navigation(_menu(visit))
    filters.show_filters(visit)
    notices.show_nature(visit)
    notices.show_unknown_choices(visit)
    try:
        page.run()
    except UsalamaError as error:
        notices.show_error(visit, error)
    show_footer(visit)


show()
