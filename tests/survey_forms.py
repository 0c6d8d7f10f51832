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


def as_kobo(version: str = "vTrialAbc123") -> dict[str, Any]:
    """The same form as KoboToolbox gives it out: labels in lists, lists of choices in a column of their own."""
    languages = ["English (en)", "Kiswahili (sw)"]

    def row(cells: dict[str, Any]) -> dict[str, Any]:
        plain = {name: text for name, text in cells.items() if "::" not in name}
        if any(name.startswith("label") for name in cells):
            plain["label"] = [cells.get(f"label::{language}") for language in languages]
        kind, _, list_name = str(plain.get("type", "")).partition(" ")
        if list_name:
            plain |= {"type": kind, "select_from_list_name": list_name}
        if plain.get("required") == "yes":
            plain["required"] = True
        return plain | {"$kuid": f"k{abs(hash(str(cells))) % 10**6}", "tags": []}

    return {
        "name": "Street and safety",
        "uid": "aTrialUid",
        "asset_type": "survey",
        "owner__username": "somebody",
        "version_id": version,
        "deployed_version_id": version,
        "content": {
            "schema": "1",
            "translations": languages,
            "translated": ["label"],
            "survey": [row(one) for one in SURVEY],
            "choices": [row(one) for one in CHOICES],
            "settings": {"default_language": "English (en)"},
        },
    }


ANSWER = {
    "start": "2026-01-03T10:01:00.000+03:00",
    "consent": "yes",
    "county": "Kisumu",
    "area": "town",
    "village": "v1",
    "stands_for": "2.5",
    "you/age": "30",
    "you/safe": "no",
    "you/victim": "robbery theft",
    "you/in_your_words": "CANARY my neighbour Invented Person",
    "you/where": "-0.09 34.77 0 0",
    "_you_where_latitude": "-0.09",
    "_uuid": "u1",
    "_submission_time": "2026-01-03T22:30:00",
    "_submitted_by": "CANARY",
    "__version__": "2026-1",
}


def answers(**changes: str) -> dict[str, str]:
    """One submission as an export has it, with some cells changed; groups may be left out of the names."""
    inner = ("age", "safe", "victim")
    return ANSWER | {f"you/{name}" if name in inner else name: text for name, text in changes.items()}
