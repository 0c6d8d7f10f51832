"""Who are the associations, partners and police, what did they do, and what do they tell?"""

from components.entry.register_editor import show_editor
from components.entry.register_page import holds_records, show_register_nature
from components.programme import (
    activities,
    assets,
    association_contacts,
    association_profile,
    associations,
    cover_entry,
    partners,
    police_cover,
    stories,
)
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.programme.activities import activities as activities_of
from usalama.programme.assets import assets as assets_of
from usalama.programme.association_profile import association_profile as profile_of
from usalama.programme.associations import associations as associations_of
from usalama.programme.guards import guards
from usalama.programme.partners import partners as partners_of
from usalama.programme.police_cover import police_cover as police_cover_of
from usalama.programme.stories import stories as stories_of
from usalama.registers import ACTIVITY, ASSOCIATION, OFFICER_COUNT, PARTNER

visit = start()
asked = (visit.store, visit.scope, visit.choices, visit.subject)
here = (visit.store, visit.scope, visit.choices.county_codes, visit.subject)
with opened(visit, "people") as tab:
    if tab == "associations":
        every = associations_of(*asked)
        show_register_nature(visit, every.held)
        if not every.n_held:
            associations.show_none(visit, every)
        else:
            search, layer = associations.choose_view(visit, every.tools)
            associations.show_associations(visit, associations_of(*asked, search), layer)
            record_id = association_profile.choose_association(visit, every)
            if record_id:
                profile = profile_of(*asked, record_id)
                association_profile.show_profile(visit, profile)
                association_contacts.show_contacts(visit, profile)
        show_editor(visit, ASSOCIATION)
    elif tab == "partners":
        result = partners_of(*here)
        if holds_records(visit, result.held, "partner"):
            partners.show_partners(visit, result, lambda sector: partners_of(*here, sector))
        show_editor(visit, PARTNER)
    elif tab == "police":
        ratio = police_cover.choose_ratio(visit)
        cover = police_cover_of(*here, visit.today, ratio)
        police_cover.show_police(visit, cover, lambda: guards(*here, visit.today))
        show_editor(visit, OFFICER_COUNT)
    elif tab == "activities":
        done = activities_of(*asked, visit.today, activities.choose_kind(visit))
        if holds_records(visit, done.held, "activity"):
            activities.show_activities(visit, done)
        show_editor(visit, ACTIVITY)
    elif tab == "assets":
        assets.show_assets(visit, assets_of(*asked, visit.today))
        cover_entry.show_cover_entry(visit)
    elif tab == "stories":
        told = stories_of(*asked, visit.today, stories.choose_kind(visit))
        if holds_records(visit, told.held, "story"):
            stories.show_stories(visit, told)
        stories.show_story_editor(visit)
