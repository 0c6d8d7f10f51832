"""How many people went through early help, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from usalama.model import N_, Sentence
from usalama.registers.register import Fault, Record, county, day, people, quarter_faults, register
from usalama.schema import Visibility

HELP_STEP_WORDS: Mapping[str, str] = {
    "screened": N_("screened"),
    "advised": N_("advised"),
    "referred": N_("referred"),
    "started": N_("started"),
    "completed": N_("completed"),
}
HELP_STEPS = tuple(HELP_STEP_WORDS)
COUNTED = {
    "screened": "People who were asked about their use.",
    "advised": "Of these, those who were advised.",
    "referred": "Of these, those who were referred to help.",
    "started": "Of these, those who began with it.",
    "completed": "Of these, those who went through with it.",
}


def _early_help(record: Record, stored: Iterable[Record]) -> Iterator[Fault]:
    yield from quarter_faults(record)
    for other in stored:
        is_same = all(other[name] == record[name] for name in ("county_code", "quarter_start"))
        if is_same and other["record_id"] != record["record_id"]:
            reason = Sentence(
                "The county has a record of this quarter: {record_id}.", {"record_id": other["record_id"]}
            )
            yield Fault("quarter_start", reason)
            return


EARLY_HELP = register(
    "early_help",
    N_("Early help against drugs"),
    "How many people went through early help against drugs in a county and a quarter, step by step.",
    (
        county(visibility=Visibility.OPERATOR),
        day(
            "quarter_start",
            "First day of the quarter.",
            N_("First day of the quarter"),
            is_required=True,
            visibility=Visibility.OPERATOR,
        ),
        *(people(step, COUNTED[step], HELP_STEP_WORDS[step], visibility=Visibility.OPERATOR) for step in HELP_STEPS),
    ),
    counts_in_order=(HELP_STEPS,),
    kin=("county_code", "quarter_start"),
    known_by=("county_code", "quarter_start"),
    rule=_early_help,
    is_entered=False,
)
