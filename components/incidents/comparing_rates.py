"""The parts of a comparison that keep chance apart from difference: pairs, smoothed rates, like with like."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, figures, shared_charts, tables
from components.drawing.charts import OKABE_ITO, by_kind, names_down, span, tips
from components.incidents.comparing import columns, compared, named
from components.incidents.incident_map import smoothed_columns
from components.shell import address_bar
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.rates.comparison import MOST_PLACES, Comparison, Pair
from usalama.incidents.rates.similar_places import SimilarPlaces
from usalama.incidents.rates.smoothed_rates import SmoothedPlaces
from usalama.model import Place, Sentence

RAW_COLOUR, SMOOTHED_COLOUR = "#6b6b6b", OKABE_ITO[0]


def show_rates(visit: Visit, result: Comparison) -> None:
    """The rates of the chosen places with their ranges, and every two of them in words."""
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
    show_pairs(visit, result.pairs)


def show_smoothed(visit: Visit, result: SmoothedPlaces, places: tuple[Place, ...]) -> None:
    """Raw and smoothed rates of the chosen places side by side."""
    _ = visit._
    rows = result.rows[result.rows.place_key.isin([place.key for place in places])]
    rows = named(rows, visit).assign(own_parts=(100 * rows.own_share).round())
    caption = _(
        "Raw and smoothed reported incidents for every 100,000 people a year, with their likely ranges. A smoothed "
        "rate is drawn towards what all counties have in common; a raw one is not."
    )
    chart = build_raw_and_smoothed(_raw_and_smoothed(rows), visit)
    charts.show_chart(visit, chart, caption=caption, key="smoothed")
    for sentence in result.sentences:
        st.markdown(f"- {visit.say(sentence)}")
    columns = {
        "place_name": _("Place"),
        "incident_count": _("Incidents"),
        **tables.columns(visit, tables.RATE),
        **smoothed_columns(visit),
        "flag": _("Reliability"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key="smoothed-table")
    show_method(visit, result.method)


def show_similar(visit: Visit, groups: tuple[SimilarPlaces, ...]) -> None:
    """For each chosen place those like it, why, and a way to compare with them."""
    _ = visit._
    for group in groups:
        st.markdown(f"**{visit.name_of(group.place)}**")
        for sentence in group.sentences:
            st.markdown(visit.say(sentence))
        if not group.others:
            continue
        together = (group.place, *group.others)[:MOST_PLACES]
        label = visit.say(Sentence("Compare {place} with them", {"place": visit.name_of(group.place)}))
        keys = ",".join(place.key for place in together)
        st.button(label, key=f"like-{group.place.key}", on_click=address_bar.write, args=("places", keys))
        rows = named(group.rows, visit)
        alike = [", ".join(_(name) for name in names) for names in group.rows.alike]
        caption = _("The place and those like it, nearest first: by people and land, not by what is reported.")
        tables.show_table(
            visit, rows.assign(alike=alike), _similar_columns(visit), caption=caption, key=f"similar-{group.place.key}"
        )
    if groups:
        show_method(visit, groups[0].method)


def show_pairs(visit: Visit, pairs: tuple[Pair, ...]) -> None:
    """Every pair in words; the numbers behind them for those who ask how sure we are."""
    _ = visit._
    for pair in pairs:
        st.markdown(f"- {visit.say(pair.sentence)}")
    rows = pd.DataFrame(
        {
            "place_name": [visit.name_of(pair.place) for pair in pairs],
            "other_name": [visit.name_of(pair.other) for pair in pairs],
            "ratio": [_text(visit, pair.ratio.value) for pair in pairs],
            "lower": [_text(visit, pair.ratio.lower) for pair in pairs],
            "upper": [_text(visit, pair.ratio.upper) for pair in pairs],
            "chance": [_text(visit, pair.chance) for pair in pairs],
            "flag": [str(pair.ratio.flag) for pair in pairs],
        }
    )
    caption = _(
        "How sure are we? The ratio of the reported rates with its likely range, and how often chance alone would "
        "show a difference as large between equal rates, allowing for the number of pairs looked at (1 always, 0 "
        "never)."
    )
    columns = tables.columns(
        visit,
        "place_name other_name ratio lower upper chance flag",
        other_name=_("compared with"),
        ratio=_("Times its rate"),
        chance=_("Chance alone"),
    )
    tables.show_table(visit, rows, columns, caption=caption, key="pairs-table")


def _text(visit: Visit, number: float | None) -> str:
    return "–" if number is None else visit.language.number(number)


def show_method(visit: Visit, method: Sentence) -> None:
    with st.expander(visit._("How sure are we?")):
        st.write(visit.say(method))


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
        tooltip=tips(
            ("place_name:N", _("Place")),
            ("kind:N", " "),
            ("rate:Q", _("Rate"), ".1f"),
            ("lower:Q", _("Likely from"), ".1f"),
            ("upper:Q", _("Likely to"), ".1f"),
        ),
    )
    shown = rows.dropna(subset="rate").assign(kind=rows.kind.map(names))
    return alt.LayerChart(data=shown, layer=[ranges, drawn], height=alt.Step(24))
