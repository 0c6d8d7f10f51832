"""Whether the programme helped: a planted effect is found, and "cannot tell" is said where it must be."""

from __future__ import annotations

import math
from datetime import date
from itertools import product

import numpy as np
import pytest

from tests.effect_store import (
    ACTIVE,
    FEW_FOR_ALL,
    FEW_FOR_THE_PUBLIC,
    JOINED,
    MONTHS,
    NEVER,
    RATIO,
    keep_stages_of_another_nature,
    stage_record,
)
from tests.examples import OPERATOR, known_rows, store_rows, subject
from tests.plain_sentences import assert_plain
from tests.register_records import keep
from usalama.access import public_scope
from usalama.effect.effect import (
    OF_NATURE,
    base_sentence,
    effect,
    effect_checked,
    effect_study,
    planted_sentence,
    reporting_sentence,
    verdict_sentence,
)
from usalama.effect.effect_panel import WHY, county_months, joining, reporting_shares
from usalama.effect.effect_single import effect_of_one
from usalama.language import LANGUAGES
from usalama.model import Choices, EffectWord, Estimate, Flag, Nature, Period, WhyUntold
from usalama.registers import STAGE

TODAY = date(2026, 1, 15)
PUBLIC = public_scope(TODAY)
THEFT, ROBBERY = Choices(categories=("stealing",)), Choices(categories=("robbery",))
HERE = (*JOINED, *NEVER, FEW_FOR_THE_PUBLIC, FEW_FOR_ALL)


@pytest.fixture(name="filled")
def _filled(effect_store):
    return effect_store


def found(store, choices=THEFT, scope=OPERATOR, stage="tools_live"):
    return effect(store, scope, choices, subject(), TODAY, stage)


def said(result):
    return "\n".join(str(one) for one in (*result.card.sentences, result.finding, *result.sentences))


def checks(store, choices=THEFT, scope=OPERATOR):
    return effect_checked(store, scope, choices, subject(), TODAY)


@pytest.mark.parametrize("scope", [OPERATOR, PUBLIC], ids=lambda scope: scope.name)
def test_a_planted_fall_is_found_and_the_range_holds_it(filled, scope):
    result = found(filled, scope=scope)
    assert result.word is EffectWord.HELPED
    assert result.effect.lower < RATIO < result.effect.upper
    assert result.effect.upper < 0.85
    others = checks(filled, scope=scope).rows.set_index("name").value
    assert others["check"] == pytest.approx(RATIO, abs=0.12)
    assert others["poisson"] == pytest.approx(RATIO, abs=0.06)
    assert others["placebo_6"] == pytest.approx(1, abs=0.1)
    assert result.card.nature is Nature.TEST
    assert "This says nothing about any real place" in said(result)


def test_months_after_joining_lie_around_the_effect_and_months_before_above_them(filled):
    study = effect_study(filled, OPERATOR, THEFT, subject(), TODAY).set_index("months_since")
    before, after = study.value[study.index < 0], study.value[study.index >= 0]
    assert after.mean() == pytest.approx(RATIO, abs=0.08)
    # Each month before is compared with the last one, whose own chance moves them all.
    assert before.mean() == pytest.approx(1, abs=0.15)
    assert study.value[-1] == 1
    assert np.isnan(study.upper[-1])


def test_two_counties_that_joined_cannot_tell(filled):
    result = found(filled, stage="active")
    assert (result.word, result.reason) == (EffectWord.CANNOT_TELL, WhyUntold.TOO_FEW_PLACES)
    assert result.card.rows.set_index("county_code").use[list(ACTIVE)].eq("joined").all()


def test_nobody_that_joined_cannot_tell_and_has_nothing_to_draw(known_store):
    result = found(known_store, Choices())
    assert (result.word, result.reason) == (EffectWord.CANNOT_TELL, WhyUntold.TOO_FEW_PLACES)
    assert effect_study(known_store, OPERATOR, Choices(), subject(), TODAY).empty
    assert checks(known_store, Choices()).rows.empty


def test_the_design_says_who_joined_when_and_who_is_left_out_and_why(filled):
    card = found(filled).card
    rows = card.rows.set_index("county_code").loc[list(HERE)]
    first = MONTHS[JOINED["001"]]
    assert (rows.joined_month["001"], rows.months_before["001"]) == (first, JOINED["001"])
    assert rows.months_after["001"] == len(MONTHS) - JOINED["001"]
    assert set(rows.use[list(JOINED)]) == {"joined"}
    assert set(rows.use[list(NEVER)]) == {"compared"}
    assert (rows.use[FEW_FOR_THE_PUBLIC], rows.use[FEW_FOR_ALL]) == ("compared", "thin")
    text = said(found(filled))
    assert "By Dec 2023, 10 of 47 counties had joined" in text
    assert "fewer than 5 reports in a usual month before joining, and are left out" in text
    assert "No other event is known" in text


def test_in_public_counties_near_the_hidden_counts_are_left_out_and_that_is_said(filled):
    result = found(filled, scope=PUBLIC)
    use = result.card.rows.set_index("county_code").use
    assert use[FEW_FOR_THE_PUBLIC] in ("thin", "gappy")
    assert "made from the rounded counts" in said(result)
    assert "The public sees verified reports only" in said(result)


def test_the_public_result_is_made_of_rounded_counts_alone(filled):
    asked = county_months(filled, PUBLIC, THEFT, subject(), TODAY, "tools_live")
    counts = asked.series.counts[np.isfinite(asked.series.counts)]
    assert not (counts % 5).any()
    assert np.isnan(asked.series.counts).any()
    assert found(filled, scope=PUBLIC).effect.n == asked.panel.events_after
    assert "verified" not in set(checks(filled, scope=PUBLIC).rows["name"])


def test_a_chosen_period_only_ends_the_months(filled):
    chosen = Choices(categories=("stealing",), period=Period(date(2023, 6, 1), date(2023, 6, 30)))
    asked = county_months(filled, OPERATOR, chosen, subject(), TODAY, "tools_live")
    assert (asked.series.months[0], asked.series.months[-1]) == (MONTHS[0], date(2023, 6, 1))


def test_the_word_falls_where_recording_changed_with_joining(filled):
    """As many robberies are reported as before, half as many are verified: nobody can tell what that means."""
    result = found(filled, ROBBERY)
    assert (result.word, result.reason) == (EffectWord.CANNOT_TELL, WhyUntold.REPORTING)
    verified = result.signs["verified"]
    assert result.rows.empty
    assert verified.value == pytest.approx(0.5, abs=0.08)
    assert verified.upper < 1
    assert "Recording seems to have changed with joining." in said(result)


def test_shares_of_verified_reports_are_those_of_the_rows(filled):
    asked = county_months(filled, OPERATOR, THEFT, subject(), TODAY, "tools_live")
    part = reporting_shares(asked)["verified"]
    assert (part <= asked.series.counts).all()
    assert part.sum() / asked.series.counts.sum() == pytest.approx(0.9, abs=0.01)


def test_stages_and_reports_of_different_natures_are_never_put_together(store):
    store_rows(store, known_rows())
    keep_stages_of_another_nature(store)
    result = found(store, Choices())
    assert (result.word, result.reason) == (EffectWord.CANNOT_TELL, WhyUntold.NATURES)
    assert result.card.nature is None
    assert result.effect.value is None
    assert all(month is None for month in result.card.rows.joined_month)
    assert "never compared with what is real" in said(result)
    assert [str(sentence) for sentence in result.card.sentences] == [str(WHY[WhyUntold.NATURES])]
    alone = effect_of_one(store, OPERATOR, Choices(), subject(), TODAY, "042")
    assert [str(sentence) for sentence in alone.sentences] == [str(WHY[WhyUntold.NATURES])]


def test_a_county_joins_with_the_first_whole_month_after_the_first_of_its_associations(store):
    keep(
        store,
        STAGE,
        stage_record("042", "tools_live", date(2024, 6, 10)),
        stage_record("042", "accredited", date(2024, 3, 2), record_id="a", association_id="first"),
        stage_record("042", "tools_live", date(2024, 2, 1), record_id="b", association_id="second"),
        stage_record("047", "trained", date(2024, 2, 1)),
        stage_record("001", "tools_live", date(2024, 5, 1)),
        stage_record("001", "mobilised", date(2024, 9, 1), reason="New officers"),
        stage_record("032", "tools_live", date(2026, 2, 1)),
    )
    made = joining(store, OPERATOR, (), TODAY, "tools_live")
    assert dict(made.joined) == {"042": date(2024, 2, 1), "001": date(2024, 5, 1)}
    months = (date(2024, 1, 1), date(2024, 2, 1))
    assert made.column(("042", "001"), months).tolist() == [1, 4]
    assert np.isnan(made.column(("047",), months)).all()
    assert joining(store, OPERATOR, (), TODAY, "accredited").joined == {"042": date(2024, 4, 1)}


def test_a_county_joins_only_once_and_keeps_its_first_month_when_it_comes_again(store):
    again = stage_record("042", "tools_live", date(2025, 6, 10), record_id="again")
    keep(store, STAGE, stage_record("042", "tools_live", date(2024, 6, 10)), again)
    assert joining(store, OPERATOR, (), TODAY, "tools_live").joined == {"042": date(2024, 7, 1)}


def test_what_is_planted_is_said_of_our_own_demonstration_only(filled):
    assert "planted" not in said(found(filled))


EXTREMES = (None, 0.0, 1e-9, 0.5, 1.0, 2.0, 1e12, math.inf, math.nan)
CLEAR = Estimate(0.851, 0.79, 0.92, 5000, "method")


def every_sentence():
    for numbers in product(EXTREMES, repeat=3):
        for flag in Flag:
            estimate = Estimate(*numbers, 100, "method", flag)
            yield reporting_sentence(estimate)
            yield from (verdict_sentence(word, None, estimate) for word in EffectWord)
    for numbers in product((None, 0.5, 1.0, 2.0), repeat=3):
        yield planted_sentence(0.85, Estimate(*numbers, 100, "method"))
    yield from (verdict_sentence(EffectWord.CANNOT_TELL, why, CLEAR) for why in WhyUntold)
    yield from (base_sentence(places, 0, 10**6, reports) for places in (0, 1, 47) for reports in (None, 0, 10**9))
    yield reporting_sentence(None)
    yield from OF_NATURE.values()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_extreme_is_a_sentence_that_is_whole_and_plain(code):
    assert_plain(every_sentence(), code)


def test_a_verdict_has_its_range():
    told = str(verdict_sentence(EffectWord.HELPED, None, CLEAR))
    assert told.startswith("Helped")
    assert "about 85 reports came for each 100" in told
    assert "likely 79 to 92" in told


@pytest.mark.parametrize("word", list(EffectWord))
def test_without_a_range_no_word_is_said(word):
    assert str(verdict_sentence(word, None, Estimate(0.5, None, None, 3, "method"))).startswith("Cannot tell")


def test_cannot_tell_says_why_and_no_number_that_could_be_taken_for_a_result():
    for why in WhyUntold:
        told = str(verdict_sentence(EffectWord.CANNOT_TELL, why, CLEAR))
        assert told.startswith("Cannot tell")
        assert "85" not in told


def test_the_base_stands_beside_the_verdict():
    assert str(base_sentence(12, 35, 240, 8400)).startswith("Base: 8400 reports in 240 months after joining")


def test_what_was_planted_is_held_missed_or_simply_said():
    fell, unknown = Estimate(0.85, 0.8, 0.9, 900, "method"), Estimate(0.85, None, None, 900, "method", Flag.UNSTABLE)
    assert "holds it" in str(planted_sentence(0.85, fell))
    assert "misses it" in str(planted_sentence(0.7, fell))
    assert str(planted_sentence(0.7, unknown)) == "70 for each 100 were planted in this demonstration."


def test_every_unreal_nature_has_words():
    assert set(OF_NATURE) == {Nature.SYNTHETIC, Nature.TEST}
