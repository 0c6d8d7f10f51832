"""The stages that associations and counties reach, on two ways: to accreditation and through the rollout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from usalama.model import N_, Sentence
from usalama.registers.register import Fault, Record, association, choice, county, day, past_day, register, text

PIPELINE_WORDS: Mapping[str, str] = {"accreditation": N_("accreditation"), "rollout": N_("rollout")}
_TO_ACCREDITATION: Mapping[str, str] = {
    "not_started": N_("not started"),
    "applied": N_("applied"),
    "documents_asked": N_("documents asked for"),
    "agreement": N_("agreement"),
    "recognised": N_("recognised"),
    "lapsed": N_("lapsed"),
}
_OF_THE_ROLLOUT: Mapping[str, str] = {
    "identified": N_("identified"),
    "mobilised": N_("mobilised"),
    "trained": N_("trained"),
    "charter_signed": N_("charter signed"),
    "tools_live": N_("tools live"),
    "accredited": N_("accredited"),
    "active": N_("active"),
}
STAGE_WORDS = {**_TO_ACCREDITATION, **_OF_THE_ROLLOUT}
ACCREDITATION_STAGES, ROLLOUT_STAGES = tuple(_TO_ACCREDITATION), tuple(_OF_THE_ROLLOUT)
STAGES_OF = dict(zip(PIPELINE_WORDS, (ACCREDITATION_STAGES, ROLLOUT_STAGES), strict=True))


def _stage(record: Record, stored: Iterable[Record]) -> Iterator[Fault]:
    stages = STAGES_OF[str(record["pipeline"])]
    if record["stage"] not in stages:
        yield Fault("stage", Sentence("It is no stage of {pipeline}.", {"pipeline": str(record["pipeline"])}))
        return
    if record.get("reached_on") is None or record.get("reason"):
        return
    position = stages.index(str(record["stage"]))
    for other in stored:
        is_earlier = other["record_id"] != record["record_id"] and _is_before(other, record)
        if is_earlier and other["stage"] in stages and stages.index(str(other["stage"])) > position:
            reason = Sentence(
                "It goes back from {stage}, which was reached before. Say why in the column reason.",
                {"stage": str(other["stage"])},
            )
            yield Fault("reason", reason)
            return


def _is_before(other: Record, record: Record) -> bool:
    then, now = other.get("reached_on"), record.get("reached_on")
    return isinstance(then, date) and isinstance(now, date) and then < now


STAGE = register(
    "stage",
    N_("Register of stages"),
    "A stage that an association or a county reached, or plans to reach, towards accreditation or in the rollout.",
    (
        choice("pipeline", "Which way.", N_("Way"), PIPELINE_WORDS),
        county(),
        association(),
        choice("stage", "Which stage.", N_("Stage"), STAGE_WORDS),
        day("planned_on", "When it is planned.", N_("Planned")),
        past_day("reached_on", "When it was reached; empty means not yet.", N_("Reached")),
        text("next_document", "What is to be handed in next.", N_("Next document")),
        text("office", "The office that decides.", N_("Responsible office")),
        text("reason", "Why it went back, or waits.", N_("Reason, where it went back")),
    ),
    known_by=("pipeline", "county_code", "association_id", "stage", "reached_on"),
    kin=("pipeline", "county_code", "association_id"),
    rule=_stage,
)
