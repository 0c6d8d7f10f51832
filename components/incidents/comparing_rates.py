"""The parts of a comparison that keep chance apart from difference: funnel, smoothed rates, like with like, pairs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.incidents import charts_funnel
from components.incidents.comparing import named
from components.incidents.map_measures import smoothed_columns
from components.shell import address_bar
from components.shell.visit import Visit
from usalama.incidents.rates.comparison import MOST_PLACES, Pair
from usalama.incidents.rates.funnel import FunnelPlot
from usalama.incidents.rates.similar_places import SimilarPlaces
from usalama.incidents.rates.smoothed_rates import SmoothedPlaces
from usalama.model import Place, Sentence


def show_funnel(visit: Visit, result: FunnelPlot) -> None:
    """The funnel with what it says of the chosen places and of all."""
    _ = visit._
    rows = named(result.rows, visit)
    caption = visit.say(
        Sentence(
            "Each mark is a place: how its reported rate compares with the national one, by its size. Of 100 places "
            "that differ only as counties usually do, 95 lie in the darker band and nearly all in the lighter one. "
            "{count} counties; chosen places are outlined and named.",
            {"count": result.county_count},
        )
    )
    charts.show_chart(visit, charts_funnel.build_funnel(rows, result.curve, visit), caption=caption, key="funnel")
    for sentence in (*result.sentences, *result.summary):
        st.markdown(f"- {visit.say(sentence)}")
    worded = rows.assign(standing=rows.standing.map(charts_funnel.standing_names(visit)))
    tables.show_table(visit, worded, _funnel_columns(visit), caption=caption, key="funnel-table")
    _show_method(visit, result.method)


def show_smoothed(visit: Visit, result: SmoothedPlaces, places: tuple[Place, ...]) -> None:
    """Raw and smoothed rates of the chosen places side by side."""
    _ = visit._
    rows = result.rows[result.rows.place_key.isin([place.key for place in places])]
    rows = named(rows, visit).assign(own_parts=(100 * rows.own_share).round())
    caption = _(
        "Raw and smoothed reported incidents for every 100,000 people a year, with their likely ranges. A smoothed "
        "rate is drawn towards what all counties have in common; a raw one is not."
    )
    chart = charts_funnel.build_raw_and_smoothed(_raw_and_smoothed(rows), visit)
    charts.show_chart(visit, chart, caption=caption, key="smoothed")
    for sentence in result.sentences:
        st.markdown(f"- {visit.say(sentence)}")
    columns = {
        "place_name": _("Place"),
        "incident_count": _("Incidents"),
        **tables.rate_columns(visit),
        **smoothed_columns(visit),
        "flag": _("Reliability"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key="smoothed-table")
    _show_method(visit, result.method)


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
        _show_method(visit, groups[0].method)


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
    columns = {
        "place_name": _("Place"),
        "other_name": _("compared with"),
        "ratio": _("Times its rate"),
        "lower": _("Likely from"),
        "upper": _("Likely to"),
        "chance": _("Chance alone"),
        "flag": _("Reliability"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key="pairs-table")


def _text(visit: Visit, number: float | None) -> str:
    return "–" if number is None else visit.language.number(number)


def _show_method(visit: Visit, method: Sentence) -> None:
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


def _funnel_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "place_name": _("Place"),
        "incident_count": _("Incidents"),
        "expected_count": _("Expected at the national rate"),
        "ratio": _("Times the national rate"),
        "lower": _("Usual from"),
        "upper": _("Usual to"),
        "standing": _("Against the national rate"),
    }


def _similar_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "place_name": _("Place"),
        "population": _("People"),
        "people_per_km2": _("People for each square kilometre"),
        "incident_count": _("Incidents"),
        **tables.rate_columns(visit),
        "alike": _("Alike in"),
        "flag": _("Reliability"),
    }
