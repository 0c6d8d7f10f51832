"""Languages: catalogues, numbers, dates, and sentences in the reader's own."""

from __future__ import annotations

import gettext
import io
import math
import numbers
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from usalama.model import Month, Period, Sentence

CATALOGUES = Path(__file__).parent / "locales"
LANGUAGES = {"en": "English", "sw": "Kiswahili"}
DEFAULT_LANGUAGE = "en"
MANY, SOME = 10, 1


class Language:
    """One language of the product.

    Arguments:
        code: a key of LANGUAGES.
        time_zone: IANA name; moments are shown in it.
    """

    def __init__(self, code: str, time_zone: str = "UTC") -> None:
        self.code = code
        self._zone = ZoneInfo(time_zone)
        self._locale = Locale.parse(code)
        self._catalogue = _catalogue(code)

    def text(self, english: str) -> str:
        """The sentence in this language; the English one is the key."""
        return self._catalogue.gettext(english) if english else ""

    def say(self, sentence: Sentence) -> str:
        """A sentence with its gaps filled in this language's way."""
        filled = {name: self.value(value) for name, value in sentence.values.items()}
        return self._template(sentence).format(**filled)

    def _template(self, sentence: Sentence) -> str:
        if not sentence.plural:
            return self.text(sentence.template)
        count = sentence.values["count"]
        # A number that is not known, such as a hidden one, is told as many are.
        whole = int(float(count)) if isinstance(count, numbers.Real) and not math.isnan(count) else MANY
        return self._catalogue.ngettext(sentence.template, sentence.plural, whole)

    def value(self, value: object) -> str:
        """A number, date, moment, sentence or name as this language writes it."""
        if isinstance(value, Sentence):
            return self.say(value)
        if isinstance(value, Month):
            return self.month(value.first)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        # A number of numpy is no int, and still a number.
        if isinstance(value, numbers.Real) and not isinstance(value, bool):
            return self.number(float(value))
        return str(value)

    def number(self, value: float) -> str:
        """Grouped, with no more decimals than its size deserves."""
        return _number(value, self.code)

    def day(self, value: date) -> str:
        return str(format_date(value, format="d MMM yyyy", locale=self._locale))

    def month(self, value: date) -> str:
        return str(format_date(value, format="MMM yyyy", locale=self._locale))

    def period(self, value: Period) -> str:
        """A period as people write it; whole months without their days."""
        if not value.is_whole_months:
            return f"{self.day(value.start)} – {self.day(value.end)}"
        first, last = self.month(value.start), self.month(value.end)
        return first if first == last else f"{first} – {last}"

    def calendar_names(self) -> dict[str, list[str]]:
        """Months from January and days from Sunday, whole and short."""
        months, days = self._locale.months["stand-alone"], self._locale.days["stand-alone"]
        from_january, from_sunday = range(1, 13), (6, *range(6))
        return {
            "months": [months["wide"][number] for number in from_january],
            "shortMonths": [months["abbreviated"][number] for number in from_january],
            "days": [days["wide"][number] for number in from_sunday],
            "shortDays": [days["abbreviated"][number] for number in from_sunday],
        }

    def language_name(self, code: str) -> str:
        """What a language is called; a code that is none is left as it was written."""
        try:
            return Locale.parse(code.strip()).get_language_name(self.code) or code
        except (UnknownLocaleError, ValueError):
            return code

    def moment(self, value: datetime) -> str:
        """A UTC moment in the country's time."""
        utc = value.replace(tzinfo=ZoneInfo("UTC")) if value.tzinfo is None else value
        return str(format_datetime(utc.astimezone(self._zone), format="d MMM yyyy HH:mm", locale=self._locale))


@lru_cache(maxsize=8)
def load_language(code: str, time_zone: str = "UTC") -> Language:
    """The language with this code, or English when there is none."""
    return Language(code if code in LANGUAGES else DEFAULT_LANGUAGE, time_zone)


@lru_cache(maxsize=8)
def _catalogue(code: str) -> gettext.NullTranslations:
    """Read a catalogue from its .po file; nothing needs compiling, so nothing can be out of date."""
    path = CATALOGUES / f"{code}.po"
    if code == DEFAULT_LANGUAGE or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=20_000)
def _number(value: float, code: str) -> str:
    """Kept, since a page writes hundreds of numbers and mostly those of the run before."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞"
    size = abs(value)
    pattern = "#,##0" if size >= MANY or value == int(value) else "#,##0.0" if size >= SOME else "0.00"
    return str(format_decimal(value, format=pattern, locale=code))
