"""Which columns of a sheet hold which text in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usalama.errors import InputRefused
from usalama.questionnaire.nouns import CALCULATE, NUMBERS, ROLES, SELECTS, Choice, Question

CODE = re.compile(r"\(([a-zA-Z]{2,3}(?:-[a-zA-Z]+)?)\)\s*$")
CODES = {"english": "en", "swahili": "sw", "kiswahili": "sw"}
SEPARATOR = "::"
Row = Mapping[str, str]
# Columns of ours; no form server minds them, and a colon in them would be taken for a language.
ROLE, NO_ANSWER = "usalama_role", "usalama_no_answer"
OTHER = Choice("other", {"en": "Other", "sw": "Nyingine"})
TRUE = ("yes", "true", "true()", "1")
NAME = re.compile(r"[A-Za-z_][\w.-]*")
GROUPS = ("group", "repeat")
KINDS = frozenset(
    (
        *SELECTS, *NUMBERS, CALCULATE, "text", "note", "date", "time", "datetime", "acknowledge", "trigger", "hidden",
        "rank", "barcode", "geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint", "image",
        "audio", "background-audio", "video", "file", "start", "end", "today", "deviceid", "phonenumber", "username",
        "email", "audit", "subscriberid", "simserial", "select_one_from_file", "select_multiple_from_file",
        "xml-external", "csv-external",
    )
)  # fmt: skip
ALIASES = {
    "int": "integer",
    "string": "text",
    "select one": "select_one",
    "select multiple": "select_multiple",
    "select1": "select_one",
    "dateTime": "datetime",
    "photo": "image",
}


def language_code(name: str | None) -> str:
    """The code of a language as XLSForm names it: "English (en)", "English", "en"; empty for the unnamed one."""
    text = (name or "").strip()
    found = CODE.search(text)
    return found[1].lower() if found else CODES.get(text.lower(), text.lower())


def texts_in(row: Mapping[str, str], column: str) -> dict[str, str]:
    """Language code -> text, of "label", "label::English (en)" and the like."""
    found = {}
    for heading, text in row.items():
        name, _, language = heading.partition(SEPARATOR)
        if name.strip() == column and text:
            found[language_code(language)] = text
    return found


def languages_in(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Codes of the languages in which anything is labelled, in the order of the columns."""
    return tuple(dict.fromkeys(code for row in rows for code in texts_in(row, "label")))


def lists_of(choices: Sequence[Row]) -> dict[str, tuple[Choice, ...]]:
    """The choices of each list.

    Raises:
        InputRefused: a row lacks its list or its name, or a choice stands in a list twice.
    """
    found: dict[str, dict[str, Choice]] = {}
    for row in choices:
        list_name, name = row.get("list_name") or row.get("list name"), row.get("name") or row.get("value")
        if not list_name or not name:
            raise InputRefused("A row of the sheet choices lacks its list_name or its name.")
        if name in found.setdefault(list_name, {}):
            raise InputRefused("The choice {name} stands in the list {list} twice.", name=name, list=list_name)
        is_answer = row.get(NO_ANSWER, "").lower() not in TRUE
        found[list_name][name] = Choice(name, texts_in(row, "label"), is_answer)
    return {name: tuple(listed.values()) for name, listed in found.items()}


@dataclass
class Walk:
    """The rows of "survey" from top to bottom, with the groups that are open."""

    lists: Mapping[str, tuple[Choice, ...]]
    opened: list[tuple[str, str, str]] = field(default_factory=list)

    def questions(self, survey: Sequence[Row]) -> Iterator[Question]:
        """Every question; groups are told by it.

        Raises:
            InputRefused: by the first row that cannot be a question or the border of a group.
        """
        for row in survey:
            said = re.sub(r"\s+", " ", row.get("type", ""))
            verb, _, what = said.replace("_", " ", 1).partition(" ")
            if verb in ("begin", "end") and what in GROUPS:
                self._enter_or_leave(verb, what, row)
            elif row.get("type"):
                yield self._question(said, row)
        if self.opened:
            raise InputRefused("The group {name} is never closed.", name=self.opened[-1][1])

    def _enter_or_leave(self, verb: str, what: str, row: Row) -> None:
        if verb == "begin":
            self.opened.append((what, _name(row), row.get("relevant", "")))
        elif not self.opened or self.opened.pop()[0] != what:
            raise InputRefused("A group is closed that was not open: {row}.", row=f"end_{what}")

    def _question(self, said: str, row: Row) -> Question:
        name = _name(row)
        kind, list_name, has_other = _kind(said)
        if kind not in KINDS:
            raise InputRefused("The question {name} is of the type {type}, which is not known.", name=name, type=said)
        choices = self.lists.get(list_name, ()) if kind in SELECTS else ()
        if kind in SELECTS and not choices:
            raise InputRefused(
                "The question {name} takes its choices from the list {list}, which the sheet choices has not.",
                name=name,
                list=list_name or "?",
            )
        return Question(
            name=name,
            kind=kind,
            labels=texts_in(row, "label"),
            choices=(*choices, OTHER) if has_other and "other" not in {one.name for one in choices} else choices,
            hint_labels=texts_in(row, "hint"),
            is_required=row.get("required", "").lower() in TRUE,
            relevant=_joined([relevant for *_, relevant in self.opened] + [row.get("relevant", "")]),
            group="/".join(name for _, name, _ in self.opened),
            is_repeated=any(what == "repeat" for what, *_ in self.opened),
            role=_role(row, name),
        )


def _kind(said: str) -> tuple[str, str, bool]:
    """The kind, the list of choices and whether "other" is added, from such as "select_one yes_no or_other"."""
    words = said.split(" ")
    if " ".join(words[:2]) in ALIASES:
        words = [ALIASES[" ".join(words[:2])], *words[2:]]
    has_other = words[-1] == "or_other" or words[-2:] == ["or", "other"]
    kind = words[0] if words[0] in KINDS else ALIASES.get(words[0], said if " " not in said else words[0])
    return kind, words[1] if len(words) > 1 else "", has_other


def _joined(conditions: Sequence[str]) -> str:
    """Conditions of the groups around a question and its own, as one."""
    said = [one for one in conditions if one]
    return said[0] if len(said) == 1 else " and ".join(f"({one})" for one in said)


def _name(row: Row) -> str:
    name = row.get("name", "")
    if not NAME.fullmatch(name):
        raise InputRefused(
            "A row of the type {type} has no name that can be used: {name}. Use letters, numbers and low lines.",
            type=row.get("type", "?"),
            name=name or "?",
        )
    return name


def _role(row: Row, name: str) -> str:
    role = row.get(ROLE, "")
    if role and role not in ROLES:
        raise InputRefused(
            "The question {name} has the role {role}; known are: {known}.", name=name, role=role, known=", ".join(ROLES)
        )
    return role
