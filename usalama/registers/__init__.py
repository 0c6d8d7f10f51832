"""The registers of the programme, each declared once: who joined, what was agreed, what was done, what is asked for.

Each register has ``record_id``, unique within it, and ``source_id``, through which it carries its nature. Who changed
what and when is not a column: the lake keeps every version. Checking, editing, importing, the words for codes, the
tables of the store and the data dictionary all come from the declarations.
"""

from usalama.registers.activity import ACTIVITY, ACTIVITY_KINDS, ACTIVITY_WORDS
from usalama.registers.ask import ASK, ASK_KINDS, ASK_WORDS
from usalama.registers.association import ASSOCIATION, CONTACT
from usalama.registers.cover import COVER, COVER_KINDS, COVER_WORDS
from usalama.registers.early_help_count import EARLY_HELP, HELP_STEP_WORDS, HELP_STEPS
from usalama.registers.indicator import (
    INDICATOR,
    INDICATOR_LEVELS,
    INDICATOR_VALUE,
    LEVEL_WORDS,
    MEASURE_WORDS,
    MEASURES,
)
from usalama.registers.officer_count import OFFICER_COUNT
from usalama.registers.partner import PARTNER, SECTOR_WORDS, SECTORS
from usalama.registers.pledge import PLEDGE, PLEDGE_STATES, PLEDGE_WORDS
from usalama.registers.register import Advice, Fault, Record, Register, word_for
from usalama.registers.stage import (
    ACCREDITATION_STAGES,
    PIPELINE_WORDS,
    ROLLOUT_STAGES,
    STAGE,
    STAGE_WORDS,
)
from usalama.registers.story import STORY, STORY_KINDS, STORY_WORDS
from usalama.registers.submission import SUBMISSION
from usalama.registers.survey_form import SURVEY
from usalama.schema import BASE_TABLES, Table

REGISTERS: tuple[Register, ...] = (
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
# All that the store holds.
TABLES: tuple[Table, ...] = (*BASE_TABLES, COVER, *REGISTERS)

__all__ = [
    "ACCREDITATION_STAGES",
    "ACTIVITY",
    "ACTIVITY_KINDS",
    "ACTIVITY_WORDS",
    "ASK",
    "ASK_KINDS",
    "ASK_WORDS",
    "ASSOCIATION",
    "CONTACT",
    "COVER",
    "COVER_KINDS",
    "COVER_WORDS",
    "EARLY_HELP",
    "HELP_STEPS",
    "HELP_STEP_WORDS",
    "INDICATOR",
    "INDICATOR_LEVELS",
    "INDICATOR_VALUE",
    "LEVEL_WORDS",
    "MEASURES",
    "MEASURE_WORDS",
    "OFFICER_COUNT",
    "PARTNER",
    "PIPELINE_WORDS",
    "PLEDGE",
    "PLEDGE_STATES",
    "PLEDGE_WORDS",
    "REGISTERS",
    "ROLLOUT_STAGES",
    "SECTORS",
    "SECTOR_WORDS",
    "STAGE",
    "STAGE_WORDS",
    "STORY",
    "STORY_KINDS",
    "STORY_WORDS",
    "SUBMISSION",
    "SURVEY",
    "TABLES",
    "Advice",
    "Fault",
    "Record",
    "Register",
    "word_for",
]
