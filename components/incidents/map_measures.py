"""The words and the table that go with each measure of the map of counties."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.maps.county_map import map_caption
from components.maps.map_looks import level_text, silence_text
from components.shell.visit import Visit
from usalama.asking.comparison_words import silence_sentence
from usalama.incidents.map.incident_map import CountyMap, Measure
from usalama.model import Sentence


def show_measure_note(visit: Visit, result: CountyMap) -> None:
    """What the chosen measure may and may not be taken to mean; nothing for rates and counts."""
    _ = visit._
    if result.measure is Measure.SMOOTHED:
        st.info(
            _(
                "Smoothing calms small counties that swing by chance. It can also hide a county that really is "
                "different: choose the rate to see it raw, in the same colours."
            )
        )
    elif result.measure is Measure.CERTAINTY:
        st.info(
            _(
                "Plain colours are sure: the whole likely range lies in the class. Hatched ones are not. Low is what "
                "is reported, not how safe a place is."
            )
        )
    elif result.measure is Measure.SILENCE:
        _show_silence(visit, result.counties.rows)


def _show_silence(visit: Visit, rows: pd.DataFrame) -> None:
    unheard = rows[rows.channel == "no_channel"]
    if unheard.empty:
        st.info(visit._("Every county for which it can be told has a channel. That says nothing about how safe it is."))
    for row in unheard.itertuples():
        sentence = silence_sentence(row.county_name, row.silent_months, row.month_count, row.expected_silent_months)
        st.markdown(f"- {visit.say(sentence)}")


def show_measure_table(visit: Visit, result: CountyMap) -> None:
    """The counties with the columns of the measure."""
    rows, columns = measure_table(visit, result)
    tables.show_table(visit, rows, columns, caption=map_caption(result, visit), key="map-table")


def measure_table(visit: Visit, result: CountyMap) -> tuple[pd.DataFrame, dict[str, str]]:
    """Rows and column names; raw rates always stand beside what is made from them."""
    _ = visit._
    rows, columns = result.counties.rows, tables.county_columns(visit)
    if result.measure in (Measure.SMOOTHED, Measure.CERTAINTY):
        rows = rows.assign(own_parts=(100 * rows.own_share).round())
        columns = columns | smoothed_columns(visit)
    if result.measure is Measure.CERTAINTY:
        rows = rows.assign(certainty=[level_text(row, result, visit) for row in rows.itertuples()])
        columns = columns | {"certainty": _("How high, and how sure")}
    if result.measure is Measure.SILENCE:
        rows = rows.assign(heard=[silence_text(row, visit) for row in rows.itertuples()])
        columns = columns | {
            "silent_months": _("Months without a report"),
            "expected_silent_months": _("Expected at the national rate"),
            "channels": _("Sources in a usual month"),
            "heard": _("In words"),
        }
    return rows, columns


def smoothed_columns(visit: Visit) -> dict[str, str]:
    """A smoothed rate is never shown without its range and the share of own data."""
    _ = visit._
    return {
        "smoothed_rate": _("Smoothed rate"),
        "smoothed_lower": _("Smoothed, likely from"),
        "smoothed_upper": _("Smoothed, likely to"),
        "own_parts": visit.say(Sentence("Own data, parts of 100")),
    }
