"""What a form asks about, topic by topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from usalama.questionnaire import sheets_of
from usalama.questionnaire.form_rows import texts_in
from usalama.surveys.surveys import HeldSurvey

# A form without groups is one topic.
WHOLE = "whole"


@dataclass(frozen=True)
class Topic:
    """A group of a form in which shares are asked to be told.

    Arguments:
        labels: language code -> what people read; empty where the form gives none.
        measures: codes, in the order of the form.
    """

    code: str
    labels: Mapping[str, str]
    measures: tuple[str, ...]

    def label(self, language_code: str) -> str:
        return self.labels.get(language_code) or next(iter(self.labels.values()), self.code)


def topics(survey: HeldSurvey) -> tuple[Topic, ...]:
    """The groups that hold measures, in the order of the form."""
    form = survey.questionnaire
    by_group: dict[str, list[str]] = {}
    for measure in form.measures:
        group = form.question(measure.question).group.rpartition("/")[2] or WHOLE
        by_group.setdefault(group, []).append(measure.code)
    labels = {row.get("name", ""): texts_in(row, "label") for row in sheets_of(survey.form).survey if _begins(row)}
    return tuple(Topic(code, labels.get(code, {}), tuple(codes)) for code, codes in by_group.items())


def _begins(row: Mapping[str, str]) -> bool:
    return row.get("type", "").replace("_", " ").strip() == "begin group"
