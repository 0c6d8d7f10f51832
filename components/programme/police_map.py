"""The map of police cover: officers that a ratio asks for in each county, or what is missing where that is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from components.drawing.figures import Words, origin_of
from components.maps import Legend, PlaceMap, class_colours, class_labels
from components.maps.county_map import map_of_country
from components.maps.map_figures import map_figure
from components.shell.filters import choose_one
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import Nature, Sentence
from usalama.programme.police_cover import PoliceCover

MAP_HEIGHT = 520
ASKED, GAP = "asked", "gap"
# The same steps for every ratio, so that moving the ratio moves the colours.
ASKED_STEPS: Sequence[float] = (500.0, 1000.0, 2000.0, 3000.0, 5000.0)
# Officers for each 100 that the ratio asks for. Fewer is darker: that is where most are missing.
SHARE_STEPS: Sequence[float] = (50.0, 75.0, 90.0, 100.0)


def show_map(visit: Visit, result: PoliceCover, rows: pd.DataFrame, columns: Mapping[str, str]) -> None:
    """The map as a figure; the choice between its two measures is there once a number is recorded.

    Arguments:
        rows, columns: of its table.
    """
    measure = ASKED
    if result.counties.officer_count.notna().any():
        names = {ASKED: visit._("Officers asked for"), GAP: visit._("Officers for 100 asked for, where known")}
        measure = choose_one(visit._("The map shows"), "police_map", [ASKED, GAP], names, ASKED)
    drawn, finding = build_police_map(visit, result, measure), result.county_sentences[-1]
    # People and ratios are real; only a recorded number is what its register is.
    known = replace(result.held, nature=result.held.nature or Nature.REAL)
    words = Words(finding, map_caption(visit, result, measure), origin_of(visit, known, result.method))
    map_figure(visit, drawn, rows, columns, words, key="police-map", height=MAP_HEIGHT)
    show_sentences(visit, result.county_sentences[:-1])


def map_caption(visit: Visit, result: PoliceCover, measure: str) -> str:
    """What the map shows, of whom, and when."""
    values = {"ratio": str(result.people_per_officer), "day": result.people_on}
    if measure == GAP:
        sentence = Sentence(
            "Recorded officers for each 100 that 1:{ratio} asks for, where a number is recorded; of the other counties "
            "it is not known.",
            values,
        )
        return visit.say(sentence)
    return visit.say(
        Sentence(
            "Officers that 1:{ratio} asks for in each county, for its people on {day} (or on the day of its recorded "
            "number), as the census carried forward gives them. This is no count of officers that are missing.",
            values,
        )
    )


def build_police_map(visit: Visit, result: PoliceCover, measure: str) -> PlaceMap:
    """Counties in classes; of the gap only those whose officers are known."""
    rows = result.counties
    values = rows.officers_in_100 if measure == GAP else rows.asked_for.astype(float)
    steps = SHARE_STEPS if measure == GAP else ASKED_STEPS
    return map_of_country(
        visit,
        name=map_caption(visit, result, measure),
        legend=_legend(visit, measure, steps),
        values=_classes(rows.county_code, values, steps),
        tooltips={str(row["county_code"]): _tooltip(row, visit) for row in rows.to_dict("records")},
    )


def _classes(codes: pd.Series, values: pd.Series, steps: Sequence[float]) -> dict[str, int]:
    pairs = zip(codes, values, strict=True)
    return {str(code): bisect_right(steps, float(value)) for code, value in pairs if not pd.isna(value)}


def _legend(visit: Visit, measure: str, steps: Sequence[float]) -> Legend:
    _ = visit._
    colours = class_colours(len(steps) + 1)
    labels = class_labels(steps, visit.language.number)
    shades = colours[::-1] if measure == GAP else colours
    title = _("Officers for each 100 asked for") if measure == GAP else _("Officers asked for")
    missing = _("not known") if measure == GAP else _("no data")
    return Legend(title=title, classes=tuple(zip(shades, labels, strict=True)), missing=missing)


def _tooltip(row: dict[str, object], visit: Visit) -> str:
    """Codes and numbers only; what a document is called is in the table."""
    asked = Sentence("{asked} officers asked for", {"asked": row["asked_for"]})
    if pd.isna(row["officer_count"]):
        return f"{visit.say(asked)}\n{visit._('how many it has is not known')}"
    known = Sentence("{officers} officers on {day}", {"officers": row["officer_count"], "day": row["as_of"]})
    return f"{visit.say(asked)}\n{visit.say(known)}"
