"""Who are the associations, partners and police, what did they do, and what do they tell?"""

import streamlit as st

from components.entry import register_page
from components.entry.register_editor import show_editor
from components.programme import (
    activities,
    assets,
    association_contacts,
    association_maps,
    association_profile,
    associations,
    cover_entry,
    partners,
    police_cover,
    register_parts,
    stories,
)
from components.shell import notices
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.country.printed_figures import ALLIANCE, published_figures
from usalama.programme.activities import activities as activities_of
from usalama.programme.assets import assets as assets_of
from usalama.programme.association_profile import association_profile as profile_of
from usalama.programme.associations import associations as find_associations
from usalama.programme.guards import guards
from usalama.programme.partners import partners as partners_of
from usalama.programme.police_cover import police_cover as police_cover_of
from usalama.programme.stories import stories as stories_of
from usalama.registers import ACTIVITY, ASSOCIATION, OFFICER_COUNT, PARTNER

visit = start()
_ = visit._
with opened(visit, "people") as tab:
    if tab == "associations":
        asked = (visit.store, visit.scope, visit.choices, visit.subject)
        every = find_associations(*asked)
        register_page.show_register_nature(visit, every.held)
        if every.n_held:
            result = find_associations(*asked, associations.choose_search(visit, every.tools))
            st.subheader(_("The register"))
            associations.show_registry(visit, result)

            st.subheader(_("Where they are"))
            association_maps.show_map(visit, result)

            st.subheader(_("Likely the same association twice"))
            associations.show_doubles(visit, result)
        else:
            register_page.show_empty_register(visit, "association")

        st.subheader(_("What the alliance publishes"))
        associations.show_published(visit, published_figures(ALLIANCE), every)

        if every.n_held:
            st.subheader(_("One association"))
            record_id = association_profile.choose_association(visit, every)
            if record_id:
                profile = profile_of(*asked, record_id)
                association_profile.show_profile(visit, profile)
                association_contacts.show_contacts(visit, profile)
                register_page.show_register_about(visit, profile.held, profile.method)

        show_editor(visit, ASSOCIATION)
        register_page.show_register_about(visit, every.held, every.method)
    elif tab == "partners":
        asked = (visit.store, visit.scope, visit.choices.county_codes, visit.subject)
        result = partners_of(*asked, register_parts.choose_sector(visit))
        register_page.show_register_nature(visit, result.held)
        if result.held.nature is None:
            register_page.show_empty_register(visit, "partner")
        else:
            st.subheader(_("The partners"))
            partners.show_list(visit, result)

            st.subheader(_("Who covers what"))
            partners.show_grid(visit, result)

            st.subheader(_("Sectors that are missing"))
            partners.show_missing(visit, result)

        show_editor(visit, PARTNER)
        register_page.show_register_about(visit, result.held, result.method)
    elif tab == "police":
        ratio = police_cover.choose_ratio(visit)
        codes = visit.choices.county_codes
        result = police_cover_of(visit.store, visit.scope, codes, visit.subject, visit.today, ratio)

        st.subheader(_("The ratios side by side"))
        police_cover.show_ratios(visit, result)

        st.subheader(_("What a ratio asks of the whole country"))
        police_cover.show_country(visit, result)

        st.subheader(_("County by county"))
        register_page.show_register_nature(visit, result.held)
        police_cover.show_counties(visit, result)

        st.subheader(_("Guards and stewards beside the police"))
        police_cover.show_guards(visit, guards(visit.store, visit.scope, codes, visit.subject, visit.today))

        show_editor(visit, OFFICER_COUNT)
        register_page.show_register_about(visit, result.held, result.method)
    elif tab == "activities":
        asked = (visit.store, visit.scope, visit.choices, visit.subject)
        result = activities_of(*asked, visit.today, activities.choose_kind(visit))
        register_page.show_register_nature(visit, result.held)
        if result.held.nature is None:
            register_page.show_empty_register(visit, "activity")
        else:
            notices.show_sentences(visit, (*result.sentences, *result.notes))
            st.subheader(_("What was done, month by month"))
            activities.show_months(visit, result)

            st.subheader(_("Where it was done"))
            activities.show_map(visit, result)

            st.subheader(_("What came of it"))
            activities.show_outcomes(visit, result)

            st.subheader(_("Work and training"))
            activities.show_employment(visit, result)

            st.subheader(_("Awards"))
            activities.show_awards(visit, result)

            st.subheader(_("The newest activities"))
            activities.show_newest(visit, result)
        show_editor(visit, ACTIVITY)
        register_page.show_register_about(visit, result.held, result.method)
    elif tab == "assets":
        held = assets_of(visit.store, visit.scope, visit.choices, visit.subject, visit.today)
        st.subheader(_("Hours of cover a week"))
        assets.show_hours(visit, held)

        st.subheader(_("Gates around the day"))
        assets.show_gates(visit, held)

        st.subheader(_("Hours that nobody covers"))
        assets.show_ring_words(visit, held)
        cover_entry.show_cover_entry(visit)
        assets.show_method(visit, held)
    elif tab == "stories":
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
