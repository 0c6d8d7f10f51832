"""What may be asked of the store, each question once, as an ibis expression.

Every question starts from ``rows.visible``, so that none can forget the scope.
"""

from usalama.store.questions.counting import (
    MEASURES,
    MONTH_DIMENSIONS,
    RAW_DIMENSIONS,
    count_measures,
    counts,
    month_count_of_touched_months,
    verified_counts,
)
from usalama.store.questions.hours_and_cover import cover, known_hours, time_ranges, whole_cover
from usalama.store.questions.records import WHOLE_RECORDS, records, whole_records
from usalama.store.questions.response_waits import (
    LONGEST_WAIT_MINUTES,
    WATCHED_MINUTES,
    last_moment,
    report_days,
    response_minutes,
)
from usalama.store.questions.single_points import MOST_POINTS, dated_points, grid_cells, points
from usalama.store.questions.sources import batches, coverage, sources
from usalama.store.questions.visible_rows import ALL, PARAMETERS, Question, lake_table, parameter

# Single places and grids say more than the public rule allows.
EXACT_ONLY = frozenset({"points", "dated points", "grid cells", "whole cover", "batches", "sources"}) | WHOLE_RECORDS

__all__ = [
    "ALL",
    "EXACT_ONLY",
    "LONGEST_WAIT_MINUTES",
    "MEASURES",
    "MONTH_DIMENSIONS",
    "MOST_POINTS",
    "PARAMETERS",
    "RAW_DIMENSIONS",
    "WATCHED_MINUTES",
    "Question",
    "batches",
    "count_measures",
    "counts",
    "cover",
    "coverage",
    "dated_points",
    "grid_cells",
    "known_hours",
    "lake_table",
    "last_moment",
    "month_count_of_touched_months",
    "parameter",
    "points",
    "records",
    "report_days",
    "response_minutes",
    "sources",
    "time_ranges",
    "verified_counts",
    "whole_cover",
    "whole_records",
]
