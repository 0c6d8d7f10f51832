"""What is assumed for the demonstration data beyond the published figures, read from the country's folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from usalama.country.categories import Categories, Category
from usalama.errors import InputRefused

FILE = "demonstration.toml"
Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
Weight = Annotated[float, Field(ge=0)]
Whole = TypeVar("Whole", bound="Part")


class Part(BaseModel):
    """A table of the file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PublishedFigures(Part):
    name: str
    county_year: int


class Season(Part):
    months: Annotated[tuple[Positive, ...], Field(min_length=12, max_length=12)]
    county_month_sd: Weight


class Habit(Part):
    """When and how one category happens and is reported; the file explains each number."""

    hours: str
    weekdays: str
    delay: Positive
    interval_share: Share
    interval_hours: Positive
    drugs: Share
    youth: Share
    firearm: Share
    town: Positive


class CategoryPart(Part):
    """What a category takes from the published figures, and how its habit differs from its group's."""

    published: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    weight: Weight = 0
    hours: str | None = None
    weekdays: str | None = None
    delay: Positive | None = None
    interval_share: Share | None = None
    interval_hours: Positive | None = None
    drugs: Share | None = None
    youth: Share | None = None
    firearm: Share | None = None
    town: Positive | None = None


class Response(Part):
    share: Share
    reached: Share
    minutes: Positive
    spread: Positive


class Closing(Part):
    responded_share: Share
    unresponded_share: Share
    days: Positive
    spread: Positive


class StatusShares(Part):
    rejected: Share
    duplicate: Share
    unverified: Share
    unverified_fresh: Share
    fading_days: Positive

    @property
    def uncounted(self) -> float:
        return self.rejected + self.duplicate


class Missing(Part):
    flag: Share
    reported_at: Share
    constituency: Share
    settlement_type: Share


class SettlementShares(Part):
    """Of rows of which it is known, in the order of the schema."""

    estate: Share
    informal_settlement: Share
    centre: Share
    peri_urban: Share
    rural: Share


class Settlements(Part):
    """What kind of settlement rows lie in, in the constituencies of a city and in the others."""

    town: SettlementShares
    elsewhere: SettlementShares


class PrecisionShares(Part):
    """In the order of their fields; only the first three have a point."""

    exact: Share
    street: Share
    locality: Share
    constituency: Share
    county: Share


class CoverHours(Part):
    """One kind of duty, as a row of a file of cover states it; in every so many constituencies."""

    kind: str
    weekdays: str
    from_hour: str
    to_hour: str
    people: Annotated[int, Field(ge=1)]
    every: Annotated[int, Field(ge=1)]


class Patterns(Part):
    """The whole file."""

    figures: PublishedFigures
    season: Season
    hours: dict[str, Annotated[tuple[Weight, ...], Field(min_length=24, max_length=24)]]
    weekdays: dict[str, Annotated[tuple[Weight, ...], Field(min_length=7, max_length=7)]]
    group: dict[str, Habit]
    category: dict[str, CategoryPart]
    responder: dict[str, Response]
    closing: Closing
    status: StatusShares
    missing: Missing
    settlement: Settlements
    precision: PrecisionShares
    cover: tuple[CoverHours, ...] = ()

    def habit(self, category: Category) -> Habit:
        """The habit of the category's group with what the category changes of it."""
        own = self.category[category.code].model_dump(exclude={"published", "less", "weight"}, exclude_none=True)
        return self.group[category.group_code].model_copy(update=own)


def read_part(path: Path, kind: type[Whole]) -> Whole:
    """A file of assumptions as what it has to be.

    Raises:
        InputRefused: the file does not say what it has to.
    """
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputRefused(
            "{file}: {place}: {complaint}.", file=path.name, place=place, complaint=first["msg"]
        ) from None


def load_patterns(folder: Path, categories: Categories) -> Patterns:
    """The assumptions for a country.

    Raises:
        InputRefused: there is no such file, or it does not fit the categories.
    """
    path = folder / FILE
    if not path.exists():
        raise InputRefused("There is no file {file}, so no demonstration data can be made.", file=str(path))
    patterns = read_part(path, Patterns)
    for code in patterns.category:
        categories.category(code)
    return patterns
