"""The parts of a comparison that keep chance apart from difference: pairs, smoothed rates, like with like."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, shared_charts, tables
from components.drawing.charts import OKABE_ITO, by_kind, names_down, span, tips
from components.drawing.spoken import SAID, with_words
from components.incidents.comparing import columns, compared, named
from components.incidents.funnel import show_funnel
from components.incidents.incident_map import smoothed_columns
from components.shell import address_bar, anatomy
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.rates.comparison import MOST_PLACES, Comparison, Pair
from usalama.incidents.rates.funnel import funnel_plot
from usalama.incidents.rates.similar_places import SimilarPlaces
from usalama.incidents.rates.smoothed_rates import SmoothedPlaces, smoothed_places
from usalama.model import N_, Place, Sentence

RAW_COLOUR, SMOOTHED_COLOUR = "#6b6b6b", OKABE_ITO[0]


def show_rates(visit: Visit, result: Comparison) -> None:
    """The rates of the chosen places with their ranges; two by two, beside all and smoothed, folded under them."""
    rows = named(result.rows, visit)
    figures.figure(
        visit,
        shared_charts.build_rate_dots(rows, visit),
        rows,
        columns(visit),
        figures.Words(
            result.finding,
            visit._("Reported incidents for every 100,000 people a year; the bar is the likely range."),
            compared(visit, result),
        ),
        key="rates",
    )
    for warning in result.warnings:
        st.caption(plain(visit.say(warning)))
    asked = (visit.store, visit.scope, visit.choices, visit.subject, result.places)
    folds = {
        N_("Two by two"): lambda: _show_pairs(visit, result.pairs),
        N_("Against the national rate"): lambda: show_funnel(visit, funnel_plot(*asked)),
        N_("Raw and smoothed"): lambda: _show_smoothed(visit, smoothed_places(*asked), result.places),
    }
    anatomy.show_folds(visit, "rates", folds)


def _show_smoothed(visit: Visit, result: SmoothedPlaces, places: tuple[Place, ...]) -> None:
    """Raw and smoothed rates of the chosen places side by side."""
    _ = visit._
    rows = result.rows[result.rows.place_key.isin([place.key for place in places])]
    rows = named(rows, visit).assign(own_parts=(100 * rows.own_share).round())
    caption = _(
        "Raw and smoothed reported incidents for every 100,000 people a year, with their likely ranges. A smoothed "
        "rate is drawn towards what all counties have in common; a raw one is not."
    )
    names = ", ".join(visit.name_of(place) for place in places)
    figures.figure(
        visit,
        build_raw_and_smoothed(_raw_and_smoothed(rows), visit),
        rows,
        tables.columns(visit, f"place_name incident_count {tables.RATE}") | smoothed_columns(visit),
        figures.Words(result.finding, caption, figures.origin_of(visit, result.about, result.method, names)),
        key="smoothed",
    )


def show_similar(visit: Visit, found: tuple[SimilarPlaces, ...]) -> None:
    """A place beside those like it, why these, and a way to compare with them."""
    for group in found:
        if not group.others:
            anatomy.show_finding(visit, group.finding)
            continue
        rows = named(group.rows, visit)
        rows = rows.assign(alike=[", ".join(visit._(name) for name in names) for names in group.rows.alike])
        together = (group.place, *group.others)
        origin = figures.origin_of(
            visit, group.about, group.method, ", ".join(visit.name_of(place) for place in together)
        )
        figures.figure(
            visit,
            shared_charts.build_rate_dots(rows, visit),
            rows,
            _similar_columns(visit),
            figures.Words(group.finding, group.likeness, origin),
            key="similar",
        )
        label = visit.say(Sentence("Compare {place} with them", {"place": visit.name_of(group.place)}))
        keys = ",".join(place.key for place in together[:MOST_PLACES])
        st.button(label, key="like-compare", on_click=address_bar.write, args=("places", keys))


def _show_pairs(visit: Visit, pairs: tuple[Pair, ...]) -> None:
    """Every two of the places as a row of one table."""
    _ = visit._
    rows = pd.DataFrame(
        {
            "place_name": [visit.name_of(pair.place) for pair in pairs],
            "other_name": [visit.name_of(pair.other) for pair in pairs],
            "ratio": [_text(visit, pair.ratio.value) for pair in pairs],
            "lower": [_text(visit, pair.ratio.lower) for pair in pairs],
            "upper": [_text(visit, pair.ratio.upper) for pair in pairs],
            "chance": [_text(visit, pair.chance) for pair in pairs],
            "verdict_text": [visit.say(pair.sentence) for pair in pairs],
        }
    )
    caption = _(
        "How sure are we? The ratio of the reported rates with its likely range, and how often chance alone would "
        "show a difference as large between equal rates, allowing for the number of pairs looked at (1 always, 0 "
        "never)."
    )
    columns = tables.columns(
        visit,
        "place_name other_name ratio lower upper chance verdict_text",
        other_name=_("compared with"),
        ratio=_("Times its rate"),
        chance=_("Chance alone"),
    )
    tables.show_rows(visit, rows, columns, caption=caption)
    st.caption(caption)


def _text(visit: Visit, number: float | None) -> str:
    return "–" if number is None else visit.language.number(number)


def _raw_and_smoothed(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each place and kind."""
    kinds = {"raw": ("rate_per_100k", "rate_lower", "rate_upper")}
    kinds["smoothed"] = ("smoothed_rate", "smoothed_lower", "smoothed_upper")
    parts = [
        rows[["place_name", *names]].set_axis(["place_name", "rate", "lower", "upper"], axis=1).assign(kind=kind)
        for kind, names in kinds.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _similar_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "place_name population people_per_km2 incident_count rate_per_100k rate_lower rate_upper alike flag",
        people_per_km2=_("People for each square kilometre"),
        alike=_("Alike in"),
    )


def build_raw_and_smoothed(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """For each place its raw rate over its smoothed one, both with their ranges.

    Arguments:
        rows: place_name, kind ("raw" or "smoothed"), rate, lower, upper.
    """
    _ = visit._
    names = {"raw": _("raw"), "smoothed": _("smoothed")}
    kinds = list(names.values())
    place, offset = names_down("place_name:N"), alt.YOffset("kind:N", sort=kinds)
    opaque = alt.Legend(orient="top", symbolOpacity=1)
    colour = by_kind(alt.Color, "kind:N", kinds, [RAW_COLOUR, SMOOTHED_COLOUR], title=None, legend=opaque)
    axis = {"title": _("Incidents for every 100,000 people a year"), "scale": alt.Scale(zero=True)}
    ranges = span(place, "lower", "upper", offset, colour, width=5, opacity=0.4, **axis)
    dots = alt.Chart().mark_point(size=110, filled=True, opacity=1)
    drawn = dots.encode(
        place,
        offset,
        alt.X("rate:Q"),
        colour,
        by_kind(alt.Shape, "kind:N", kinds, ["circle", "diamond"], title=None),
        SAID,
        tooltip=tips(
            ("place_name:N", _("Place")),
            ("kind:N", " "),
            ("rate:Q", _("Rate"), ".1f"),
            ("lower:Q", _("Likely from"), ".1f"),
            ("upper:Q", _("Likely to"), ".1f"),
        ),
    )
    shown = rows.dropna(subset="rate")
    shown = shown.assign(kind=shown.kind.map(names))
    shown = with_words(
        shown,
        visit,
        N_("{place_name}, {kind}: {rate} for every 100,000 people a year, likely {lower} to {upper}"),
        decimals=1,
    )
    return alt.LayerChart(data=shown, layer=[ranges, drawn], height=alt.Step(24))
