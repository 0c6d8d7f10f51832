"""Surveys and early help: what is counted of them, and the answers that only estimates are made from."""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.registers import EARLY_HELP, HELP_STEPS, SUBMISSION
from usalama.schema import SOURCE
from usalama.store.questions.visible_rows import Question, in_list, lake_table, parameter

WAVE = ("survey_id", "wave")
DESIGN = ("weight", "stratum", "cluster")


@lru_cache(maxsize=1)
def answers() -> Question:
    """Every filled questionnaire without its number and day, with the design of the sample; for ``Store.estimate``.

    The public's estimates are of waves that were over when the last published month ended: a wave that grows would tell
    the answers of those who came last.
    """

    def build() -> ir.Table:
        columns = ("county_code", "stratum", "cluster", "weight", "answers", "nature")
        return _asked().select(*WAVE, *columns).order_by([*WAVE, "stratum", "cluster"])

    return Question("answers to surveys", build)


# Nobody reads these; ``Store.estimate`` hands them to an estimator.
FOR_ESTIMATES = frozenset({answers().name})


@lru_cache(maxsize=1)
def waves() -> Question:
    """The waves of every survey: when, by whom, and how many answered; exact, ``disclosure`` comes after.

    ``without_weight``, ``without_stratum`` and ``without_cluster`` count the answers that lack it.
    """

    def build() -> ir.Table:
        rows = _asked()
        by = [*WAVE, "source_name", "nature"]
        counted = rows.group_by(by).aggregate(
            first_on=rows.submitted_on.min(),
            last_on=rows.submitted_on.max(),
            answer_count=rows.count(),
            **{f"without_{name}": rows[name].isnull().sum() for name in DESIGN},
        )
        return counted.order_by(by)

    return Question("waves of surveys", build)


@lru_cache(maxsize=1)
def early_help() -> Question:
    """People at each step by county and quarter; exact, ``disclosure`` comes after."""

    def build() -> ir.Table:
        rows = lake_table(EARLY_HELP)
        until = parameter("published_until").cast("date")
        seen = rows.filter(
            in_list("scope_counties", "county_code")(rows),
            in_list("counties", "county_code")(rows),
            # A quarter is told of when its last month may be.
            rows.quarter_start + ibis.interval(months=3) - ibis.interval(days=1) <= until,
        )
        named = seen.inner_join(lake_table(SOURCE).select("source_id", "source_name", "nature"), "source_id")
        by = ["county_code", "quarter_start", "source_name", "nature"]
        return named.group_by(by).aggregate(**{step: named[step].sum() for step in HELP_STEPS}).order_by(by)

    return Question("early help", build)


def _asked() -> ir.Table:
    """Submissions that the scope may have estimates of, with source and nature."""
    rows = lake_table(SUBMISSION)
    dated = rows.mutate(wave_ended_on=rows.submitted_on.max().over(group_by=list(WAVE)))
    until = parameter("published_until").cast("date")
    is_over = dated.wave_ended_on.isnull() | (dated.wave_ended_on <= until)
    seen = dated.filter(is_over, in_list("scope_counties", "county_code")(dated))
    return seen.inner_join(lake_table(SOURCE).select("source_id", "source_name", "nature"), "source_id")
