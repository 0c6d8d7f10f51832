"""Surveys with answers, kept as an import keeps them; every answer is invented or a published textbook's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from tests.register_records import keep
from usalama.model import Nature
from usalama.questionnaire import form_of
from usalama.registers import SUBMISSION, SURVEY
from usalama.store import Store

REFERENCE = json.loads((Path(__file__).parent / "reference" / "r48_survey_two_stage.json").read_text())
EN, SW = "label::English (en)", "label::Kiswahili (sw)"
ASKED_ON = date(2025, 9, 20)


def _yes_no(name: str, english: str, kiswahili: str, **more: str) -> dict[str, str]:
    asked = {"type": "select_one yes_no", "name": name, EN: english, SW: kiswahili, "usalama_yes": "yes"}
    return asked | more


CHOICES = [
    {"list_name": "yes_no", "name": "yes", EN: "Yes", SW: "Ndiyo"},
    {"list_name": "yes_no", "name": "no", EN: "No", SW: "Hapana"},
    {"list_name": "yes_no", "name": "refused", EN: "Prefers not to say", "usalama_no_answer": "yes"},
    {"list_name": "sexes", "name": "female", EN: "Woman", SW: "Mwanamke"},
    {"list_name": "sexes", "name": "male", EN: "Man", SW: "Mwanaume"},
    {"list_name": "sexes", "name": "other", EN: "Other", SW: "Nyingine"},
]
FORM = form_of(
    {"form_title": "Safety here", "version": "1"},
    [
        {"type": "select_one sexes", "name": "sex", EN: "Sex", SW: "Jinsia"},
        {"type": "integer", "name": "age", EN: "Age", SW: "Umri"},
        {"type": "integer", "name": "clusters", EN: "Clusters there are", "usalama_role": "stratum_clusters"},
        _yes_no("victim", "Did anything happen to you?", "Je, kuna lililokupata?"),
        _yes_no("reported", "Did you report it?", "Je, uliripoti?", usalama_among="${victim} = 'yes'"),
    ],
    CHOICES,
)


def keep_surveys(store: Store, *survey_ids: str, form: str = FORM, nature: Nature = Nature.TEST) -> None:
    said = json.loads(form)["settings"]
    described = {"title": said["form_title"], "version": said["version"], "form": form}
    keep(store, SURVEY, *({"record_id": survey_id} | described for survey_id in survey_ids), nature=nature)


def filled(
    answers: Iterable[Mapping[str, Any]], *, survey_id: str = "s", wave: str = "1", submitted_on: date | None = ASKED_ON
) -> list[dict[str, Any]]:
    """One submission for each of ``answers``, which may hold weight, stratum, cluster and county_code as well."""
    given = ("weight", "stratum", "cluster", "county_code")
    return [
        {
            "record_id": f"{survey_id}-{wave}-{number}", "survey_id": survey_id, "wave": wave,
            "submitted_on": submitted_on,
            "answers": json.dumps({name: str(value) for name, value in one.items() if name not in given}),
        }
        | {name: one[name] for name in given if name in one}
        for number, one in enumerate(answers)
    ]  # fmt: skip


def keep_answers(store: Store, *submissions: dict[str, Any], nature: Nature = Nature.TEST) -> None:
    keep(store, SUBMISSION, *submissions, nature=nature)


def two_stage_answers() -> list[dict[str, Any]]:
    """The sample of the reference r48: six strata of eight clusters of twelve people."""
    columns = REFERENCE["input"]
    return [
        {
            "stratum": f"s{stratum}", "cluster": f"c{cluster}", "weight": float(weight), "county_code": "047",
            "victim": _said(victim), "reported": _said(reported),
        }
        for stratum, cluster, weight, victim, reported in zip(
            *(columns[name] for name in ("stratum", "psu", "w", "victim", "reported")), strict=True
        )
    ]  # fmt: skip


def _said(code: float | None) -> str:
    return "" if code is None else {1: "yes", 0: "no"}[int(code)]


def invented_answers(seed: int, people: int = 240, victims: float = 0.3) -> list[dict[str, Any]]:
    """People of two counties in four strata; few are of another sex."""
    generator = np.random.default_rng(seed)
    sexes = generator.choice(["female", "male", "other"], people, p=[0.5, 0.44, 0.06])
    return [
        {
            "stratum": f"s{number % 4}", "cluster": f"c{number // 4 % 6}", "weight": float(generator.uniform(1, 3)),
            "county_code": ("042", "047")[number % 2], "sex": str(sexes[number]),
            "age": int(generator.integers(15, 70)), "victim": "yes" if generator.random() < victims else "no",
            "reported": "yes" if generator.random() < 0.4 else "no",
        }
        for number in range(people)
    ]  # fmt: skip
