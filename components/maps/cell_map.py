"""The map of cells: from a report to what the browser draws."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Any

import pandas as pd

from components.drawing import tables
from components.maps import Circle, Legend, PlaceMap, class_colours, class_labels
from components.maps.cell_names import cell_name
from components.maps.county_map import credit_of, period_text
from components.maps.geometries import (
    MARK,
    MIDDLES,
    OUTLINES,
    addresses_of,
    cell_address,
    cell_bounds,
    cell_geometry,
    ground_of,
)
from components.maps.palettes import CANNOT_TELL, FEWER, MORE
from components.shell.visit import Visit
from usalama.incidents.hot_spots.hot_spot_words import beside_note, cell_note, verdict_words
from usalama.incidents.hot_spots.hot_spots import HotSpotMap
from usalama.model import Estimate, Sentence, counted

COLOURS = {"fewer": FEWER, "usual": CANNOT_TELL, "more": MORE}
LEVELS = {name: level for level, name in enumerate(COLOURS)}
TOO_FEW = "too_few"
# The same in every place and period, so that a colour means one thing.
COUNT_BREAKS = (10.0, 25.0, 50.0, 100.0, 250.0)
MARK_RADIUS = 4.0
DIFFERENCE, NUMBER = "difference", "number"


def build_cell_map(result: HotSpotMap, visit: Visit, *, by: str = DIFFERENCE) -> PlaceMap:
    """Cells by what may be said of them, or by their number of reports.

    Arguments:
        by: ``DIFFERENCE`` or ``NUMBER``.
    """
    rows = result.rows.reset_index(drop=True)
    asked = visit.subject.country, result.place, result.resolution
    is_number = by == NUMBER
    return PlaceMap(
        name=cells_caption(result, visit),
        geometry=cell_address(*asked, OUTLINES),
        points=cell_address(*asked, MIDDLES),
        bounds=cell_bounds(*asked),
        legend=_number_legend(result, visit) if is_number else _difference_legend(result, visit),
        credit=credit_of(visit),
        period=period_text(result.about.period_used, visit),
        ground=replace(ground_of(asked[0], visit.language.code), outlines=addresses_of(asked[0])["counties"]),
        is_overlay=True,
        values=_number_levels(rows) if is_number else _difference_levels(rows),
        unstable=frozenset() if is_number else _too_few(rows),
        hidden=frozenset(str(number) for number in rows.index[rows.incident_count.isna()]),
        tooltips={str(row.Index): _tooltip(row, visit) for row in rows.itertuples() if _is_worth_a_word(row)},
        names=_names(result, visit),
        circles=() if is_number else _marks(rows, visit),
    )


def cells_caption(result: HotSpotMap, visit: Visit) -> str:
    """Of how many reports and cells the map is made, and what is left out."""
    values: dict[str, object] = {
        "reports": counted("{count} report", "{count} reports", result.incident_count),
        "cells": counted("{count} cell", "{count} cells", len(result.rows)),
        "width": result.width_km,
    }
    text = visit.say(
        Sentence(
            "{reports} in {cells} about {width} km wide.",
            values,
        )
    )
    return f"{text} {_left_out(result, visit)}"


def cell_shapes(result: HotSpotMap, visit: Visit) -> tuple[bytes, bytes]:
    """What the addresses of the map lead to: the outlines of the cells and their middles."""
    asked = visit.subject.country, result.place, result.resolution
    return cell_geometry(*asked, OUTLINES), cell_geometry(*asked, MIDDLES)


def _left_out(result: HotSpotMap, visit: Visit) -> str:
    if result.unplaced_count is None:
        return visit.say(
            counted(
                "{count} cell with 1 to 7 reports is hidden; the number is the sum of the cells shown.",
                "{count} cells with 1 to 7 reports are hidden; the number is the sum of the cells shown.",
                result.hidden_cells,
            )
        )
    return visit.say(
        counted(
            "{count} more report has no point that is precise enough for a cell.",
            "{count} more reports have no point that is precise enough for a cell.",
            result.unplaced_count,
        )
    )


def with_words(result: HotSpotMap, visit: Visit) -> pd.DataFrame:
    """The rows of the table twin: cells with reports, hidden ones, and those of which something may be said."""
    rows = result.rows.reset_index(drop=True)
    is_told = rows.incident_count.isna() | (rows.incident_count.fillna(0) > 0) | rows.verdict.isin(["more", "fewer"])
    kept = rows[is_told]
    names = _names(result, visit)
    return kept.assign(
        cell_name=[names[str(number)] for number in kept.index],
        verdict_text=[visit._(verdict_words(one)) for one in kept.verdict],
    )


def cell_columns(result: HotSpotMap, visit: Visit) -> dict[str, str]:
    """The columns of the table; cells stand in the order of their codes, which is no rank."""
    _ = visit._
    shared = {
        "cell_name": _("Cell"),
        "incident_count": _("Incidents"),
        "observed_lower": _("With the ring around it, at least"),
    }
    if "all_count" in result.rows:
        return shared | tables.columns(
            visit,
            "expected ratio ratio_lower ratio_upper verdict_text",
            expected=_("Expected from all reports"),
            ratio=_("Times"),
        )
    return shared | tables.columns(visit, "expected usual_lower usual_upper verdict_text")


def _names(result: HotSpotMap, visit: Visit) -> dict[str, str]:
    """What the cells that have something to say are called, and the marks on them."""
    rows = result.rows.reset_index(drop=True)
    told = [row for row in rows.itertuples() if _is_worth_a_word(row)]
    names = {str(row.Index): cell_name(visit, result.place, result.resolution, int(row.Index)) for row in told}
    return names | {f"{MARK}{row.Index}": names[str(row.Index)] for row in told if row.verdict == "more"}


def _is_worth_a_word(row: Any) -> bool:
    return bool(pd.isna(row.incident_count) or row.incident_count > 0 or row.verdict in ("more", "fewer"))


def _difference_levels(rows: pd.DataFrame) -> dict[str, int]:
    """A cell without reports of which nothing may be said stays empty."""
    levels = {}
    for row in rows.itertuples():
        if pd.isna(row.incident_count) or not _is_worth_a_word(row):
            continue
        levels[str(row.Index)] = LEVELS["usual"] if row.verdict == TOO_FEW else LEVELS[row.verdict]
    return levels


def _too_few(rows: pd.DataFrame) -> frozenset[str]:
    is_told = rows.incident_count.notna() & (rows.incident_count.fillna(0) > 0)
    return frozenset(str(number) for number in rows.index[is_told & (rows.verdict == TOO_FEW)])


def _number_levels(rows: pd.DataFrame) -> dict[str, int]:
    shown = rows[rows.incident_count.fillna(0) > 0]
    # Plain numbers: what the browser gets is JSON.
    return {str(row.Index): bisect_right(COUNT_BREAKS, int(row.incident_count)) for row in shown.itertuples()}


def _marks(rows: pd.DataFrame, visit: Visit) -> tuple[Circle, ...]:
    """A dot on every cell with more, so that nobody needs to see the colour."""
    more = rows[rows.verdict == "more"]
    return tuple(
        Circle(f"{MARK}{row.Index}", MARK_RADIUS, LEVELS["more"], _tooltip(row, visit)) for row in more.itertuples()
    )


def _difference_legend(result: HotSpotMap, visit: Visit) -> Legend:
    _ = visit._
    title = _("Reports with the ring around the cell")
    if "all_count" in result.rows:
        title = _("Reports of the kind beside all reports")
    labels = {name: _(verdict_words(name)) for name in COLOURS}
    labels["more"] = f"● {labels['more']}"
    return Legend(
        title=title,
        classes=tuple((colour, labels[name]) for name, colour in COLOURS.items()),
        unstable=_("too few to say"),
        hidden=_("hidden (1 to 7)") if result.unplaced_count is None else "",
        missing=_("no reports"),
    )


def _number_legend(result: HotSpotMap, visit: Visit) -> Legend:
    _ = visit._
    labels = class_labels(COUNT_BREAKS, visit.language.number)
    return Legend(
        title=_("Reports in the cell"),
        classes=tuple(zip(class_colours(len(COUNT_BREAKS) + 1), labels, strict=True)),
        hidden=_("hidden (1 to 7)") if result.unplaced_count is None else "",
        missing=_("no reports"),
    )


def _tooltip(row: Any, visit: Visit) -> str:
    count = row.incident_count
    if pd.isna(count):
        return visit._("1 to 7 incidents: hidden")
    lines = [visit.say(counted("{count} report", "{count} reports", int(count))), visit._(verdict_words(row.verdict))]
    if row.verdict != TOO_FEW:
        lines.append(visit.say(_note(row)))
    return "\n".join(lines)


def _note(row: Any) -> Sentence:
    if not hasattr(row, "ratio"):
        return cell_note(row.observed_lower, row.observed_upper, row.expected, row.usual_lower, row.usual_upper)
    return beside_note(
        row.observed_lower, row.expected, Estimate(row.ratio, row.ratio_lower, row.ratio_upper, None, "")
    )
