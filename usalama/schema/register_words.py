"""What the codes of the registers are called."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_, Sentence

SETTLEMENTS: Mapping[str, str] = {
    "estate": N_("estate"),
    "informal_settlement": N_("informal settlement"),
    "centre": N_("town centre"),
    "peri_urban": N_("edge of a town"),
    "rural": N_("rural"),
}
STAGES: Mapping[str, str] = {
    "not_started": N_("not started"),
    "applied": N_("applied"),
    "documents_asked": N_("documents asked for"),
    "agreement": N_("agreement"),
    "recognised": N_("recognised"),
    "lapsed": N_("lapsed"),
    "identified": N_("identified"),
    "mobilised": N_("mobilised"),
    "trained": N_("trained"),
    "charter_signed": N_("charter signed"),
    "tools_live": N_("tools live"),
    "accredited": N_("accredited"),
    "active": N_("active"),
}
SECTORS: Mapping[str, str] = {
    "residents": N_("residents"),
    "private_security": N_("private security"),
    "police": N_("police"),
    "county": N_("county government"),
    "agency": N_("agency"),
    "youth": N_("youth group"),
    "faith": N_("faith group"),
    "parents": N_("parents"),
}
PIPELINES: Mapping[str, str] = {"accreditation": N_("accreditation"), "rollout": N_("rollout")}
PLEDGE_STATES: Mapping[str, str] = {
    "kept": N_("kept"),
    "partly": N_("partly kept"),
    "late": N_("late"),
    "no_word": N_("no word"),
}
ACTIVITIES: Mapping[str, str] = {
    "patrol": N_("patrol"),
    "forum": N_("forum"),
    "mentoring": N_("mentoring"),
    "training": N_("training"),
    "employment": N_("employment"),
    "award": N_("award"),
    "other": N_("something else"),
}
ASKS: Mapping[str, str] = {
    "patrols": N_("patrols"),
    "police_base": N_("police base"),
    "forum": N_("forum"),
    "accreditation": N_("accreditation"),
    "lighting": N_("lighting"),
    "other": N_("something else"),
}


def word_for(words: Mapping[str, str], code: object) -> Sentence:
    """A code in words, for the gap of a sentence; one that is empty or unknown is said to be so."""
    return Sentence(words[code]) if isinstance(code, str) and code in words else Sentence("not known")
