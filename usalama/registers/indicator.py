"""The indicators of the programme, with their targets and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from usalama.model import N_, Sentence
from usalama.registers.register import (
    Fault,
    Record,
    choice,
    day,
    flag,
    number,
    past_day,
    quarter_faults,
    register,
    text,
)

LEVEL_WORDS: Mapping[str, str] = {"goal": N_("Goal"), "outcome": N_("Outcomes"), "output": N_("Outputs")}
# What an indicator may be computed from; usalama/programme/progress/indicator_measures.py says how.
MEASURE_WORDS: Mapping[str, str] = {
    "associations_joined": N_("associations that joined"),
    "associations_trained": N_("associations that came as far as trained"),
    "charters_signed": N_("associations that came as far as charter signed"),
    "associations_active": N_("associations that came as far as active"),
    "counties_recognised": N_("counties in which an association, or the county's own case, is recognised"),
    "share_preventive_actions": N_("preventive activities, of 100"),
    "share_actions_closed": N_("actions of forums that are closed, of 100"),
    "share_pledges_kept": N_("pledges due that are kept, of 100"),
    "share_asks_delivered": N_("asks that were delivered, of 100"),
    "median_response": N_("minutes within which half were reached"),
}
INDICATOR_LEVELS, MEASURES = tuple(LEVEL_WORDS), tuple(MEASURE_WORDS)


def _indicator(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    if record.get("baseline") is None:
        yield Fault("baseline", Sentence("An indicator needs the value from which it starts."))


def _indicator_value(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    yield from quarter_faults(record)
    value = record.get("value")
    if value is not None and not record.get("evidence"):
        yield Fault("evidence", Sentence("A value that is entered needs its evidence: where it is written."))
    numbers = [one for one in (record.get("lower"), value, record.get("upper")) if isinstance(one, int | float)]
    if numbers != sorted(numbers):
        yield Fault("value", Sentence("It does not lie between lower and upper."))


INDICATOR = register(
    "indicator",
    N_("Indicators"),
    "Something that tells whether the programme reaches its goal.",
    (
        choice("level", "Where it stands in the logical framework.", N_("Level"), LEVEL_WORDS),
        text("title", "What is measured.", N_("Indicator"), is_required=True),
        text("definition", "How it is measured.", N_("Definition"), is_required=True),
        text("unit", "In what.", N_("Unit"), is_required=True),
        number("baseline", "Its value before.", N_("Baseline"), minimum=None),
        past_day("baseline_on", "When that was.", N_("Day of the baseline")),
        flag("is_lower_better", "Whether a fall is what is wanted.", N_("Lower is better")),
        choice(
            "measure",
            "What it is computed from in the store; empty means values are entered.",
            N_("Computed from"),
            MEASURE_WORDS,
            is_required=False,
        ),
        text("responsible", "Which office or role.", N_("Responsible")),
        text("means", "Where its values come from.", N_("Source")),
        flag("is_example", "Whether its figures were made up to show how it looks.", N_("example")),
    ),
    known_by=("title",),
    rule=_indicator,
)

INDICATOR_VALUE = register(
    "indicator_value",
    N_("Targets and values"),
    "The target and the value of an indicator in a quarter.",
    (
        text("indicator_id", "The indicator's record_id.", N_("Indicator"), is_required=True, names="indicator"),
        day("quarter_start", "First day of the quarter.", N_("First day of the quarter"), is_required=True),
        number("target", "What was to be reached.", N_("Target"), minimum=None),
        number("value", "What was reached, where it is entered.", N_("Value"), minimum=None),
        number("lower", "The least it may be.", N_("Likely from"), minimum=None),
        number("upper", "The most it may be.", N_("Likely to"), minimum=None),
        text("evidence", "Where that is written.", N_("Evidence")),
    ),
    rule=_indicator_value,
)
