"""Hours of cover a week, in words. No advice: what is recorded is not what is safe."""

from __future__ import annotations

import pandas as pd

from usalama.incidents.response.cover_words import no_cover_sentence
from usalama.model import N_, Sentence

COVER_KINDS = {"patrol": N_("patrols"), "gate": N_("gates"), "guard": N_("guards")}


def asset_sentences(by_kind: pd.DataFrame, hidden_count: int, fewest: int) -> tuple[Sentence, ...]:
    """How many hours of each kind, and of how many counties the hours are hidden.

    Arguments:
        by_kind: kind, county_count, area_count, hours_a_week of what is shown.
        hidden_count: counties with recorded hours that this view may not see.
        fewest: areas that a kind must have in a county to be shown.
    """
    said = [
        Sentence(
            "{kind}: {hours} hours a week in {areas} areas of {counties} counties.",
            {
                "kind": Sentence(COVER_KINDS[row.kind]),
                "hours": round(row.hours_a_week),
                "areas": int(row.area_count),
                "counties": int(row.county_count),
            },
        )
        for row in by_kind[by_kind.county_count > 0].itertuples()
    ]
    if hidden_count:
        said.append(
            Sentence(
                "Hidden: {counties} counties with recorded hours, where some kind stands in fewer than {fewest} areas; "
                "else it could be told when a single estate is unguarded.",
                {"counties": hidden_count, "fewest": fewest},
            )
        )
    return tuple(said) or (no_cover_sentence(),)


def gate_sentence(gates: pd.DataFrame, gate_count: int) -> Sentence:
    """For how much of the day gates are manned.

    Arguments:
        gates: manned_share of each hour of the day.
        gate_count: areas with a gate.
    """
    if gates.empty:
        return Sentence("No hours of gates to show.")
    return Sentence(
        "A gate is manned {hours} hours a day on average (areas with a gate: {gates}).",
        {"hours": round(float(gates.manned_share.sum()), 1), "gates": gate_count},
    )
