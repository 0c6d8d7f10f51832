"""Single points and fine grids: more than the public may see."""

from __future__ import annotations

from functools import lru_cache

import ibis.expr.types as ir

from usalama.store.questions.visible_rows import Question, chosen, visible_incidents

# What a browser still draws within a second or two.
MOST_POINTS = 20_000


@lru_cache(maxsize=1)
def points() -> Question:
    """Points with the precision they are held in; only an exact scope may ask."""

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.longitude.notnull())
        # Taken by a hash and not by time, so that a limit thins every place and month alike.
        rows = rows.order_by(rows.incident_id).limit(MOST_POINTS)
        return rows.select("latitude", "longitude", "category_group", "county_code")

    return Question("points", build)


@lru_cache(maxsize=1)
def grid_cells() -> Question:
    """Incidents by cell of 0.02 degrees; only an exact scope may ask."""

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.longitude.notnull())
        cells = rows.mutate(
            cell_longitude=(rows.longitude / 0.02).floor().cast("float64") * 0.02 + 0.01,
            cell_latitude=(rows.latitude / 0.02).floor().cast("float64") * 0.02 + 0.01,
        )
        return cells.group_by(["cell_longitude", "cell_latitude"]).aggregate(incident_count=cells.count())

    return Question("grid cells", build)


@lru_cache(maxsize=1)
def dated_points() -> Question:
    """Every point with its day, its precision and what was reported; only an exact scope may ask.

    Ask for one county: nothing limits the rows.
    """

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.longitude.notnull())
        # In an order of their own, so that a sample drawn from them is the same each time.
        rows = rows.order_by(rows.incident_id)
        return rows.select("occurred_on", "longitude", "latitude", "location_precision", "category_code", "city_code")

    return Question("dated points", build)
