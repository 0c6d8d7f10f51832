"""The steps of early help in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from usalama.model import N_, Flag, Sentence

STEPS: Mapping[str, str] = {
    "screened": N_("screened"),
    "advised": N_("advised"),
    "referred": N_("referred"),
    "started": N_("started"),
    "completed": N_("completed"),
}
WENT_ON: Mapping[str, str] = {
    "advised": N_("Of 100 who were screened, about {share} were advised; likely {lower} to {upper}."),
    "referred": N_("Of 100 who were advised, about {share} were referred to help; likely {lower} to {upper}."),
    "started": N_("Of 100 who were referred, about {share} began with it; likely {lower} to {upper}."),
    "completed": N_("Of 100 who began, about {share} went through with it; likely {lower} to {upper}."),
}
TOO_FEW: Mapping[str, str] = {
    "advised": N_("Too few were screened to say how many go on."),
    "referred": N_("Too few were advised to say how many go on."),
    "started": N_("Too few were referred to say how many go on."),
    "completed": N_("Too few began to say how many go on."),
}


def step_sentences(steps: pd.DataFrame, counties_left_out: int) -> tuple[Sentence, ...]:
    """How many were screened, how many of 100 went on at each step, and what is in none of it.

    Arguments:
        steps: step, people, went_on_per_100, went_on_lower, went_on_upper, flag.
    """
    first, *others = (row for _, row in steps.iterrows())
    said = []
    if first.people > 0 or not counties_left_out:
        said = [Sentence("{people} people were screened.", {"people": int(first.people)})]
        said += [_went_on(row) for row in others]
    if counties_left_out:
        said.append(
            Sentence(
                "{count} counties in which a step is hidden or not stated are in none of this.",
                {"count": counties_left_out},
            )
        )
    return tuple(said)


def _went_on(row: pd.Series) -> Sentence:
    if row.flag != Flag.OK:
        return Sentence(TOO_FEW[row.step])
    shares = {"share": row.went_on_per_100, "lower": row.went_on_lower, "upper": row.went_on_upper}
    return Sentence(WENT_ON[row.step], {name: round(share) for name, share in shares.items()})
