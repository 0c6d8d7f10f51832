"""The country and its categories: what every report is about."""

from __future__ import annotations

from dataclasses import dataclass

from usalama.country import Country, load_country
from usalama.country.categories import Categories, load_categories
from usalama.settings import Settings


@dataclass(frozen=True)
class Subject:
    country: Country
    categories: Categories


def load_subject(settings: Settings) -> Subject:
    """Read the country's folder; cached by the loaders."""
    return Subject(load_country(settings.country), load_categories(settings.country))
