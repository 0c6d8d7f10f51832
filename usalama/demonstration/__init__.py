"""Synthetic rows in the shape of our own import file, made from published figures and stated assumptions.

National totals, the mix of categories and the counties' shares follow the public figures as far as they go
(``plan`` says how the gaps are filled); everything else is assumed in the country's ``demonstration.toml``. Nothing
that is counted in these rows says anything about the country.
"""

from usalama.demonstration.demonstration import (
    COVER_SOURCE_NAME,
    DEFAULT_ROWS,
    SOURCE_ID,
    SOURCE_NAME,
    DemonstrationNote,
    make_rows,
    write_cover_csv,
    write_csv,
)
from usalama.demonstration.plan import last_full_month
from usalama.demonstration.programme import PROGRAMME_SOURCE_NAME, make_programme
from usalama.demonstration.programme_world import load_programme_assumptions

__all__ = [
    "COVER_SOURCE_NAME",
    "DEFAULT_ROWS",
    "PROGRAMME_SOURCE_NAME",
    "SOURCE_ID",
    "SOURCE_NAME",
    "DemonstrationNote",
    "last_full_month",
    "load_programme_assumptions",
    "make_programme",
    "make_rows",
    "write_cover_csv",
    "write_csv",
]
