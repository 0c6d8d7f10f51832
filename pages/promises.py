"""What was asked, pledged and promised, and what became of it?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import accreditation, ask_waits, asks, charter, letters
from components.shell import notices
from components.shell.anatomy import opened
from components.shell.notices import plain
from components.shell.session import start
from usalama.programme.asks import asks as asks_of
from usalama.programme.associations import associations
from usalama.programme.charter import charter as charter_of
from usalama.programme.progress.accreditation import accreditation as accreditation_of
from usalama.registers import ASK, PLEDGE, STAGE

visit = start()
_ = visit._
with opened(visit, "promises") as tab:
    if tab == "asks":
        result = asks_of(visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
        register_page.show_register_nature(visit, result.held)
        if result.held.nature is None:
            register_page.show_empty_register(visit, "ask")
        else:
            notices.show_sentences(visit, result.sentences)
            st.subheader(_("The oldest that are still open"))
            asks.show_board(visit, result)

            st.subheader(_("Promised and not delivered"))
            asks.show_promised(visit, result)

            st.subheader(_("From asking to delivery"))
            ask_waits.show_funnel(visit, result)

            st.subheader(_("How long it takes"))
            ask_waits.show_waiting(visit, result)
            ask_waits.show_kinds(visit, result)

            st.subheader(_("Where asks are open"))
            asks.show_map(visit, result)

        show_editor(visit, ASK)
        register_page.show_register_about(visit, result.held, result.method)
    elif tab == "charter":
        charter.show_what_it_is(visit)

        result = charter_of(visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
        register_page.show_register_nature(visit, result.held)
        if result.held.nature is None:
            register_page.show_empty_register(visit, "pledge")
        else:
            notices.show_sentences(visit, result.sentences)
            st.subheader(_("What became of the pledges, by sector"))
            charter.show_sectors(visit, result)

            st.subheader(_("Where signatories are"))
            charter.show_map(visit, result)

            st.subheader(_("What is due"))
            charter.show_due(visit, result)

        show_editor(visit, PLEDGE)
        register_page.show_register_about(visit, result.held, result.method)
    elif tab == "ledger":
        result = charter_of(visit.store, visit.scope, visit.choices.county_codes, visit.subject, visit.today)
        charter.show_ledger(visit, result)
    elif tab == "accreditation":
        codes = visit.choices.county_codes
        result = accreditation_of(visit.store, visit.scope, codes, visit.subject, visit.today)
        every = associations(visit.store, visit.scope, visit.choices, visit.subject)
        register_page.show_register_nature(visit, result.held)
        if result.cases.empty:
            register_page.show_empty_register(visit, "stage")
        else:
            for sentence in result.sentences:
                st.markdown(plain(visit.say(sentence)))

        st.subheader(_("Where there is a law"))
        accreditation.show_laws(visit, result)

        st.subheader(_("Where the counties stand"))
        accreditation.show_map(visit, result)

        if not result.cases.empty:
            st.subheader(_("How many came how far"))
            accreditation.show_funnel(visit, result)

            st.subheader(_("Who waits for an answer, the oldest first"))
            accreditation.show_waiting(visit, result)

            st.subheader(_("Who went back, and why"))
            accreditation.show_went_back(visit, result)

        st.subheader(_("Letter to the county government"))
        letters.show_letter(visit, letters.choose_letter(visit, result, every), every)

        show_editor(visit, STAGE)
        register_page.show_register_about(visit, result.held, result.method)
