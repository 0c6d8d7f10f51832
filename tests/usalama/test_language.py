"""Numbers, dates and sentences in each language."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import numpy as np
import pytest

from usalama.language import LANGUAGES, load_language
from usalama.model import Sentence, counted

ENGLISH = load_language("en", "Africa/Nairobi")
KISWAHILI = load_language("sw", "Africa/Nairobi")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"), (7, "7"), (1234567, "1,234,567"), (12.6, "13"), (9.44, "9.4"), (3.0, "3"), (0.256, "0.26"),
        (-1234.5, "-1,234"), (math.nan, "–"), (math.inf, "∞"),
        (np.int64(1234), "1,234"), (np.float64(0.5), "0.50"), (np.float32(2.5), "2.5"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", [ENGLISH, KISWAHILI], ids=lambda language: language.code)
def test_a_number_has_no_more_decimals_than_its_size_deserves(language, number, written):
    assert language.value(number) == written


def test_dates_are_written_with_the_names_of_the_language():
    day = date(2024, 12, 9)
    assert (ENGLISH.day(day), KISWAHILI.day(day)) == ("9 Dec 2024", "9 Des 2024")
    assert (ENGLISH.month(day), KISWAHILI.month(day)) == ("Dec 2024", "Des 2024")


def test_months_start_in_january_and_days_on_sunday():
    names = KISWAHILI.calendar_names()
    assert (names["months"][0], names["shortMonths"][11], names["days"][0]) == ("Januari", "Des", "Jumapili")
    assert {kind: len(parts) for kind, parts in ENGLISH.calendar_names().items()} == {
        "months": 12, "shortMonths": 12, "days": 7, "shortDays": 7,
    }  # fmt: skip


@pytest.mark.parametrize(("code", "names"), [("sw", ("Swahili", "Kiswahili")), ("sheng slang", ("sheng slang",) * 2)])
def test_a_language_has_a_name_and_what_is_none_stays_as_it_was_written(code, names):
    assert (ENGLISH.language_name(code), KISWAHILI.language_name(code)) == names


def test_a_moment_is_shown_in_the_country_s_time():
    assert ENGLISH.moment(datetime(2024, 12, 31, 22, 30)) == "1 Jan 2025 01:30"
    assert ENGLISH.moment(datetime(2024, 12, 31, 22, 30, tzinfo=UTC)) == "1 Jan 2025 01:30"
    assert ENGLISH.value(datetime(2024, 12, 31, 22, 30)) == "1 Jan 2025 01:30"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sentence_fills_its_gaps_in_its_own_way(code):
    language = load_language(code)
    inner = Sentence("{count} things", {"count": 12345})
    assert language.say(Sentence("Told: {what}", {"what": inner})) == "Told: 12,345 things"


def test_words_follow_the_number_they_count():
    one, many = "{count} page is open in {place}.", "{count} pages are open in {place}."
    for count, said in ((0, "0 pages are"), (1, "1 page is"), (2, "2 pages are"), (1200, "1,200 pages are")):
        sentence = counted(one, many, count, {"place": "Kisumu"})
        assert ENGLISH.say(sentence) == f"{said} open in Kisumu."
        assert str(sentence) == f"{count} {said.split(' ', 1)[1]} open in Kisumu."
    hidden = counted(one, many, float("nan"), {"place": "Kisumu"})
    assert ENGLISH.say(hidden) == "– pages are open in Kisumu."


def test_braces_in_a_name_are_only_text():
    assert ENGLISH.say(Sentence("{name} said", {"name": "{0} {secret}"})) == "{0} {secret} said"


def test_a_language_that_is_not_there_is_english():
    assert load_language("xx").code == "en"
    assert load_language("../../etc/passwd").code == "en"


def test_yes_and_no_are_no_numbers():
    assert ENGLISH.value(True) == "True"


def test_the_empty_text_stays_empty():
    assert KISWAHILI.text("") == ""
