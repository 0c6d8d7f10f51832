"""How many people must be asked, and what would that show?"""

from __future__ import annotations

from dataclasses import dataclass

from usalama.model import Sentence
from usalama.stats.sampling.rounds import Fieldwork, SampleSize, size_for_change, size_for_half_width

METHOD = Sentence(
    "For a range of so many to either side: design effect × 1.96² × p (1 − p) / h². For a change to be called one 8 "
    "times in 10: design effect × (1.96 + 0.84)² × (p₁ (1 − p₁) + p₂ (1 − p₂)) / (p₂ − p₁)², in each wave. Among few "
    "people fewer are needed. Divided by the share who answer (Cochran 1977; Fleiss, Levin and Paik 2003)."
)
NO_SUCH_CHANGE = Sentence("Such a change cannot be: it is none, or the share would lie outside of 0 to 100 in 100.")


@dataclass(frozen=True)
class Plan:
    """What the reader wants to know, in 100, and what fieldwork is like.

    Arguments:
        share: the share expected. half_width: of its range. change: more or fewer in the wave after, never 0.
        design_effect_tenths: ten times the design effect.
        response: of 100 approached, who answer.
        people_per_cluster: answers in each village or street drawn.
        population: people of whom is drawn; 0 for very many.
    """

    share: int
    half_width: int
    change: int
    design_effect_tenths: int
    response: int
    people_per_cluster: int
    population: int


@dataclass(frozen=True)
class Sizes:
    """What the plan needs.

    Arguments:
        for_range: for the share to be known as closely as wanted.
        for_change: in each of two waves, for the change to be seen; None where the second share would be none.
    """

    for_range: SampleSize
    for_change: SampleSize | None
    method: Sentence = METHOD


def sample_sizes(plan: Plan) -> Sizes:
    """The people that a plan needs."""
    fieldwork = Fieldwork(
        design_effect=plan.design_effect_tenths / 10,
        response=plan.response / 100,
        people_per_cluster=plan.people_per_cluster,
        population=plan.population or None,
    )
    before, after = plan.share / 100, (plan.share + plan.change) / 100
    can_change = 0 < after < 1 and before != after
    return Sizes(
        for_range=size_for_half_width(before, plan.half_width / 100, fieldwork),
        for_change=size_for_change(before, after, fieldwork) if can_change else None,
    )


def range_sentence(answers: int, people: int, clusters: int, *, is_everybody: bool) -> Sentence:
    """What a range of the wanted width takes."""
    values = {"answers": answers, "people": people, "clusters": clusters}
    if is_everybody:
        return Sentence("For that range all {people} people are to be asked, and even that may not do.", values)
    return Sentence(
        "For that range {answers} people must answer: approach {people}, in {clusters} villages or streets drawn at "
        "random.",
        values,
    )


def change_size_sentence(answers: int, people: int, clusters: int, *, is_everybody: bool) -> Sentence:
    """What it takes to see a change in 8 of 10 surveys."""
    values = {"answers": answers, "people": people, "clusters": clusters}
    if is_everybody:
        return Sentence(
            "For that change all {people} people are to be asked in each wave, and even that may not do.", values
        )
    return Sentence(
        "For that change to be seen 8 times in 10, {answers} people must answer in each wave: approach {people}, in "
        "{clusters} villages or streets.",
        values,
    )
