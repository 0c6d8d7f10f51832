"""One answer as the form allows it: names of choices, numbers and dates, or a reason why not."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date

from usalama.errors import InputRefused
from usalama.questionnaire import Question
from usalama.questionnaire.nouns import CALCULATE, SELECT_MULTIPLE, SELECT_ONE

WHOLE, DECIMAL = re.compile(r"[+-]?\d{1,15}"), re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?")
CHOSEN, NOT_CHOSEN = frozenset({"1", "1.0", "true", "yes"}), frozenset({"", "0", "0.0", "false", "no"})
LONGEST_CALCULATION = 40


def checked_answer(question: Question, text: str) -> str:
    """An answer as it is stored: names of choices with spaces between them, a number, a day as 2026-01-31.

    Arguments:
        text: as the export has it: choices by name, or by a label that no other choice of the list has.

    Raises:
        InputRefused: the form does not allow it.
    """
    if question.kind == SELECT_ONE:
        return _choice(question, text)
    if question.kind == SELECT_MULTIPLE:
        return " ".join(_choices(question, text))
    if question.kind == "integer":
        if not WHOLE.fullmatch(text.removesuffix(".0")):
            raise InputRefused("It is no whole number.")
        return str(int(text.removesuffix(".0")))
    if question.kind == "date":
        return _day(text)
    if question.kind == CALCULATE:
        if len(text) > LONGEST_CALCULATION:
            raise InputRefused("It has more than {limit} characters.", limit=LONGEST_CALCULATION)
        return text
    return str(number_of(text))


def number_of(text: str) -> float:
    """A number.

    Raises:
        InputRefused: it is none.
    """
    if not DECIMAL.fullmatch(text) or not math.isfinite(float(text)):
        raise InputRefused("It is no number. Write a point before decimals and nothing between thousands.")
    return float(text)


def joined_parts(question: Question, cells: Mapping[str, str]) -> str:
    """The answer of a select_multiple that has a column for each choice; empty where none was touched.

    Raises:
        InputRefused: a cell says neither that its choice was taken nor that it was not.
    """
    given = []
    for choice, text in cells.items():
        if text.lower() in CHOSEN or text == choice or text in question.choice_by_name[choice].labels.values():
            given.append(choice)
        elif text.lower() not in NOT_CHOSEN:
            raise InputRefused("It is neither 1 nor 0 for the choice {choice}.", choice=choice)
    return " ".join(given)


def _choice(question: Question, text: str) -> str:
    if text in question.choice_by_name:
        return text
    named = question.choice_by_label.get(text)
    if named is None:
        known = ", ".join(list(question.choice_by_name)[:30])
        raise InputRefused("It is none of: {known}.", known=known)
    return named


def _choices(question: Question, text: str) -> list[str]:
    words = text.split()
    if all(word in question.choice_by_name for word in words):
        return list(dict.fromkeys(words))
    labels = sorted(question.choice_by_label, key=len, reverse=True)
    rest, given = text.strip(), []
    while rest:
        # Labels stand beside each other with nothing but a space between them, so the longest that fits is taken.
        label = next((one for one in labels if rest == one or rest.startswith(f"{one} ")), None)
        if label is None:
            return [_choice(question, rest)]
        given.append(question.choice_by_label[label])
        rest = rest[len(label) :].strip()
    return list(dict.fromkeys(given))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise InputRefused("It is no date. Write it as 2026-01-31.") from None
