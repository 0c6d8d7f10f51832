"""How each measure of the map of counties looks: classes, hatches, legend, and what a county says of itself."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.maps import Legend, class_colours, class_labels
from components.maps.palettes import HEARD_COLOURS, certainty_colours
from components.shell.visit import Visit
from usalama.incidents.map.incident_map import CountyMap, Measure
from usalama.incidents.rates.silence import silence_sentence
from usalama.model import Sentence, counted


@dataclass(frozen=True)
class Look:
    """What makes one measure's map different from another's.

    Arguments:
        unstable, hidden, silent: codes of hatched and dotted counties, and of those without a channel.
        tooltip: the text of one row.
    """

    legend: Legend
    unstable: frozenset[str]
    hidden: frozenset[str]
    tooltip: Callable[[Any], str]
    silent: frozenset[str] = frozenset()


def look_of(result: CountyMap, visit: Visit) -> Look:
    """The look of this measure."""
    looks = {Measure.CERTAINTY: _certainty, Measure.SILENCE: _silence, Measure.SMOOTHED: _smoothed}
    return looks.get(result.measure, _plain)(result, visit)


def _plain(result: CountyMap, visit: Visit) -> Look:
    _ = visit._
    title = _("For every 100,000 people a year") if result.measure is Measure.RATE else _("Reported incidents")
    return _classed(result, visit, title, "flag", _raw_text)


def _smoothed(result: CountyMap, visit: Visit) -> Look:
    title = visit._("Smoothed, for every 100,000 people a year")
    return _classed(result, visit, title, "smoothed_flag", _smoothed_text)


def _classed(result: CountyMap, visit: Visit, title: str, flag: str, told: Callable[[Any, Visit], str]) -> Look:
    """Counties in the classes of their number, marked by the column that says how far it may be trusted."""
    _ = visit._
    rows = result.counties.rows
    return Look(
        legend=Legend(
            title=title,
            classes=_classes(result, visit),
            unstable=_("too few to be reliable"),
            hidden=_("hidden (1 to 7)"),
            missing=_("no data"),
        ),
        unstable=_codes(rows, rows[flag] == "unstable"),
        hidden=_codes(rows, rows[flag] == "hidden"),
        tooltip=lambda row: told(row, visit),
    )


def _certainty(result: CountyMap, visit: Visit) -> Look:
    _ = visit._
    rows = result.counties.rows
    levels = len(result.breaks) + 1
    labels = [label for level in range(levels) for label in _level_labels(level, result, visit)]
    is_silent = rows.channel == "no_channel"
    is_hatched = ~rows.is_sure & (rows.map_class >= 0) & ~is_silent
    return Look(
        legend=Legend(
            title=_("How high, and how sure"),
            classes=tuple(zip(certainty_colours(levels), labels, strict=True)),
            hidden=_("hidden (1 to 7)"),
            silent=_("no channel: not heard"),
            missing=_("cannot tell"),
            hatched=tuple(range(1, 2 * levels, 2)),
        ),
        unstable=_codes(rows, is_hatched),
        hidden=_codes(rows, (rows.smoothed_flag == "hidden") & (rows.map_class < 0)),
        tooltip=lambda row: "\n".join((level_text(row, result, visit), _smoothed_text(row, visit))),
        silent=_codes(rows, is_silent),
    )


def _silence(result: CountyMap, visit: Visit) -> Look:
    _ = visit._
    rows = result.counties.rows
    labels = (_("reports in every month"), _("some months without a report"))
    return Look(
        legend=Legend(
            title=_("Where reports come from"),
            classes=tuple(zip(HEARD_COLOURS, labels, strict=True)),
            silent=_("no channel: not heard"),
            missing=_("too few expected to tell"),
        ),
        unstable=frozenset(),
        hidden=frozenset(),
        tooltip=lambda row: silence_text(row, visit),
        silent=_codes(rows, rows.channel == "no_channel"),
    )


def level_text(row: Any, result: CountyMap, visit: Visit) -> str:
    """In words: how high, and how sure."""
    if row.channel == "no_channel":
        return visit._("no channel: not heard")
    if row.level < 0:
        return visit._("cannot tell")
    return _level_labels(row.level, result, visit)[0 if row.is_sure else 1]


def silence_text(row: Any, visit: Visit) -> str:
    """In words: how well a county is heard."""
    if row.channel == "no_channel":
        sentence = silence_sentence("", row.silent_months, row.month_count, row.expected_silent_months)
        return visit.say(sentence).removeprefix(": ")
    values = {"silent": row.silent_months, "months": row.month_count, "channels": row.channels}
    if row.channel == "cannot_tell":
        return visit.say(
            Sentence("No report in {silent} of {months} months: no more than the national rate would give.", values)
        )
    return visit.say(
        Sentence("{silent} of {months} months without a report; {channels} sources report in a usual month.", values)
    )


def _level_labels(level: int, result: CountyMap, visit: Visit) -> tuple[str, str]:
    """How a level is called where it is sure and where it is not, with its limits."""
    _ = visit._
    limits = class_labels(result.breaks, visit.language.number)[level]
    last = len(result.breaks)
    if last and level == 0:
        pair = (_("low, sure"), _("low, but unsure"))
    elif last and level == last:
        pair = (_("high, sure"), _("high, but unsure"))
    else:
        pair = (_("middle, sure"), _("middle, but unsure"))
    return f"{pair[0]} ({limits})", f"{pair[1]} ({limits})"


def _classes(result: CountyMap, visit: Visit) -> tuple[tuple[str, str], ...]:
    colours = class_colours(len(result.breaks) + 1)
    return tuple(zip(colours, class_labels(result.breaks, visit.language.number), strict=True))


def _codes(rows: pd.DataFrame, is_one: pd.Series) -> frozenset[str]:
    return frozenset(rows.county_code[is_one])


def _raw_text(row: Any, visit: Visit) -> str:
    count, rate = row.incident_count, row.rate_per_100k
    if pd.isna(count):
        return visit._("1 to 7 incidents: hidden")
    if math.isnan(rate):
        return visit._("no data")
    values = {"rate": rate, "lower": row.rate_lower, "upper": row.rate_upper}
    said = counted(
        "{count} incident\n{rate} for every 100,000 people a year ({lower} to {upper})",
        "{count} incidents\n{rate} for every 100,000 people a year ({lower} to {upper})",
        int(count),
        values,
    )
    return visit.say(said)


def _smoothed_text(row: Any, visit: Visit) -> str:
    if math.isnan(row.smoothed_rate):
        return _raw_text(row, visit)
    values = {
        "rate": row.smoothed_rate,
        "lower": row.smoothed_lower,
        "upper": row.smoothed_upper,
        "own": round(100 * row.own_share),
        "count": int(row.incident_count),
        "raw": row.rate_per_100k,
    }
    return visit.say(
        Sentence(
            "Smoothed: {rate} for every 100,000 people a year ({lower} to {upper})\n{own} in 100 parts are its own "
            "data\nRaw: {raw}, from {count} incidents",
            values,
        )
    )
