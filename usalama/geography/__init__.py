"""Places, names, points to counties and populations, read from the country's folder under ``data/``."""

from usalama.geography.country import Country
from usalama.geography.load import load_country
from usalama.geography.locate import Located, Outcome
from usalama.geography.places import Census, City, Constituency, County, Region, Town

__all__ = [
    "Census",
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
