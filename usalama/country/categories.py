"""Categories of incidents in two levels, read from the country's folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import Field

from usalama.country.country_files import Row, read_rows
from usalama.country.names import unknown
from usalama.errors import InputRefused


class CategoryGroup(Row):
    """The upper level: one row of ``category_groups.csv``."""

    code: str = Field(validation_alias="category_group")
    name: str = Field(validation_alias="group_name")


class Category(Row):
    """The lower level: one row of ``categories.csv``.

    Arguments:
        group_code: the group it belongs to.
        economic_survey_category: what the national Economic Survey counts it under; "" when it is no offence.
        iccs_code: UNODC International Classification of Crime, version 1.0; "" when it is no offence.
    """

    code: str = Field(validation_alias="category_code")
    group_code: str = Field(validation_alias="category_group")
    name: str = Field(validation_alias="category_name")
    economic_survey_category: str
    iccs_code: str


@dataclass(frozen=True, eq=False)
class Categories:
    """All categories, in the order of their files."""

    groups: tuple[CategoryGroup, ...]
    categories: tuple[Category, ...]

    @cached_property
    def _by_code(self) -> dict[str, Category]:
        return {category.code: category for category in self.categories}

    @cached_property
    def _names(self) -> dict[str, str]:
        groups = {group.code: group.name for group in self.groups}
        return groups | {category.code: category.name for category in self.categories}

    @cached_property
    def _members(self) -> dict[str, frozenset[str]]:
        groups = {
            group.code: frozenset(one.code for one in self.categories if one.group_code == group.code)
            for group in self.groups
        }
        return {code: frozenset([code]) for code in self._by_code} | groups

    def category(self, code: str) -> Category:
        """The category with this code; refused if there is none."""
        if code not in self._by_code:
            raise unknown("category", code, self._names)
        return self._by_code[code]

    def name(self, code: str) -> str:
        """The English name of a category or a group; it is a key into the catalogues."""
        if code not in self._names:
            raise unknown("category", code, self._names)
        return self._names[code]

    def expand(self, tokens: Iterable[str]) -> frozenset[str]:
        """The codes of all categories meant by codes of categories and groups.

        Raises:
            InputRefused: a token is neither, with the nearest spelling if one is near.
        """
        codes: frozenset[str] = frozenset()
        for token in tokens:
            if token not in self._members:
                raise unknown("category", token, self._names)
            codes |= self._members[token]
        return codes


@lru_cache
def load_categories(folder: Path) -> Categories:
    """The categories of a country: ``category_groups.csv`` and ``categories.csv`` in its folder.

    Raises:
        InputRefused: a file is missing, a group is unknown, or a code stands for two things.
    """
    groups = read_rows(folder / "category_groups.csv", CategoryGroup)
    categories = read_rows(folder / "categories.csv", Category)
    _check(groups, categories)
    return Categories(groups, categories)


def _check(groups: tuple[CategoryGroup, ...], categories: tuple[Category, ...]) -> None:
    seen = {group.code for group in groups}
    known_groups = frozenset(seen)
    for category in categories:
        if category.group_code not in known_groups:
            raise InputRefused("There is no group {group} of categories.", group=category.group_code)
        if category.code in seen:
            raise InputRefused("The category code {code} is used twice.", code=category.code)
        seen.add(category.code)
