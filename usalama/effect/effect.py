"""Did the programme help where it began, compared with the counties in which it had not begun?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.country.subject import Subject
from usalama.demonstration import SOURCE_ID, load_programme_assumptions
from usalama.effect.effect_card import Card, design_card
from usalama.effect.effect_joining import DEFAULT_STAGE
from usalama.effect.effect_page_words import (
    OF_NATURE,
    VERIFIED_UNSEEN,
    before_sentence,
    drift_sentence,
    left_one_sentence,
    planted_sentence,
    sign_sentence,
)
from usalama.effect.effect_panel import CountyMonths, county_months, reporting_shares
from usalama.effect.effect_words import base_sentence, reporting_sentence, verdict_sentence
from usalama.model import Choices, EffectWord, Estimate, Nature, Scope, Sentence, WhyUntold
from usalama.store import Store

if TYPE_CHECKING:
    from usalama.stats.effect.panel import Panel
    from usalama.stats.effect.sensitivity import HonestBounds
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
PLACEBOS = (6, 12)
CHECK_COLUMNS = ("name", "value", "lower", "upper", "n")
STUDY_COLUMNS = ("months_since", "value", "lower", "upper", "county_count")


@dataclass(frozen=True)
class Effect:
    """Whether the programme helped.

    Arguments:
        card: what is compared with what; to be read first.
        word, reason: the verdict, and why it cannot be told.
        effect: the rate after joining over the rate that was to be expected.
        sentences: the verdict in words, with what it rests on.
        checks: name (a key of ``CHECKS``), value, lower, upper (ratios), n: the same asked in other ways.
        check_sentences: whether the answer holds.
        panel: the counties and months behind it.
        nature: of reports and stages together; None where they differ.
    """

    stage: str
    card: Card
    word: EffectWord
    reason: WhyUntold | None
    effect: Estimate
    sentences: tuple[Sentence, ...]
    checks: pd.DataFrame
    check_sentences: tuple[Sentence, ...]
    panel: Panel
    nature: Nature | None
    about: About
    held: RegisterRows
    method: Sentence = METHOD


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
    checks, sentences = _checks(found, signs)
    return Effect(
        stage=stage,
        card=design_card(asked, found.panel),
        word=judged.word,
        reason=judged.reason,
        effect=judged.effect,
        sentences=_sentences(asked, judged, signs),
        checks=checks,
        check_sentences=sentences,
        panel=found.panel,
        nature=None if asked.is_mixed else asked.selection.about.nature,
        about=asked.selection.about,
        held=asked.joining.held,
    )


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

    study = event_study(effect(store, scope, choices, subject, today, stage).panel)
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
    said = [verdict_sentence(judged.word, judged.reason, judged.effect)]
    if nature in OF_NATURE and not asked.is_mixed:
        said.append(OF_NATURE[nature])
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


def _checks(found: StaggeredEffect, signs: dict[str, Estimate]) -> tuple[pd.DataFrame, tuple[Sentence, ...]]:
    from usalama.stats.effect.sensitivity import (  # noqa: PLC0415
        honest_bounds,
        leave_one_out,
        placebo_effect,
        poisson_effect,
    )
    from usalama.stats.effect.staggered import check_effect  # noqa: PLC0415

    if found.effect.value is None:
        return pd.DataFrame(columns=list(CHECK_COLUMNS)), ()
    panel, bounds = found.panel, honest_bounds(found.panel)
    named = {
        "main": found.effect,
        "check": check_effect(panel),
        "poisson": poisson_effect(panel),
        "first_year": bounds.first_year,
        **{f"placebo_{months}": placebo_effect(panel, months) for months in PLACEBOS},
        **signs,
    }
    rows = [(name, one.value, one.lower, one.upper, one.n) for name, one in named.items() if one.value is not None]
    table = pd.DataFrame(rows, columns=list(CHECK_COLUMNS))
    one_out = leave_one_out(panel)
    known = one_out.value[np.isfinite(one_out.value)]
    said = [before_sentence(found.pre_trend.has_passed, bool(np.isfinite(found.pre_trend.p_value))), _drift(bounds)]
    if known.size:
        said.insert(1, left_one_sentence(float(known.min()), float(known.max()), one_out.hangs_on_one()))
    kinds = {"value": float, "lower": float, "upper": float, "n": "Int64"}
    return table.astype(kinds), tuple(said)


def _drift(bounds: HonestBounds) -> Sentence:
    return drift_sentence(bounds.largest_multiple, bounds.first_year.value is not None)
