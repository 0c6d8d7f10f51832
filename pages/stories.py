"""What happened and what do associations tell, where, and how long ago?"""

import streamlit as st

from components.entry import register_page
from components.programme import stories
from components.shell import notices
from components.shell.session import start
from usalama.programme.stories import stories as stories_of

visit = start()
_ = visit._
st.title(_("Stories"))
st.markdown(_("What happened and what do associations tell, where, and how long ago?"))
st.caption(_("Stories are shown with the consent of those who tell them. They are no count of incidents."))

asked = (visit.store, visit.scope, visit.choices, visit.subject, visit.today)
result = stories_of(*asked, stories.choose_kind(visit))
register_page.show_register_nature(visit, result.held)
if result.held.nature is None:
    register_page.show_empty_register(visit, "story")
else:
    notices.show_sentences(visit, (*result.sentences, *result.notes))
    st.subheader(_("When"))
    stories.show_timeline(visit, result)

    st.subheader(_("Where"))
    stories.show_map(visit, result)

    st.subheader(_("What is told"))
    stories.show_cards(visit, result)

stories.show_story_editor(visit)
register_page.show_register_about(visit, result.held, result.method)
