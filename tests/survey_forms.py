"""A small form and answers to it, as people really make them; every name and answer is invented."""

from __future__ import annotations

from typing import Any

from usalama.questionnaire import form_of

EN, SW = "label::English (en)", "label::Kiswahili (sw)"
SETTINGS = {"form_title": "Street and safety", "id_string": "street-safety", "version": "2026-1"}
CHOICES = [
    {"list_name": "yes_no", "name": "yes", EN: "Yes", SW: "Ndiyo"},
    {"list_name": "yes_no", "name": "no", EN: "No", SW: "Hapana"},
    {"list_name": "yes_no", "name": "refused", EN: "Prefers not to say", "usalama_no_answer": "yes"},
    {"list_name": "kinds", "name": "robbery", EN: "Robbery", SW: "Uporaji"},
    {"list_name": "kinds", "name": "theft", EN: "Theft", SW: "Wizi"},
    {"list_name": "kinds", "name": "none", EN: "None of these", SW: "Hakuna"},
]
SURVEY = [
    {"type": "start", "name": "start"},
    {"type": "note", "name": "welcome", EN: "Welcome", SW: "Karibu"},
    {"type": "select_one yes_no", "name": "consent", EN: "Do you agree?", SW: "Unakubali?", "required": "yes",
     "usalama_role": "consent", "usalama_yes": "yes"},
    {"type": "text", "name": "county", EN: "County", "usalama_role": "county"},
    {"type": "text", "name": "area", EN: "Kind of area", "usalama_role": "stratum"},
    {"type": "text", "name": "village", EN: "Village drawn", "usalama_role": "cluster"},
    {"type": "decimal", "name": "stands_for", EN: "Weight", "usalama_role": "weight"},
    {"type": "begin_group", "name": "you", EN: "About you", "relevant": "${consent} = 'yes'"},
    {"type": "integer", "name": "age", EN: "How old are you?", SW: "Una miaka mingapi?", "usalama_yes": "<25"},
    {"type": "select_one yes_no", "name": "safe", EN: "Do you feel safe at night?", SW: "Unajisikia salama usiku?",
     "usalama_yes": "yes"},
    {"type": "select_multiple kinds", "name": "victim", EN: "Which of these happened to you?",
     "usalama_yes": "victim_any: robbery theft; victim_robbery: robbery", "usalama_among": "${age} >= 18"},
    {"type": "text", "name": "in_your_words", EN: "Say more", "relevant": "selected(${victim}, 'robbery')"},
    {"type": "geopoint", "name": "where", EN: "Where"},
    {"type": "end_group"},
    {"type": "begin_repeat", "name": "child", EN: "Child"},
    {"type": "integer", "name": "child_age", EN: "Age"},
    {"type": "end_repeat"},
]  # fmt: skip


def form(
    survey: list[dict[str, Any]] | None = None,
    choices: list[dict[str, Any]] | None = None,
    settings: dict[str, Any] | None = None,
) -> str:
    """The form in JSON, with sheets of its own in their places."""
    return form_of(
        SETTINGS if settings is None else settings,
        SURVEY if survey is None else survey,
        CHOICES if choices is None else choices,
    )


def with_row(name: str, /, **changes: Any) -> list[dict[str, Any]]:
    """The sheet "survey" with one question changed."""
    return [row | changes if row.get("name") == name else row for row in SURVEY]
