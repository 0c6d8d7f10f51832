"""The registers of the programme: who joined, what was agreed, what was done, what is asked for.

Each register has ``record_id``, unique within it, and ``source_id``, through which it carries its nature. Who changed
what and when is not a column: the lake keeps every version.
"""

from __future__ import annotations

from collections.abc import Iterable

from usalama.schema.columns import OURS, PUBLIC, Column, Consent, Kind, Table, Visibility, text_column

SETTLEMENT_TYPES = ("estate", "informal_settlement", "centre", "peri_urban", "rural")
PIPELINES = ("accreditation", "rollout")
ACCREDITATION_STAGES = ("not_started", "applied", "documents_asked", "agreement", "recognised", "lapsed")
ROLLOUT_STAGES = ("identified", "mobilised", "trained", "charter_signed", "tools_live", "accredited", "active")
SECTORS = ("residents", "private_security", "police", "county", "agency", "youth", "faith", "parents")
PLEDGE_STATES = ("kept", "partly", "late", "no_word")
ACTIVITY_KINDS = ("patrol", "forum", "mentoring", "training", "employment", "award", "other")
ASK_KINDS = ("patrols", "police_base", "forum", "accreditation", "lighting", "other")
INDICATOR_LEVELS = ("goal", "outcome", "output")
# What an indicator may be computed from; usalama/reports/programme/measures.py says how.
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
MOST_PEOPLE = 10_000_000
PRIVATE = {"visibility": Visibility.MODERATION}


def _register(name: str, meaning: str, columns: Iterable[Column]) -> Table:
    given = (
        text_column("record_id", "Unique within the register.", is_required=True, **PUBLIC),
        text_column("source_id", "The source that states it.", is_required=True, **OURS, **PUBLIC),
    )
    return Table(name, meaning, (*given, *columns))


def _county(is_required: bool = True) -> Column:
    return text_column("county_code", "Number of the county, three digits.", is_required=is_required, **PUBLIC)


def _association(visibility: Visibility = Visibility.PUBLIC) -> Column:
    return text_column("association_id", "The association's record_id; empty means the county.", visibility=visibility)


def _choice(name: str, meaning: str, allowed: tuple[str, ...], is_required: bool = True) -> Column:
    return text_column(name, meaning, is_required=is_required, allowed=allowed, **PUBLIC)


def _day(name: str, meaning: str, is_required: bool = False) -> Column:
    return Column(name, Kind.DATE, meaning, is_required=is_required, visibility=Visibility.PUBLIC)


def _number(name: str, meaning: str, minimum: float | None = 0, maximum: float | None = None) -> Column:
    return Column(name, Kind.NUMBER, meaning, minimum=minimum, maximum=maximum, visibility=Visibility.PUBLIC)


def _people(name: str, meaning: str) -> Column:
    return Column(name, Kind.INTEGER, meaning, minimum=0, maximum=MOST_PEOPLE, visibility=Visibility.PUBLIC)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, Kind.FLAG, meaning, visibility=Visibility.PUBLIC)


ASSOCIATION = _register(
    "association",
    "A resident association.",
    (
        text_column("name", "As it calls itself.", is_required=True, **PUBLIC),
        _county(),
        text_column("constituency_code", "Number of the constituency, three digits.", **PUBLIC),
        _choice("settlement_type", "What kind of settlement it is; empty means unknown.", SETTLEMENT_TYPES, False),
        Column("longitude", Kind.NUMBER, "Of a point in its area, WGS 84.", minimum=-180, maximum=180),
        Column("latitude", Kind.NUMBER, "Of a point in its area, WGS 84.", minimum=-90, maximum=90),
        text_column("area", "Its area as a GeoJSON polygon, WGS 84."),
        _people("household_count", "Households in its area."),
        _people("member_count", "Members."),
        text_column("languages", "Languages of its meetings, as codes with commas.", **PUBLIC),
        text_column("tools", "Tools for reporting that it uses, with commas.", **PUBLIC),
        _day("joined_on", "When it joined the programme."),
    ),
)

CONTACT = _register(
    "contact",
    "Somebody who leads an association or a partner; kept apart and shown to nobody but moderators.",
    (
        _association(Visibility.MODERATION),
        text_column("partner_id", "The partner's record_id.", **PRIVATE),
        text_column("person_name", "Name.", is_required=True, **PRIVATE),
        text_column("role", "What they do there.", **PRIVATE),
        text_column("phone", "Telephone.", **PRIVATE),
        text_column("email", "E-mail.", **PRIVATE),
    ),
)

STAGE = _register(
    "stage",
    "A stage that an association or a county reached, or plans to reach, towards accreditation or in the rollout.",
    (
        _choice("pipeline", "Which way.", PIPELINES),
        _county(),
        _association(),
        _choice("stage", "Which stage.", (*ACCREDITATION_STAGES, *ROLLOUT_STAGES)),
        _day("planned_on", "When it is planned."),
        _day("reached_on", "When it was reached; empty means not yet."),
        text_column("next_document", "What is to be handed in next.", **PUBLIC),
        text_column("office", "The office that decides.", **PUBLIC),
        text_column("reason", "Why it went back, or waits.", **PUBLIC),
    ),
)

INDICATOR = _register(
    "indicator",
    "Something that tells whether the programme reaches its goal.",
    (
        _choice("level", "Where it stands in the logical framework.", INDICATOR_LEVELS),
        text_column("title", "What is measured.", is_required=True, **PUBLIC),
        text_column("definition", "How it is measured.", is_required=True, **PUBLIC),
        text_column("unit", "In what.", is_required=True, **PUBLIC),
        _number("baseline", "Its value before.", minimum=None),
        _day("baseline_on", "When that was."),
        _flag("is_lower_better", "Whether a fall is what is wanted."),
        _choice("measure", "What it is computed from in the store; empty means values are entered.", MEASURES, False),
        text_column("responsible", "Which office or role.", **PUBLIC),
        text_column("means", "Where its values come from.", **PUBLIC),
        _flag("is_example", "Whether its figures were made up to show how it looks."),
    ),
)

INDICATOR_VALUE = _register(
    "indicator_value",
    "The target and the value of an indicator in a quarter.",
    (
        text_column("indicator_id", "The indicator's record_id.", is_required=True, **PUBLIC),
        _day("quarter_start", "First day of the quarter.", is_required=True),
        _number("target", "What was to be reached.", minimum=None),
        _number("value", "What was reached, where it is entered.", minimum=None),
        _number("lower", "The least it may be.", minimum=None),
        _number("upper", "The most it may be.", minimum=None),
        text_column("evidence", "Where that is written.", **PUBLIC),
    ),
)

PLEDGE = _register(
    "pledge",
    "What somebody promised when they signed the charter.",
    (
        _county(is_required=False),
        _association(),
        _choice("sector", "Who they speak for.", SECTORS),
        _flag("is_person", "Whether a person signed for themselves, and not for an organisation."),
        text_column(
            "signatory_name", "Who signed; shown only with consent.", consent=Consent("may_be_named", "is_person")
        ),
        _flag("may_be_named", "Whether they agreed to be named."),
        text_column("pledge_text", "What they promised.", is_required=True, **PUBLIC),
        _day("signed_on", "When they signed.", is_required=True),
        _day("due_on", "By when it is to be done."),
        _choice("state", "What became of it.", PLEDGE_STATES),
        text_column("evidence", "What shows it.", **PUBLIC),
    ),
)

ACTIVITY = _register(
    "activity",
    "Something that was done.",
    (
        _choice("kind", "What it was.", ACTIVITY_KINDS),
        _county(),
        _association(),
        _day("held_on", "When.", is_required=True),
        _flag("is_preventive", "Whether it was to prevent something, rather than answer it."),
        _people("attendance", "How many came."),
        _people("actions_agreed", "Actions agreed there."),
        _people("actions_closed", "Of these, done by now."),
        _people("places_offered", "Places of work or training offered."),
        _people("places_filled", "Of these, filled."),
        _people("places_retained", "Of these, still held after the time agreed."),
        text_column("criteria", "By what an award was given.", **PUBLIC),
        text_column("description", "In a sentence.", **PUBLIC),
    ),
)

ASK = _register(
    "ask",
    "Something that an association asked for.",
    (
        _choice("kind", "What.", ASK_KINDS),
        _county(),
        _association(),
        text_column("addressed_to", "The office that was asked.", is_required=True, **PUBLIC),
        _day("asked_on", "When it was asked for.", is_required=True),
        _day("acknowledged_on", "When the office said that it has it."),
        _day("promised_on", "When the office said yes."),
        _day("delivered_on", "When it was there."),
        text_column("note", "In a sentence.", **PUBLIC),
    ),
)

PARTNER = _register(
    "partner",
    "An organisation that works in the programme.",
    (
        text_column("name", "As it calls itself.", is_required=True, **PUBLIC),
        _choice("sector", "What it is.", SECTORS),
        text_column("county_codes", "Counties it covers, as numbers with commas.", is_required=True, **PUBLIC),
        text_column("licence", "Number of its licence, where it needs one.", **PUBLIC),
        _people("guards_committed", "Guards or stewards committed."),
        _number("hours_a_week", "Hours a week committed.", maximum=1_000_000),
        text_column("liaison", "The office or role to turn to, no person.", **PUBLIC),
        _day("since", "Since when."),
    ),
)

OFFICER_COUNT = _register(
    "officer_count",
    "How many police officers a county has, as a source states it.",
    (
        _county(),
        Column(
            "officer_count",
            Kind.INTEGER,
            "Officers.",
            is_required=True,
            minimum=0,
            maximum=1_000_000,
            visibility=Visibility.PUBLIC,
        ),
        _day("as_of", "On which day.", is_required=True),
        text_column("stated_in", "The document that states it.", is_required=True, **PUBLIC),
    ),
)

STORY = _register(
    "story",
    "Something that happened, or that an association tells.",
    (
        _choice("kind", "What it is.", STORY_KINDS),
        _county(),
        _association(),
        _day("happened_on", "When.", is_required=True),
        text_column("title", "In a few words.", is_required=True, **PUBLIC),
        text_column("text", "As told.", **PUBLIC),
        text_column("stated_in", "Where it is written.", **PUBLIC),
        _flag("is_consented", "Whether whoever tells it agreed that it is shown."),
    ),
)

SURVEY = _register(
    "survey",
    "A questionnaire in one of its versions.",
    (
        text_column("title", "What it is called.", is_required=True, **PUBLIC),
        text_column("version", "Which version.", is_required=True, **PUBLIC),
        text_column("form", "Questions, choices and translations as an XLSForm, in JSON.", is_required=True, **PUBLIC),
    ),
)

SUBMISSION = _register(
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

EARLY_HELP = _register(
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
