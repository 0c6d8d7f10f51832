"""The registers of the programme: who joined, what was agreed, what was done, what is asked for.

Each register has ``record_id``, unique within it, and ``source_id``, through which it carries its nature. Who changed
what and when is not a column: the lake keeps every version.
"""

from __future__ import annotations

from usalama.schema.columns import PUBLIC, Column, Consent, Kind, Visibility, text_column
from usalama.schema.register_columns import (
    MOST_PEOPLE,
    PRIVATE,
    association,
    choice,
    county,
    day,
    flag,
    number,
    people,
    register,
)

SETTLEMENT_TYPES = ("estate", "informal_settlement", "centre", "peri_urban", "rural")
PIPELINES = ("accreditation", "rollout")
ACCREDITATION_STAGES = ("not_started", "applied", "documents_asked", "agreement", "recognised", "lapsed")
ROLLOUT_STAGES = ("identified", "mobilised", "trained", "charter_signed", "tools_live", "accredited", "active")
SECTORS = ("residents", "private_security", "police", "county", "agency", "youth", "faith", "parents")
PLEDGE_STATES = ("kept", "partly", "late", "no_word")
ACTIVITY_KINDS = ("patrol", "forum", "mentoring", "training", "employment", "award", "other")
ASK_KINDS = ("patrols", "police_base", "forum", "accreditation", "lighting", "other")
INDICATOR_LEVELS = ("goal", "outcome", "output")
# What an indicator may be computed from; usalama/programme/progress/indicator_measures.py says how.
MEASURES = (
    "associations_joined",
    "associations_trained",
    "charters_signed",
    "associations_active",
    "counties_recognised",
    "share_preventive_actions",
    "share_actions_closed",
    "share_pledges_kept",
    "share_asks_delivered",
    "median_response",
)
STORY_KINDS = ("event", "success", "challenge")

ASSOCIATION = register(
    "association",
    "A resident association.",
    (
        text_column("name", "As it calls itself.", is_required=True, **PUBLIC),
        county(),
        text_column("constituency_code", "Number of the constituency, three digits.", **PUBLIC),
        choice("settlement_type", "What kind of settlement it is; empty means unknown.", SETTLEMENT_TYPES, False),
        Column("longitude", Kind.NUMBER, "Of a point in its area, WGS 84.", minimum=-180, maximum=180),
        Column("latitude", Kind.NUMBER, "Of a point in its area, WGS 84.", minimum=-90, maximum=90),
        text_column("area", "Its area as a GeoJSON polygon, WGS 84."),
        people("household_count", "Households in its area."),
        people("member_count", "Members."),
        text_column("languages", "Languages of its meetings, as codes with commas.", **PUBLIC),
        text_column("tools", "Tools for reporting that it uses, with commas.", **PUBLIC),
        day("joined_on", "When it joined the programme."),
    ),
)

CONTACT = register(
    "contact",
    "Somebody who leads an association or a partner; kept apart and shown to nobody but moderators.",
    (
        association(Visibility.MODERATION),
        text_column("partner_id", "The partner's record_id.", **PRIVATE),
        text_column("person_name", "Name.", is_required=True, **PRIVATE),
        text_column("role", "What they do there.", **PRIVATE),
        text_column("phone", "Telephone.", **PRIVATE),
        text_column("email", "E-mail.", **PRIVATE),
    ),
)

STAGE = register(
    "stage",
    "A stage that an association or a county reached, or plans to reach, towards accreditation or in the rollout.",
    (
        choice("pipeline", "Which way.", PIPELINES),
        county(),
        association(),
        choice("stage", "Which stage.", (*ACCREDITATION_STAGES, *ROLLOUT_STAGES)),
        day("planned_on", "When it is planned."),
        day("reached_on", "When it was reached; empty means not yet."),
        text_column("next_document", "What is to be handed in next.", **PUBLIC),
        text_column("office", "The office that decides.", **PUBLIC),
        text_column("reason", "Why it went back, or waits.", **PUBLIC),
    ),
)

INDICATOR = register(
    "indicator",
    "Something that tells whether the programme reaches its goal.",
    (
        choice("level", "Where it stands in the logical framework.", INDICATOR_LEVELS),
        text_column("title", "What is measured.", is_required=True, **PUBLIC),
        text_column("definition", "How it is measured.", is_required=True, **PUBLIC),
        text_column("unit", "In what.", is_required=True, **PUBLIC),
        number("baseline", "Its value before.", minimum=None),
        day("baseline_on", "When that was."),
        flag("is_lower_better", "Whether a fall is what is wanted."),
        choice("measure", "What it is computed from in the store; empty means values are entered.", MEASURES, False),
        text_column("responsible", "Which office or role.", **PUBLIC),
        text_column("means", "Where its values come from.", **PUBLIC),
        flag("is_example", "Whether its figures were made up to show how it looks."),
    ),
)

INDICATOR_VALUE = register(
    "indicator_value",
    "The target and the value of an indicator in a quarter.",
    (
        text_column("indicator_id", "The indicator's record_id.", is_required=True, **PUBLIC),
        day("quarter_start", "First day of the quarter.", is_required=True),
        number("target", "What was to be reached.", minimum=None),
        number("value", "What was reached, where it is entered.", minimum=None),
        number("lower", "The least it may be.", minimum=None),
        number("upper", "The most it may be.", minimum=None),
        text_column("evidence", "Where that is written.", **PUBLIC),
    ),
)

PLEDGE = register(
    "pledge",
    "What somebody promised when they signed the charter.",
    (
        county(is_required=False),
        association(),
        choice("sector", "Who they speak for.", SECTORS),
        flag("is_person", "Whether a person signed for themselves, and not for an organisation."),
        text_column(
            "signatory_name", "Who signed; shown only with consent.", consent=Consent("may_be_named", "is_person")
        ),
        flag("may_be_named", "Whether they agreed to be named."),
        text_column("pledge_text", "What they promised.", is_required=True, **PUBLIC),
        day("signed_on", "When they signed.", is_required=True),
        day("due_on", "By when it is to be done."),
        choice("state", "What became of it.", PLEDGE_STATES),
        text_column("evidence", "What shows it.", **PUBLIC),
    ),
)

ACTIVITY = register(
    "activity",
    "Something that was done.",
    (
        choice("kind", "What it was.", ACTIVITY_KINDS),
        county(),
        association(),
        day("held_on", "When.", is_required=True),
        flag("is_preventive", "Whether it was to prevent something, rather than answer it."),
        people("attendance", "How many came."),
        people("actions_agreed", "Actions agreed there."),
        people("actions_closed", "Of these, done by now."),
        people("places_offered", "Places of work or training offered."),
        people("places_filled", "Of these, filled."),
        people("places_retained", "Of these, still held after the time agreed."),
        text_column("criteria", "By what an award was given.", **PUBLIC),
        text_column("description", "In a sentence.", **PUBLIC),
    ),
)

ASK = register(
    "ask",
    "Something that an association asked for.",
    (
        choice("kind", "What.", ASK_KINDS),
        county(),
        association(),
        text_column("addressed_to", "The office that was asked.", is_required=True, **PUBLIC),
        day("asked_on", "When it was asked for.", is_required=True),
        day("acknowledged_on", "When the office said that it has it."),
        day("promised_on", "When the office said yes."),
        day("delivered_on", "When it was there."),
        text_column("note", "In a sentence.", **PUBLIC),
    ),
)

PARTNER = register(
    "partner",
    "An organisation that works in the programme.",
    (
        text_column("name", "As it calls itself.", is_required=True, **PUBLIC),
        choice("sector", "What it is.", SECTORS),
        text_column("county_codes", "Counties it covers, as numbers with commas.", is_required=True, **PUBLIC),
        text_column("licence", "Number of its licence, where it needs one.", **PUBLIC),
        people("guards_committed", "Guards or stewards committed."),
        number("hours_a_week", "Hours a week committed.", maximum=1_000_000),
        text_column("liaison", "The office or role to turn to, no person.", **PUBLIC),
        day("since", "Since when."),
    ),
)

OFFICER_COUNT = register(
    "officer_count",
    "How many police officers a county has, as a source states it.",
    (
        county(),
        Column(
            "officer_count",
            Kind.INTEGER,
            "Officers.",
            is_required=True,
            minimum=0,
            maximum=1_000_000,
            visibility=Visibility.PUBLIC,
        ),
        day("as_of", "On which day.", is_required=True),
        text_column("stated_in", "The document that states it.", is_required=True, **PUBLIC),
    ),
)

STORY = register(
    "story",
    "Something that happened, or that an association tells.",
    (
        choice("kind", "What it is.", STORY_KINDS),
        county(),
        association(),
        day("happened_on", "When.", is_required=True),
        text_column("title", "In a few words.", is_required=True, **PUBLIC),
        text_column("text", "As told.", **PUBLIC),
        text_column("stated_in", "Where it is written.", **PUBLIC),
        flag("is_consented", "Whether whoever tells it agreed that it is shown."),
    ),
)

SURVEY = register(
    "survey",
    "A questionnaire in one of its versions.",
    (
        text_column("title", "What it is called.", is_required=True, **PUBLIC),
        text_column("version", "Which version.", is_required=True, **PUBLIC),
        text_column("form", "Questions, choices and translations as an XLSForm, in JSON.", is_required=True, **PUBLIC),
    ),
)

SUBMISSION = register(
    "submission",
    "One filled questionnaire.",
    (
        text_column("survey_id", "The questionnaire's record_id.", is_required=True),
        text_column("wave", "Which round of asking.", is_required=True),
        Column("submitted_on", Kind.DATE, "When."),
        text_column("county_code", "Number of the county, three digits."),
        text_column("stratum", "The part of the population that was sampled by itself."),
        text_column("cluster", "The place drawn first, within which people were drawn."),
        Column("weight", Kind.NUMBER, "How many people the answer stands for.", minimum=0),
        text_column("answers", "Question -> answer, in JSON.", is_required=True, **PRIVATE),
    ),
)

EARLY_HELP = register(
    "early_help",
    "How many people went through early help against drugs in a county and a quarter, step by step.",
    (
        text_column("county_code", "Number of the county, three digits.", is_required=True),
        Column("quarter_start", Kind.DATE, "First day of the quarter.", is_required=True),
        *(
            Column(name, Kind.INTEGER, meaning, minimum=0, maximum=MOST_PEOPLE)
            for name, meaning in (
                ("screened", "People who were asked about their use."),
                ("advised", "Of these, those who were advised."),
                ("referred", "Of these, those who were referred to help."),
                ("started", "Of these, those who began with it."),
                ("completed", "Of these, those who went through with it."),
            )
        ),
    ),
)

REGISTERS = (
    ASSOCIATION,
    CONTACT,
    STAGE,
    INDICATOR,
    INDICATOR_VALUE,
    PLEDGE,
    ACTIVITY,
    ASK,
    PARTNER,
    OFFICER_COUNT,
    STORY,
    SURVEY,
    SUBMISSION,
    EARLY_HELP,
)
