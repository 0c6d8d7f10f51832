"""Places, names, points to counties and populations, read from the country's folder under ``data/``."""

from usalama.country.country import Country
from usalama.country.locate import Located, Outcome
from usalama.country.places import City, Constituency, County, Region, Town
from usalama.country.subject import load_country

__all__ = [
    "City",
    "Constituency",
    "Country",
    "County",
    "Located",
    "Outcome",
    "Region",
    "Town",
    "load_country",
]
