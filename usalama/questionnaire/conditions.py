"""Conditions as XLSForm writes them: who is asked, and of whom a share is told."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from usalama.errors import InputRefused

# Nothing in it can match in two ways, so that it takes no longer than the text is.
NAME_IN_TEXT = re.compile(r"\$\{([^{}]*)\}")
TOKENS = re.compile(
    r"\s*(?:(?P<name>\$\{\s*[\w.-]+\s*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<sign><=|>=|!=|=|<|>|\(|\)|,)|(?P<word>[a-z][\w-]*))"
)
Compare = Callable[[Any, Any], bool]
COMPARISONS: Mapping[str, Compare] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
COMPARISON = re.compile(r"(<=|>=|<|>|!=|=)?\s*(-?\d+(?:\.\d+)?)")
DEEPEST = 20
Answers = Mapping[str, str]


def names_in(text: str) -> tuple[str, ...]:
    """The questions that a condition or a calculation names, in its order."""
    return tuple(name.strip() for name in NAME_IN_TEXT.findall(text))


def is_met(condition: str, answers: Answers) -> bool:
    """Whether a condition holds for somebody's answers; an empty one always does.

    Arguments:
        condition: comparisons of ``${question}`` with texts, numbers or each other,
            ``selected(${question}, 'choice')``, ``and``, ``or``, ``not(...)`` and brackets. A question without an
            answer is an empty text.

    Raises:
        InputRefused: it holds anything else.
    """
    return _Reading(_tokens(condition), condition, answers).whole() if condition.strip() else True


def compares(text: str, wanted: str) -> bool:
    """Whether an answer is what is wanted: the same text, or a number that compares so, as "15" does with "<18"."""
    number, found = _number(text), COMPARISON.fullmatch(wanted.strip())
    if number is None or found is None:
        return text == wanted
    return COMPARISONS[found[1] or "="](number, float(found[2]))


def _number(text: object) -> float | None:
    try:
        return float(str(text))
    except ValueError:
        return None


def _tokens(condition: str) -> list[tuple[str, str]]:
    found, position, text = [], 0, condition.rstrip()
    while position < len(text):
        token = TOKENS.match(text, position)
        if token is None or token.lastgroup is None:
            raise _unreadable(condition)
        found.append((token.lastgroup, token[token.lastgroup]))
        position = token.end()
    return found


def _unreadable(condition: str) -> InputRefused:
    return InputRefused(
        "The condition {condition} cannot be read here. Use comparisons, selected(), and, or, not().",
        condition=condition[:200],
    )


@dataclass
class _Reading:
    """A condition that is read from the left, one token after another."""

    tokens: list[tuple[str, str]]
    condition: str
    answers: Answers
    position: int = 0
    depth: int = 0

    def whole(self) -> bool:
        value = self.any_of()
        if self.position != len(self.tokens):
            raise _unreadable(self.condition)
        return value

    def any_of(self) -> bool:
        value = self.all_of()
        while self.takes("or"):
            value = self.all_of() or value
        return value

    def all_of(self) -> bool:
        value = self.one()
        while self.takes("and"):
            value = self.one() and value
        return value

    def one(self) -> bool:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _unreadable(self.condition)
        if self.takes("not"):
            value = not self.bracketed()
        elif self.takes("selected"):
            value = self.selected()
        elif self.peek() == "(":
            value = self.bracketed()
        else:
            value = self.comparison()
        self.depth -= 1
        return value

    def bracketed(self) -> bool:
        self.expect("(")
        value = self.any_of()
        self.expect(")")
        return value

    def selected(self) -> bool:
        self.expect("(")
        given = self.value().split()
        self.expect(",")
        wanted = self.value()
        self.expect(")")
        return wanted in given

    def comparison(self) -> bool:
        left = self.value()
        sign = self.take()
        if sign not in COMPARISONS:
            raise _unreadable(self.condition)
        right = self.value()
        number, other = _number(left), _number(right)
        if number is not None and other is not None:
            return COMPARISONS[sign](number, other)
        # An order of texts that are no numbers is not known.
        return sign in ("=", "!=") and COMPARISONS[sign](left, right)

    def value(self) -> str:
        kind, text = self.tokens[self.position] if self.position < len(self.tokens) else ("", "")
        self.position += 1
        if kind == "name":
            return self.answers.get(names_in(text)[0], "")
        if kind == "text":
            return text[1:-1]
        if kind == "number":
            return text
        raise _unreadable(self.condition)

    def peek(self) -> str:
        return self.tokens[self.position][1] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        text = self.peek()
        self.position += 1
        return text

    def takes(self, word: str) -> bool:
        is_next = self.peek() == word
        self.position += is_next
        return is_next

    def expect(self, sign: str) -> None:
        if self.take() != sign:
            raise _unreadable(self.condition)
