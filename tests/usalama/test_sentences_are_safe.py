"""What no sentence of the product may say, in any language: a bare change in percent, a rank, or a test's jargon."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from docs.extract_messages import CATALOGUES, messages, read_catalogue
from usalama.language import DEFAULT_LANGUAGE, LANGUAGES

OTHERS = sorted(set(LANGUAGES) - {DEFAULT_LANGUAGE})
# A number that the program fills in, followed or led by a percent sign or word.
PERCENT_OF_A_GAP = re.compile(
    r"\{[a-z_0-9]+\}\s*(?:%|percent\b|per cent\b)|(?:asilimia|kwa mia)\s*\{[a-z_0-9]+\}|%\s*\{", re.IGNORECASE
)
# The word; not where a constant of a method stands beside it, as in a 95 percent interval.
PERCENT_WORD = re.compile(r"(?<!\d )(?:\bpercent(?:age)?\b|\bper cent\b)|\basilimia\b(?! \d)", re.IGNORECASE)
RANGE = (("lower", "upper"), ("lowest", "highest"))
FORBIDDEN = re.compile(
    r"\bsignifican(?:t|tly|ce)\b|\bp[- ]?values?\b|\bstatistically\b|\branked\b|\branking\b|\bworst\b|\bnumber one\b"
    r"|\bsafest\b|\bmost dangerous\b|\bcrime[- ]ridden\b|\bhotbed\b"
    # "Mbaya zaidi" is both worse, which an effect may be, and worst, which no place may be.
    r"|\b(?:kaunti|jiji|mji|mtaa|eneo|wadi)\s+(?:\w+\s+)?(?:mbaya|hatari|salama) zaidi\b|\bpabaya zaidi\b"
    r"|\b(?:mbaya|hatari) kabisa\b|\bnambari (?:moja|ya kwanza)\b|\bnamba moja\b"
    r"|\bthamani ya p\b",
    re.IGNORECASE,
)
RANK_OF_A_GAP = re.compile(
    r"#\s?\{|\bno\. ?\{|(?<!log-)\brank(?:s|ed)?\s*(?:number|no\.?)?\s*\{|\b(?:number|place) \{[a-z_]+\} of\b"
    r"|\bwa \{[a-z_]+\} kati ya\b",
    re.IGNORECASE,
)
# Sentences with the word "percent" that tell no change: the word is a label, or a constant of a method.
PERCENT_ALLOWED = {
    "percent": "the unit of a published figure, in a table that gives its source, date and doubts",
}


def texts() -> Iterator[tuple[str, str, str]]:
    """Language, English sentence and the sentence itself, for every one that people read."""
    known = messages()
    yield from ((DEFAULT_LANGUAGE, text, text) for text in known)
    for code in OTHERS:
        catalogue = read_catalogue(CATALOGUES / f"{code}.po")
        yield from ((code, str(one.id), str(one.string)) for one in catalogue if one.id in known and one.string)


@pytest.fixture(scope="module")
def said() -> list[tuple[str, str, str]]:
    return list(texts())


def bears_a_range(text: str) -> bool:
    return any(all(re.search(rf"\{{[a-z_]*{part}\}}", text) for part in pair) for pair in RANGE)


def test_all_languages_are_read(said):
    assert {code for code, _, _ in said} == set(LANGUAGES)
    assert len(said) > 500


def test_no_number_is_filled_in_as_a_bare_percentage(said):
    assert [one for one in said if PERCENT_OF_A_GAP.search(one[2]) and not bears_a_range(one[2])] == []


def test_the_word_percent_tells_no_change(said):
    loose = [one for one in said if PERCENT_WORD.search(one[2]) and not bears_a_range(one[2])]
    assert [one for one in loose if one[1] not in PERCENT_ALLOWED] == []


def test_every_allowed_sentence_is_still_said(said):
    assert set(PERCENT_ALLOWED) <= {english for _, english, _ in said}
    assert all(PERCENT_ALLOWED.values())


def test_no_sentence_speaks_of_tests_or_judges_a_place(said):
    assert [one for one in said if FORBIDDEN.search(one[2])] == []


def test_no_sentence_gives_a_rank(said):
    assert [one for one in said if RANK_OF_A_GAP.search(one[2])] == []


@pytest.mark.parametrize(
    "text",
    [
        "Reports rose by {change} %.",
        "Up {change}%",
        "Up {n} percent",
        "Ripoti ziliongezeka asilimia {n}",
        "Plus {n} per cent",
    ],
)
def test_a_bare_percentage_would_be_found(text):
    assert PERCENT_OF_A_GAP.search(text)
    assert not bears_a_range(text)


@pytest.mark.parametrize(
    "text",
    [
        "A significant rise.",
        "The p-value is small.",
        "Kisumu is ranked first.",
        "The worst estate.",
        "Number one in the country.",
        "Kaunti mbaya zaidi.",
    ],
)
def test_a_forbidden_word_would_be_found(text):
    assert FORBIDDEN.search(text)


@pytest.mark.parametrize("text", ["Kisumu: #{rank}", "rank {rank}", "place {rank} of {count}", "Number {rank} of all"])
def test_a_rank_would_be_found(text):
    assert RANK_OF_A_GAP.search(text)


def test_a_range_makes_a_percentage_bearable():
    assert bears_a_range("About {value} % lower; likely {lower} to {upper}.")
    assert bears_a_range("{first_lower} to {first_upper}")
    assert not bears_a_range("{value} % from {lower}")
