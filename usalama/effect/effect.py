"""Did the programme help where it began, compared with the counties in which it had not begun?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.kept import kept
from usalama.asking.told import told
from usalama.country.subject import Subject
from usalama.demonstration import SOURCE_ID, load_programme_assumptions
from usalama.effect.effect_card import Card, effect_card
from usalama.effect.effect_checks import Checked, check_rows, checked, sign_sentence
from usalama.effect.effect_panel import (
    DEFAULT_STAGE,
    HUNDRED,
    WHY,
    CountyMonths,
    county_months,
    reporting_shares,
    rounded,
)
from usalama.model import N_, Choices, EffectWord, Estimate, Flag, Nature, Scope, Sentence, WhyUntold
from usalama.store import Store

if TYPE_CHECKING:
    from usalama.stats.effect.staggered import StaggeredEffect
    from usalama.stats.effect.verdict import Verdict

METHOD = Sentence(
    "The outcome is the logarithm of reports for each person, by county and month. What a county that joined would "
    "have had is foretold from its own months before and from the months of counties that had not joined (imputation "
    "of Borusyak, Jaravel and Spiess); beside it stand Callaway and Sant'Anna's method, a Poisson form, dates that "
    "were made up, and Rambachan and Roth's bounds on drift. A county joins with the first whole month after its own "
    "record or the first of its associations reached the stage, and stays joined. With fewer than ten that joined, "
    "the range comes from dealing the dates out by lot."
)
SEED = 2024
STUDY_COLUMNS = ("months_since", "value", "lower", "upper", "county_count")
OF_NATURE = {
    Nature.SYNTHETIC: Sentence(
        "Synthetic: reports and dates of joining were invented. This says nothing about any real place."
    ),
    Nature.TEST: Sentence(
        "Test: these reports and dates of joining only try the system. This says nothing about any real place."
    ),
}
VERIFIED_UNSEEN = Sentence(
    "The public sees verified reports only, so whether more or fewer were verified after joining cannot be looked at "
    "here."
)
UNTOLD = N_("Cannot tell whether the programme helped.")
UNMEASURED = Estimate(None, None, None, None, "", Flag.NO_DATA)
VERDICTS = {
    EffectWord.HELPED: N_(
        "Helped: where the programme started, about {value} reports came for each 100 that were to be expected "
        "(likely {lower} to {upper})."
    ),
    EffectWord.MADE_WORSE: N_(
        "Made worse: where the programme started, about {value} reports came for each 100 that were to be expected "
        "(likely {lower} to {upper})."
    ),
    EffectWord.NO_CLEAR_CHANGE: N_(
        "No clear change: where the programme started, about {value} reports came for each 100 that were to be "
        "expected (likely {lower} to {upper}). Such a difference can be chance."
    ),
}


@dataclass(frozen=True)
class Effect:
    """Whether the programme helped.

    Arguments:
        card: what is compared with what; to be read first.
        word, reason: the verdict, and why it cannot be told.
        effect: the rate after joining over the rate that was to be expected.
        finding: the verdict in words.
        sentences: what it rests on.
        found, signs: the estimate with what stands behind it, and the same model on what can be seen of the recording.
    """

    card: Card
    word: EffectWord
    reason: WhyUntold | None
    effect: Estimate
    finding: Sentence
    sentences: tuple[Sentence, ...]
    found: StaggeredEffect
    signs: Mapping[str, Estimate]
    method: Sentence = METHOD

    @property
    def rows(self) -> pd.DataFrame:
        """``CHECK_COLUMNS``: the effect, and beside it how recording went; without rows where nothing can be told."""
        return check_rows({} if self.word == EffectWord.CANNOT_TELL else {"main": self.effect, **self.signs})


@kept
def effect(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, stage: str = DEFAULT_STAGE
) -> Effect:
    """Whether reports fell with joining, and whether that can be told.

    Arguments:
        today: the local date; what is said to be reached after it is not counted.
        stage: which stage of the rollout counts as joining.

    Raises:
        NothingFound: the scope sees nothing.
    """
    # The library behind it takes seconds to load and is no other page's business.
    from usalama.stats.effect.staggered import staggered_effect  # noqa: PLC0415

    asked = county_months(store, scope, choices, subject, today, stage)
    found = staggered_effect(asked.panel, np.random.default_rng(SEED))
    signs = _signs(asked, found)
    judged = _judged(asked, found, signs)
    told_word = verdict_sentence(judged.word, judged.reason, judged.effect)
    return Effect(
        card=effect_card(store, scope, choices, subject, today, stage),
        word=judged.word,
        reason=judged.reason,
        effect=judged.effect,
        finding=finding_about(told_word, choices, subject),
        sentences=_sentences(asked, judged, signs),
        found=found,
        signs=signs,
    )


@kept
def effect_checked(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, stage: str = DEFAULT_STAGE
) -> Checked:
    """Whether the answer holds when it is asked in other ways; asked apart, since most readers ask for the answer.

    Raises:
        NothingFound: the scope sees nothing.
    """
    result = effect(store, scope, choices, subject, today, stage)
    return checked(result.found, result.signs)


@kept
def effect_study(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, stage: str = DEFAULT_STAGE
) -> pd.DataFrame:
    """How the effect came and went in the months around joining; asked apart, since it takes as long as all else.

    Returns:
        months_since joining (0 is the first after), value, lower, upper (ratios), county_count.

    Raises:
        NothingFound: the scope sees nothing.
    """
    from usalama.stats.effect.staggered import event_study  # noqa: PLC0415

    study = event_study(effect(store, scope, choices, subject, today, stage).found.panel)
    columns = (study.months, study.value, study.lower, study.upper, study.n_places)
    return pd.DataFrame(dict(zip(STUDY_COLUMNS, columns, strict=True))).astype(
        {"months_since": int, "county_count": int}
    )


def _signs(asked: CountyMonths, found: StaggeredEffect) -> dict[str, Estimate]:
    """The same model on what can be seen of the recording; nothing where nobody can be compared."""
    from usalama.stats.effect.staggered import effect_alone  # noqa: PLC0415

    if found.effect.value is None:
        return {}
    shares = reporting_shares(asked)
    return {name: effect_alone(asked.share_panel(part), np.random.default_rng(SEED)) for name, part in shares.items()}


def _judged(asked: CountyMonths, found: StaggeredEffect, signs: dict[str, Estimate]) -> Verdict:
    """The verdict, which must withstand every sign that recording changed."""
    from usalama.stats.effect.verdict import verdict  # noqa: PLC0415

    if asked.is_mixed:
        return replace(verdict(found), reason=WhyUntold.NATURES)
    under_signs = (verdict(found, sign) for sign in signs.values())
    fallen = next((one for one in under_signs if one.reason is WhyUntold.REPORTING), None)
    return fallen or verdict(found)


def _sentences(asked: CountyMonths, judged: Verdict, signs: dict[str, Estimate]) -> tuple[Sentence, ...]:
    nature, scope = asked.selection.about.nature, asked.selection.scope
    said = [OF_NATURE[nature]] if nature in OF_NATURE and not asked.is_mixed else []
    said.append(base_sentence(judged.n_treated, judged.n_compared, judged.months_after, judged.effect.n))
    said.append(reporting_sentence(None))
    said += [sign_sentence(name, sign) for name, sign in signs.items()]
    if not scope.is_exact:
        said.append(VERIFIED_UNSEEN)
    planted = _planted(asked)
    return tuple(said) if planted is None else (*said, planted_sentence(planted, judged.effect))


def _planted(asked: CountyMonths) -> float | None:
    """What our own demonstration was made with; None for everything else, where nobody knows the truth."""
    selection = asked.selection
    is_ours = selection.about.nature is Nature.SYNTHETIC and selection.source_ids == (SOURCE_ID,)
    assumptions = load_programme_assumptions(selection.country) if is_ours and not asked.is_mixed else None
    if assumptions is None or assumptions.effect.from_stage != asked.joining.stage:
        return None
    return assumptions.effect.ratio


def planted_sentence(ratio: float, effect: Estimate) -> Sentence:
    """In our own demonstration the truth is known."""
    values = {"ratio": round(HUNDRED * ratio)}
    if effect.lower is None or effect.upper is None:
        return Sentence("{ratio} for each 100 were planted in this demonstration.", values)
    if effect.lower <= ratio <= effect.upper:
        return Sentence("{ratio} for each 100 were planted in this demonstration; the range holds it.", values)
    return Sentence("{ratio} for each 100 were planted in this demonstration; the range misses it.", values)


def verdict_sentence(word: EffectWord, why: WhyUntold | None, effect: Estimate) -> Sentence:
    """The verdict in a sentence, with its range or with the reason why there is none.

    Arguments:
        word: the verdict.
        why: the reason, with "cannot tell".
        effect: the rate after joining over the rate that was to be expected.
    """
    if word == EffectWord.CANNOT_TELL:
        return Sentence(UNTOLD) if why is None else WHY[why]
    return told(rounded(effect, HUNDRED), nothing=UNTOLD, full=VERDICTS[word])


def base_sentence(places: int, compared: int, months: int, reports: int | None) -> Sentence:
    """What the verdict rests on.

    Arguments:
        places, compared: places that joined, and places to compare with.
        months: months after joining, over all places together.
        reports: of these months.
    """
    values: dict[str, object] = {"places": places, "compared": compared, "months": months, "reports": reports}
    if reports is None or places == 0:
        return Sentence("Base: no place with months before and after joining.")
    return Sentence(
        "Base: {reports} reports in {months} months after joining, over {places} places that joined; {compared} places "
        "to compare with.",
        values,
    )


def reporting_sentence(reporting: Estimate | None) -> Sentence:
    """What is known of how much was reported; always beside the verdict.

    Arguments:
        reporting: the same ratio for an outcome of reporting; None where none was measured.
    """
    return told(
        UNMEASURED if reporting is None else rounded(reporting, HUNDRED),
        nothing=N_(
            "How much is reported was not measured: more reports can mean more trust, fewer can mean less trust."
        ),
        full=N_(
            "How much is reported: about {value} for each 100 that were to be expected (likely {lower} to {upper}). "
            "The verdict takes this into account."
        ),
    )
